#include "ui/inspector/charts.h"

#include "ui/paint/text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>

namespace rnnscope {

namespace {

constexpr double margin = 16;

QString count(int64_t number) { return QLocale().toString(static_cast<qlonglong>(number)); }

QString figure(double number) { return briefNumber(number, 6); }

/// From the lowest to the highest number, with some room where they are the same.
void spread(double& low, double& high)
{
    if (low < high)
        return;
    const double room = std::max(std::abs(low), 1.0) / 2;
    low -= room;
    high += room;
}

/// The axes of a histogram in a frame.
Chart chartOf(const Histogram& histogram, const QRectF& frame, const QFont& font)
{
    Chart chart{Chart::fieldIn(frame, font), histogram.low, histogram.high, 0,
        1.05 * static_cast<double>(std::max<int64_t>(histogram.highest(), 1))};
    spread(chart.left, chart.right);
    return chart;
}

}

Chart HistogramPane::chart() const
{
    const double figures = std::min(240.0, width() / 3.0);
    return chartOf(shown().digest->histogram,
        QRectF(margin, 8, width() - figures - margin, height() - 16), font());
}

QString HistogramPane::describe(QPointF place) const
{
    if (!shown().digest || !chart().area.contains(place))
        return {};
    const Histogram& all = shown().digest->histogram;
    const Chart chart = this->chart();
    const double part = (place.x() - chart.area.left()) / chart.area.width();
    const auto bins = all.counts.size();
    const size_t bin = std::min(static_cast<size_t>(part * static_cast<double>(bins)), bins - 1);
    return tr("%1 to %2: %3 numbers")
        .arg(figure(all.edge(bin)), figure(all.edge(bin + 1)), count(all.counts[bin]));
}

bool HistogramPane::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return Pane::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), describe(help->pos()), this);
    return true;
}

void HistogramPane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().card);
    if (!shown().digest)
        return drawRemark(painter, whyNotRead());
    const Chart chart = this->chart();
    painter.setRenderHint(QPainter::Antialiasing);
    if (shown().digest->summary.finite() > 0) {
        drawAxes(painter, chart, tr("number"), tr("how many of each size"), colours());
        drawBars(painter, chart, shown().digest->histogram, colours().memory);
    }
    drawFigures(painter,
        QRectF(chart.area.right() + 24, chart.area.top(),
            width() - chart.area.right() - 24 - margin, chart.area.height()));
}

void HistogramPane::drawFigures(QPainter& painter, const QRectF& room) const
{
    const Summary& all = shown().digest->summary;
    const QList<std::pair<QString, QString>> rows{{tr("numbers"), count(all.count)},
        {tr("min"), figure(all.min)}, {tr("mean"), figure(all.mean)}, {tr("max"), figure(all.max)},
        {tr("std"), figure(all.std())}, {tr("zeros"), count(all.zeros)},
        {tr("NaN"), count(all.nan)}, {tr("infinite"), count(all.infinite)}};
    const double line = QFontMetricsF(font()).height() + 6;
    QRectF place(room.left(), room.top(), room.width(), line);
    for (const auto& [name, value] : rows) {
        const bool bad
            = (name == tr("NaN") && all.nan > 0) || (name == tr("infinite") && all.infinite > 0);
        painter.setPen(colours().dim);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, name);
        painter.setPen(bad ? colours().bad : colours().text);
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, bad ? "! " + value : value);
        painter.setPen(colours().faint);
        painter.drawLine(place.bottomLeft(), place.bottomRight());
        place.translate(0, line);
    }
}

void BiasPane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().card);
    if (!shown().exhibit || shown().exhibit->biases.empty())
        return;
    const std::vector<GateBias>& all = shown().exhibit->biases;
    Summary whole;
    for (const GateBias& gate : all)
        whole.add(gate.numbers);
    painter.setFont(scaled(font(), 0.92));
    const QFontMetricsF metrics(painter.font());
    painter.setPen(colours().dim);
    painter.drawText(QRectF(margin, 10, width() - 2 * margin, 2 * metrics.height()),
        Qt::TextWordWrap,
        tr("Both biases of a gate together, as it adds them. Above 0 it is rather open, below 0 "
           "rather closed; a forget gate that begins near 1 remembers for longer."));
    const double top = 10 + 2.4 * metrics.height();
    const double height = (this->height() - top - 8) / static_cast<double>(all.size());
    painter.setRenderHint(QPainter::Antialiasing);
    for (size_t i = 0; i < all.size(); ++i) {
        Summary summary;
        summary.add(all[i].numbers);
        Histogram histogram(whole.min, whole.max, 40);
        histogram.add(all[i].numbers);
        const QRectF frame(
            margin, top + static_cast<double>(i) * height, width() - 2 * margin, height);
        const Chart chart = chartOf(histogram, frame, painter.font());
        const auto brief = [](double number) { return briefNumber(number, 3); };
        drawAxes(painter, chart,
            tr("bias: mean %1, std %2, from %3 to %4")
                .arg(brief(summary.mean), brief(summary.std()), brief(summary.min),
                    brief(summary.max)),
            tr("%1, units").arg(all[i].name), colours());
        drawBars(painter, chart, histogram, all[i].forget ? colours().cellLine : colours().memory);
    }
}

CurvePane::CurvePane(const Desk& desk, QWidget* parent)
    : Pane(desk, parent)
    , m_which(new QComboBox(this))
    , m_place(new QSpinBox(this))
    , m_hint(new QLabel(this))
{
    m_which->addItems({{}, {}});
    auto* bar = new QHBoxLayout;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_which, m_place, m_hint})
        bar->addWidget(widget);
    bar->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->addLayout(bar);
    column->addStretch();
    connect(m_which, &QComboBox::currentIndexChanged, this, [this] { limit(), read(); });
    connect(m_place, &QSpinBox::valueChanged, this, &CurvePane::read);
    retranslate();
}

void CurvePane::retranslate()
{
    m_which->setItemText(0, tr("column"));
    m_which->setItemText(1, tr("row"));
    m_hint->setText(tr("counted from 0"));
    m_place->setAccessibleName(tr("which row or column"));
    m_which->setAccessibleName(tr("row or column"));
}

Line CurvePane::line() const { return {m_which->currentIndex() == 1, m_place->value()}; }

void CurvePane::choose(const Line& line)
{
    m_which->setCurrentIndex(line.row ? 1 : 0);
    m_place->setValue(static_cast<int>(line.place));
}

void CurvePane::limit()
{
    const Sheet& sheet = shown().exhibit->sheet;
    const int64_t many = m_which->currentIndex() == 1 ? sheet.rows() : sheet.columns();
    const QSignalBlocker silent(m_place);
    m_place->setRange(
        0, static_cast<int>(std::clamp<int64_t>(many - 1, 0, std::numeric_limits<int>::max())));
}

/// A vector is a curve; of a matrix a row is shown at first.
void CurvePane::take()
{
    if (!shown().exhibit || m_taken == shown().exhibit)
        return;
    m_taken = shown().exhibit;
    const bool vector = m_taken->sheet.columns() == 1;
    {
        const QSignalBlocker silent(m_which), other(m_place);
        m_which->setCurrentIndex(vector ? 0 : 1);
        m_place->setValue(0);
    }
    for (QWidget* widget : std::initializer_list<QWidget*>{m_which, m_place, m_hint})
        widget->setVisible(!vector);
    limit();
    read();
}

void CurvePane::read()
{
    if (!m_taken)
        return;
    m_curve = {};
    m_problem.clear();
    m_job.start([exhibit = m_taken, line = line()](
                    Watch& watch) { return curveOf(exhibit->sheet, line, watch); },
        [this](Result<Curve> curve) {
            if (curve)
                m_curve = std::move(*curve);
            else
                m_problem = QString::fromStdString(curve.error().text());
            update();
        });
    update();
}

void CurvePane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().card);
    if (m_curve.low.empty())
        return drawRemark(painter,
            m_job.running()           ? tr("Reading the numbers…")
                : m_problem.isEmpty() ? tr("This tensor holds no numbers.")
                                      : m_problem);
    double low = 0, high = 0;
    for (size_t i = 0; i < m_curve.low.size(); ++i)
        if (!std::isnan(m_curve.low[i])) {
            low = std::min(low, m_curve.low[i]);
            high = std::max(high, m_curve.high[i]);
        }
    spread(low, high);
    const double room = (high - low) / 20;
    const double top = m_which->isVisible() ? m_which->geometry().bottom() + 4 : 8;
    const Chart chart{
        Chart::fieldIn({margin, top, width() - 2 * margin, height() - top - 8}, font()), -0.5,
        static_cast<double>(m_curve.count) - 0.5, low - room, high + room};
    const bool stretches = m_curve.count > std::ssize(m_curve.low);
    painter.setRenderHint(QPainter::Antialiasing);
    drawAxes(painter, chart, line().row ? tr("column") : tr("row"),
        stretches
            ? tr("number: lowest and highest of %1 neighbours")
                  .arg((m_curve.count + std::ssize(m_curve.low) - 1) / std::ssize(m_curve.low))
            : tr("number"),
        colours());
    drawCurve(painter, chart,
        static_cast<double>(m_curve.count) / static_cast<double>(m_curve.low.size()), m_curve.low,
        m_curve.high, QPen(colours().memory, stretches ? 1 : 1.6));
}

} // namespace rnnscope
