#include "ui/view/cost.h"

#include "core/pack/doubles.h"
#include "core/task/fairness.h"
#include "ui/paint/text.h"
#include "ui/view/measureview.h"

#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <cmath>
#include <limits>

namespace rnnscope {

namespace {

constexpr double budget = 0.4; ///< seconds of measuring
constexpr int resting = 300; ///< milliseconds

QString countText(double count) { return QLocale().toString(count, 'f', 0); }

/// "1.23 µs", and behind it the middle half where asked for: "(1.20–1.31)".
QString timeText(const StepTime& time, bool half)
{
    const bool micro = time.median < 1e-3;
    const auto text = [micro](double seconds) {
        const double number = seconds * (micro ? 1e6 : 1e3);
        return QLocale().toString(number, 'f', number < 10 ? 2 : number < 100 ? 1 : 0);
    };
    const QString median = text(time.median) + (micro ? " µs" : " ms");
    return half ? QStringLiteral("%1 (%2–%3)").arg(median, text(time.low), text(time.high))
                : median;
}

/// The text, and behind it how many times the first number that is.
QString withRatio(const QString& text, double number, double first)
{
    return number == first
        ? text
        : QStringLiteral("%1 · %2 ×").arg(text, QLocale().toString(number / first, 'f', 2));
}

}

CostView::CostView(const Desk& desk, QWidget* parent)
    : StillView(desk, parent)
    , m_again(new QPushButton(this))
{
    setMinimumSize(280, 180);
    m_rest.setSingleShot(true);
    m_rest.setInterval(resting);
    connect(&m_rest, &QTimer::timeout, this, &CostView::measure);
    connect(m_again, &QPushButton::clicked, this, &CostView::measure);
    connect(&m_timing, &JobBase::runningChanged, m_again, &QWidget::setDisabled);
}

void CostView::takeIn()
{
    setAccessibleName(tr("What a step costs"));
    m_again->setText(tr("measure again"));
    m_again->setToolTip(tr("Measures the times anew, here and now"));
    placeButton();
    m_scene = desk().session->scene();
    m_again->setVisible(m_scene != nullptr);
    if (!m_scene)
        return;
    Shapes shapes{{}, {}, m_scene->steps()};
    for (const ModelPtr& model : m_scene->models) {
        shapes.costs.push_back(costOf(*model));
        shapes.cells.emplace_back(model->layers.front().cell->id());
    }
    if (shapes != m_shapes) {
        m_shapes = std::move(shapes);
        m_timings.reset();
        m_timing.drop();
        m_rest.start();
        showProgress();
    }
    makeGroups();
}

TracePtr CostView::shownTrace() const
{
    return m_scene && m_scene == desk().session->scene() ? trace()
        : m_scene                                        ? m_scene->traces.front()
                                                         : nullptr;
}

void CostView::measure()
{
    m_rest.stop();
    if (!m_scene)
        return;
    m_timing.start(
        [scene = m_scene](
            Watch& watch) { return timesOf(scene->models, scene->sequences, budget, watch); },
        [this](Result<Timings> timings) { takeTimes(std::move(timings)); });
    showProgress();
}

void CostView::takeTimes(Result<Timings> timings)
{
    m_problem = timings ? QString() : QString::fromStdString(timings.error().text());
    m_timings = timings ? std::optional(std::move(*timings)) : std::nullopt;
    makeGroups();
    redraw();
}

void CostView::makeGroups()
{
    const std::vector<CurveName> names = curveNames(*m_scene, desk().selection->layer());
    m_groups.clear();
    const auto add = [&](const QString& title, const QString& unit, const QString& says,
                         auto number, auto paler, auto text) {
        BarGroup group{title, unit, says, {}};
        for (size_t m = 0; m < names.size(); ++m) {
            const auto shown
                = [&](bool half) { return withRatio(text(m, half), number(m), number(0)); };
            group.rows.push_back({names[m].label, number(m), paler(m), shown(true), shown(false),
                colours().curve(names[m].style).color()});
        }
        m_groups.push_back(std::move(group));
    };
    const auto& costs = m_shapes.costs;
    const auto none = [](size_t) { return 0.0; };
    const auto counted = [&](auto Cost::*member) {
        return [&costs, member](size_t m) { return static_cast<double>(costs[m].*member); };
    };
    const auto counts
        = [](auto number) { return [number](size_t m, bool) { return countText(number(m)); }; };
    const auto products = [&](size_t m) { return static_cast<double>(costs[m].products()); };
    add(tr("parameters"), {}, tr("All numbers that training can change."),
        counted(&Cost::parameters), none, counts(counted(&Cost::parameters)));
    add(tr("multiply-adds a step"), tr("pale: head"),
        tr("Multiplications, each with at most one addition: one for each weight of a matrix, and "
           "one a unit for each × in the wiring. Pale: the head and other dense layers."),
        products, counted(&Cost::around), counts(products));
    add(tr("memory a step"), tr("recorded, with its gradient"),
        tr("What a step adds to the recorded values and to their gradient."), counted(&Cost::bytes),
        none, [&](size_t m, bool) { return bytesText(costs[m].bytes); });
    const auto timed = [&](StepTime Timing::*way) {
        return [this, way](size_t m) {
            return m_timings ? (m_timings->models[m].*way).median
                             : std::numeric_limits<double>::infinity();
        };
    };
    const auto times = [&](StepTime Timing::*way) {
        return [this, way](size_t m, bool half) {
            return m_timings ? timeText(m_timings->models[m].*way, half) : QString();
        };
    };
    add(tr("time a step, forward"), {}, tr("Every value of the step recorded."),
        timed(&Timing::forward), none, times(&Timing::forward));
    add(tr("forward and backward"), {},
        tr("The same, and all losses back to every state and every parameter."),
        timed(&Timing::both), none, times(&Timing::both));
}

/// What the sizes have to do with the multiply-adds.
QString CostView::sizeWords() const
{
    const auto& costs = m_shapes.costs;
    const auto fewer = [](const Cost& a, const Cost& b) { return a.products() < b.products(); };
    const auto [least, most] = std::ranges::minmax_element(costs, fewer);
    const auto match = fairnessOf(m_scene->models, m_scene->sequences).match;
    if (costs.size() > 1 && match == Match::Parameters)
        return tr("Matched parameters make the multiply-adds about equal: each weight is used once "
                  "a step.");
    if (costs.size() > 1 && match == Match::Units && least->layers > 0) {
        const auto label = [&](auto found) {
            return m_groups.front().rows[static_cast<size_t>(found - costs.begin())].label;
        };
        return tr("With as many units the recurrent layer of %1 makes %2 times the multiply-adds "
                  "of %3: a matrix for each gate.")
            .arg(label(most),
                QLocale().toString(double(most->layers) / double(least->layers), 'f', 2),
                label(least));
    }
    return tr("Each weight of a matrix is used once a step, each time anew.");
}

QString CostView::reading() const
{
    if (!m_scene)
        return {};
    if (!m_problem.isEmpty())
        return m_problem;
    if (!m_timings)
        return sizeWords();
    return sizeWords() + u' '
        + tr("Times: medians of %1 rounds over %2 steps, the networks in turn, on one thread; in "
             "brackets the middle half.")
              .arg(m_timings->rounds)
              .arg(m_timings->steps);
}

std::pair<std::vector<QRectF>, double> CostView::places() const
{
    constexpr double wide = 620, apart = 4;
    const double top = QFontMetricsF(font()).height() + 18;
    const double least = QFontMetricsF(scaled(font(), small)).height() * 0.8;
    const double room = height() - top - readingHeight();
    const double all = static_cast<double>(m_groups.size())
        * (apart + least * static_cast<double>(1 + m_scene->models.size()));
    const size_t columns = width() > wide || all > room ? 2 : 1;
    const size_t rows = (m_groups.size() + columns - 1) / columns;
    const double across
        = (width() - 2 * margin - 24 * double(columns - 1)) / static_cast<double>(columns);
    const double free = room - apart * static_cast<double>(rows);
    const double lines = static_cast<double>(rows * (1 + m_scene->models.size()));
    const double row = std::clamp(free / lines, least, 1.6 * least);
    std::vector<QRectF> areas;
    for (size_t i = 0; i < m_groups.size(); ++i) {
        const double high = groupHeight(m_groups[i], row);
        areas.emplace_back(margin + (across + 24) * double(i / rows),
            top + (high + apart) * double(i % rows), across, high);
    }
    return {areas, row};
}

void CostView::drawStill(QPainter& painter) const
{
    const QString title = tr("What a step costs");
    if (!ready())
        return drawEmpty(
            painter, title, tr("Here you will see it as soon as a network reads a sequence."));
    const QString remark = !busy() ? tr("from the shapes, and measured here")
                                   : tr("measuring: %1 %").arg(int(100 * m_timing.progress()));
    drawHeading(painter, title, remark, m_again->width() + 8);
    drawReading(painter);
    painter.setFont(scaled(font(), small));
    const auto [areas, row] = places();
    for (size_t i = 0; i < m_groups.size(); ++i)
        drawGroup(painter, areas[i], m_groups[i], m_groups, row, colours());
}

void CostView::resizeEvent(QResizeEvent* event)
{
    placeButton();
    StillView::resizeEvent(event);
}

void CostView::placeButton()
{
    m_again->resize(m_again->sizeHint());
    m_again->move(width() - m_again->width() - static_cast<int>(margin), 6);
}

QString CostView::describe(QPointF place) const
{
    if (!m_scene)
        return {};
    const std::vector<QRectF> areas = places().first;
    const auto found
        = std::ranges::find_if(areas, [&](const QRectF& area) { return area.contains(place); });
    if (found == areas.end())
        return {};
    const BarGroup& group = m_groups[static_cast<size_t>(found - areas.begin())];
    QStringList rows{group.says};
    for (const BarGroup::Row& row : group.rows)
        if (!row.text.isEmpty())
            rows += tr("%1: %2").arg(row.label, row.text);
    return rows.join(u'\n');
}

std::vector<Tensor> CostView::numbers() const
{
    std::vector<Tensor> arrays;
    for (size_t m = 0; m < m_shapes.costs.size(); ++m) {
        const std::string name = '/' + m_groups.front().rows[m].label.toStdString();
        const auto add = [&](const char* what, const std::vector<double>& numbers) {
            arrays.push_back(doublesOf(what + name, numbers));
        };
        const Cost& cost = m_shapes.costs[m];
        add("parameters", {double(cost.parameters)});
        add("multiply-adds", {double(cost.layers), double(cost.around)});
        add("bytes", {double(cost.bytes)});
        if (!m_timings)
            continue;
        const auto& [forward, both] = m_timings->models[m];
        add("seconds.forward", {forward.median, forward.low, forward.high});
        add("seconds.both", {both.median, both.low, both.high});
    }
    return arrays;
}

} // namespace rnnscope
