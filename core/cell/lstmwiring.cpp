#include "core/cell/affine.h"
#include "core/cell/lstm.h"
#include "core/cell/nodes.h"

namespace rnnscope {

namespace {

enum Phase { There = -1, ForgetPhase, StorePhase, UpdatePhase, OutputPhase, Predict };
enum Track { InputGate, ForgetGate, Candidate, OutputGate, CellState, HiddenState };
enum Place { C0, H0, X, F, Keep, I, G, Store, Add, C1, O, Tanh, Show, Project, H1, Y };

constexpr float cellLine = 13;
constexpr float storeLine = 20.6F; ///< where the input gate and the candidate meet
constexpr float peepLine = 28.4F; ///< the old cell state on its way to the gates
constexpr float boxes = 37;
constexpr float hiddenLine = 46.6F;
constexpr float inputLine = 50;

constexpr float addColumn = 42.3F; ///< between the input gate and the candidate
constexpr float shownColumn = 79.5F;
constexpr float exits = 87.8F; ///< where the hidden state leaves upwards and to the next step
constexpr float ends = 94.4F; ///< the states as this step leaves them

constexpr Point port{11, 8};
constexpr Point box{13.6F, 13};
constexpr Point dot{5.6F, 7};

/// Forget, input, candidate and output stand side by side.
constexpr float column(int place) { return 19.5F + 15.2F * static_cast<float>(place); }

/// From the hidden line up into the box of that column.
Wire hiddenFeed(int to, int place)
{
    const float x = column(place) - 2;
    return {H0, to, Carrier::Hidden, {{6, hiddenLine}, {x, hiddenLine}, {x, boxes}}};
}

/// The same from the input line, beside it.
Wire inputFeed(int to, int place)
{
    const float x = column(place) + 2;
    return {X, to, Carrier::Input, {{16.4F, 56}, {16.4F, inputLine}, {x, inputLine}, {x, boxes}}};
}

/// The old cell state into a gate's box, at its left.
Wire peep(int to, int place)
{
    const float x = column(place) - 4.6F;
    return {C0, to, Carrier::Cell, {{4, cellLine}, {4, peepLine}, {x, peepLine}, {x, boxes}}};
}

/// The new one.
Wire peepNow()
{
    const float x = column(3) - 4.6F;
    return {Add, O, Carrier::Cell, {{addColumn, cellLine}, {x, cellLine}, {x, boxes}}};
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
    leave(H1, {{exits, hiddenLine}, {ends, hiddenLine}});
    leave(Y, {{exits, 4}});
}

std::string signOf(const Activation& f)
{
    return f.symbol().empty() ? "id" : std::string(f.symbol());
}

/// P v
Vector projected(const Weights& weights, const std::vector<Vector>& in)
{
    return weights.projection * in.front();
}

/// What becomes of the cell state: kept, added to.
std::vector<Node> cellNodes()
{
    using enum Carrier;
    return {
        {.part = Part::Operation,
            .carrier = Cell,
            .phase = ForgetPhase,
            .centre = {column(0), cellLine},
            .size = dot,
            .sign = "×",
            .formula = "f_t ⊙ c_{t−1}",
            .note = {{22.6F, 4.6F}, {14, 4}},
            .panel = {{22.6F, 9}, {14, 8}},
            .gate = F,
            .compute = multiplied},
        {.part = Part::Operation,
            .carrier = Cell,
            .phase = StorePhase,
            .centre = {addColumn, storeLine},
            .size = {4.6F, 5},
            .sign = "×",
            .formula = "i_t ⊙ g_t",
            .note = {{52.2F, 18.4F}, {7.8F, 4}},
            .panel = {{36, 23.4F}, {12.6F, 6.3F}},
            .gate = I,
            .compute = multiplied},
        {.part = Part::Operation,
            .carrier = Cell,
            .phase = UpdatePhase,
            .centre = {addColumn, cellLine},
            .size = dot,
            .sign = "+",
            .formula = "c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t",
            .note = {{45.4F, 4.6F}, {30, 4}},
            .panel = {{45.4F, 9}, {13, 8}},
            .compute = total},
    };
}

/// What of the cell state leaves the cell.
std::vector<Node> outputNodes(const LstmKind& kind)
{
    using enum Carrier;
    const std::string shown = shownCell(kind.output), opened = "o_t ⊙ " + shown;
    return {
        {.part = Part::Operation,
            .carrier = Cell,
            .phase = OutputPhase,
            .centre = {shownColumn, 23},
            .size = {7, 6},
            .sign = signOf(kind.output),
            .formula = shown,
            .panel = {{62.8F, 19.4F}, {12.8F, 7.2F}},
            .compute = applying(kind.output, kind.clip),
            .low = kind.output.low(),
            .high = kind.output.high()},
        {.part = Part::Operation,
            .carrier = Hidden,
            .phase = OutputPhase,
            .centre = {shownColumn, boxes},
            .size = dot,
            .sign = "×",
            .formula = kind.projection ? opened : "h_t = " + opened,
            .note = {{72.6F, 49}, {14.4F, 3.6F}},
            .panel = {{72.6F, 41}, {13.8F, 7.8F}},
            .gate = O,
            .compute = multiplied},
        {.part = Part::Operation,
            .carrier = Hidden,
            .phase = OutputPhase,
            .centre = {exits, boxes},
            .size = {3.6F, 5},
            .sign = "P",
            .formula = "h_t = P (" + opened + ")",
            .compute = projected},
    };
}

std::vector<Node> makeNodes(const LstmKind& kind)
{
    using enum Carrier;
    const std::vector<Node> cell = cellNodes(), output = outputNodes(kind);
    const Phase input = kind.coupled ? ForgetPhase : StorePhase;
    return {
        {Part::Before, Cell, There, {6, cellLine}, port, CellState},
        {Part::Before, Hidden, There, {6, hiddenLine}, port, HiddenState},
        {Part::Input, Input, There, {16.4F, 56}, port},
        {Part::Layer, Gate, ForgetPhase, {column(0), boxes}, box, ForgetGate},
        cell[0],
        {Part::Layer, Gate, input, {column(1), boxes}, box, InputGate},
        {Part::Layer, Gate, StorePhase, {column(2), boxes}, box, Candidate},
        cell[1],
        cell[2],
        {Part::After, Cell, UpdatePhase, {ends, cellLine}, port, CellState},
        {Part::Layer, Gate, OutputPhase, {column(3), boxes}, box, OutputGate},
        output[0],
        output[1],
        output[2],
        {Part::After, Hidden, OutputPhase, {ends, hiddenLine}, port, HiddenState},
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
        {F, Keep, Gate, {{column(0), boxes}, {column(0), cellLine}}},
        {C0, Keep, Cell, {{6, cellLine}, {column(0), cellLine}}},
        hiddenFeed(I, 1),
        inputFeed(I, 1),
        hiddenFeed(G, 2),
        inputFeed(G, 2),
        {I, Store, Gate, {{column(1), boxes}, {column(1), storeLine}, {addColumn, storeLine}}},
        {G, Store, Gate, {{column(2), boxes}, {column(2), storeLine}, {addColumn, storeLine}}},
        {Keep, Add, Cell, {{column(0), cellLine}, {addColumn, cellLine}}},
        {Store, Add, Cell, {{addColumn, storeLine}, {addColumn, cellLine}}},
        {Add, C1, Cell, {{addColumn, cellLine}, {ends, cellLine}}},
        hiddenFeed(O, 3),
        inputFeed(O, 3),
        {Add, Tanh, Cell, {{addColumn, cellLine}, {shownColumn, cellLine}, {shownColumn, 23}}},
        {O, Show, Gate, {{column(3), boxes}, {shownColumn, boxes}}},
        {Tanh, Show, Cell, {{shownColumn, 23}, {shownColumn, boxes}}},
    });
    if (kind.peepholes && !kind.coupled)
        add({peep(F, 0)});
    if (kind.peepholes)
        add({peep(I, 1), peepNow()});
    if (kind.projection)
        add({{Show, Project, Hidden, {{shownColumn, boxes}, {exits, boxes}}}});
    addExits(kind.projection ? Project : Show, kind.projection ? exits : shownColumn, wires);
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
