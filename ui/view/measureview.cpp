#include "ui/view/measureview.h"

#include "core/pack/doubles.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/state/lab.h"
#include "ui/view/background.h"
#include "ui/view/curves.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace rnnscope {

MeasureView::MeasureView(const Desk& desk, QWidget* parent)
    : StillView(desk, parent)
{
    setMinimumSize(320, 180);
    if (desk.lab)
        connect(desk.lab, &Lab::othersChanged, this, &MeasureView::measureOthers);
}

void MeasureView::takeIn()
{
    setAccessibleName(title());
    const Subject subject{desk().session->scene(), desk().selection->layer()};
    if (!subject.scene || subject == m_subject)
        return placeChart();
    m_subject = subject;
    doOrStart<MeasuredCurves>(
        m_measuring, isQuick(*subject.scene), work(subject), [this](Result<MeasuredCurves> curves) {
            m_curves = curves ? std::move(*curves) : MeasuredCurves();
            m_problem = curves ? QString() : QString::fromStdString(curves.error().text());
            fixRange();
            redraw();
            measureOthers();
        });
    showProgress();
    placeChart();
}

/// The same of the other seeds of the gradient lab, once they and the curves are there.
void MeasureView::measureOthers()
{
    m_measuringOthers.drop();
    if (!desk().lab || desk().lab->others().empty() || m_curves.empty() || !isVisible()
        || m_subject.scene != desk().session->scene())
        return;
    std::vector<Work> works;
    for (const ScenePtr& other : desk().lab->others())
        works.push_back(work({other, m_subject.layer}));
    const auto all = [works](Watch& watch) -> Result<std::vector<MeasuredCurves>> {
        std::vector<MeasuredCurves> found;
        for (const Work& one : works) {
            auto curves = one(watch);
            if (!curves)
                return curves.error();
            found.push_back(std::move(*curves));
        }
        return found;
    };
    m_measuringOthers.start(all, [this](Result<std::vector<MeasuredCurves>> others) {
        if (others)
            takeOthers(*others);
    });
}

void MeasureView::showEvent(QShowEvent*)
{
    if (!m_curves.empty() && m_curves.front().band.empty())
        measureOthers();
}

void MeasureView::takeOthers(const std::vector<MeasuredCurves>& others)
{
    for (size_t i = 0; i < m_curves.size(); ++i) {
        std::vector<std::vector<double>> seeds{m_curves[i].numbers};
        for (const MeasuredCurves& curves : others)
            seeds.push_back(curves[i].numbers);
        m_curves[i].band = seedBand(seeds);
    }
    fixRange();
    redraw();
}

TracePtr MeasureView::shownTrace() const
{
    const ScenePtr& scene = m_subject.scene;
    return scene && scene == desk().session->scene() ? trace()
        : scene                                      ? scene->traces.front()
                                                     : nullptr;
}

/// The axis holds while the same models are turned about, and widens at most.
void MeasureView::fixRange()
{
    const auto all = lines();
    const auto [low, high] = rangeOf(all);
    const std::pair opening(desk().session->openings(), m_subject.scene->steps());
    const bool fresh = std::exchange(m_opening, opening) != opening;
    m_chart.bottom = fresh ? low : std::min(low, m_chart.bottom);
    m_chart.top = fresh ? high : std::max(high, m_chart.top);
    size_t most = 0;
    for (const MeasuredCurve& curve : m_curves)
        most = std::max(most, curve.numbers.size());
    most = std::max<size_t>(2, placesShown(most)); // there is no axis of one place
    m_chart.left = first();
    m_chart.right = m_chart.left + static_cast<double>(most - 1);
    m_chart.counts = true;
}

std::pair<double, double> MeasureView::rangeOf(std::span<const PlotLine> lines) const
{
    return logarithmic() ? decadesOf(lines) : zeroedOf(lines);
}

void MeasureView::placeChart()
{
    const double top = QFontMetricsF(font()).height() + 14;
    m_chart.area = fieldOf({margin, top, width() - 2 * margin, height() - top - readingHeight()},
        scaled(font(), small))
                       .toRect();
}

void MeasureView::resizeEvent(QResizeEvent* event)
{
    placeChart();
    StillView::resizeEvent(event);
}

std::vector<PlotLine> MeasureView::lines() const
{
    constexpr double paler = 0.55;
    std::vector<PlotLine> lines;
    for (const MeasuredCurve& curve : m_curves) {
        QPen pen = colours().curve(curve.style);
        if (!curve.main) {
            pen.setColor(mix(pen.color(), colours().card, paler));
            pen.setWidthF(1.2);
        }
        PlotLine line{curve.label, pen, curve.main, curve.numbers};
        line.dots = dots();
        std::ranges::move(withBand(std::move(line), curve.band), std::back_inserter(lines));
    }
    return lines;
}

void MeasureView::drawStill(QPainter& painter) const
{
    if (!ready() || m_curves.empty())
        return drawEmpty(painter, title(),
            busy() ? tr("Measuring: %1 %").arg(static_cast<int>(100 * m_measuring.progress()))
                : ready() ? emptyText()
                          : tr("Here you will see it as soon as a network reads a sequence."));
    drawHeading(painter, title(), remark());
    drawReading(painter);
    painter.setFont(scaled(font(), small));
    drawBehind(painter, m_chart);
    if (logarithmic())
        drawDecades(painter, m_chart, across(), up(), colours());
    else
        drawAxes(painter, m_chart, across(), up(), colours());
    auto said = words();
    if (!m_curves.front().band.empty())
        said.push_back(bandWords(desk().lab->setting().seeds));
    drawLines(painter, m_chart, lines(), first(), colours(), said);
}

QString MeasureView::ofLayer(const QString& text) const
{
    if (!model() || model()->layers.size() < 2)
        return text;
    return layerName(*model(), layerIn(*model(), m_subject.layer)) + QStringLiteral(" · ") + text;
}

QString MeasureView::emptyText() const
{
    return m_problem.isEmpty() ? tr("There is nothing to measure.") : m_problem;
}

QString MeasureView::numberText(double number) const
{
    if (std::isnan(number))
        return tr("not a number");
    if (!logarithmic())
        return signedNumber(number, 4);
    return std::isfinite(number) ? scientific(std::pow(10.0L, static_cast<long double>(number)))
        : number < 0             ? QStringLiteral("0")
                                 : QStringLiteral("∞");
}

Index MeasureView::placeAt(QPointF point) const
{
    if (m_curves.empty() || !m_chart.area.contains(point))
        return -1;
    const double part = (point.x() - m_chart.area.left()) / m_chart.area.width();
    return std::lround(m_chart.left + part * (m_chart.right - m_chart.left));
}

QString MeasureView::describe(QPointF point) const
{
    const Index place = placeAt(point), number = place - first();
    if (place < 0)
        return {};
    QStringList rows{placeText(place)};
    for (const MeasuredCurve& curve : m_curves)
        if (number < std::ssize(curve.numbers))
            rows += tr("%1: %2").arg(curve.label, pointText(curve, static_cast<size_t>(number)));
    return rows.join(u'\n');
}

QString MeasureView::pointText(const MeasuredCurve& curve, size_t number) const
{
    return numberText(curve.numbers[number]);
}

std::vector<Tensor> MeasureView::numbers() const
{
    std::vector<Tensor> arrays;
    for (const MeasuredCurve& curve : m_curves) {
        arrays.push_back(doublesOf(curve.array, curve.numbers));
        addBand(arrays, curve.array, curve.band);
    }
    return arrays;
}

int layerIn(const Model& model, int layer)
{
    return std::min(layer, static_cast<int>(model.layers.size()) - 1);
}

std::vector<CurveName> curveNames(const Scene& scene, int layer)
{
    const bool files = scene.opened() && scene.models.size() > 1;
    const QStringList names = namesOf(scene);
    const std::vector<int> styles = curveStyles(scene, layer);
    std::vector<CurveName> all;
    for (size_t m = 0; m < scene.models.size(); ++m) {
        const Model& model = *scene.models[m];
        const auto place = static_cast<size_t>(layerIn(model, layer));
        all.push_back({files ? shortened(names[static_cast<qsizetype>(m)], 16)
                             : QString::fromUtf8(model.layers[place].cell->name()),
            styles[m]});
    }
    return all;
}

} // namespace rnnscope
