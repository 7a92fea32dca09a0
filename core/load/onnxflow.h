#pragma once

#include "core/pack/onnxproto.h"

#include <span>

namespace rnnscope {

/// A node that runs, with its values by number; −1 is one that is left out.
struct OnnxStep {
    const OnnxNode* node;
    std::vector<int> inputs;
    std::vector<int> outputs;

    bool is(std::string_view op) const { return node->op == op && node->domain.empty(); }
    int input(size_t place) const { return place < inputs.size() ? inputs[place] : -1; }
    int output(size_t place) const { return place < outputs.size() ? outputs[place] : -1; }
};

/// What passes between nodes.
struct OnnxValue {
    std::string_view name;
    int maker = -1; ///< the step that makes it; −1 for what is stored or given
    const Tensor* stored = nullptr; ///< where it is an initialiser
    bool answer = false; ///< whether the model hands it out
    std::vector<int> readers = {}; ///< steps
};

/// A model with all its subgraphs and functions opened: one list of nodes in the order in which
/// they run, a maker always before its readers. Of If there is one step for each of its outputs,
/// which reads that output of both branches. Of Loop, Scan and their like there is one that makes
/// what the body is given, and one that reads what the body hands back.
struct OnnxFlow {
    std::vector<OnnxStep> steps;
    std::vector<OnnxValue> values;
    std::vector<std::shared_ptr<const OnnxNode>> own; ///< nodes that take settings from a call
    int64_t version = 0; ///< of ONNX's own operators

    const OnnxStep* makerOf(int value) const
    {
        const int maker = value < 0 ? -1 : values[static_cast<size_t>(value)].maker;
        return maker < 0 ? nullptr : &steps[static_cast<size_t>(maker)];
    }
};

/// A text of the file, for messages: of a very long one only the beginning.
std::string clipped(std::string_view text);

/// Which of a step's inputs are data, and not shapes, axes or places.
std::span<const int> dataOf(const OnnxStep& step);

/// Whether a step only arranges what it reads.
bool arranges(const OnnxStep& step);

/// Opens a model, which the flow must not outlive. Fails where functions call each other without
/// end, or too many nodes come of it; `size` is the file's.
Result<OnnxFlow> flowOf(const OnnxModel& model, size_t size, const std::string& file);

} // namespace rnnscope
