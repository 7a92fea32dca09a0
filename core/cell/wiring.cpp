#include "core/cell/wiring.h"

#include <algorithm>

namespace rnnscope {

Wiring arranged(
    const std::vector<Node>& nodes, const std::vector<Wire>& wires, const std::vector<int>& order)
{
    Wiring wiring;
    const auto placed = [&](int place) {
        return static_cast<int>(std::ranges::find(order, place) - order.begin());
    };
    for (const int place : order) {
        wiring.nodes.push_back(nodes[static_cast<size_t>(place)]);
        if (int& gate = wiring.nodes.back().gate; gate >= 0)
            gate = placed(gate);
    }
    const auto count = static_cast<int>(order.size());
    for (Wire wire : wires) {
        wire.from = placed(wire.from);
        wire.to = placed(wire.to);
        if (wire.from < count && wire.to < count)
            wiring.wires.push_back(std::move(wire));
    }
    return wiring;
}

} // namespace rnnscope
