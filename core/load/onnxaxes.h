#pragma once

#include "core/load/onnxfold.h"

namespace rnnscope {

/// What a recurrent node hands on, on its way to what reads it. Its axes: T steps, B sequences of
/// a batch, D directions, F units (of both directions where there is no D), 1 any other.
struct OnnxPassing {
    int value;
    std::string axes; ///< "TDBF"
    int64_t units; ///< of all directions together
    bool both; ///< whether there are two directions

    /// Whether each step's units stand together at the end.
    bool perStep() const { return axes.ends_with('F') && (!both || axes.find('D') == axes.npos); }
    bool hasSteps() const { return axes.find('T') != axes.npos; }
};

/// What becomes of it in a step that only arranges: Transpose, Squeeze, Reshape, the choice of a
/// step, …; nothing where the step computes, or mixes units with anything else.
std::optional<OnnxPassing> passedOn(
    const OnnxStep& step, const OnnxPassing& passing, OnnxConstants& constants);

/// Whole numbers that are an attribute in old versions of the operators and an input in new ones.
std::optional<std::vector<int64_t>> settingOf(
    const OnnxStep& step, const char* attribute, size_t input, OnnxConstants& constants);

/// The last side of a shape, also where others are known only when the model runs; 0 where it is
/// not known.
int64_t lastSide(const OnnxFlow& flow, const OnnxStep& reshape, OnnxConstants& constants);

} // namespace rnnscope
