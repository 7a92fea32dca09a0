#pragma once

#include "core/cell/wiring.h"

#include <vector>

namespace rnnscope {

/// When something acts, in parts of one step: 0 ≤ begin < end ≤ 1, or 0 and 0 for what is there
/// before the step begins.
struct Beat {
    double begin = 0;
    double end = 0;

    /// How much of it is done at that phase of the step: 0 not yet, 1 done, between under way.
    double done(double phase) const;
};

/// The animation of one step: a beat for each node and wire. Nothing is remembered; what is drawn
/// at a phase is a function of that phase.
struct Choreography {
    std::vector<Beat> nodes;
    std::vector<Beat> wires;

    /// Of every node: 0 not begun, 1 under way, 2 done. While this stays, so does all that rests.
    std::vector<int> stages(double phase) const;
};

/// Divides a step equally among `phases` and each phase equally among the turns in which its nodes
/// and wires act, each as soon as what it needs is there. Where the wiring names more phases (there
/// is no prediction), what is left over joins the last one.
Choreography choreograph(const Wiring& wiring, int phases);

/// The phase of `phases` that is under way, or was last; −1 before the first begins.
int phaseAt(double phase, int phases);

} // namespace rnnscope
