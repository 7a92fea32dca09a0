#include "ui/view/ribbon.h"

#include "core/model/depth.h"
#include "core/pack/tensor.h"
#include "ui/paint/text.h"

#include <QAction>
#include <QVariantAnimation>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

constexpr double holdSteps = 4; ///< steps after which the strip follows the position again
constexpr int manyPictures = 64 << 10; ///< kilobytes: more steps than are ever in sight
constexpr int foldTime = 600; ///< milliseconds

}

Ribbon::Ribbon(const Desk& desk, QWidget* parent)
    : View(desk, parent)
    , m_fold(new QVariantAnimation(this))
    , m_key(new QAction(this))
    , m_foldChip(new Chip(desk, {}, this))
    , m_tintChip(new Chip(desk, {}, this))
    , m_wholeChip(new Chip(desk, {}, this))
    , m_pictures(manyPictures)
{
    setCursor(Qt::PointingHandCursor);
    for (Chip* chip : {m_foldChip, m_tintChip, m_wholeChip})
        chip->makeSwitch();
    connect(m_foldChip, &Chip::clicked, this, &Ribbon::setFolded);
    connect(m_tintChip, &Chip::clicked, this, &Ribbon::setTinted);
    connect(m_wholeChip, &Chip::clicked, this, [this](bool all) { setZoom(all ? 0 : 1); });
    m_key->setShortcut(Qt::Key_C);
    addAction(m_key);
    connect(m_key, &QAction::triggered, m_foldChip, &Chip::click);
    m_fold->setEasingCurve(QEasingCurve::InOutCubic);
    connect(m_fold, &QVariantAnimation::valueChanged, this,
        [this](const QVariant& value) { setFolding(value.toDouble()); });
}

void Ribbon::refresh(Changes changes)
{
    if (model() && (changes & (Change::Scene | Change::Cell | Change::Look)))
        measure();
    if (changes & ~Changes(Change::Position | Change::Gradient)) {
        if (model())
            select();
        retitle();
        redraw();
        if (m_tinted || (changes & (Change::Scene | Change::Cell | Change::Look)))
            remake();
    }
    if (changes & Change::Scene)
        m_hold = {};
    if (ready() && (changes != Change::Position || m_described != step()))
        setAccessibleDescription(describe(m_described = step()));
    prepare();
    update();
}

/// Takes in another model or sequence.
void Ribbon::measure()
{
    const auto rowsBefore = ready() ? m_all->model->layers.size() : 0;
    m_all = unrolled(model(), trace(), desk().session->sequence());
    const QFontMetricsF metrics(font());
    constexpr double widest = 88, least = 40;
    m_natural = least;
    if (const auto& ids = m_all->sequence->ids; !ids.empty())
        m_natural = std::max(
            least, 20 + std::ceil(widestToken(m_all->model->vocabulary, ids, metrics, widest)));
    m_made = {};
    if (rowsBefore != m_all->model->layers.size())
        updateGeometry();
}

/// Takes in what is selected.
void Ribbon::select()
{
    const Selection& selection = *desk().selection;
    m_all->layer = selection.layer();
    const auto before = std::exchange(m_all->tint, std::nullopt);
    if (!m_tinted)
        return;
    m_all->tint = {selection.layer(), selection.track(), selection.unit(), {}};
    Tint& tint = *m_all->tint;
    const bool known = before && before->layer == tint.layer && before->track == tint.track;
    tint.scale = known ? before->scale
                       : scaleOf(shownLayer().cell->tracks()[size_t(tint.track)],
                           m_all->trace->layers[size_t(tint.layer)].tracks[size_t(tint.track)]);
}

/// The heading or the labels have changed.
void Ribbon::redraw()
{
    chooseLegend();
    m_still = {};
    update();
}

/// The pictures of the steps have changed too.
void Ribbon::remake()
{
    m_pictures.clear();
    m_asked = {};
    prepare();
    redraw();
}

/// Has the bars made that are in sight and some beside them.
void Ribbon::prepare()
{
    if (!ready() || !bars())
        return;
    const Index from = strip().first(scroll()), to = strip().last(scroll());
    if (m_asked.covers(from, to) || to <= from)
        return;
    const Index first = std::max<Index>(0, 2 * from - to);
    const Index count = std::min<Index>(steps(), 2 * to - from) - first;
    m_asked = {first, count, {}, {}, {}};
    const double density = devicePixelRatioF();
    const auto columns = static_cast<Index>(std::ceil(double(count) * pitch() * density));
    m_bars.start(
        [=, all = *m_all, rows = rows(), &colours = colours()](Watch& watch) -> Result<StepBars> {
            return barsOf(all, first, count, columns, rows, density, colours, watch);
        },
        [this](Result<StepBars> made) {
            if (made)
                m_made = std::move(*made);
            update();
        });
}

void Ribbon::setFolded(bool folded)
{
    m_foldChip->setChecked(folded);
    m_fold->stop();
    m_fold->setStartValue(m_folding);
    m_fold->setEndValue(folded ? 1.0 : 0.0);
    m_fold->setDuration(foldTime);
    m_fold->start();
}

void Ribbon::setFolding(double folding)
{
    m_folding = folding;
    m_foldChip->setChecked(folding > 0.5);
    redraw(); // the labels follow the rows
}

void Ribbon::setZoom(double zoom)
{
    m_zoom = ready() && zoom * m_natural <= fit() ? 0 : std::min(zoom, 2.0);
    m_wholeChip->setChecked(m_zoom == 0);
    m_hold = {};
    remake();
}

void Ribbon::setTinted(bool tinted)
{
    m_tinted = tinted;
    m_tintChip->setChecked(tinted);
    if (ready())
        select();
    remake();
}

/// The width of a step with which all are in sight.
double Ribbon::fit() const
{
    return std::min(
        m_natural, std::max(1.0, width() - margin - stripLeft()) / std::max(1, steps()));
}

double Ribbon::pitch() const { return std::max(m_zoom * m_natural, fit()); }

Strip Ribbon::strip() const { return {pitch(), steps(), width() - margin - stripLeft()}; }

double Ribbon::scroll() const
{
    const double position = desk().playback->position();
    const double gone = std::abs(position - m_hold.position) / holdSteps;
    return strip().bounded(strip().follow(position) + m_hold.shift * std::max(0.0, 1 - gone));
}

/// Scrolls there and stays while the position rests.
void Ribbon::holdScroll(double scroll)
{
    const double position = desk().playback->position();
    m_hold = {position, strip().bounded(scroll) - strip().follow(position)};
    prepare();
    update();
}

double Ribbon::positionAt(double x) const
{
    return std::clamp((x - stripLeft() + scroll()) / pitch(), 0.0, double(steps()));
}

QPointF Ribbon::placeOf(int step) const
{
    return {stripLeft() + (step + 0.5) * pitch() - scroll(),
        rows().layers[size_t(m_all->layer)].middle()};
}

StepRows Ribbon::rows() const
{
    return stepRows(*m_all->model, {headBottom(), height() - headBottom() - 9},
        QFontMetricsF(scaled(font(), smaller)).height() - 2, m_folding);
}

QSize Ribbon::sizeHint() const
{
    constexpr int one = 172, more = 34, most = 420;
    const int layers = ready() ? int(m_all->model->layers.size()) : 1;
    return {900, std::min(one + more * (layers - 1), most)};
}

QSize Ribbon::minimumSizeHint() const
{
    constexpr int one = 124, more = 14, most = 220;
    const int layers = ready() ? int(m_all->model->layers.size()) : 1;
    return {320, std::min(one + more * (layers - 1), most)};
}

std::vector<Tensor> Ribbon::numbers() const
{
    if (!ready())
        return {};
    std::vector<Tensor> all;
    const Index first = m_folding > 0 ? step() : 0, count = m_folding > 0 ? 1 : steps();
    const auto add = [&](const std::string& name, const Matrix& values) {
        all.push_back(tensorOf(name, values.middleCols(first, count).transpose()));
    };
    const Model& model = *m_all->model;
    if (m_all->sequence->ids.empty())
        add("x", m_all->sequence->values);
    for (int layer = 0; layer < int(model.layers.size()); ++layer) {
        const Cell& cell = *model.layers[size_t(layer)].cell;
        add(layerId(model, layer) + "/" + std::string(cell.tracks()[size_t(cell.hidden())].id),
            m_all->hidden(layer));
    }
    if (!model.head.empty())
        add("logits", m_all->trace->logits);
    return all;
}

void Ribbon::resizeEvent(QResizeEvent* event)
{
    retitle();
    remake();
    View::resizeEvent(event);
}

} // namespace rnnscope
