#include "core/cell/gru.h"

namespace rnnscope {

namespace {

enum Phase { There = -1, ResetPhase, CandidatePhase, BlendPhase, Predict };
enum Track { Reset, Update, Candidate, HiddenState };
enum Place { H0, X, R, U, Past, N, Z, Keep, Rest, New, Add, H1, Y };

constexpr float stateLine = 13; ///< the hidden state, straight across
constexpr float blendLine = 22.5F;
constexpr float boxes = 35;
constexpr float pastLine = 33; ///< the part of the past that the reset gate lets through
constexpr float hiddenLine = 47;
constexpr float inputLine = 48.6F;

constexpr float updateColumn = 26;
constexpr float resetColumn = 47;
constexpr float pastColumn = 61;
constexpr float candidateColumn = 77;

constexpr Point port{12, 8};
constexpr Point box{16, 15};
constexpr Point dot{5.6F, 7};

/// From the state line down and along the bottom, then up at x.
Wire hiddenFeed(int to, float x, float y)
{
    return {H0, to, Carrier::Hidden,
        {{7, stateLine}, {15.5F, stateLine}, {15.5F, hiddenLine}, {x, hiddenLine}, {x, y}}};
}

/// The same from the input, beside it.
Wire inputFeed(int to, float x)
{
    return {X, to, Carrier::Input, {{20, 56}, {20, inputLine}, {x, inputLine}, {x, boxes}}};
}

std::vector<Node> makeNodes(const GruKind& kind)
{
    using enum Carrier;
    const auto operation = [](Carrier carrier, Phase phase, Point centre, Point size,
                               std::string sign, std::string formula, Area note = {}) {
        return Node{Part::Operation, carrier, phase, centre, size, -1, std::move(sign),
            std::move(formula), note};
    };
    const bool before = kind.resetBefore;
    const Point weights = before ? Point{66.5F, pastLine} : Point{pastColumn, 41.5F};
    const Point small = before ? Point{3.6F, 5} : Point{5.6F, 5};
    return {
        {Part::Before, Hidden, There, {7, stateLine}, port, HiddenState},
        {Part::Input, Input, There, {20, 56}, port},
        {Part::Layer, Gate, ResetPhase, {resetColumn, boxes}, box, Reset},
        operation(Hidden, CandidatePhase, weights, small, "U",
            before ? "U_n (r_t ⊙ h_{t−1}) + d_n" : "U_n h_{t−1} + d_n"),
        operation(Hidden, CandidatePhase, {pastColumn, pastLine}, dot, "×",
            before ? "r_t ⊙ h_{t−1}" : "r_t ⊙ (U_n h_{t−1} + d_n)", {{64.4F, 43.3F}, {11.8F, 4}}),
        {Part::Layer, Gate, CandidatePhase, {candidateColumn, boxes}, box, Candidate},
        {Part::Layer, Gate, BlendPhase, {updateColumn, boxes}, box, Update},
        operation(Hidden, BlendPhase, {updateColumn, stateLine}, dot, "×", "z_t ⊙ h_{t−1}",
            {{29.2F, 15}, {14.5F, 4}}),
        operation(Gate, BlendPhase, {resetColumn, blendLine}, {6, 6}, "1−", "1 − z_t"),
        operation(Hidden, BlendPhase, {candidateColumn, blendLine}, {5.6F, 6}, "×",
            "(1 − z_t) ⊙ n_t", {{57.5F, 23.6F}, {16.4F, 3.6F}}),
        operation(Hidden, BlendPhase, {candidateColumn, stateLine}, dot, "+",
            "h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}", {{45, 15}, {29, 4}}),
        {Part::After, Hidden, BlendPhase, {94, stateLine}, port, HiddenState},
        {Part::Output, Hidden, Predict, {85.5F, 4}, port},
    };
}

/// How the past comes to the candidate: weighted and then reset, or reset and then weighted.
std::vector<Wire> pastWires(const GruKind& kind)
{
    using enum Carrier;
    const Wire reset{R, Past, Gate, {{resetColumn, pastLine}, {pastColumn, pastLine}}};
    if (kind.resetBefore)
        return {hiddenFeed(Past, pastColumn, pastLine), reset,
            {Past, U, Hidden, {{pastColumn, pastLine}, {66.5F, pastLine}}},
            {U, N, Hidden, {{66.5F, pastLine}, {candidateColumn, pastLine}}}};
    return {hiddenFeed(U, pastColumn, 41.5F),
        {U, Past, Hidden, {{pastColumn, 41.5F}, {pastColumn, pastLine}}}, reset,
        {Past, N, Hidden, {{pastColumn, pastLine}, {candidateColumn, pastLine}}}};
}

std::vector<Wire> makeWires(const GruKind& kind)
{
    using enum Carrier;
    std::vector<Wire> wires{hiddenFeed(R, resetColumn, boxes), inputFeed(R, resetColumn + 1)};
    const std::vector<Wire> past = pastWires(kind);
    wires.insert(wires.end(), past.begin(), past.end());
    const std::vector<Wire> rest{
        inputFeed(N, candidateColumn),
        hiddenFeed(Z, updateColumn, boxes),
        inputFeed(Z, updateColumn + 1),
        {H0, Keep, Hidden, {{7, stateLine}, {updateColumn, stateLine}}},
        {Z, Keep, Gate, {{updateColumn, boxes}, {updateColumn, stateLine}}},
        {Z, Rest, Gate,
            {{updateColumn, boxes}, {updateColumn, blendLine}, {resetColumn, blendLine}}},
        {Rest, New, Gate, {{resetColumn, blendLine}, {candidateColumn, blendLine}}},
        {N, New, Gate, {{candidateColumn, boxes}, {candidateColumn, blendLine}}},
        {Keep, Add, Hidden, {{updateColumn, stateLine}, {candidateColumn, stateLine}}},
        {New, Add, Hidden, {{candidateColumn, blendLine}, {candidateColumn, stateLine}}},
        {Add, H1, Hidden, {{candidateColumn, stateLine}, {94, stateLine}}},
        {Add, Y, Hidden, {{candidateColumn, stateLine}, {85.5F, stateLine}, {85.5F, 4}}},
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
