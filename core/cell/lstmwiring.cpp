#include "core/cell/affine.h"
#include "core/cell/lstm.h"

namespace rnnscope {

namespace {

enum Phase { There = -1, ForgetPhase, StorePhase, UpdatePhase, OutputPhase, Predict };
enum Track { InputGate, ForgetGate, Candidate, OutputGate, CellState, HiddenState };
enum Place { C0, H0, X, F, Keep, I, G, Store, Add, C1, O, Tanh, Show, Project, H1, Y };

constexpr float cellLine = 13;
constexpr float hiddenLine = 47;
constexpr float inputLine = 48.6F;
constexpr float peepLine = 25.8F; ///< the old cell state on its way to the gates
constexpr float boxes = 35;

constexpr float exits = 85.5F; ///< where the hidden state leaves upwards and to the next step

constexpr Point port{12, 8};
constexpr Point box{14.5F, 15};
constexpr Point dot{5.6F, 7};

/// Forget, input, candidate and output stand side by side.
constexpr float column(int place) { return 17.5F + 16.5F * static_cast<float>(place); }

/// From the hidden line up into the box of that column.
Wire hiddenFeed(int to, int place)
{
    const float x = column(place);
    return {H0, to, Carrier::Hidden, {{7, hiddenLine}, {x, hiddenLine}, {x, boxes}}};
}

/// The same from the input line, beside it.
Wire inputFeed(int to, int place)
{
    const float x = column(place) + 1;
    return {X, to, Carrier::Input, {{16, 56}, {16, inputLine}, {x, inputLine}, {x, boxes}}};
}

/// The old cell state into a gate's box, at its left.
Wire peep(int to, int place)
{
    const float x = column(place) - 3.5F;
    return {C0, to, Carrier::Cell, {{4, cellLine}, {4, peepLine}, {x, peepLine}, {x, boxes}}};
}

/// What leaves, from a node that stands at that x, to the next step and upwards.
void addExits(int from, float x, std::vector<Wire>& wires)
{
    const Point there{x, boxes};
    std::vector<Point> begin{there};
    if (x != exits)
        begin.push_back({exits, boxes});
    const auto leave = [&](int to, std::vector<Point> end) {
        end.insert(end.begin(), begin.begin(), begin.end());
        wires.push_back({from, to, Carrier::Hidden, end});
    };
    leave(H1, {{exits, hiddenLine}, {94, hiddenLine}});
    leave(Y, {{exits, 4}});
}

std::string signOf(const Activation& f)
{
    return f.symbol().empty() ? "id" : std::string(f.symbol());
}

std::vector<Node> makeNodes(const LstmKind& kind)
{
    using enum Carrier;
    const auto operation = [](Carrier carrier, Phase phase, Point centre, Point size,
                               std::string sign, std::string formula, Area note = {}) {
        return Node{Part::Operation, carrier, phase, centre, size, -1, std::move(sign),
            std::move(formula), note};
    };
    const std::string shown = shownCell(kind.output), opened = "o_t ⊙ " + shown;
    const Phase input = kind.coupled ? ForgetPhase : StorePhase;
    const float sumRoom = kind.peepholes ? 25.5F : 37; // beside the wire to the output gate
    return {
        {Part::Before, Cell, There, {7, cellLine}, port, CellState},
        {Part::Before, Hidden, There, {7, 47.2F}, port, HiddenState},
        {Part::Input, Input, There, {16, 56}, port},
        {Part::Layer, Gate, ForgetPhase, {column(0), boxes}, box, ForgetGate},
        operation(Cell, ForgetPhase, {column(0), cellLine}, dot, "×", "f_t ⊙ c_{t−1}",
            {{20.6F, 15}, {10.4F, 4}}),
        {Part::Layer, Gate, input, {column(1), boxes}, box, InputGate},
        {Part::Layer, Gate, StorePhase, {column(2), boxes}, box, Candidate},
        operation(Cell, StorePhase, {column(1), 22.5F}, {5.6F, 6}, "×", "i_t ⊙ g_t",
            {{37.3F, 23.4F}, {12.2F, 3.6F}}),
        operation(Cell, UpdatePhase, {column(1), cellLine}, dot, "+",
            "c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t", {{37.3F, 15}, {sumRoom, 4}}),
        {Part::After, Cell, UpdatePhase, {94, cellLine}, port, CellState},
        {Part::Layer, Gate, OutputPhase, {column(3), boxes}, box, OutputGate},
        operation(Cell, OutputPhase, {79.5F, 23}, {7, 6}, signOf(kind.output), shown),
        operation(Hidden, OutputPhase, {79.5F, boxes}, dot, "×",
            kind.projection ? opened : "h_t = " + opened, {{86.6F, 28}, {13.4F, 4}}),
        operation(Hidden, OutputPhase, {exits, boxes}, {3.6F, 5}, "P", "h_t = P (" + opened + ")"),
        {Part::After, Hidden, OutputPhase, {94, hiddenLine}, port, HiddenState},
        {Part::Output, Hidden, Predict, {exits, 4}, port},
    };
}

std::vector<Wire> makeWires(const LstmKind& kind)
{
    using enum Carrier;
    std::vector<Wire> wires;
    const auto add
        = [&](std::vector<Wire> more) { wires.insert(wires.end(), more.begin(), more.end()); };
    if (kind.coupled)
        add({{I, F, Gate, {{column(1), boxes}, {column(0), boxes}}}});
    else
        add({hiddenFeed(F, 0), inputFeed(F, 0)});
    add({
        {C0, Keep, Cell, {{7, cellLine}, {column(0), cellLine}}},
        {F, Keep, Gate, {{column(0), boxes}, {column(0), cellLine}}},
        hiddenFeed(I, 1),
        inputFeed(I, 1),
        hiddenFeed(G, 2),
        inputFeed(G, 2),
        {I, Store, Gate, {{column(1), boxes}, {column(1), 22.5F}}},
        {G, Store, Gate, {{column(2), boxes}, {column(2), 22.5F}, {column(1), 22.5F}}},
        {Keep, Add, Cell, {{column(0), cellLine}, {column(1), cellLine}}},
        {Store, Add, Cell, {{column(1), 22.5F}, {column(1), cellLine}}},
        {Add, C1, Cell, {{column(1), cellLine}, {94, cellLine}}},
        hiddenFeed(O, 3),
        inputFeed(O, 3),
        {Add, Tanh, Cell, {{column(1), cellLine}, {79.5F, cellLine}, {79.5F, 23}}},
        {Tanh, Show, Cell, {{79.5F, 23}, {79.5F, boxes}}},
        {O, Show, Gate, {{column(3), boxes}, {79.5F, boxes}}},
    });
    if (kind.peepholes && !kind.coupled)
        add({peep(F, 0)});
    if (kind.peepholes)
        add({peep(I, 1),
            {Add, O, Cell,
                {{column(1), cellLine}, {column(3) - 3.5F, cellLine}, {column(3) - 3.5F, boxes}}}});
    if (kind.projection)
        add({{Show, Project, Hidden, {{79.5F, boxes}, {exits, boxes}}}});
    addExits(kind.projection ? Project : Show, kind.projection ? exits : 79.5F, wires);
    return wires;
}

}

/// The cell line straight across, as lecturers draw it; the four layers below it; the hidden line
/// and the input along the bottom. Coupled gates: the forget gate is made from the input gate.
Wiring lstmWiring(const LstmKind& kind)
{
    std::vector<int> order{C0, H0, X};
    const std::vector<int> gates
        = kind.coupled ? std::vector<int>{I, F, Keep} : std::vector<int>{F, Keep, I};
    order.insert(order.end(), gates.begin(), gates.end());
    order.insert(order.end(), {G, Store, Add, C1, O, Tanh, Show});
    if (kind.projection)
        order.push_back(Project);
    order.insert(order.end(), {H1, Y});
    return arranged(makeNodes(kind), makeWires(kind), order);
}

} // namespace rnnscope
