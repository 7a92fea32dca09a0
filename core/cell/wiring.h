#pragma once

#include "core/cell/weights.h"
#include "core/trace/track.h"

#include <functional>
#include <string>
#include <vector>

namespace rnnscope {

/// The drawing of a cell on an abstract canvas 100 wide and 60 high, y downwards. It says what is
/// wired to what and in which phase of a step it acts; the ui decides sizes, colours and motion.
struct Point {
    float x, y;
};

/// A level rectangle.
struct Area {
    Point corner; ///< upper left
    Point size;
};

inline constexpr Point canvas{100, 60};

/// What every drawing leaves free for the scales.
inline constexpr Area legendArea{{50, 53}, {50, 7}};

/// What a wire carries, hence its colour.
enum class Carrier { Input, Hidden, Cell, Gate };

/// What stands at a node of the drawing.
enum class Part {
    Input, ///< what the cell reads: x
    Before, ///< a carried track as the step before left it
    Sum, ///< a track before its activation
    Layer, ///< a track that is computed here: a box with a strip of all its units
    Operation, ///< a pointwise operation
    After, ///< a carried track as this step leaves it
    Output, ///< what leaves the cell upwards: to the head or to the next layer
};

/// What an operation makes of what its wires bring, in the order of the wiring.
using Compute = std::function<Vector(const Weights&, const std::vector<Vector>&)>;

/// Something that holds values or does something to them.
struct Node {
    Part part;
    Carrier carrier; ///< what it holds or makes
    int phase; ///< in which it acts; −1: it is there before the step begins
    Point centre;
    Point size;
    int track = -1; ///< index into Cell::tracks(), where it shows one
    std::string sign = {}; ///< of an operation: "×", "+", "tanh", "1−"; symbol of a sum
    std::string formula = {}; ///< mark-up: what it computes, where that is not said elsewhere
    Area note = {}; ///< free space for the formula; empty where there is none
    const char* name = ""; ///< of a sum; English, translatable in the context "cell"
    Area panel = {}; ///< of an operation: free space beside it for its values; or empty
    int gate = -1; ///< of a product: the node whose values open and close it like a valve
    Compute compute = {}; ///< of an operation
    Real low = -unbounded; ///< smallest and largest possible value of an operation, where it says
    Real high = unbounded;
};

/// A line along which values flow in the phase of its target. It runs level or upright from a point
/// within its source to a point within its target.
struct Wire {
    int from, to; ///< indexes of nodes; from < to
    Carrier carrier;
    std::vector<Point> points;
};

/// Nodes stand in the order in which they act.
struct Wiring {
    std::vector<Node> nodes;
    std::vector<Wire> wires;
};

/// The chosen nodes in that order, and the wires among them.
/// @param wires between places in `nodes`
Wiring arranged(
    const std::vector<Node>& nodes, const std::vector<Wire>& wires, const std::vector<int>& order);

} // namespace rnnscope
