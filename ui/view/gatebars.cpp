#include "ui/view/gatebars.h"

#include "core/cell/cells.h"
#include "core/model/depth.h"
#include "core/pack/tensor.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/view/background.h"

#include <QCoreApplication>
#include <QMouseEvent>

#include <algorithm>

// What is shown and what the mouse does; the picture is in gatebarsdraw.cpp.

namespace rnnscope {

namespace {

constexpr int chipGap = 4;
constexpr std::array orders{OrderBy::Memory, OrderBy::Number}; ///< that are offered

const OrderInfo& infoOf(OrderBy order) { return orderInfos()[static_cast<size_t>(order)]; }

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// The kinds of cell that have gates.
QString gatedCells()
{
    QStringList names;
    for (const CellPtr& cell : cells())
        if (cell->indexOf(Role::Gate) >= 0)
            names += text(cell->name());
    return names.join(QStringLiteral(", "));
}

QString titleOf(const Track& track)
{
    return QCoreApplication::translate("cell", track.name) + u' ' + text(track.symbol);
}

}

GateBars::GateBars(const Desk& desk, QWidget* parent)
    : TimeView(desk, parent)
{
    setMinimumSize(320, 180);
    for (size_t i = 0; i < orders.size(); ++i) {
        m_orders[i] = new Chip(desk, {}, this);
        connect(m_orders[i], &Chip::clicked, this, [this, i] { setOrder(orders[i]); });
    }
    connect(&m_job, &JobBase::runningChanged, this, &GateBars::redraw);
}

void GateBars::refresh(Changes changes)
{
    TimeView::refresh(changes);
    if (!onlyMoves(changes) || placeNow() != m_described)
        describeStep();
}

/// The step and how many phases of it are done or under way.
std::pair<int, int> GateBars::placeNow() const
{
    constexpr int most = 60; // divisible by all numbers of phases
    return {desk().playback->step(), desk().playback->phaseOf(most)};
}

/// What the bars say, for those who do not see them.
void GateBars::describeStep()
{
    m_described = placeNow();
    QStringList said;
    for (size_t row = 0; ready() && row < rows(); ++row) {
        QStringList parts{titleOf(m_history->track(row))};
        if (const GateMoment now = moment(row); now.known.size() > 0)
            for (const Figure& figure : figures(row, now, true))
                parts += figure.text;
        said += parts.join(QStringLiteral(", "));
    }
    setAccessibleDescription(said.join(QStringLiteral("; ")));
}

/// What was there stays until what is asked for is ready.
void GateBars::takeIn()
{
    setAccessibleName(tr("Gates"));
    if (trace() && m_asked != Asked{trace(), desk().selection->layer()})
        ask();
    showChips();
}

/// At once where that is quick.
void GateBars::ask()
{
    constexpr Index quick = 500'000; // numbers
    m_asked = {trace(), desk().selection->layer()};
    const SequencePtr sequence = desk().session->sequence();
    doOrStart<GateHistoryPtr>(
        m_job, layerTrace().units() * layerTrace().columns() <= quick,
        [model = model(), asked = m_asked](
            Watch& watch) { return gateHistory(model, asked.trace, asked.layer, watch); },
        [this, sequence](const Result<GateHistoryPtr>& history) {
            m_history = history ? *history : nullptr;
            m_trouble = history ? QString() : QString::fromStdString(history.error().text());
            m_sequence = sequence;
            sortUnits();
            showChips();
            describeStep();
            redraw();
        });
}

void GateBars::setOrder(OrderBy order)
{
    m_by = order;
    sortUnits();
    showChips();
    redraw();
}

void GateBars::sortUnits()
{
    if (!ready())
        return;
    m_order = unitsInOrder(m_by, m_history->values(0), m_history->lives);
    m_gutter = gutterFor();
}

/// Texts and fonts of the chips, which of them is chosen, and their places.
void GateBars::showChips()
{
    for (size_t i = 0; i < orders.size(); ++i) {
        const OrderInfo& info = infoOf(orders[i]);
        const auto said = [](const char* text) {
            return QCoreApplication::translate("rnnscope::HeatMap", text);
        };
        m_orders[i]->setText(said(info.name));
        m_orders[i]->setToolTip(said(info.hint));
        m_orders[i]->setChecked(m_by == orders[i]);
        m_orders[i]->setFont(scaled(font(), 0.85));
        m_orders[i]->setVisible(ready());
    }
    placeChips();
}

void GateBars::placeChips()
{
    int left = 16;
    if (low())
        left = width() - left - chipGap - m_orders[0]->sizeHint().width()
            - m_orders[1]->sizeHint().width();
    for (Chip* chip : m_orders) {
        chip->setGeometry(QRect({left, qRound(chipsTop())}, chip->sizeHint()));
        left += chip->width() + chipGap;
    }
}

double GateBars::chipsTop() const { return low() ? 10 : QFontMetricsF(font()).height() + 20; }

GateMoment GateBars::moment(size_t row) const
{
    const Index step = std::min<Index>(desk().playback->step(), m_history->trace->steps() - 1);
    return momentOf(*m_history, row, step, desk().playback->phase());
}

size_t GateBars::rowAt(double y) const
{
    for (size_t row = 0; row + 1 < rows(); ++row)
        if (y < rowArea(row).bottom())
            return row;
    return rows() - 1;
}

void GateBars::chooseAt(double x) { desk().selection->setUnit(bars(0).unitAt(x)); }

void GateBars::mousePressEvent(QMouseEvent* event)
{
    const QPointF place = event->position();
    const bool read = current() && m_history->layer == desk().selection->layer();
    m_choosing = read && place.x() < bars(0).area.right() && place.y() > rowArea(0).top()
        && place.y() < rowArea(rows() - 1).bottom();
    if (!m_choosing)
        TimeView::mousePressEvent(event);
    else if (event->button() == Qt::LeftButton)
        chooseAt(event->position().x());
}

void GateBars::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_choosing)
        TimeView::mouseMoveEvent(event);
    else if (current() && event->buttons() & Qt::LeftButton)
        chooseAt(event->position().x());
}

void GateBars::resizeEvent(QResizeEvent* event)
{
    placeChips();
    TimeView::resizeEvent(event);
}

QString GateBars::remark() const
{
    const QString dot = QStringLiteral(" · ");
    const Layer& layer = m_history->shown();
    QStringList parts;
    if (!m_history->gated())
        parts += tr("%1 has none (%2 have): its hidden state instead")
                     .arg(text(layer.cell->name()), gatedCells());
    if (m_history->model->layers.size() > 1 || layer.backward)
        parts += layerName(*m_history->model, m_history->layer);
    if (busy())
        parts += tr("reading every step …");
    if (layer.backward)
        parts += tr("read from the end");
    if (const QString page = pageText(); !page.isEmpty())
        parts += page;
    if (m_history->gated())
        parts += tr("0: closed, 1: open · left now, right over time");
    return parts.join(dot);
}

/// What all units together do with a gate, and the selected one; each with the longest text that
/// can stand in its place, so that nothing shakes while numbers change.
std::vector<GateBars::Figure> GateBars::figures(
    size_t row, const GateMoment& moment, bool words) const
{
    const GateFigures found = figuresOf(moment.known, m_history->ends[row]);
    const std::optional<Ends>& ends = m_history->ends[row];
    const QString wide = QStringLiteral("−0.00");
    const auto share = [](const QString& form, double part, double end) -> Figure {
        const QString limit = briefNumber(end, 2);
        return {form.arg(QString::number(qRound(100 * part)), limit), form.arg("100", limit)};
    };
    const QString mean = !words ? tr("mean %1")
        : moment.done > 0       ? tr("now: mean %1")
                                : tr("before: mean %1");
    std::vector<Figure> all{{mean.arg(fixedNumber(found.mean, 2)), mean.arg(wide)}};
    if (ends) {
        all.push_back(share(
            words ? tr("%1 % below %2") : QStringLiteral("<%2: %1 %"), found.low, ends->below));
        all.push_back(share(
            words ? tr("%1 % above %2") : QStringLiteral(">%2: %1 %"), found.high, ends->above));
    }
    const QString own = tr("unit %1: %2").arg(unit());
    if (hasUnit(row))
        all.push_back({own.arg(fixedNumber(moment.known[unit()], 2)), own.arg(wide)});
    return all;
}

QString GateBars::describe(QPointF place) const
{
    const size_t row = rowAt(place.y());
    const QString title = titleOf(m_history->track(row));
    const Matrix& values = m_history->values(row);
    if (const BarField field = bars(row); field.area.contains(place)) {
        const int unit = field.unitAt(place.x());
        const Vector known = moment(row).known;
        return tr("%1, unit %2: %3")
                   .arg(title)
                   .arg(unit)
                   .arg(known.size() == 0 ? tr("not computed yet") : fixedNumber(known[unit], 3))
            + u'\n'
            + tr("memory half-life of this unit: %1 steps")
                  .arg(m_history->lives[static_cast<size_t>(unit)], 0, 'f', 1);
    }
    const ValueField field = history(row);
    if (!field.steps.area.contains(place))
        return {};
    const int step = field.steps.stepAt(place.x());
    const auto middle = m_history->quartiles[row].col(step);
    QString said = tr("%1, step %2: median %3, the middle half of the units %4 to %5")
                       .arg(title, stepText(tokens(), step), fixedNumber(middle[1], 3),
                           fixedNumber(middle[0], 3), fixedNumber(middle[2], 3));
    if (hasUnit(row))
        said += u'\n' + tr("unit %1: %2").arg(unit()).arg(fixedNumber(values(unit(), step), 3));
    return said;
}

std::vector<Tensor> GateBars::numbers() const
{
    if (!ready())
        return {};
    const std::string layer = layerId(*m_history->model, m_history->layer) + "/";
    Matrix order(static_cast<Index>(m_order.size()), 1);
    for (size_t place = 0; place < m_order.size(); ++place)
        order(static_cast<Index>(place)) = static_cast<Real>(m_order[place]);
    std::vector<Tensor> all{tensorOf(layer + "order", order)};
    for (size_t row = 0; row < rows(); ++row) {
        const std::string name = layer + std::string(m_history->track(row).id);
        all.push_back(tensorOf(name + "/now", moment(row).values));
        all.push_back(tensorOf(name + "/quartiles", m_history->quartiles[row].transpose()));
        if (hasUnit(row))
            all.push_back(tensorOf(name + "/unit", m_history->values(row).row(unit()).transpose()));
    }
    return all;
}

} // namespace rnnscope
