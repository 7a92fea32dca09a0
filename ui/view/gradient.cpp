#include "ui/view/gradient.h"

#include "core/pack/tensor.h"
#include "ui/paint/layers.h"
#include "ui/view/plot.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QLabel>
#include <QTextDocument>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

/// "1.23·10<sup>−4</sup>", rich text.
QString powerOfTen(double value)
{
    const QStringList parts = QString::number(value, 'e', 2).split('e');
    return QStringLiteral("%1·10<sup>%2</sup>")
        .arg(parts[0], QString::number(parts[1].toInt()).replace('-', QChar(0x2212)));
}

/// The curve of its cell; what accompanies the memory is thinner and paler.
QPen penOf(const GradientCurve& curve, const Palette& palette)
{
    QPen pen = palette.curve(curve.style);
    if (curve.memory)
        return pen;
    const QColor full = pen.color();
    const auto mix = [](int a, int b) { return (55 * a + 45 * b) / 100; };
    pen.setColor({mix(full.red(), palette.card.red()), mix(full.green(), palette.card.green()),
        mix(full.blue(), palette.card.blue())});
    pen.setWidthF(1.2);
    return pen;
}

}

GradientPlot::GradientPlot(const Desk& desk, QWidget* parent)
    : View(desk, parent)
    , m_plot(new LogPlot(this))
    , m_loss(new QLabel(this))
    , m_reading(new QLabel(this))
    , m_losses{new QToolButton(this), new QToolButton(this), new QToolButton(this)}
{
    auto* choice = new QButtonGroup(this);
    auto* line = new QHBoxLayout;
    line->setSpacing(0);
    line->addStretch();
    for (size_t i = 0; i < m_losses.size(); ++i) {
        m_losses[i]->setCheckable(true);
        choice->addButton(m_losses[i], static_cast<int>(i));
        line->addWidget(m_losses[i]);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(2);
    column->addLayout(line);
    for (QLabel* label : {m_loss, m_reading}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::RichText);
    }
    column->addWidget(m_loss);
    column->addWidget(m_plot, 1);
    column->addWidget(m_reading);
    QSizePolicy stays = m_plot->sizePolicy();
    stays.setRetainSizeWhenHidden(true);
    m_plot->setSizePolicy(stays);
    connect(choice, &QButtonGroup::idClicked, this,
        [this](int id) { this->desk().selection->setLosses(static_cast<Losses>(id)); });
    connect(
        m_plot, &LogPlot::picked, this, [this](int step) { this->desk().playback->toStep(step); });
    connect(m_plot, &LogPlot::hovered, this, &GradientPlot::showTip);
}

void GradientPlot::refresh(Changes changes)
{
    if (changes & Change::Look)
        setLook();
    const GradientPtr gradient = desk().session->gradient();
    const bool drawn = gradient && gradient == m_drawn;
    const Changes others = Change::Look | Change::Selection;
    if (changes & (drawn ? others : others | Change::Scene | Change::Gradient))
        setGradient();
    if (changes & (Change::Scene | Change::Look))
        reserveText();
    if (changes & Change::Position)
        m_plot->setCursorStep(desk().playback->step());
}

void GradientPlot::setLook()
{
    const Palette& p = colours();
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
    for (QAbstractButton* button : m_losses)
        button->setStyleSheet(style);
    QFont smaller = font();
    smaller.setPixelSize(QFontInfo(font()).pixelSize() * 12 / 13);
    for (QAbstractButton* button : m_losses)
        button->setFont(smaller);
    for (QLabel* label : {m_loss, m_reading}) {
        label->setFont(smaller);
        label->setStyleSheet(QStringLiteral("color: %1").arg(p.dim.name()));
    }
    m_plot->setFont(smaller);
    m_plot->setAccessibleName(tr("Gradient through time"));
    m_plot->setLook(p);
}

void GradientPlot::setGradient()
{
    const GradientPtr gradient = desk().session->gradient();
    m_drawn = gradient;
    m_curves.clear();
    if (gradient)
        m_curves = gradientCurves(*gradient, desk().selection->layer());
    m_losses[static_cast<size_t>(desk().selection->losses())]->setChecked(true);
    const bool empty = !emptyText().isEmpty();
    const QString broken = brokenText();
    m_loss->setText(gradient ? lossText(gradient->loss) : QString());
    m_reading->setText(empty ? QString() : broken.isEmpty() ? readingText(gradient->loss) : broken);
    m_plot->setVisible(!empty);
    update();
    if (empty)
        return;
    fixRange();
    std::vector<LogPlot::Curve> curves;
    for (const GradientCurve& curve : m_curves)
        curves.push_back({curve.label, colours().curve(curve.style).color(), curve.memory,
            penOf(curve, colours()), curve.norms});
    m_plot->setAxes(
        static_cast<int>(gradient->scene->steps()), m_range.low, m_range.high, tr("step k"));
    m_plot->setBand(
        m_range.lost, tr("below %1 of the peak: lost in a float32 sum").arg(QString("6·10⁻⁸")));
    m_plot->setCurves(curves);
    m_plot->replot();
}

/// The axis holds while the current step moves; another choice of losses, and networks that
/// are made anew, may widen it.
void GradientPlot::fixRange()
{
    const GradientPtr gradient = desk().session->gradient();
    const int layer = desk().selection->layer();
    const GradientRange fresh = gradientRange(m_curves);
    const std::pair opening(desk().session->openings(), gradient->scene->steps());
    if (m_opening != opening || m_rangeLayer != layer) {
        m_range = fresh;
    } else if (desk().selection->losses() != Losses::Current || m_rangeScene != gradient->scene) {
        m_range.low = std::min(m_range.low, fresh.low);
        m_range.high = std::max(m_range.high, fresh.high);
    }
    m_range.lost = fresh.lost;
    m_rangeScene = gradient->scene;
    m_opening = opening;
    m_rangeLayer = layer;
}

/// Keeps room for the texts of either choice of losses, so that the axis stays where it is.
void GradientPlot::reserveText()
{
    const auto reserve = [this](QLabel* label, QString (GradientPlot::*text)(LossStep) const) {
        QTextDocument document;
        document.setDefaultFont(label->font());
        document.setDocumentMargin(0);
        document.setTextWidth(width() - 32);
        double height = 0;
        for (const LossStep loss : {LossStep(), LossStep(desk().playback->steps())}) {
            document.setHtml((this->*text)(loss));
            height = std::max(height, document.size().height());
        }
        label->setMinimumHeight(static_cast<int>(std::ceil(height)));
    };
    if (!desk().session->gradient())
        return;
    reserve(m_loss, &GradientPlot::lossText);
    reserve(m_reading, &GradientPlot::readingText);
}

QString GradientPlot::lossText(LossStep loss) const
{
    const Scene& scene = *desk().session->gradient()->scene;
    const auto chosen = static_cast<size_t>(desk().session->chosen());
    const auto lossAt = [&](size_t m) { return lossOf(*scene.models[m], *scene.sequences[m]); };
    const bool outputs = lossAt(chosen) == Loss::OutputSum;
    bool same = true;
    for (size_t m = 0; m < scene.models.size(); ++m)
        same = same && lossAt(m) == lossAt(chosen);
    const QString what = !same
        ? tr("⚠ not of the same loss: of a network that predicts tokens the cross-entropy, of "
             "another one the sum of its outputs")
        : loss ? (outputs ? tr("L<sub>%1</sub>: sum of the outputs at step %1 (no targets)")
                          : tr("L<sub>%1</sub>: cross-entropy of the token after step %1, nats"))
                     .arg(*loss + 1)
        : outputs ? tr("L: sum of all outputs of all steps (no targets)")
                  : tr("L: sum of every step’s next-token cross-entropy, nats");
    const Model& model = *this->model();
    const QString layers = model.layers.size() > 1
        ? layerName(model, desk().selection->layer()) + QStringLiteral(" · ")
        : QString();
    return layers + tr("total derivative, before clipping") + QStringLiteral(" · ") + what;
}

QString GradientPlot::readingText(LossStep loss) const
{
    const Model& model = *this->model();
    const bool ends = layer().backward;
    const int above = placeOfDepth(model, depthOf(model, desk().selection->layer()) + 1);
    const bool mixed = std::any_of(model.layers.begin() + above, model.layers.end(),
        [&](const Layer& layer) { return layer.backward != ends; });
    if (!loss && mixed)
        return tr("How much all losses together depend on the memory at step k.");
    if (!loss && ends)
        return tr("How much all losses up to step k depend on the memory there: this layer reads "
                  "from the end.");
    return loss ? tr("How much L<sub>%1</sub> depends on the memory at step k. Straight fall: the "
                     "same factor each step.")
                      .arg(*loss + 1)
                : tr("How much all losses from step k on depend on the memory there.");
}

/// Names the curves with values that are no numbers; empty where all is well.
QString GradientPlot::brokenText() const
{
    QStringList broken;
    for (const GradientCurve& curve : m_curves)
        if (!std::all_of(curve.norms.begin(), curve.norms.end(),
                [](double norm) { return std::isfinite(norm); }))
            broken += curve.label.toHtmlEscaped();
    return broken.isEmpty()
        ? QString()
        : tr("⚠ Too large for numbers: %1. What could not be computed is left out.")
              .arg(broken.join(", "));
}

QString GradientPlot::emptyText() const
{
    if (!desk().session->scene())
        return tr("Here you will see how far back in time learning reaches.");
    const GradientPtr gradient = desk().session->gradient();
    if (!gradient)
        return tr("Following the loss back through time …");
    const bool zero = std::all_of(m_curves.begin(), m_curves.end(), [](const GradientCurve& curve) {
        return std::all_of(
            curve.norms.begin(), curve.norms.end(), [](double norm) { return norm == 0; });
    });
    if (!zero)
        return {};
    const std::vector<int>& targets = desk().session->sequence()->targets;
    const bool missing
        = gradient->loss && !targets.empty() && targets[static_cast<size_t>(*gradient->loss)] < 0;
    return missing
        ? tr("Step %1 has no loss: no next token is known there.").arg(*gradient->loss + 1)
        : tr("The gradient is zero at every step.");
}

void GradientPlot::showTip(int step, const QPoint& position)
{
    QString rows;
    for (const GradientCurve& curve : m_curves) {
        const double norm = curve.norms[static_cast<size_t>(step)];
        QString value = std::isfinite(norm) ? powerOfTen(norm) : tr("not a number");
        if (norm == 0)
            value = QStringLiteral("0");
        else if (norm < m_range.lost)
            value += ' ' + tr("(lost)");
        rows += QStringLiteral("<tr><td>%1</td><td align=right>&nbsp;&nbsp;%2</td></tr>")
                    .arg(curve.label.toHtmlEscaped(), value);
    }
    QToolTip::showText(position,
        tr("<b>Step %1</b>").arg(step + 1) + QStringLiteral("<table>%1</table>").arg(rows), m_plot);
}

void GradientPlot::draw(QPainter& painter) const
{
    painter.fillRect(rect(), colours().card);
    const QString title = tr("Gradient through time");
    const QString quantity = tr("||∂L/∂sₖ|| · log scale");
    QFont bold = font();
    bold.setBold(true);
    const int room = m_losses.front()->x();
    const int left = room - 26 - QFontMetrics(bold).horizontalAdvance(title);
    const QString brief = tr("||∂L/∂sₖ||");
    const bool whole = fontMetrics().horizontalAdvance(quantity) < left;
    const bool some = fontMetrics().horizontalAdvance(brief) < left;
    drawHeading(painter, title, whole ? quantity : some ? brief : QString(), width() - room);
    const QString empty = emptyText();
    if (empty.isEmpty())
        return;
    painter.setPen(colours().dim);
    painter.drawText(m_plot->geometry(), Qt::AlignCenter | Qt::TextWordWrap, empty);
}

void GradientPlot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    draw(painter);
}

void GradientPlot::resizeEvent(QResizeEvent*) { reserveText(); }

std::vector<Tensor> GradientPlot::numbers() const
{
    std::vector<Tensor> arrays;
    for (const GradientCurve& curve : m_curves) {
        const Eigen::Map<const Eigen::VectorXd> norms(
            curve.norms.data(), static_cast<Index>(curve.norms.size()));
        arrays.push_back(tensorOf("M1/" + curve.label.toStdString(), norms.cast<Real>()));
    }
    return arrays;
}

void GradientPlot::print(QPainter& painter)
{
    layout()->activate();
    draw(painter);
    for (QLabel* label : {m_loss, m_reading})
        label->render(&painter, label->pos(), {}, DrawChildren);
    for (QAbstractButton* button : m_losses)
        button->render(&painter, button->pos(), {}, DrawChildren);
    if (!emptyText().isEmpty())
        return;
    painter.save();
    painter.translate(m_plot->pos());
    m_plot->print(painter);
    painter.restore();
}

} // namespace rnnscope
