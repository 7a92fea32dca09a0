#pragma once

#include "core/run/forward.h"
#include "ui/paint/scale.h"
#include "ui/paint/tokenstrip.h"

#include <optional>

namespace rnnscope {

/// How much of a step has happened, each 0 to 1.
struct Presence {
    double input = 1;
    std::vector<double> memory; ///< as in Model::layers
    double output = 1;
};

/// What has happened of a step of which the part `done` is over, 0 to 1: the phases of layer
/// `selected` divide it. Layers below it have done their part before, those above follow. What
/// reads from the end, and what that reads, was there before the first step.
Presence presenceAt(const Model& model, int selected, double done);
/// Whether all of the layer is there before the first step: a layer that reads from the end needs
/// every step of it, or is it.
bool whole(const Model& model, int layer);
/// Whether any layer reads from the end.
bool readsBack(const Model& model);

/// One unit of one track, by whose values something is coloured.
struct Tint {
    int layer, track, unit;
    Scale scale; ///< of the track

    double at(const Trace& trace, Index step) const;
    QColor colour(const Trace& trace, Index step, const Palette& palette) const;
};

/// A network that reads a sequence, one picture a step.
struct Unrolled {
    ModelPtr model;
    TracePtr trace;
    SequencePtr sequence;
    int layer = 0; ///< the selected one
    Scale scale{-1, 1}; ///< of every layer's hidden state
    double inputRange = 1, outputRange = 1; ///< full height of bars of numbers
    std::optional<Tint> tint = {}; ///< of the grounds of what enters

    int steps() const { return static_cast<int>(trace->steps()); }
    int best(Index step) const; ///< the token with the largest logit
    int target(Index step) const; ///< the true next token, or −1
    Verdict verdict(Index step) const;
    const Matrix& hidden(int layer) const; ///< units × steps
};

/// The same with its scales measured.
Unrolled unrolled(ModelPtr model, TracePtr trace, SequencePtr sequence);

} // namespace rnnscope
