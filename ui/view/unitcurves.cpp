#include "ui/view/unitcurves.h"

#include "core/model/depth.h"
#include "core/pack/tensor.h"
#include "ui/paint/text.h"

#include <QAction>
#include <QCoreApplication>
#include <QMouseEvent>

#include <cmath>
#include <limits>

// What is shown and what the mouse does; the picture is in unitcurvesdraw.cpp.

namespace rnnscope {

namespace {

constexpr double reach = 9; ///< pixels around a line in which a press means it
constexpr int chipGap = 4;

QString nameOf(const Track& track) { return QCoreApplication::translate("cell", track.name); }

}

UnitCurves::UnitCurves(const Desk& desk, QWidget* parent)
    : TimeView(desk, parent)
    , m_pin(new Chip(desk, {}, this))
    , m_key(new QAction(this))
{
    setMinimumSize(320, 180);
    m_pins.fill(-1);
    connect(m_pin, &Chip::clicked, this, [this] { togglePin(m_unit); });
    m_key->setShortcut(Qt::Key_P);
    addAction(m_key);
    connect(m_key, &QAction::triggered, m_pin, &Chip::click);
    for (size_t i = 0; i < mostPins; ++i) {
        m_pinned[i] = new Chip(desk, {}, this);
        m_pinned[i]->setCheckable(false);
        connect(m_pinned[i], &Chip::clicked, this, [this, i] { togglePin(m_pins[i]); });
    }
}

const LayerTrace& UnitCurves::shownLayer() const
{
    return m_trace->layers[static_cast<size_t>(m_layer)];
}

const Track& UnitCurves::trackOf(const Curve& curve) const
{
    return m_model->layers[static_cast<size_t>(m_layer)]
        .cell->tracks()[static_cast<size_t>(curve.track)];
}

void UnitCurves::refresh(Changes changes)
{
    TimeView::refresh(changes);
    if (!ready())
        return;
    const int step = std::min(desk().playback->step(), static_cast<int>(m_trace->steps()) - 1);
    if (!onlyMoves(changes) || step != m_described)
        setAccessibleDescription(describe(m_described = step));
}

/// Pins stay as long as the units are those of the same layer.
void UnitCurves::takeIn()
{
    setAccessibleName(tr("Curves of units"));
    if (!trace()) {
        showChips();
        return;
    }
    const int layer = desk().selection->layer();
    const Layer& now = this->layer();
    if (!m_model || layer != m_layer
        || now.cell->id() != m_model->layers[static_cast<size_t>(layer)].cell->id()
        || layerTrace().units() != shownLayer().units())
        m_pins.fill(-1);
    const bool another = m_trace != trace() || m_layer != layer;
    m_trace = trace();
    m_model = model();
    m_sequence = desk().session->sequence();
    m_layer = layer;
    m_unit = desk().selection->unit();
    if (another) {
        m_tracks.clear();
        for (size_t i = 0; i < now.cell->tracks().size(); ++i)
            if (now.cell->tracks()[i].carried())
                m_tracks.push_back(static_cast<int>(i));
        m_scale = commonScale(now.cell->tracks(), shownLayer(), m_tracks);
    }
    showChips();
}

/// Texts, fonts and places of the chips.
void UnitCurves::showChips()
{
    const bool free = pinned(m_unit) || pinOf(-1) >= 0;
    m_key->setText(tr("Pin the curves of the unit, or take the pin away"));
    m_pin->setVisible(ready());
    m_pin->setText(tr("pin unit %1").arg(m_unit));
    m_pin->setChecked(pinned(m_unit));
    m_pin->setEnabled(free);
    m_pin->setToolTip(free
            ? tr("Keep the curves of unit %1 beside those of another (P)").arg(m_unit)
            : tr("At most %1 units can be pinned").arg(mostPins));
    for (size_t i = 0; i < mostPins; ++i) {
        m_pinned[i]->setVisible(ready() && m_pins[i] >= 0);
        m_pinned[i]->setToolTip(tr("Take the pin of unit %1 away").arg(m_pins[i]));
        m_pinned[i]->setAccessibleName(m_pinned[i]->toolTip());
    }
    placeChips();
    measure();
}

void UnitCurves::placeChips()
{
    int right = 0;
    for (const char16_t* form : {u"%1 %2 ×", u"%1 %2"}) {
        int left = 16;
        for (size_t i = 0; i < mostPins; ++i)
            m_pinned[i]->setText(
                QString::fromUtf16(form).arg(markLetter(static_cast<int>(i))).arg(m_pins[i]));
        std::vector<Chip*> row{m_pin};
        for (size_t i = 0; i < mostPins; ++i)
            if (m_pins[i] >= 0)
                row.push_back(m_pinned[i]);
        for (Chip* chip : row) {
            chip->setFont(scaled(font(), 0.85));
            chip->setGeometry(QRect({left, qRound(chipsTop())}, chip->sizeHint()));
            right = left + chip->width();
            left = right + chipGap;
        }
        if (right <= width() - 16)
            return;
    }
}

double UnitCurves::chipsTop() const { return QFontMetricsF(font()).height() + 20; }

/// The place of a unit among the pins, or −1; of −1 the first that is free.
int UnitCurves::pinOf(int unit) const
{
    const auto found = std::ranges::find(m_pins, unit);
    return found == m_pins.end() ? -1 : static_cast<int>(found - m_pins.begin());
}

bool UnitCurves::pinned(int unit) const { return unit >= 0 && pinOf(unit) >= 0; }

void UnitCurves::togglePin(int unit)
{
    const int place = pinOf(pinned(unit) ? unit : -1);
    if (place >= 0)
        m_pins[static_cast<size_t>(place)] = pinned(unit) ? -1 : unit;
    showChips();
    redraw();
}

/// The selected unit first.
std::vector<int> UnitCurves::units() const
{
    std::vector<int> all{m_unit};
    for (const int unit : m_pins)
        if (unit >= 0 && unit != m_unit)
            all.push_back(unit);
    return all;
}

/// The selected unit's first; a projection leaves fewer hidden units than there are others.
std::vector<UnitCurves::Curve> UnitCurves::curves() const
{
    std::vector<Curve> all;
    for (const int unit : units())
        for (const int track : m_tracks)
            if (unit < shownLayer().tracks[static_cast<size_t>(track)].rows())
                all.push_back({unit, track, pinOf(unit)});
    return all;
}

/// Where the cursor crosses the line, y; NaN where it does not.
double UnitCurves::crossing(const Curve& curve) const
{
    const ValueField field = this->field();
    const double position = desk().playback->position();
    const auto before = std::min(static_cast<Index>(position), m_trace->steps());
    const double from = field.yOf(valueAfter(shownLayer(), curve.track, curve.unit, before));
    if (before == m_trace->steps() || position == static_cast<double>(before))
        return from;
    const double to = field.yOf(valueAfter(shownLayer(), curve.track, curve.unit, before + 1));
    return from + (to - from) * (position - static_cast<double>(before));
}

/// How many steps are finished.
Index UnitCurves::finished() const
{
    return std::min(static_cast<Index>(desk().playback->position()), m_trace->steps());
}

double UnitCurves::valueAtCursor(int track) const
{
    if (!ready() || m_unit >= shownLayer().tracks[static_cast<size_t>(track)].rows())
        return std::numeric_limits<double>::quiet_NaN();
    return valueAfter(shownLayer(), track, m_unit, finished());
}

/// The curve whose line passes within reach of that place, or nullptr.
const UnitCurves::Curve* UnitCurves::nearest(const std::vector<Curve>& all, QPointF place) const
{
    const ValueField field = this->field();
    const double position = (place.x() - field.steps.area.left()) / field.steps.pitch()
        + static_cast<double>(field.steps.first);
    const auto before = std::clamp<Index>(static_cast<Index>(position), 0, m_trace->steps() - 1);
    const Curve* found = nullptr;
    double least = reach;
    for (const Curve& curve : all) {
        const double from = field.yOf(valueAfter(shownLayer(), curve.track, curve.unit, before));
        const double to = field.yOf(valueAfter(shownLayer(), curve.track, curve.unit, before + 1));
        const double y = from + (to - from) * (position - static_cast<double>(before));
        if (std::abs(y - place.y()) < least) {
            least = std::abs(y - place.y());
            found = &curve;
        }
    }
    return found;
}

void UnitCurves::press(QPointF place)
{
    const std::vector<Curve> all = curves();
    if (const Curve* curve = nearest(all, place))
        desk().selection->setUnit(curve->unit);
}

void UnitCurves::mousePressEvent(QMouseEvent* event)
{
    if (!current() || !(event->modifiers() & Qt::ControlModifier)) {
        TimeView::mousePressEvent(event);
        return;
    }
    if (event->button() != Qt::LeftButton || !area().contains(event->position()))
        return;
    const std::vector<Curve> all = curves();
    if (const Curve* curve = nearest(all, event->position()))
        togglePin(curve->unit);
}

void UnitCurves::resizeEvent(QResizeEvent* event)
{
    placeChips();
    TimeView::resizeEvent(event);
}

QString UnitCurves::describe(QPointF place) const
{
    return area().contains(place) ? describe(axis().stepAt(place.x())) : QString();
}

QString UnitCurves::describe(int step) const
{
    QStringList lines{tr("after step %1").arg(stepText(tokens(), step))};
    int unit = -1;
    for (const Curve& curve : curves()) {
        const Track& track = trackOf(curve);
        const double value = valueAfter(shownLayer(), curve.track, curve.unit, step + 1);
        if (curve.unit != unit)
            lines += tr("unit %1:").arg(unit = curve.unit);
        lines.back()
            += QStringLiteral(" %1 %2 = %3")
                   .arg(nameOf(track), QString::fromUtf8(track.symbol.data(), track.symbol.size()),
                       fixedNumber(value, 3));
    }
    return lines.join(u'\n');
}

std::vector<Tensor> UnitCurves::numbers() const
{
    if (!ready())
        return {};
    const std::vector<int> shown = units();
    Matrix ids(static_cast<Index>(shown.size()), 1);
    for (size_t i = 0; i < shown.size(); ++i)
        ids(static_cast<Index>(i)) = static_cast<Real>(shown[i]);
    const std::string layer = layerId(*m_model, m_layer) + "/";
    std::vector<Tensor> all{tensorOf(layer + "units", ids)};
    for (const int track : m_tracks) {
        const Matrix& values = shownLayer().tracks[static_cast<size_t>(track)];
        Matrix rows
            = Matrix::Constant(values.cols(), ids.size(), std::numeric_limits<Real>::quiet_NaN());
        for (size_t i = 0; i < shown.size(); ++i)
            if (shown[i] < values.rows())
                rows.col(static_cast<Index>(i)) = values.row(shown[i]);
        all.push_back(tensorOf(layer + std::string(trackOf({0, track, -1}).id), rows));
    }
    return all;
}

} // namespace rnnscope
