#include "ui/view/powers.h"

#include "core/pack/doubles.h"
#include "core/run/flow.h"
#include "core/run/slope.h"
#include "ui/paint/text.h"
#include "ui/view/background.h"
#include "ui/view/dial.h"
#include "ui/view/measureview.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rnnscope {

namespace {

constexpr double lowest = 0.5, highest = 1.5; ///< weights
constexpr int fewest = 50; ///< places of the axis

QString weightText(double weight) { return plainNumber(std::round(weight * 1000) / 1000); }

}

Powers::Powers(const Desk& desk, QWidget* parent)
    : StillView(desk, parent)
    , m_controls(new QWidget(this))
    , m_weightName(new QLabel(m_controls))
    , m_powerName(new QLabel(m_controls))
    , m_weight(new Dial(lowest, highest, 3, Dial::Scale::Even, m_controls))
    , m_power(new Dial(1, fewest, 0, Dial::Scale::Even, m_controls))
    , m_fit(new QPushButton(m_controls))
{
    setMinimumSize(320, 180);
    m_weight->setValue(0.9);
    m_power->setValue(fewest);
    auto* row = new QHBoxLayout(m_controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_weightName);
    row->addWidget(m_weight, 1);
    row->addWidget(m_powerName);
    row->addWidget(m_power, 1);
    row->addWidget(m_fit);
    m_weightName->setBuddy(m_weight);
    m_powerName->setBuddy(m_power);
    connect(m_weight, &Dial::turned, this, &Powers::redraw);
    connect(m_power, &Dial::turned, this, &Powers::redraw);
    connect(m_fit, &QPushButton::clicked, this, &Powers::fit);
    m_chart.counts = true;
    m_chart.right = fewest;
}

double Powers::weight() const { return m_weight->value(); }
int Powers::power() const { return static_cast<int>(m_power->value()); }

void Powers::setWeight(double weight)
{
    m_weight->setValue(std::clamp(weight, lowest, highest));
    redraw();
}

void Powers::setPower(int power)
{
    m_power->setValue(power);
    redraw();
}

void Powers::fit()
{
    std::vector<double> logs;
    for (const double log : m_reach)
        logs.push_back(log * std::numbers::ln10);
    if (const auto rate = ratePerStep(logs))
        setWeight(*rate);
}

void Powers::retranslate()
{
    setAccessibleName(tr("A weight to the power n"));
    m_weightName->setText(QStringLiteral("w"));
    m_powerName->setText(QStringLiteral("n"));
    m_weight->setName(tr("weight w"),
        tr("One weight, by which a gradient is multiplied at every "
           "step"));
    m_power->setName(tr("steps n"), tr("How many steps it is multiplied by it"));
    m_fit->setText(tr("fit w to it"));
    m_fit->setToolTip(tr("w becomes the network’s mean rate a step: exp of the slope of the "
                         "least-squares line through ln of its curve, a geometric mean"));
}

void Powers::takeIn()
{
    retranslate();
    if (!model())
        return place();
    const int layer = layerIn(*model(), desk().selection->layer());
    const auto scene = desk().session->scene();
    const CurveName name = curveNames(*scene, layer)[scene->placeIn(*model())];
    m_name = name.label;
    m_style = name.style;
    if (m_trace != trace() || m_layer != layer) {
        m_model = model();
        m_trace = trace();
        m_layer = layer;
        measure();
    }
    place();
}

void Powers::measure()
{
    constexpr double quick = 4e6; // products of U with a state
    const auto& weights = m_model->layers[static_cast<size_t>(m_layer)].weights;
    const bool soon = double(weights.u.size()) * double(m_trace->steps()) < quick;
    doOrStart<ByLag>(
        m_measuring, soon,
        [model = m_model, trace = m_trace, layer = m_layer](
            Watch& watch) { return influence(*model, *trace, layer, watch); },
        [this](Result<ByLag> found) {
            m_reach.clear();
            for (const double log : found ? found->logs : std::vector<double>())
                m_reach.push_back(log / std::numbers::ln10);
            m_chart.right = std::max<double>(fewest, double(m_reach.size()) - 1);
            m_power->setHigh(m_chart.right);
            m_power->setValue(power());
            m_fit->setEnabled(m_reach.size() > 1);
            place();
            redraw();
        });
    showProgress();
}

void Powers::place()
{
    constexpr int apart = 6;
    constexpr double low = -12, high = 4;
    m_chart.bottom = low;
    m_chart.top = high;
    for (const double number : m_reach)
        if (std::isfinite(number)) {
            m_chart.bottom = std::min(m_chart.bottom, std::floor(number));
            m_chart.top = std::max(m_chart.top, std::ceil(number));
        }
    const int top = QFontMetrics(font()).height() + 16;
    const int line = m_controls->sizeHint().height();
    m_controls->setGeometry(
        static_cast<int>(margin), top, std::min(720, width() - static_cast<int>(2 * margin)), line);
    const int below = top + line + apart + QFontMetrics(scaled(font(), 1.4)).height();
    m_chart.area
        = fieldOf({margin, double(below), width() - 2 * margin, height() - below - readingHeight()},
            scaled(font(), small))
              .toRect();
}

double Powers::logAt(int n) const { return n * std::log10(weight()); }

QString Powers::powerOf(int n) const { return weightText(weight()) + powerText(n).mid(2); }

QString Powers::resultText() const
{
    return powerOf(power()) + QStringLiteral(" = ")
        + scientific(std::pow(10.0L, static_cast<long double>(logAt(power()))));
}

QString Powers::fateText() const
{
    if (weight() == 1)
        return tr("stays as it is");
    const double steps = std::abs(std::numbers::ln2 / std::log(weight()));
    const QString number = QLocale().toString(steps, 'f', steps < 100 ? 1 : 0);
    return weight() < 1 ? tr("halves every %1 steps: it vanishes").arg(number)
                        : tr("doubles every %1 steps: it explodes").arg(number);
}

QString Powers::reading() const
{
    return tr("One number repeated is a straight line on a log scale; a real network multiplies by "
              "another matrix at every step and wanders around one.");
}

std::vector<PlotLine> Powers::lines() const
{
    std::vector<PlotLine> lines;
    if (!m_reach.empty())
        lines.push_back({m_name, colours().curve(m_style), false, m_reach});
    PlotLine power{weightText(weight()) + QStringLiteral("ⁿ"), QPen(colours().text, 2), true, {}};
    for (int n = 0; n <= static_cast<int>(m_chart.right); ++n)
        power.values.push_back(logAt(n));
    lines.push_back(std::move(power));
    return lines;
}

/// The power that is in large print.
void Powers::drawMark(QPainter& painter) const
{
    const QPointF place = m_chart.at(power(), logAt(power()));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours().dim, 1, Qt::DotLine));
    painter.drawLine(QPointF(place.x(), m_chart.area.top()), {place.x(), m_chart.area.bottom()});
    if (m_chart.area.contains(place)) {
        painter.setPen(QPen(colours().card, 1.5));
        painter.setBrush(colours().text);
        painter.drawEllipse(place, 5, 5);
    }
    painter.restore();
}

void Powers::drawStill(QPainter& painter) const
{
    drawHeading(painter, tr("A weight to the power n"),
        busy() ? tr("measuring: %1 %").arg(int(100 * m_measuring.progress()))
               : tr("and the largest singular value of a network’s steps · log scale"));
    drawReading(painter);
    const int line = m_controls->geometry().bottom();
    painter.setFont(scaled(font(), 1.4));
    painter.setPen(colours().text);
    const QRectF large(margin, line, width() - 2 * margin, painter.fontMetrics().height());
    painter.drawText(large, Qt::AlignLeft | Qt::AlignVCenter, resultText());
    const double from = painter.fontMetrics().horizontalAdvance(resultText()) + 12;
    painter.setFont(font());
    painter.setPen(colours().dim);
    painter.drawText(large.adjusted(from, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, fateText());
    painter.setFont(scaled(font(), small));
    drawLost(painter, m_chart, std::log10(float32Floor), {}, colours());
    drawDecades(
        painter, m_chart, tr("n, and lag: steps back from the end"), tr("factor"), colours());
    const FieldWords words{tr("below 6·10⁻⁸: lost beside 1 in float32"),
        {Qt::AlignLeft | Qt::AlignBottom, Qt::AlignRight | Qt::AlignBottom}};
    drawLines(painter, m_chart, lines(), 0, colours(), {&words, 1});
    drawMark(painter);
}

void Powers::resizeEvent(QResizeEvent* event)
{
    place();
    StillView::resizeEvent(event);
}

QString Powers::describe(QPointF point) const
{
    if (!m_chart.area.contains(point))
        return {};
    const double part = (point.x() - m_chart.area.left()) / m_chart.area.width();
    const auto n = static_cast<int>(std::lround(part * m_chart.right));
    const auto number
        = [](double log) { return scientific(std::pow(10.0L, static_cast<long double>(log))); };
    QStringList rows{QStringLiteral("n = %1").arg(n), powerOf(n) + " = " + number(logAt(n))};
    if (n < std::ssize(m_reach))
        rows += tr("%1: %2").arg(m_name, number(m_reach[static_cast<size_t>(n)]));
    return rows.join(u'\n');
}

std::vector<Tensor> Powers::numbers() const
{
    if (!ready())
        return {};
    const PlotLine power = lines().back();
    std::vector<Tensor> arrays{doublesOf("power.log10", power.values)};
    if (!m_reach.empty())
        arrays.push_back(doublesOf("M2.log10/" + m_name.toStdString(), m_reach));
    arrays.push_back(doublesOf("weight", std::vector<double>{weight()}));
    return arrays;
}

} // namespace rnnscope
