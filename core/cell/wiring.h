#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace rnnscope {

/// The drawing of a cell on an abstract canvas 100 wide and 60 high, y downwards. It says what is
/// wired to what and when in a step; the ui decides sizes, colours and motion.
struct Point {
    float x, y;
};

/// What a wire carries, hence its colour.
enum class Carrier { Input, Hidden, Cell, Gate };

/// A layer of the cell: a box with a strip of all its units.
struct Box {
    int track;
    Point centre;
    int phase; ///< the phase in which its values appear
};

/// A pointwise operation: "×", "+", "tanh", "1−".
struct Operation {
    std::string_view sign;
    Point centre;
    int phase;
    Carrier carrier;
};

/// A line along which the values of a track flow during a phase.
struct Wire {
    std::vector<Point> points; ///< from source to target
    Carrier carrier;
    int phase; ///< −1: carries what was there before the step began
    bool arrow; ///< whether its end has an arrow head
};

/// A strip with all units of a carried track beside the end of a wire.
struct Port {
    int track; ///< −1: the input x
    bool before; ///< the value before this step (t − 1) or after it (t)
    Point centre;
    int phase; ///< when it appears; −1: from the start
};

struct Wiring {
    std::vector<Wire> wires;
    std::vector<Box> boxes;
    std::vector<Operation> operations;
    std::vector<Port> ports;
};

const Wiring& elmanWiring();
const Wiring& lstmWiring();
const Wiring& gruWiring();

} // namespace rnnscope
