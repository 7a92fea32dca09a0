#include "ui/paint/celllight.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rnnscope {

namespace {

constexpr int framed = 3; ///< values that count most, in each strip
constexpr double least = 0.15; ///< of what is left of a value that counts nothing

/// Finds the nodes and wires of a drawing that stand for numbers of the run.
class Lighting {
public:
    Lighting(const CellScene& scene, const Origin& of)
        : m_scene(scene)
        , m_wiring(*scene.wiring)
        , m_of(of)
    {
        m_light.nodes.resize(m_wiring.nodes.size());
        m_light.wires.resize(m_wiring.wires.size());
    }

    CellLight light(const Sources& sources);

private:
    int find(Part part, int track) const;
    int nodeOf(const Origin& origin) const;
    int target() const;
    void add(const Factor& factor, double amount);
    std::vector<int> starts(int node) const;
    std::vector<char> ahead(int node) const;
    void lightWires();
    void lightBetween(const std::vector<int>& from, int to);
    void level();

    const CellScene& m_scene;
    const Wiring& m_wiring;
    const Origin& m_of;
    CellLight m_light;
};

int Lighting::find(Part part, int track) const
{
    const auto found = std::ranges::find_if(
        m_wiring.nodes, [&](const Node& node) { return node.part == part && node.track == track; });
    return found == m_wiring.nodes.end() ? -1 : static_cast<int>(found - m_wiring.nodes.begin());
}

int Lighting::nodeOf(const Origin& origin) const
{
    const bool own = origin.layer == m_of.layer && origin.track >= 0;
    if (own && (origin.kind == Origin::Start || origin.step != m_of.step))
        return find(Part::Before, origin.track);
    if (own) {
        const int box = find(Part::Layer, origin.track);
        return box >= 0 ? box : find(Part::After, origin.track);
    }
    return m_of.kind == Origin::Output || origin.kind == Origin::Parameter ? -1
                                                                           : find(Part::Input, -1);
}

/// Where what is explained is computed.
int Lighting::target() const
{
    if (m_of.kind == Origin::Output)
        return find(Part::Output, -1);
    for (const Part part : {Part::Sum, Part::Layer, Part::After})
        if (const int node = find(part, m_of.track); node >= 0)
            return node;
    return -1;
}

void Lighting::add(const Factor& factor, double amount)
{
    const int node = nodeOf(factor.origin);
    if (node < 0)
        return;
    Vector& light = m_light.nodes[static_cast<size_t>(node)];
    if (light.size() == 0)
        light = Vector::Zero(
            std::max<Index>(1, m_scene.nodes[static_cast<size_t>(node)].values.size()));
    const bool read = m_wiring.nodes[static_cast<size_t>(node)].part == Part::Input;
    const Index unit = read ? factor.place : factor.origin.unit; // both directions are read as one
    const Index place = light.size() == 1 ? 0 : unit; // a token is one thing
    if (place < light.size())
        light(place) += static_cast<Real>(std::abs(amount));
}

/// Where the values of a node set out: what a step leaves behind does so where it is made.
std::vector<int> Lighting::starts(int node) const
{
    if (m_wiring.nodes[static_cast<size_t>(node)].part != Part::After)
        return {node};
    std::vector<int> all;
    for (const Wire& wire : m_wiring.wires)
        if (wire.to == node)
            all.push_back(wire.from);
    return all;
}

/// Which nodes are reached from a node through operations alone.
std::vector<char> Lighting::ahead(int node) const
{
    std::vector<char> reached(m_wiring.nodes.size());
    const std::vector<int> from = starts(node);
    for (size_t i = 0; i < reached.size(); ++i) // wires lead to later nodes
        for (const Wire& wire : m_wiring.wires) {
            const auto source = static_cast<size_t>(wire.from);
            const bool passes = reached[source] && m_wiring.nodes[source].part == Part::Operation;
            if (wire.to == static_cast<int>(i)
                && (passes || std::ranges::find(from, wire.from) != from.end()))
                reached[i] = 1;
        }
    return reached;
}

/// The wires on ways from one of the nodes to another through operations.
void Lighting::lightBetween(const std::vector<int>& from, int to)
{
    std::vector<char> leads(m_wiring.nodes.size());
    leads[static_cast<size_t>(to)] = 1;
    for (size_t i = leads.size(); i-- > 0;)
        for (const Wire& wire : m_wiring.wires)
            if (wire.from == static_cast<int>(i) && leads[static_cast<size_t>(wire.to)]
                && m_wiring.nodes[i].part == Part::Operation)
                leads[i] = 1;
    std::vector<char> on(m_wiring.nodes.size());
    for (const int node : from)
        on[static_cast<size_t>(node)] = 1;
    for (size_t i = 0; i < on.size(); ++i)
        for (size_t w = 0; w < m_wiring.wires.size(); ++w) {
            const Wire& wire = m_wiring.wires[w];
            if (wire.from == static_cast<int>(i) && on[i] && static_cast<int>(i) != to
                && leads[static_cast<size_t>(wire.to)]) {
                m_light.wires[w] = 1;
                on[static_cast<size_t>(wire.to)] = 1;
            }
        }
}

/// From every lit node to where their ways first meet, and on to what they make.
void Lighting::lightWires()
{
    const int to = target();
    std::vector<int> lit;
    for (size_t i = 0; i < m_light.nodes.size(); ++i)
        if (m_light.nodes[i].size() > 0 && static_cast<int>(i) != to)
            lit.push_back(static_cast<int>(i));
    if (to < 0 || lit.empty())
        return;
    std::vector<char> meets(m_wiring.nodes.size(), 1);
    for (const int node : lit) {
        const std::vector<char> reached = ahead(node);
        for (size_t i = 0; i < meets.size(); ++i)
            meets[i] = meets[i] && reached[i];
    }
    int meeting = static_cast<int>(std::ranges::find(meets, 1) - meets.begin());
    if (lit.size() == 1 || meeting > to)
        meeting = to;
    for (const int node : lit)
        lightBetween(starts(node), meeting);
    if (meeting != to)
        lightBetween({meeting}, to);
}

/// So that of every node what counts most counts 1: a factor of all would outshine them else.
void Lighting::level()
{
    for (Vector& node : m_light.nodes)
        if (node.size() > 0 && node.maxCoeff() > 0)
            node /= node.maxCoeff();
}

CellLight Lighting::light(const Sources& sources)
{
    for (const Contribution& one : sources.contributions) {
        for (const Factor& factor : sources.common)
            add(factor, one.product);
        for (const Factor& factor : one.factors)
            add(factor, one.product);
    }
    lightWires();
    level();
    return std::move(m_light);
}

/// The places of the values that count most, at most `framed` of them.
std::vector<int> strongest(const Vector& light)
{
    std::vector<int> order(static_cast<size_t>(light.size()));
    std::iota(order.begin(), order.end(), 0);
    const auto count = std::min<ptrdiff_t>(framed, light.size());
    std::partial_sort(order.begin(), order.begin() + count, order.end(),
        [&](int a, int b) { return light(a) > light(b); });
    order.resize(static_cast<size_t>(count));
    std::erase_if(order, [&](int value) { return light(value) < 0.1F; });
    return order;
}

}

CellLight lightOf(const CellScene& scene, const Origin& of, const Sources& sources)
{
    return Lighting(scene, of).light(sources);
}

void drawLitWires(
    QPainter& painter, const CellLayout& layout, const CellLight& light, const Palette& palette)
{
    painter.setPen(
        QPen(palette.accent, 2.2 * layout.zoom, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    for (size_t wire = 0; wire < light.wires.size(); ++wire)
        if (light.wires[wire])
            painter.drawPolyline(layout.wires[wire]);
}

void drawLitNodes(QPainter& painter, const CellScene& scene, const CellLayout& layout,
    const CellLight& light, const Palette& palette)
{
    for (size_t i = 0; i < light.nodes.size(); ++i) {
        const Vector& counts = light.nodes[i];
        if (counts.size() == 0)
            continue;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette.accent, 2 * layout.zoom));
        const double round = 7 * layout.zoom;
        painter.drawRoundedRect(layout.nodes[i], round, round);
        if (scene.nodes[i].empty())
            continue;
        painter.setRenderHint(QPainter::Antialiasing, false); // no seams between the values
        for (int value = 0; value < static_cast<int>(counts.size()); ++value) {
            QColor veil = palette.card;
            veil.setAlphaF(
                static_cast<float>((1 - least) * (1 - std::sqrt(double(counts(value))))));
            painter.fillRect(layout.place(scene, i, value), veil);
        }
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette.accent, 1.4));
        for (const int value : strongest(counts))
            painter.drawRect(layout.place(scene, i, value).adjusted(-0.5, -0.5, 0.5, 0.5));
    }
}

} // namespace rnnscope
