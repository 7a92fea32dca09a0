#pragma once

#include "core/load/onnxflow.h"

#include <span>

namespace rnnscope {

/// Room for bytes that are computed: given back when the last tensor that shares them goes.
struct OnnxRoom {
    std::shared_ptr<int64_t> held; ///< bytes that may yet be held
    int64_t* work; ///< bytes that may yet be written, over all

    /// Whether as many bytes may be made.
    bool take(int64_t bytes);
    Data keep(std::vector<std::byte> bytes) const;
};

/// Whether an operator is one that is computed on constants.
bool isComputed(const OnnxNode& node);

/// The first output of an operator on constants; a missing input is nullptr. Nothing where they do
/// not fit the operator, or it has no room. Bytes are shared where they stay in order.
std::optional<Tensor> computed(
    const OnnxNode& node, std::span<const Tensor* const> inputs, OnnxRoom& room);

/// A tensor's whole numbers, as they are.
std::vector<int64_t> wholesIn(const Tensor& tensor);

} // namespace rnnscope
