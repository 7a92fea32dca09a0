#pragma once

#include "core/load/onnxflow.h"

#include <unordered_map>

namespace rnnscope {

/// The values of a flow that are known before it runs: what is stored, and what simple operators
/// make of that (Slice, Concat, Transpose, DequantizeLinear, …; the list is in the source). Both
/// flow and model must outlive it.
class OnnxConstants {
public:
    /// `size` is the file's: what is computed is kept in proportion to it.
    OnnxConstants(const OnnxFlow& flow, uint64_t size);

    /// nullptr for what depends on an input, or is not computed.
    const Tensor* of(int value);
    /// A constant's whole numbers; nothing for any other, and for more than a few.
    std::optional<std::vector<int64_t>> wholesOf(int value);
    /// Whether it is zeros, of whatever size.
    bool isZero(int value);

private:
    using Known = std::unordered_map<int, Tensor>;

    bool fixed(int value) const { return value >= 0 && m_fixed[static_cast<size_t>(value)]; }
    std::optional<Tensor> compute(int value);
    bool computeStep(int step, Known& known);

    const OnnxFlow& m_flow;
    std::vector<bool> m_fixed; ///< by value: whether nothing that it comes from is an input
    std::unordered_map<int, std::unique_ptr<const Tensor>> m_computed; ///< nullptr: it cannot be
    std::shared_ptr<int64_t> m_room; ///< bytes that may yet be held
    int64_t m_work; ///< bytes that may yet be written, over all
};

} // namespace rnnscope
