#pragma once

#include "core/load/onnxfold.h"
#include "core/load/stored.h"

#include <set>

namespace rnnscope {

// What is said of a graph beside its recurrent nodes. Of very large graphs only what is near.

/// What a value comes from, where that is not in the file: "“h0” is given when it runs".
std::string sourceOf(const OnnxFlow& flow, int value);

/// All that is computed on the way to a value: "Add, Conv × 5"; empty where nothing is.
std::string computedBefore(const OnnxFlow& flow, OnnxConstants& constants, int value);
/// All that is computed of some values, apart from steps that are `taken`.
std::string computedAfter(
    const OnnxFlow& flow, const std::vector<int>& values, const std::set<int>& taken);

/// Recurrent operators that are not ONNX's own, each with that as its obstacle.
std::vector<StoredNetwork> foreignRecurrences(const OnnxFlow& flow);
/// A network without layers, whose obstacle says what operators there are instead.
StoredNetwork withoutRecurrence(const OnnxFlow& flow);

} // namespace rnnscope
