#include "ui/view/gradient.h"

#include "core/pack/doubles.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/state/lab.h"
#include "ui/view/chip.h"
#include "ui/view/losswords.h"

#include <QButtonGroup>
#include <QMouseEvent>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace rnnscope {

GradientPlot::GradientPlot(const Desk& desk, QWidget* parent)
    : StillView(desk, parent)
    , m_losses{new QToolButton(this), new QToolButton(this), new QToolButton(this)}
    , m_lags(new Chip(desk, {}, this))
{
    setMinimumSize(320, 150);
    setMouseTracking(true);
    auto* choice = new QButtonGroup(this);
    for (size_t i = 0; i < m_losses.size(); ++i) {
        m_losses[i]->setCheckable(true);
        choice->addButton(m_losses[i], static_cast<int>(i));
    }
    m_lags->makeSwitch();
    m_lags->setCheckable(true);
    connect(choice, &QButtonGroup::idClicked, this,
        [this](int id) { this->desk().selection->setLosses(static_cast<Losses>(id)); });
    connect(m_lags, &QAbstractButton::toggled, this, [this] {
        place();
        redraw();
    });
    if (desk.lab)
        connect(desk.lab, &Lab::othersChanged, this, &GradientPlot::followOthers);
    if (desk.lab)
        connect(desk.lab, &Lab::changed, this, &GradientPlot::followDials);
}

double GradientPlot::floor() const
{
    return desk().lab ? desk().lab->setting().floor : float32Floor;
}

double GradientPlot::threshold() const { return desk().lab ? desk().lab->setting().clip : 0; }

/// Those that change how the gradient is looked at, not the networks.
void GradientPlot::followDials()
{
    if (m_dials == std::pair(threshold(), floor()))
        return;
    takeIn();
    redraw();
}

void GradientPlot::refresh(Changes changes)
{
    if (changes & Change::Look)
        setLook();
    const GradientPtr gradient = desk().session->gradient();
    const bool drawn = gradient && gradient == m_drawn;
    const Changes others = Change::Look | Change::Selection;
    if (!(changes & (drawn ? others : others | Change::Scene | Change::Gradient)))
        return update();
    takeIn();
    redraw();
}

void GradientPlot::setLook()
{
    const Palette& p = colours();
    setAccessibleName(tr("Gradient through time"));
    m_losses[0]->setText(tr("&all losses"));
    m_losses[1]->setText(tr("last l&oss"));
    m_losses[2]->setText(tr("&this step’s"));
    const QString style
        = QStringLiteral("QToolButton { background: %1; color: %2; border: 1px solid %3;"
                         " padding: 1px 8px; }"
                         "QToolButton:checked { background: %4; color: %5; border-color: %4; }"
                         "QToolButton:focus { border: 2px solid %6; padding: 0 7px; }")
              .arg(p.card.name(), p.text.name(), p.border.name(), p.accent.name(),
                  p.accentText.name(), p.memory.name());
    for (QAbstractButton* button : m_losses) {
        button->setFont(scaled(font(), 12.0 / 13));
        button->setStyleSheet(style);
    }
    m_lags->setFont(scaled(font(), 12.0 / 13));
    m_lags->setText(tr("by lag"));
    m_lags->setToolTip(tr("Across: how many steps before the loss, instead of the steps; of one "
                          "loss, not of all together"));
    place();
}

void GradientPlot::takeIn()
{
    const GradientPtr gradient = desk().session->gradient();
    m_drawn = gradient;
    m_curves.clear();
    m_bands.clear();
    m_weightNorms.clear();
    m_weighing.drop();
    m_dials = {threshold(), floor()};
    if (gradient)
        m_curves = gradientCurves(*gradient, desk().selection->layer());
    m_losses[static_cast<size_t>(desk().selection->losses())]->setChecked(true);
    m_lags->setEnabled(gradient && gradient->loss);
    if (emptyText().isEmpty())
        fixRange();
    place();
    followOthers();
    weigh();
}

void GradientPlot::showEvent(QShowEvent*)
{
    if (m_bands.empty())
        followOthers();
}

TracePtr GradientPlot::shownTrace() const
{
    if (!m_drawn || !emptyText().isEmpty())
        return nullptr;
    return m_drawn->scene == desk().session->scene() ? trace() : m_drawn->scene->traces.front();
}

/// The axis holds while the current step moves; another choice of losses, and networks that
/// are made anew, may widen it.
void GradientPlot::fixRange()
{
    const int layer = desk().selection->layer();
    const GradientRange fresh = gradientRange(m_curves, floor());
    const std::pair opening(desk().session->openings(), m_drawn->scene->steps());
    if (m_opening != opening || m_rangeLayer != layer) {
        m_range = fresh;
    } else if (desk().selection->losses() != Losses::Current || m_rangeScene != m_drawn->scene) {
        m_range.low = std::min(m_range.low, fresh.low);
        m_range.high = std::max(m_range.high, fresh.high);
    }
    m_range.lost = fresh.lost;
    m_rangeScene = m_drawn->scene;
    m_opening = opening;
    m_rangeLayer = layer;
}

bool GradientPlot::byLag() const { return m_lags->isChecked() && m_drawn && m_drawn->loss; }

double GradientPlot::placeOf(double step) const
{
    if (!byLag())
        return step + 1;
    const auto loss = static_cast<double>(*m_drawn->loss);
    return m_curves.front().backward ? step - loss : loss - step;
}

int GradientPlot::stepAt(QPointF point) const
{
    const double part = (point.x() - m_chart.area.left()) / m_chart.area.width();
    const double place = m_chart.left + part * (m_chart.right - m_chart.left);
    double step = place - 1;
    if (byLag())
        step = static_cast<double>(*m_drawn->loss) + (m_curves.front().backward ? place : -place);
    return std::clamp(
        static_cast<int>(std::lround(step)), 0, static_cast<int>(m_drawn->scene->steps()) - 1);
}

QPointF GradientPlot::pixel(int step, double norm) const
{
    return m_chart.at(placeOf(step), std::log10(norm));
}

void GradientPlot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && current()
        && m_chart.area.adjusted(-8, 0, 8, 24).contains(event->position()))
        desk().playback->toStep(stepAt(event->position()));
}

/// A drag follows the mouse; else the numbers under it are told.
void GradientPlot::mouseMoveEvent(QMouseEvent* event)
{
    if (!current())
        return;
    if (event->buttons() & Qt::LeftButton)
        desk().playback->toStep(stepAt(event->position()));
    else if (m_chart.area.contains(event->position()))
        QToolTip::showText(event->globalPosition().toPoint(), describe(event->position()), this);
    else
        QToolTip::hideText();
}

QString GradientPlot::describe(QPointF point) const
{
    if (!ready() || !m_chart.area.contains(point))
        return {};
    const auto step = static_cast<size_t>(stepAt(point));
    QStringList rows{byLag() ? tr("Step %1 · lag %2").arg(step + 1).arg(placeOf(double(step)))
                             : tr("Step %1").arg(step + 1)};
    for (const GradientCurve& curve : m_curves) {
        const double norm = curve.norms[step];
        QString value = std::isfinite(norm) ? scientific(norm) : tr("not a number");
        if (norm != 0 && norm < m_range.lost)
            value += ' ' + tr("(lost)");
        rows += QStringLiteral("%1: %2").arg(curve.label, value);
    }
    return rows.join(u'\n');
}

std::vector<Tensor> GradientPlot::numbers() const
{
    std::vector<Tensor> arrays;
    for (const GradientCurve& curve : m_curves) {
        const Eigen::Map<const Eigen::VectorXd> norms(
            curve.norms.data(), static_cast<Index>(curve.norms.size()));
        arrays.push_back(tensorOf("M1/" + curve.label.toStdString(), norms.cast<Real>()));
    }
    for (const GradientCurve& curve : m_curves)
        if (!m_weightNorms.empty()) {
            std::vector<double> left;
            for (const double norm : curve.norms)
                left.push_back(factorOf(curve) * norm);
            arrays.push_back(doublesOf("M1.clipped/" + curve.label.toStdString(), left));
        }
    for (size_t i = 0; i < m_bands.size(); ++i)
        addBand(arrays, "M1.log10/" + m_curves[i].label.toStdString(), m_bands[i]);
    return arrays;
}

} // namespace rnnscope
