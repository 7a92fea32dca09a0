#include "ui/view/plot.h"

#include "ui/paint/labels.h"

#include <QPicture>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace rnnscope {

struct LogPlot::Parts {
    QCustomPlot* plot;
    QSharedPointer<QCPAxisTickerLog> decades{new QCPAxisTickerLog};
    QSharedPointer<QCPAxisTickerFixed> steps{new QCPAxisTickerFixed};
    QCPItemRect* band;
    QCPItemText* bandText;
    QCPItemText* stepText;
    QCPItemStraightLine* cursor;
    QCPLayer* cursorLayer;
    std::vector<QCPItemText*> names; ///< one per curve
    int count = 0; ///< steps
    QColor ground;

    explicit Parts(LogPlot* owner);
    QCPItemText* text();
    QPolygonF points(const QCPGraph& graph) const;
};

LogPlot::Parts::Parts(LogPlot* owner)
    : plot(new QCustomPlot(owner))
    , band(new QCPItemRect(plot))
    , bandText(nullptr)
    , stepText(nullptr)
    , cursor(new QCPItemStraightLine(plot))
{
    plot->setObjectName("canvas");
    plot->setFocusPolicy(Qt::NoFocus);
    plot->setMinimumSize(1, 1); // it cannot draw on nothing
    plot->setMouseTracking(true);
    plot->addLayer("cursor");
    cursorLayer = plot->layer("cursor");
    cursorLayer->setMode(QCPLayer::lmBuffered);
    cursor->setLayer(cursorLayer);
    plot->addLayer("names"); // over the cursor
    plot->layer("names")->setMode(QCPLayer::lmBuffered);
    bandText = text();
    stepText = text();
    band->setLayer("background");
    steps->setTickStep(1);
    steps->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    plot->xAxis->setTicker(steps);
    plot->yAxis->setTicker(decades);
    plot->yAxis->setScaleType(QCPAxis::stLogarithmic);
    plot->setLocale(QLocale::c()); // its powers of ten look for an e, where some write E
    plot->yAxis->setNumberFormat("eb");
    plot->yAxis->setNumberPrecision(0);
    plot->axisRect()->setMinimumMargins(QMargins(46, 9, 2, 0));
    band->topLeft->setTypeX(QCPItemPosition::ptAxisRectRatio);
    band->bottomRight->setType(QCPItemPosition::ptAxisRectRatio);
    band->bottomRight->setCoords(1, 1);
}

/// A text that is placed by its top left corner in pixels.
QCPItemText* LogPlot::Parts::text()
{
    auto* item = new QCPItemText(plot);
    item->position->setType(QCPItemPosition::ptAbsolute);
    item->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    item->setClipToAxisRect(false);
    item->setLayer("names");
    return item;
}

/// The graph in pixels, gaps as they are.
QPolygonF LogPlot::Parts::points(const QCPGraph& graph) const
{
    QPolygonF points;
    for (const QCPGraphData& data : *graph.data())
        points.append({plot->xAxis->coordToPixel(data.key), plot->yAxis->coordToPixel(data.value)});
    return points;
}

LogPlot::LogPlot(QWidget* parent)
    : QWidget(parent)
    , m_parts(std::make_unique<Parts>(this))
{
    connect(m_parts->plot, &QCustomPlot::afterLayout, this, &LogPlot::placeTexts);
    connect(m_parts->plot, &QCustomPlot::mousePress, this, &LogPlot::point);
    connect(m_parts->plot, &QCustomPlot::mouseMove, this, &LogPlot::point);
}

LogPlot::~LogPlot() = default;

void LogPlot::setLook(const Palette& palette)
{
    QCustomPlot& plot = *m_parts->plot;
    plot.setBackground(palette.card);
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setBasePen(QPen(palette.border));
        axis->setTickPen(Qt::NoPen);
        axis->setSubTicks(false);
        axis->setTickLabelColor(palette.dim);
        axis->setTickLabelFont(font());
        axis->grid()->setPen(QPen(palette.faint));
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    plot.xAxis->grid()->setVisible(false);
    m_parts->band->setPen(Qt::NoPen);
    m_parts->band->setBrush(palette.lost);
    for (QCPItemText* text : {m_parts->bandText, m_parts->stepText}) {
        text->setFont(font());
        text->setColor(palette.dim);
    }
    m_parts->cursor->setPen(QPen(palette.accent, 1.5));
    m_parts->ground = palette.card;
}

void LogPlot::setAxes(int steps, double low, double high, const QString& stepLabel)
{
    m_parts->count = steps;
    m_parts->plot->xAxis->setRange(0.5, steps + 0.5);
    m_parts->plot->yAxis->setRange(low, high);
    m_parts->stepText->setText(stepLabel);
}

void LogPlot::setBand(double threshold, const QString& label)
{
    m_parts->band->topLeft->setCoords(0, threshold);
    m_parts->bandText->setText(label);
}

void LogPlot::setCurves(const std::vector<Curve>& curves)
{
    m_parts->plot->clearGraphs();
    for (QCPItemText* name : m_parts->names)
        m_parts->plot->removeItem(name);
    m_parts->names.clear();
    for (const Curve& curve : curves) {
        QVector<QCPGraphData> points;
        points.reserve(std::ssize(curve.values));
        int shown = 0;
        for (const double value : curve.values) {
            const bool drawn = std::isfinite(value) && value > 0;
            shown += drawn;
            points.append(
                {points.size() + 1.0, drawn ? value : std::numeric_limits<double>::quiet_NaN()});
        }
        QCPGraph* graph = m_parts->plot->addGraph();
        graph->data()->set(points, true);
        const bool dense = points.size() > 2 * width(); // a thick, smooth band would take long
        QPen pen = curve.pen;
        pen.setWidthF(dense ? 1 : pen.widthF());
        graph->setPen(pen);
        graph->setAntialiased(!dense);
        if (shown < 3) // too few for a line
            graph->setScatterStyle({QCPScatterStyle::ssDisc, 5});
        QCPItemText* name = m_parts->text();
        QFont nameFont = font();
        nameFont.setBold(curve.strong);
        name->setText(curve.label);
        name->setFont(nameFont);
        name->setColor(curve.ink);
        name->setBrush(m_parts->ground); // hides the cursor behind it
        m_parts->names.push_back(name);
    }
}

void LogPlot::replot() { m_parts->plot->replot(); }

void LogPlot::setCursorStep(int step)
{
    m_parts->cursor->point1->setCoords(step + 1, 1);
    m_parts->cursor->point2->setCoords(step + 1, 2);
    m_parts->cursorLayer->replot();
}

/// Runs when the axes have found their places: names the curves, the band and the x axis.
void LogPlot::placeTexts()
{
    const QRectF area = m_parts->plot->axisRect()->rect();
    std::vector<QPolygonF> inks;
    std::vector<CurveLabel> labels;
    for (size_t i = 0; i < m_parts->names.size(); ++i) {
        const QCPItemText& name = *m_parts->names[i];
        const QSizeF size = QFontMetricsF(name.font()).size(0, name.text());
        inks.push_back(inkOf(m_parts->points(*m_parts->plot->graph(static_cast<int>(i)))));
        labels.push_back({static_cast<int>(i), placesAlong(inks.back(), size, area)});
    }
    const QSizeF size = QFontMetricsF(font()).size(0, m_parts->bandText->text());
    CurveLabel band{-1, {}};
    for (int i = 0; i <= 8; ++i)
        band.places.push_back({{area.left() + 8 + (area.width() - 16 - size.width()) * i / 8,
                                   area.bottom() - size.height() - 2},
            size});
    labels.push_back(band);
    const std::vector<QRectF> places = placeLabels(labels, inks);
    for (size_t i = 0; i < m_parts->names.size(); ++i) {
        m_parts->names[i]->setVisible(!places[i].isEmpty());
        m_parts->names[i]->position->setCoords(places[i].topLeft());
    }
    m_parts->bandText->position->setCoords(places.back().topLeft());
    m_parts->stepText->position->setCoords(0, area.bottom() + 2);
}

QPointF LogPlot::pixel(int step, double value) const
{
    const QPointF origin = m_parts->plot->pos();
    return origin
        + QPointF(m_parts->plot->xAxis->coordToPixel(step + 1),
            m_parts->plot->yAxis->coordToPixel(value));
}

int LogPlot::stepAt(double x) const
{
    const int step = qRound(m_parts->plot->xAxis->pixelToCoord(x)) - 1;
    return std::clamp(step, 0, std::max(0, m_parts->count - 1));
}

void LogPlot::point(QMouseEvent* event)
{
    if (m_parts->count == 0)
        return;
    const int step = stepAt(event->position().x());
    if (event->buttons() & Qt::LeftButton)
        emit picked(step);
    else
        emit hovered(step, event->globalPosition().toPoint());
}

void LogPlot::print(QPainter& painter)
{
    QPicture picture;
    QCPPainter recorder(&picture);
    recorder.setModes(QCPPainter::pmVectorized | QCPPainter::pmNoCaching);
    m_parts->plot->toPainter(&recorder, width(), height());
    recorder.end();
    painter.drawPicture(0, 0, picture);
}

void LogPlot::resizeEvent(QResizeEvent*) { m_parts->plot->setGeometry(rect()); }

} // namespace rnnscope
