#include "ui/paint/celllayout.h"

#include "ui/paint/formula.h"

#include <QFontInfo>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <ranges>
#include <tuple>

namespace rnnscope {

namespace {

/// From the abstract canvas to pixels.
struct Frame {
    QRectF area;

    double across() const { return area.width() / canvas.x; }
    double down() const { return area.height() / canvas.y; }
    QPointF map(Point p) const { return area.topLeft() + QPointF(p.x * across(), p.y * down()); }
    QRectF map(const Area& part) const
    {
        return {map(part.corner), QSizeF(part.size.x * across(), part.size.y * down())};
    }
};

bool isBox(const Node& node) { return node.part == Part::Layer || node.part == Part::Sum; }

QRectF nodeRect(const Node& node, const Frame& frame, double zoom)
{
    QSizeF size(node.size.x * frame.across(), node.size.y * frame.down());
    if (node.part == Part::Operation) {
        const double side = std::min({size.width(), size.height(), 33 * zoom});
        const bool wide = node.sign.size() > 3; // a word, not a sign
        size = {wide ? std::min(size.width(), 64 * zoom) : side, side};
    } else if (!isBox(node)) {
        size = size.boundedTo({128 * zoom, 56 * zoom});
    }
    QRectF rect({}, size);
    rect.moveCenter(frame.map(node.centre));
    return rect;
}

/// Where the line from a point within the rectangle leaves it.
QPointF edge(const QRectF& rect, QPointF from, QPointF towards)
{
    if (from.y() == towards.y())
        return {towards.x() > from.x() ? rect.right() : rect.left(), from.y()};
    return {from.x(), towards.y() > from.y() ? rect.bottom() : rect.top()};
}

/// A wire begins behind the panel of its node where that stands in its way.
QPolygonF wireLine(const Wire& wire, const CellLayout& layout, const Frame& frame)
{
    QPolygonF line;
    for (const Point point : wire.points)
        line << frame.map(point);
    const qsizetype last = line.size() - 1;
    const auto from = static_cast<size_t>(wire.from);
    const QRectF way = QRectF(line[0], line[1]).normalized().adjusted(-1, -1, 1, 1);
    const bool behind = layout.panels[from].intersects(way);
    const QPointF begin = edge(behind ? layout.panels[from] : layout.nodes[from], line[0], line[1]);
    const QPointF end
        = edge(layout.nodes[static_cast<size_t>(wire.to)], line[last], line[last - 1]);
    line[0] = begin;
    line[last] = end;
    return line;
}

double length(const QPolygonF& line, qsizetype points)
{
    double sum = 0;
    for (qsizetype i = 1; i < points; ++i)
        sum += QLineF(line[i - 1], line[i]).length();
    return sum;
}

/// Whether `other` goes another way than `line` from the point where `line` turns.
bool branches(const QPolygonF& line, qsizetype turn, const QPolygonF& other)
{
    const QPointF at = line[turn];
    for (qsizetype i = 1; i < other.size(); ++i) {
        const QLineF piece(other[i - 1], other[i]);
        const double before = QLineF(piece.p1(), at).length();
        const double after = QLineF(at, piece.p2()).length();
        if (before + after > piece.length() + 1e-6)
            continue;
        if (after > 1e-6)
            return before > 1e-6; // goes straight on
        return i + 1 < other.size()
            && QLineF(at, other[i + 1]).angleTo(QLineF(at, line[turn + 1])) != 0;
    }
    return false;
}

std::vector<CellLayout::Joint> joints(const Wiring& wiring, const std::vector<QPolygonF>& wires)
{
    std::vector<CellLayout::Joint> all;
    for (size_t i = 0; i < wires.size(); ++i)
        for (qsizetype turn = 1; turn + 1 < wires[i].size(); ++turn)
            for (size_t j = 0; j < wires.size(); ++j)
                if (j != i && wiring.wires[i].from == wiring.wires[j].from
                    && branches(wires[i], turn, wires[j])) {
                    const double whole = length(wires[i], wires[i].size());
                    all.push_back({i, wires[i][turn], length(wires[i], turn + 1) / whole});
                    break;
                }
    return all;
}

/// Whether every name, with room for its symbol, fits into its box.
bool namesFit(const CellScene& scene, const CellLayout& layout, const QFont& font)
{
    const QFontMetricsF metrics(font);
    for (size_t i = 0; i < scene.nodes.size(); ++i)
        if (isBox(scene.wiring->nodes[i])
            && metrics.horizontalAdvance(scene.nodes[i].name) + 2 * font.pixelSize()
                > layout.nodes[i].width())
            return false;
    return true;
}

/// Whether a box has room for its values between its name and the line below them.
bool valuesFit(const CellScene& scene, const CellLayout& layout, const QFont& font)
{
    constexpr double least = 8;
    const double words = 1.9 * QFontMetricsF(font).height() + 11 * layout.zoom;
    for (size_t i = 0; i < scene.nodes.size(); ++i)
        if (isBox(scene.wiring->nodes[i]) && layout.nodes[i].height() < words + least)
            return false;
    return true;
}

/// The largest font in which names fit; where none does, one for symbols.
void chooseFont(const CellScene& scene, const QFont& font, CellLayout& layout)
{
    layout.font = font;
    layout.font.setBold(true);
    const int size = qRound(QFontInfo(font).pixelSize() * layout.zoom);
    layout.font.setPixelSize(size);
    while (layout.font.pixelSize() > 8 && !namesFit(scene, layout, layout.font))
        layout.font.setPixelSize(layout.font.pixelSize() - 1);
    layout.named = namesFit(scene, layout, layout.font) && valuesFit(scene, layout, layout.font);
    if (!layout.named)
        layout.font.setPixelSize(std::max(9, size));
    layout.small = layout.font;
    layout.small.setBold(false);
    layout.small.setPixelSize(std::max(8, qRound(layout.font.pixelSize() * 0.86)));
}

QRectF stripRect(const Node& node, const QRectF& rect, const CellLayout& layout)
{
    const double line = QFontMetricsF(layout.font).height();
    const double under = QFontMetricsF(layout.small).height();
    const double pad = std::round(7 * layout.zoom);
    if (isBox(node))
        return rect.adjusted(pad, line + 0.8 * pad, -pad, layout.named ? -under - 0.8 * pad : -pad);
    return rect.adjusted(pad, under + 3, -pad, -0.7 * pad);
}

/// The valve and the strip of a panel: side by side, or one above the other.
std::pair<QRectF, QRectF> panelParts(const QRectF& panel, bool valve, double zoom)
{
    const double pad = std::round(4 * zoom);
    const QRectF whole = panel.adjusted(pad, pad, -pad, -pad);
    QRectF first = whole, second = whole;
    if (!valve)
        return {{}, whole};
    if (whole.width() > 1.6 * whole.height()) {
        first.setWidth((whole.width() - 2 * pad) / 2);
        second.setLeft(first.right() + 2 * pad);
    } else {
        first.setHeight((whole.height() - pad) / 2);
        second.setTop(first.bottom() + pad);
    }
    return {first, second};
}

/// So many rows that the cells of a strip come out about square, but two where there are values for
/// them. A number near it that fills all rows is preferred.
int rowsFor(Index values, const QRectF& strip)
{
    const auto most = static_cast<int>(values);
    const double square = std::sqrt(most * strip.height() / strip.width());
    const int rows = std::clamp(qRound(square), std::min(most, 2), most);
    for (int off = 0; off < 0.4 * rows; ++off)
        for (const int near : {rows - off, rows + off})
            if (near >= 2 && most % near == 0)
                return near;
    return rows;
}

void layOutStrips(const CellScene& scene, CellLayout& layout)
{
    const std::vector<Node>& nodes = scene.wiring->nodes;
    int unitRows = 1; // as in the boxes
    for (size_t i = 0; i < nodes.size(); ++i) {
        QRectF valve, strip;
        if (nodes[i].part != Part::Operation && !scene.nodes[i].empty())
            strip = stripRect(nodes[i], layout.nodes[i], layout);
        else if (!layout.panels[i].isEmpty())
            std::tie(valve, strip)
                = panelParts(layout.panels[i], scene.nodes[i].isValve(), layout.zoom);
        constexpr double least = 3; // pixels in which values can be told apart
        if (!isBox(nodes[i]) && strip.height() < least)
            strip = {};
        layout.valves.push_back(valve);
        layout.strips.push_back(strip);
        layout.rows.push_back(strip.isEmpty() ? 1 : rowsFor(scene.nodes[i].values.size(), strip));
        if (isBox(nodes[i]))
            unitRows = layout.rows[i];
    }
    for (size_t i = 0; i < nodes.size(); ++i)
        if (scene.showsUnits(i) && scene.nodes[i].values.size() == scene.units)
            layout.rows[i] = unitRows;
}

/// The largest font in which every formula fits into its space; those for which there is none are
/// left out.
void layOutNotes(const CellScene& scene, const Frame& frame, CellLayout& layout)
{
    const std::vector<Node>& nodes = scene.wiring->nodes;
    layout.note = layout.font;
    layout.note.setBold(false);
    const auto hasNote = [](const Node& node) { return node.note.size.x > 0; };
    const auto fits = [&](const Node& node) {
        const auto place = static_cast<size_t>(&node - nodes.data());
        const QSizeF size = formulaSize(scene.nodes[place].formula, layout.note);
        const QSizeF room = frame.map(node.note).size();
        return size.width() <= room.width() && size.height() <= room.height();
    };
    const auto allFit
        = [&] { return std::ranges::all_of(nodes | std::views::filter(hasNote), fits); };
    while (layout.note.pixelSize() > 9 && !allFit())
        layout.note.setPixelSize(layout.note.pixelSize() - 1);
    for (const Node& node : nodes)
        layout.notes.push_back(hasNote(node) && fits(node) ? frame.map(node.note) : QRectF());
}

/// Where a canvas leaves too little room for the scales, they stand below it.
QRectF legendRoom(const CellScene& scene, Frame& frame, const QFont& font)
{
    const QRectF own = frame.map(legendArea);
    if (legendHeight(own.width(), scene.keys, font) <= own.height())
        return own;
    const QRectF all = frame.area;
    const double height = legendHeight(all.width(), scene.keys, font);
    frame.area.setHeight(all.height() - height);
    return {all.left(), frame.area.bottom(), all.width(), height};
}

}

CellLayout layOut(const CellScene& scene, const QRectF& area, const QFont& font)
{
    Frame frame{area};
    CellLayout layout;
    layout.zoom = std::clamp(std::min(frame.across() / 10.2, frame.down() / 5.8), 0.7, 1.6);
    const std::vector<Node>& nodes = scene.wiring->nodes;
    const auto place = [&] {
        layout.nodes.clear();
        for (const Node& node : nodes)
            layout.nodes.push_back(nodeRect(node, frame, layout.zoom));
    };
    place();
    chooseFont(scene, font, layout);
    layout.legend = legendRoom(scene, frame, layout.small);
    place();
    for (const Node& node : nodes)
        layout.panels.push_back(node.panel.size.x > 0 ? frame.map(node.panel) : QRectF());
    for (const Wire& wire : scene.wiring->wires)
        layout.wires.push_back(wireLine(wire, layout, frame));
    layout.joints = joints(*scene.wiring, layout.wires);
    layOutStrips(scene, layout);
    layOutNotes(scene, frame, layout);
    layout.plate = QSizeF(32 * layout.zoom, 16 * layout.zoom)
                       .boundedTo({3.8 * frame.across(), 3.2 * frame.down()});
    return layout;
}

QRectF CellLayout::placeIn(const QRectF& area, const CellScene& scene, size_t node, int value) const
{
    const auto count = static_cast<int>(scene.nodes[node].values.size());
    const int columns = (count + rows[node] - 1) / rows[node];
    const double width = area.width() / columns;
    const double height = area.height() / rows[node];
    return {area.left() + value % columns * width, area.top() + value / columns * height, width,
        height};
}

std::optional<CellHit> CellLayout::hit(const CellScene& scene, QPointF point) const
{
    for (size_t node = 0; node < nodes.size(); ++node) {
        if (!nodes[node].contains(point) && !panels[node].contains(point))
            continue;
        const auto count = static_cast<int>(scene.nodes[node].values.size());
        for (const QRectF& area : {strips[node], valves[node]})
            for (int value = 0; area.contains(point) && value < count; ++value)
                if (placeIn(area, scene, node, value).contains(point))
                    return CellHit{node, value};
        return CellHit{node, -1};
    }
    return std::nullopt;
}

} // namespace rnnscope
