#include "core/model/depth.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/state/lab.h"
#include "ui/view/chip.h"
#include "ui/view/gradient.h"
#include "ui/view/losswords.h"

#include <QAbstractButton>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {
constexpr int heading = 32; // pixels of the first line
}

QString GradientPlot::lossText(LossStep loss) const
{
    const Scene& scene = *m_drawn->scene; // the desk may have another one by now
    const size_t chosen
        = std::min(static_cast<size_t>(desk().session->chosen()), scene.models.size() - 1);
    const auto lossAt = [&](size_t m) { return lossOf(*scene.models[m], *scene.sequences[m]); };
    const QString kind = lossKind(*scene.models[chosen], *scene.sequences[chosen]);
    bool same = true;
    for (size_t m = 0; m < scene.models.size(); ++m)
        same = same && lossAt(m) == lossAt(chosen);
    const QString what = !same
        ? tr("⚠ not of the same loss: of a network that predicts tokens the cross-entropy, of "
             "another one the sum of its outputs")
        : loss ? tr("%1: %2, at step %3").arg(lossSymbol(loss), kind).arg(*loss + 1)
               : tr("L: sum over all steps: %1").arg(kind);
    const Model& model = *this->model();
    const QString layers = model.layers.size() > 1
        ? layerName(model, desk().selection->layer()) + QStringLiteral(" · ")
        : QString();
    return layers + clippingText() + QStringLiteral(" · ") + what;
}

/// What is clipped, and of which norm: "RNN 35.1 → 1, LSTM 0.8".
QString GradientPlot::clippingText() const
{
    if (m_weightNorms.empty())
        return tr("total derivative, before clipping");
    QStringList norms;
    for (size_t m = 0; m < m_weightNorms.size(); ++m) {
        const double norm = m_weightNorms[m];
        norms += QStringLiteral("%1 %2").arg(
            namesOf(*m_drawn->scene)[static_cast<qsizetype>(m)], briefNumber(norm, 3));
        if (norm > threshold())
            norms.back() += QStringLiteral(" → %1").arg(briefNumber(threshold(), 3));
    }
    return tr("total derivative, after clipping ||∂L/∂θ|| at %1 (dotted: before): %2")
        .arg(briefNumber(threshold(), 3), norms.join(QStringLiteral(", ")));
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
    return loss
        ? tr("How much %1 depends on the memory at step k. Straight fall: the same factor each "
             "step.")
              .arg(lossSymbol(loss))
        : tr("How much all losses from step k on depend on the memory there.");
}

/// Names the curves with values that are no numbers; empty where all is well.
QString GradientPlot::brokenText() const
{
    QStringList broken;
    for (const GradientCurve& curve : m_curves)
        if (!std::all_of(curve.norms.begin(), curve.norms.end(),
                [](double norm) { return std::isfinite(norm); }))
            broken += curve.label;
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

QString GradientPlot::reading() const
{
    if (!m_drawn || !emptyText().isEmpty())
        return {};
    const QString broken = brokenText();
    return broken.isEmpty() ? readingText(m_drawn->loss) : broken;
}

double GradientPlot::textHeight(const QString& text, int less) const
{
    const QRect room(0, 0, width() - static_cast<int>(2 * margin) - less, height());
    return QFontMetrics(scaled(font(), small)).boundingRect(room, Qt::TextWordWrap, text).height();
}

/// The room for a text of either choice of losses, so that the axis stays where it is.
double GradientPlot::reserved(QString (GradientPlot::*text)(LossStep) const, int less) const
{
    return std::max(textHeight((this->*text)({}), less),
        textHeight((this->*text)(LossStep(desk().playback->steps())), less));
}

void GradientPlot::place()
{
    int right = width() - static_cast<int>(margin);
    for (size_t i = m_losses.size(); i-- > 0;) {
        m_losses[i]->resize(m_losses[i]->sizeHint());
        right -= m_losses[i]->width();
        m_losses[i]->move(right, 8);
    }
    m_lags->resize(m_lags->sizeHint());
    m_lags->move(width() - static_cast<int>(margin) - m_lags->width(), heading);
    if (!m_drawn)
        return;
    const double line = QFontMetricsF(scaled(font(), small)).height(); // nothing stands there
    const double said = reserved(&GradientPlot::lossText, m_lags->width() + 8);
    const double top = heading + std::max<double>(said, m_lags->height()) - line;
    const double below = readingHeight() > 8 ? reserved(&GradientPlot::readingText) + 8 : 4;
    m_chart.area = fieldOf(
        {margin, top, width() - 2 * margin, height() - top - below}, scaled(font(), small))
                       .toRect();
    m_chart.bottom = std::log10(m_range.low);
    m_chart.top = std::log10(m_range.high);
    m_chart.counts = true;
    const auto last = static_cast<double>(m_drawn->scene->steps() - 1);
    const double from = placeOf(0), to = placeOf(last);
    m_chart.left = byLag() ? 0 : from;
    m_chart.right = std::max({m_chart.left + 1, from, to});
}

void GradientPlot::resizeEvent(QResizeEvent* event)
{
    place();
    StillView::resizeEvent(event);
}

std::vector<PlotLine> GradientPlot::lines() const
{
    constexpr double paler = 0.55;
    std::vector<PlotLine> lines;
    for (size_t i = 0; i < m_curves.size(); ++i) {
        const GradientCurve& curve = m_curves[i];
        PlotLine line{curve.label, colours().curve(curve.style), curve.memory, {}};
        if (!curve.memory) {
            line.pen.setColor(mix(line.pen.color(), colours().card, paler));
            line.pen.setWidthF(1.2);
        }
        const double factor = factorOf(curve);
        for (const double norm : curve.norms)
            line.values.push_back(std::log10(factor * norm));
        if (factor < 1) { // before clipping
            PlotLine before{{}, line.pen, false, {}};
            before.pen.setStyle(Qt::DotLine);
            before.pen.setWidthF(1);
            for (const double norm : curve.norms)
                before.values.push_back(std::log10(norm));
            lines.push_back(std::move(before));
        }
        const bool banded = curve.memory && i < m_bands.size();
        const SeedBand band = banded ? m_bands[i] : SeedBand();
        std::ranges::move(withBand(std::move(line), band), std::back_inserter(lines));
    }
    if (byLag() && !m_curves.front().backward)
        for (PlotLine& line : lines)
            for (auto* values : {&line.values, &line.low, &line.high})
                std::ranges::reverse(*values);
    return lines;
}

void GradientPlot::drawStill(QPainter& painter) const
{
    const QString title = tr("Gradient through time");
    if (const QString empty = emptyText(); !empty.isEmpty())
        return drawEmpty(painter, title, empty);
    QFont bold = font();
    bold.setBold(true);
    const int room = m_losses.front()->x();
    const int left = room - 26 - QFontMetrics(bold).horizontalAdvance(title);
    const QString quantity = tr("||∂L/∂sₖ|| · log scale"), brief = tr("||∂L/∂sₖ||");
    const bool whole = fontMetrics().horizontalAdvance(quantity) < left;
    const bool some = fontMetrics().horizontalAdvance(brief) < left;
    drawHeading(painter, title, whole ? quantity : some ? brief : QString(), width() - room);
    drawReading(painter);
    painter.setPen(colours().dim);
    painter.drawText(QRectF(margin, heading, m_lags->x() - 8 - margin, height()), Qt::TextWordWrap,
        lossText(m_drawn->loss));
    drawDecades(painter, m_chart,
        byLag() ? tr("lag: steps before %1").arg(lossSymbol(m_drawn->loss)) : tr("step k"), {},
        colours());
    drawLost(painter, m_chart, std::log10(m_range.lost), {}, colours());
    const auto last = static_cast<double>(m_drawn->scene->steps() - 1);
    const QString lost = floor() == float32Floor
        ? tr("below %1 of the peak: lost in a float32 sum").arg(QString("6·10⁻⁸"))
        : tr("below %1 of the peak: lost").arg(scientific(floor()));
    std::vector<FieldWords> words{
        {lost, {Qt::AlignRight | Qt::AlignBottom, Qt::AlignLeft | Qt::AlignBottom}}};
    if (!m_bands.empty())
        words.push_back(bandWords(desk().lab->setting().seeds));
    drawLines(painter, m_chart, lines(), std::min(placeOf(0), placeOf(last)), colours(), words);
}

void GradientPlot::drawMoving(QPainter& painter) const
{
    const double place = placeOf(desk().playback->step());
    if (place < m_chart.left || place > m_chart.right)
        return;
    const double x = std::round(m_chart.at(place, m_chart.bottom).x()) + 0.5;
    painter.setPen(QPen(colours().accent, 1.5));
    painter.drawLine(QPointF(x, m_chart.area.top()), QPointF(x, m_chart.area.bottom()));
}

} // namespace rnnscope
