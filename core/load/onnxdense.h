#pragma once

#include "core/load/onnxaxes.h"
#include "core/load/onnxcell.h"

namespace rnnscope {

/// Finds the dense layers of a flow, each made of MatMul or Gemm, Add and an activation.
class OnnxDense {
public:
    OnnxDense(const OnnxFlow& flow, OnnxShelf& shelf)
        : m_flow(flow)
        , m_shelf(shelf)
    {
    }

    /// Whether a step multiplies `value`, of so many numbers, with a constant matrix.
    bool begins(const OnnxStep& step, int value, int64_t inputs) const;
    /// The layer that begins with that step, and its answer, which takes the place of `passing`.
    StoredDense after(const OnnxStep& first, OnnxPassing& passing, std::vector<int>& steps) const;
    /// What lies between `value`, which enters a recurrent layer with that many numbers, and the
    /// input: dense layers, the embedding table. `value` is moved to what enters these.
    void before(int& value, int64_t numbers, StoredNetwork& network) const;

private:
    Piece weightOf(const OnnxStep& step) const;
    Piece biasOf(int value, int64_t outputs) const;
    bool activationOf(const OnnxStep& step, const OnnxPassing* passing, StoredDense& dense) const;
    bool oneBack(int& value, int64_t numbers, int& rank) const;
    int through(const OnnxStep& branches) const;
    bool denseBack(int& value, int64_t& numbers, StoredNetwork& network) const;
    const OnnxStep* onlyReader(int value) const;

    const OnnxFlow& m_flow;
    OnnxShelf& m_shelf;
};

} // namespace rnnscope
