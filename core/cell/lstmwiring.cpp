#include "core/cell/wiring.h"

namespace rnnscope {

namespace {

enum Phase { There = -1, ForgetPhase, StorePhase, UpdatePhase, OutputPhase, Predict };
enum Track { InputGate, ForgetGate, Candidate, OutputGate, CellState, HiddenState };
enum Place { C0, H0, X, F, Keep, I, G, Store, Add, C1, O, Tanh, Show, H1, Y };

constexpr float cellLine = 13;
constexpr float hiddenLine = 47;
constexpr float inputLine = 48.6F;
constexpr float boxes = 35;

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

std::vector<Node> makeNodes()
{
    using enum Carrier;
    const auto operation = [](Carrier carrier, Phase phase, Point centre, Point size,
                               std::string_view sign, std::string_view formula, Area note = {}) {
        return Node{Part::Operation, carrier, phase, centre, size, -1, sign, formula, note};
    };
    return {
        {Part::Before, Cell, There, {7, cellLine}, port, CellState},
        {Part::Before, Hidden, There, {7, 47.2F}, port, HiddenState},
        {Part::Input, Input, There, {16, 56}, port},
        {Part::Layer, Gate, ForgetPhase, {column(0), boxes}, box, ForgetGate},
        operation(Cell, ForgetPhase, {column(0), cellLine}, dot, "×", "f_t ⊙ c_{t−1}",
            {{20.6F, 15}, {10.4F, 4}}),
        {Part::Layer, Gate, StorePhase, {column(1), boxes}, box, InputGate},
        {Part::Layer, Gate, StorePhase, {column(2), boxes}, box, Candidate},
        operation(Cell, StorePhase, {column(1), 22.5F}, {5.6F, 6}, "×", "i_t ⊙ g_t",
            {{37.3F, 23.4F}, {12.2F, 3.6F}}),
        operation(Cell, UpdatePhase, {column(1), cellLine}, dot, "+",
            "c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t", {{37.3F, 15}, {37, 4}}),
        {Part::After, Cell, UpdatePhase, {94, cellLine}, port, CellState},
        {Part::Layer, Gate, OutputPhase, {column(3), boxes}, box, OutputGate},
        operation(Cell, OutputPhase, {79.5F, 23}, {7, 6}, "tanh", "tanh c_t"),
        operation(Hidden, OutputPhase, {79.5F, boxes}, dot, "×", "h_t = o_t ⊙ tanh c_t",
            {{86.6F, 28}, {13.4F, 4}}),
        {Part::After, Hidden, OutputPhase, {94, hiddenLine}, port, HiddenState},
        {Part::Output, Hidden, Predict, {85.5F, 4}, port},
    };
}

std::vector<Wire> makeWires()
{
    using enum Carrier;
    return {
        hiddenFeed(F, 0),
        inputFeed(F, 0),
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
        {Show, H1, Hidden, {{79.5F, boxes}, {85.5F, boxes}, {85.5F, hiddenLine}, {94, hiddenLine}}},
        {Show, Y, Hidden, {{79.5F, boxes}, {85.5F, boxes}, {85.5F, 4}}},
    };
}

}

/// The cell line straight across, as lecturers draw it; the four layers below it; the hidden line
/// and the input along the bottom.
const Wiring& lstmWiring()
{
    static const Wiring wiring{makeNodes(), makeWires()};
    return wiring;
}

} // namespace rnnscope
