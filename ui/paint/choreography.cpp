#include "ui/paint/choreography.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

/// Ends of phases are not whole binary numbers.
constexpr double tiny = 1e-9;

/// The turn of each node and wire within its phase, counted from 0.
struct Turns {
    std::vector<int> nodes;
    std::vector<int> wires;
    std::vector<int> counts; ///< turns of each phase
};

Turns takeTurns(const Wiring& wiring, const std::vector<int>& phaseOf, int phases)
{
    Turns turns{std::vector<int>(wiring.nodes.size()), std::vector<int>(wiring.wires.size()),
        std::vector<int>(static_cast<size_t>(phases))};
    for (size_t node = 0; node < wiring.nodes.size(); ++node) {
        if (phaseOf[node] < 0)
            continue;
        int& turn = turns.nodes[node];
        for (size_t i = 0; i < wiring.wires.size(); ++i) {
            if (wiring.wires[i].to != static_cast<int>(node))
                continue;
            const auto from = static_cast<size_t>(wiring.wires[i].from);
            turns.wires[i] = phaseOf[from] == phaseOf[node] ? turns.nodes[from] + 1 : 0;
            turn = std::max(turn, turns.wires[i] + 1);
        }
        int& count = turns.counts[static_cast<size_t>(phaseOf[node])];
        count = std::max(count, turn + 1);
    }
    return turns;
}

}

double Beat::done(double phase) const
{
    if (phase >= end - tiny)
        return 1;
    return std::max(0.0, (phase - begin) / (end - begin));
}

std::vector<int> Choreography::stages(double phase) const
{
    std::vector<int> all;
    for (const Beat& beat : nodes) {
        const double done = beat.done(phase);
        all.push_back(done >= 1 ? 2 : done > 0 ? 1 : 0);
    }
    return all;
}

Choreography choreograph(const Wiring& wiring, int phases)
{
    std::vector<int> phaseOf;
    for (const Node& node : wiring.nodes)
        phaseOf.push_back(std::min(node.phase, phases - 1));
    const Turns turns = takeTurns(wiring, phaseOf, phases);
    const auto beat = [&](int phase, int turn) -> Beat {
        if (phase < 0)
            return {};
        const double count = turns.counts[static_cast<size_t>(phase)];
        return {(phase + turn / count) / phases, (phase + (turn + 1) / count) / phases};
    };
    Choreography all;
    for (size_t i = 0; i < wiring.nodes.size(); ++i)
        all.nodes.push_back(beat(phaseOf[i], turns.nodes[i]));
    for (size_t i = 0; i < wiring.wires.size(); ++i)
        all.wires.push_back(beat(phaseOf[static_cast<size_t>(wiring.wires[i].to)], turns.wires[i]));
    return all;
}

int phaseAt(double phase, int phases)
{
    return std::clamp(static_cast<int>(std::ceil(phase * phases - tiny)) - 1, -1, phases - 1);
}

} // namespace rnnscope
