#pragma once

#include "core/base/result.h"
#include "core/run/forward.h"
#include "core/trace/saturation.h"
#include "ui/paint/unitline.h"

#include <memory>

namespace rnnscope {

/// What is known of the gates of one layer over a whole sequence. Immutable.
struct GateHistory {
    ModelPtr model;
    TracePtr trace;
    int layer;
    std::vector<int> tracks; ///< those of Role::Gate; where a cell has none, the hidden state
    std::vector<Scale> scales; ///< one a track
    std::vector<std::optional<Ends>> ends; ///< one a track: where it is nearly open or closed
    std::vector<Matrix> quartiles; ///< one a track: see quartiles()
    std::vector<double> lives; ///< memory half-life of each unit: of the cell state, else the
                               ///< hidden state

    const Layer& shown() const { return model->layers[static_cast<size_t>(layer)]; }
    const LayerTrace& values() const { return trace->layers[static_cast<size_t>(layer)]; }
    const Track& track(size_t row) const
    {
        return shown().cell->tracks()[static_cast<size_t>(tracks[row])];
    }
    const Matrix& values(size_t row) const
    {
        return values().tracks[static_cast<size_t>(tracks[row])];
    }
    bool gated() const { return track(0).role == Role::Gate; }
};
using GateHistoryPtr = std::shared_ptr<const GateHistory>;

/// Takes a while for long sequences; an Error only when `watch` is cancelled.
Result<GateHistoryPtr> gateHistory(ModelPtr model, TracePtr trace, int layer, Watch& watch);

/// The units of a track at a moment of a step.
struct GateMoment {
    Vector values; ///< those of the step read before until the track acts, then towards the new
    Vector known; ///< what is said of them: the new as soon as the track acts, until then those of
                  ///< the step before; empty where there are none
    double done; ///< how much of the new is there, 0 to 1
};
GateMoment momentOf(const GateHistory& history, size_t row, Index step, double phase);

/// Figures of the values of all units.
struct GateFigures {
    double mean = 0;
    double low = 0, high = 0; ///< parts of the units that are beyond the ends
};
GateFigures figuresOf(const Vector& values, const std::optional<Ends>& ends);

} // namespace rnnscope
