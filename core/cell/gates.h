#pragma once

#include "core/cell/affine.h"

namespace rnnscope {

/// A run forward over a layer whose first tracks stand as its blocks of rows do.
struct GatesForward {
    const Weights& weights;
    const Pass& pass;
    LayerTrace& out;

    /// Records a gate f(a), held where it is held, and its argument, clamped.
    Lanes open(int track, Slice units, Index j, const Activation& f, Real clip, const Lanes& a)
    {
        const Lanes argument = clamped(a, clip);
        const Lanes value = pass.held.forced(track, units, j / out.batch, f.of(argument));
        units.store(out.pre, j, argument, track, weights.units());
        units.store(out.tracks[size_t(track)], j, value);
        return value;
    }
};

/// The way back over such a layer.
struct GatesBackward {
    const Weights& weights;
    const Pass& pass;
    const LayerTrace& values;
    LayerTrace& grad;

    /// Records the derivative `d` by a gate, and the one by its argument, which it returns.
    Lanes passed(int track, Slice units, Index j, const Activation& f, Real clip, const Lanes& d)
    {
        const Index n = weights.units();
        units.store(grad.tracks[size_t(track)], j, d);
        const Lanes slopes = slope(f, units.load(values.pre, j, track, n),
            units.load(values.tracks[size_t(track)], j), clip);
        const Lanes da = pass.held.silenced(track, units, j / values.batch, d * slopes);
        units.store(grad.pre, j, da, track, n);
        return da;
    }
};

} // namespace rnnscope
