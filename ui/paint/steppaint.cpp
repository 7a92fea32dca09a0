#include "ui/paint/steppaint.h"

#include "core/model/depth.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rnnscope {

namespace {

/// Everything that the parts of a step are drawn with.
struct Brush {
    QPainter& painter;
    const Unrolled& all;
    const StepRows& rows;
    int step;
    const StepPlace& place;
    const Presence& there;
    const QFont& print;
    const Palette& palette;
    double base; ///< opacity of the whole picture

    void fade(double presence) const { painter.setOpacity(base * (pale + (1 - pale) * presence)); }
    const Model& model() const { return *all.model; }
    int layers() const { return static_cast<int>(model().layers.size()); }
    const Layer& layer(int l) const { return model().layers[static_cast<size_t>(l)]; }
    double memory(int l) const { return there.memory[static_cast<size_t>(l)]; }
    QRectF at(const StepRow& row) const
    {
        return row.at(place.left + place.gutter(), place.width - 2 * place.gutter());
    }
    QRectF block(int l) const
    {
        return blockIn(model(), l, at(rows.layers[static_cast<size_t>(l)]));
    }
    double middle() const { return place.left + place.width / 2; }
};

void drawInput(const Brush& brush)
{
    const auto& [painter, all, rows, step, place, there, print, palette, base] = brush;
    const QColor ground = all.tint ? all.tint->colour(*all.trace, step, palette) : QColor();
    brush.fade(there.input);
    if (!all.sequence->ids.empty())
        drawToken(painter, brush.at(rows.input),
            shownToken(all.model->vocabulary, all.sequence->ids[static_cast<size_t>(step)]),
            palette.input, Verdict::Wrong, palette, ground);
    else
        drawValues(painter, brush.at(rows.input), all.sequence->values.col(step), all.inputRange,
            palette.input, palette, ground);
}

void drawOutput(const Brush& brush)
{
    const auto& [painter, all, rows, step, place, there, print, palette, base] = brush;
    if (rows.output.height <= 0)
        return;
    brush.fade(there.output);
    const QRectF area = brush.at(rows.output);
    if (!all.model->predictsTokens()) {
        drawValues(
            painter, area, all.trace->logits.col(step), all.outputRange, palette.output, palette);
        return;
    }
    const Verdict verdict = all.verdict(step);
    drawToken(painter, area, shownToken(all.model->vocabulary, all.best(step)), palette.output,
        verdict, palette);
    const QRectF truth = brush.at(rows.truth);
    const QFontMetricsF metrics(print);
    const QString wanted = verdict == Verdict::Wrong
        ? metrics.elidedText(
            shownToken(all.model->vocabulary, all.target(step)), Qt::ElideRight, truth.width())
        : QString();
    if (metrics.horizontalAdvance(wanted) > truth.width())
        return;
    const QFont font = painter.font();
    painter.setFont(print);
    painter.setPen(palette.dim);
    painter.drawText(truth, Qt::AlignCenter, wanted);
    painter.setFont(font);
}

/// An arrow from `from` up to `to` that turns at the height `corner` where it has to.
void drawRiser(const Brush& brush, QPointF from, QPointF to, double corner, const QColor& colour)
{
    if (from.y() - to.y() < 1)
        return;
    QPainter& painter = brush.painter;
    QPolygonF way{from};
    if (from.x() != to.x())
        way << QPointF(from.x(), corner) << QPointF(to.x(), corner);
    way << to;
    if (brush.place.folding > 0) { // the loop passes behind it
        painter.setPen(QPen(brush.palette.card, 5 * brush.place.folding));
        painter.drawPolyline(way);
    }
    painter.setPen(QPen(colour, 1.6));
    painter.drawPolyline(way.first(way.size() - 1));
    drawArrow(painter, way[way.size() - 2], to, colour);
}

/// Where the lines into a layer, or out of it, stand.
double laneOf(const Brush& brush, int l)
{
    const QRectF area = brush.at(brush.rows.input), block = brush.block(l);
    if (block.width() >= area.width())
        return brush.middle();
    const double lane = (area.width() - block.width()) / 2;
    return brush.layer(l).second ? area.right() - lane : area.left() + lane;
}

/// The arrows from what enters up through all layers to what leaves. Both directions of a depth
/// read the same, and what follows reads both.
void drawRisers(const Brush& brush)
{
    const auto& [painter, all, rows, step, place, there, print, palette, base] = brush;
    const double middle = brush.middle();
    for (int l = 0; l < brush.layers(); ++l) {
        const int depth = depthOf(*all.model, l), first = placeOfDepth(*all.model, depth);
        const QRectF block = brush.block(l);
        const StepRow& below = first > 0 ? rows.layers[static_cast<size_t>(first) - 1] : rows.input;
        const double lowest = rows.layers[static_cast<size_t>(first)].bottom();
        const double from
            = first > 0 && paired(*all.model, first - 1) ? (below.top + lowest) / 2 : below.top;
        brush.fade(first > 0 ? std::min(brush.memory(first - 1), brush.memory(l)) : there.input);
        const double lane = brush.layer(l).second ? laneOf(brush, l) : middle;
        drawRiser(brush, {middle, from}, {lane, block.bottom()}, (below.top + lowest) / 2,
            first > 0 ? palette.memory : palette.input);
    }
    for (int l = 0; l < brush.layers(); ++l) { // out of both directions to where they join
        const int depth = depthOf(*all.model, l);
        const auto next = static_cast<size_t>(placeOfDepth(*all.model, depth + 1));
        const bool top = next >= rows.layers.size();
        const StepRow& above = top ? rows.output : rows.layers[next];
        if (top ? rows.output.height <= 0 : !paired(*all.model, l))
            continue;
        const double highest = rows.layers[next - 1].top;
        const double corner = (above.bottom() + highest) / 2;
        brush.fade(top ? there.output : brush.memory(l));
        const bool apart = paired(*all.model, l) && !brush.layer(l).second;
        const double lane = apart ? laneOf(brush, l) : middle;
        drawRiser(brush, {lane, brush.block(l).top()}, {middle, top ? above.bottom() : corner},
            corner, top ? palette.output : palette.memory);
    }
}

/// The arrow from the memory of the step that was read before; folded, the loop.
void drawCarry(const Brush& brush, int l)
{
    const auto& [painter, all, rows, step, place, there, print, palette, base] = brush;
    const bool back = brush.layer(l).backward;
    const QRectF block = brush.block(l);
    const double y = block.center().y();
    brush.fade(whole(*all.model, l) ? 1 : std::min(there.input, 2 * brush.memory(l)));
    if (place.folding <= 0) {
        const QPointF here(block.left(), y);
        const QPointF earlier(block.right() - place.width, y);
        if (step > 0)
            drawArrow(painter, back ? here : earlier, back ? earlier : here, palette.memory);
        return;
    }
    QPolygonF right = wayOut(block, place.straight, rows.below(l) / 2, place.folding);
    QPolygonF left;
    for (const QPointF& point : right)
        left.prepend({2 * block.center().x() - point.x(), point.y()});
    painter.setPen(QPen(palette.memory, 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(left);
    painter.setOpacity(painter.opacity() * place.folding);
    painter.drawPolyline(right);
    if (back)
        drawArrow(painter, right[1], right[0], palette.memory);
    else
        drawArrow(painter, left[left.size() - 2], left.last(), palette.memory);
}

}

QPolygonF wayOut(const QRectF& block, double straight, double depth, double folding)
{
    constexpr int bends = 16; // points of the half-circle
    const double radius = (block.height() / 2 + depth) / 2;
    const double reach = std::max(8.0, radius / 2);
    const QPointF start(block.right(), block.center().y());
    const QPointF centre = start + QPointF(reach, radius);
    QPolygonF loop{start};
    for (int i = 0; i <= bends; ++i) {
        const double angle = std::numbers::pi * (i / double(bends) - 0.5);
        loop += centre + radius * QPointF(std::cos(angle), std::sin(angle));
    }
    loop += QPointF(block.center().x(), block.bottom() + depth);
    QPolygonF way;
    for (qsizetype i = 0; i < loop.size(); ++i) {
        const QPointF line = start + QPointF(straight * i / double(loop.size() - 1), 0);
        way += line + folding * (loop[i] - line);
    }
    return way;
}

void drawStep(QPainter& painter, const Unrolled& all, const StepRows& rows, int step,
    const StepPlace& place, const Presence& there, const QFont& print, const Palette& palette)
{
    constexpr double narrow = 13; // no arrows
    const double base = painter.opacity();
    const Brush brush{painter, all, rows, step, place, there, print, palette, base};
    if (place.width >= narrow) {
        for (int l = 0; l < brush.layers(); ++l)
            drawCarry(brush, l);
        drawRisers(brush);
    }
    drawInput(brush);
    for (int l = 0; l < brush.layers(); ++l) {
        brush.fade(brush.memory(l));
        drawBlock(
            painter, brush.block(l), all.hidden(l).col(step), all.scale, palette.memory, palette);
    }
    drawOutput(brush);
    painter.setOpacity(base);
}

} // namespace rnnscope
