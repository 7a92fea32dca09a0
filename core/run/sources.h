#pragma once

#include "core/run/forward.h"

namespace rnnscope {

/// A number of a run, by where it stands; or where it came in from outside, and a walk from value
/// to value ends.
struct Origin {
    enum Kind {
        Value, ///< of a track
        Output, ///< the head's, before softmax; `unit` is which
        Start, ///< of a carried track, before the first step that its layer reads
        Token, ///< a token that was read, or number `unit` of its embedding
        Number, ///< number `unit` of what was read
        Dense, ///< number `unit` that the dense layers made, before layer 0 or after the top
        Parameter ///< a bias or the like
    };
    Kind kind = Value;
    int layer = 0; ///< place in Model::layers; of what is read, the layer that reads it
    int track = -1; ///< place in Cell::tracks()
    Index unit = 0;
    Index step = 0;

    /// Whether it was computed from others that can be told.
    bool leadsOn() const { return kind == Value || kind == Output; }
    bool operator==(const Origin&) const = default;
};

/// One number of a product, and where it came from.
struct Factor {
    Origin origin;
    std::string symbol; ///< mark-up: "h_{t−1}"
    double value; ///< what is multiplied
    Index place = 0; ///< among the numbers of its kind that are read there: of both directions, the
                     ///< second's follow the first's
};

/// One product among those that a term is the sum of.
struct Contribution {
    std::vector<Factor> factors; ///< none for a parameter
    std::string weight; ///< mark-up of the weight: "U_f"; of a parameter: "b_f"
    double multiplier; ///< the weight's or the parameter's value; 1 where there is none
    double product; ///< with the term's common factors too
};

/// What a term came from. The products of its contributions add up to it.
struct Sources {
    std::vector<Factor> common; ///< what multiplies all of them
    std::vector<Contribution> contributions;
};

/// The number that a phase explains: the selected track's where the phase computes that, else its
/// main track's, for the nearest unit; in the prediction the most probable output, or the first.
/// @param selected a value
Origin explained(
    const Model& model, const Trace& trace, const Origin& selected, const Phase& phase);

/// How a value or an output came about. The trace is of one sequence.
Explanation explain(const Model& model, const Trace& trace, const Origin& origin);

/// What one of the terms of that explanation came from.
Sources sourcesOf(const Model& model, const Sequence& sequence, const Trace& trace,
    const Origin& origin, const Term& term);

/// Which of phases() computes the track; the last, where several show it.
int phaseOf(const Model& model, int layer, int track);

/// Where a playback stands when a value or an output has just been made: its step and, as a part of
/// that, the end of its phase.
double madeAt(const Model& model, const Origin& origin);

} // namespace rnnscope
