#include "core/cell/gru.h"

#include "core/cell/nodes.h"

namespace rnnscope {

namespace {

enum Phase { There = -1, ResetPhase, CandidatePhase, BlendPhase, Predict };
enum Track { Reset, Update, Candidate, HiddenState };
enum Place { H0, X, R, U, Past, N, Z, Keep, Rest, New, Add, H1, Y };

constexpr float stateLine = 13; ///< the hidden state, straight across
constexpr float blendLine = 23.5F;
constexpr float boxes = 37;
constexpr float pastLine = 35; ///< the part of the past that the reset gate lets through
constexpr float hiddenLine = 46.6F;
constexpr float inputLine = 50;

constexpr float updateColumn = 22.5F;
constexpr float restColumn = 36;
constexpr float resetColumn = 42.5F;
constexpr float pastColumn = 54;
constexpr float candidateColumn = 76;
constexpr float exits = 88;

constexpr Point port{11, 8};
constexpr Point box{14, 13};
constexpr Point dot{5.6F, 7};

/// From the state line down and along the bottom, then up at x.
Wire hiddenFeed(int to, float x, float y)
{
    return {H0, to, Carrier::Hidden,
        {{6, stateLine}, {13.5F, stateLine}, {13.5F, hiddenLine}, {x, hiddenLine}, {x, y}}};
}

/// The same from the input, beside it, into the box that stands at that x.
Wire inputFeed(int to, float x)
{
    return {X, to, Carrier::Input, {{20, 56}, {20, inputLine}, {x + 2, inputLine}, {x + 2, boxes}}};
}

/// U_n v + d_n
Vector weighted(const Weights& weights, const std::vector<Vector>& in)
{
    const Index n = weights.units();
    return weights.u.bottomRows(n) * in.front() + weights.d.tail(n);
}

/// The past on its way to the candidate: weighted and then reset, or reset and then weighted.
std::vector<Node> pastNodes(const GruKind& kind)
{
    using enum Carrier;
    const bool before = kind.resetBefore;
    return {
        {.part = Part::Operation,
            .carrier = Hidden,
            .phase = CandidatePhase,
            .centre = before ? Point{67, pastLine} : Point{pastColumn, 42.6F},
            .size = {3.6F, 4.8F},
            .sign = "U",
            .formula = before ? "U_n (r_t ⊙ h_{t−1}) + d_n" : "U_n h_{t−1} + d_n",
            .compute = weighted},
        {.part = Part::Operation,
            .carrier = Hidden,
            .phase = CandidatePhase,
            .centre = {pastColumn, pastLine},
            .size = dot,
            .sign = "×",
            .formula = before ? "r_t ⊙ h_{t−1}" : "r_t ⊙ (U_n h_{t−1} + d_n)",
            .note = {{57.2F, 39.8F}, {11.4F, 4}},
            .panel = {{57, 31}, {before ? 7.6F : 10, 8}},
            .gate = R,
            .compute = multiplied},
    };
}

/// What is kept of the old state and what is new in it.
std::vector<Node> blendNodes(const GruKind& kind)
{
    using enum Carrier;
    return {
        {.part = Part::Operation,
            .carrier = Hidden,
            .phase = BlendPhase,
            .centre = {updateColumn, stateLine},
            .size = dot,
            .sign = "×",
            .formula = "z_t ⊙ h_{t−1}",
            .note = {{25.6F, 4.6F}, {14, 4}},
            .panel = {{25.6F, 9}, {14, 8}},
            .gate = Z,
            .compute = multiplied},
        {.part = Part::Operation,
            .carrier = Gate,
            .phase = BlendPhase,
            .centre = {restColumn, blendLine},
            .size = {5.6F, 6},
            .sign = "1−",
            .formula = "1 − z_t",
            .panel = {{39.2F, 19.8F}, {12, 7.4F}},
            .compute = complement,
            .low = 1 - kind.gate.high(),
            .high = 1 - kind.gate.low()},
        {.part = Part::Operation,
            .carrier = Hidden,
            .phase = BlendPhase,
            .centre = {candidateColumn, blendLine},
            .size = {5.6F, 6},
            .sign = "×",
            .formula = "(1 − z_t) ⊙ n_t",
            .note = {{84, 28}, {15, 4}},
            .panel = {{79.2F, 19.8F}, {14, 7.4F}},
            .gate = Rest,
            .compute = multiplied},
        {.part = Part::Operation,
            .carrier = Hidden,
            .phase = BlendPhase,
            .centre = {candidateColumn, stateLine},
            .size = dot,
            .sign = "+",
            .formula = "h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}",
            .note = {{46, 4.6F}, {32, 4}},
            .panel = {{79.2F, 9}, {7.6F, 8}},
            .compute = total},
    };
}

std::vector<Node> makeNodes(const GruKind& kind)
{
    using enum Carrier;
    const std::vector<Node> past = pastNodes(kind), blend = blendNodes(kind);
    return {
        {Part::Before, Hidden, There, {6, stateLine}, port, HiddenState},
        {Part::Input, Input, There, {20, 56}, port},
        {Part::Layer, Gate, ResetPhase, {resetColumn, boxes}, box, Reset},
        past[0],
        past[1],
        {Part::Layer, Gate, CandidatePhase, {candidateColumn, boxes}, box, Candidate},
        {Part::Layer, Gate, BlendPhase, {updateColumn, boxes}, box, Update},
        blend[0],
        blend[1],
        blend[2],
        blend[3],
        {Part::After, Hidden, BlendPhase, {94.4F, stateLine}, port, HiddenState},
        {Part::Output, Hidden, Predict, {exits, 4}, port},
    };
}

std::vector<Wire> pastWires(const GruKind& kind)
{
    using enum Carrier;
    const Wire reset{R, Past, Gate, {{resetColumn, pastLine}, {pastColumn, pastLine}}};
    if (kind.resetBefore)
        return {reset, hiddenFeed(Past, pastColumn, pastLine),
            {Past, U, Hidden, {{pastColumn, pastLine}, {67, pastLine}}},
            {U, N, Hidden, {{67, pastLine}, {candidateColumn, pastLine}}}};
    return {hiddenFeed(U, pastColumn, 42.6F), reset,
        {U, Past, Hidden, {{pastColumn, 42.6F}, {pastColumn, pastLine}}},
        {Past, N, Hidden, {{pastColumn, pastLine}, {candidateColumn, pastLine}}}};
}

std::vector<Wire> makeWires(const GruKind& kind)
{
    using enum Carrier;
    std::vector<Wire> wires{hiddenFeed(R, resetColumn - 2, boxes), inputFeed(R, resetColumn)};
    const std::vector<Wire> past = pastWires(kind);
    wires.insert(wires.end(), past.begin(), past.end());
    const std::vector<Wire> rest{
        inputFeed(N, candidateColumn),
        hiddenFeed(Z, updateColumn - 2, boxes),
        inputFeed(Z, updateColumn),
        {Z, Keep, Gate, {{updateColumn, boxes}, {updateColumn, stateLine}}},
        {H0, Keep, Hidden, {{6, stateLine}, {updateColumn, stateLine}}},
        {Z, Rest, Gate,
            {{updateColumn, boxes}, {updateColumn, blendLine}, {restColumn, blendLine}}},
        {Rest, New, Gate, {{restColumn, blendLine}, {candidateColumn, blendLine}}},
        {N, New, Gate, {{candidateColumn, boxes}, {candidateColumn, blendLine}}},
        {New, Add, Hidden, {{candidateColumn, blendLine}, {candidateColumn, stateLine}}},
        {Keep, Add, Hidden, {{updateColumn, stateLine}, {candidateColumn, stateLine}}},
        {Add, H1, Hidden, {{candidateColumn, stateLine}, {94.4F, stateLine}}},
        {Add, Y, Hidden, {{candidateColumn, stateLine}, {exits, stateLine}, {exits, 4}}},
    };
    wires.insert(wires.end(), rest.begin(), rest.end());
    return wires;
}

}

/// The hidden state straight across, blended with the candidate; the reset gate acts on the past
/// before the candidate reads it.
Wiring gruWiring(const GruKind& kind)
{
    std::vector<int> order{H0, X, R, U, Past, N, Z, Keep, Rest, New, Add, H1, Y};
    if (kind.resetBefore)
        std::swap(order[3], order[4]);
    return arranged(makeNodes(kind), makeWires(kind), order);
}

} // namespace rnnscope
