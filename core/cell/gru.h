#pragma once

#include "core/cell/cell.h"

namespace rnnscope {

/// Gated recurrent unit (Cho et al. 2014) with the reset after the recurrent product, as
/// torch.nn.GRU: n = tanh(W x + b + r ⊙ (U h_{t−1} + d)). Blocks of rows: reset, update, candidate.
/// `kept` is U_n h_{t−1} + d_n; in a gradient it is ∂L/∂(U h_{t−1} + d), all three blocks.
class Gru : public Cell {
public:
    enum { Reset, Update, Candidate, Hidden };

    std::string_view id() const override { return "gru"; }
    std::string_view name() const override { return "GRU"; }
    std::span<const Track> tracks() const override;
    std::span<const Phase> phases() const override;
    const Wiring& wiring() const override { return gruWiring(); }
    int blocks() const override { return 3; }

    void forward(const Weights& weights, const Matrix& x, const std::vector<Vector>& start,
        LayerTrace& out, Watch& watch) const override;
    void backward(const Weights& weights, const Matrix& x, const LayerTrace& values,
        LayerTrace& grad, Matrix& dx, Weights* weightGrad, Watch& watch) const override;
    Explanation explain(const Weights& weights, const Matrix& x, const LayerTrace& values,
        int track, Index unit, Index step) const override;
};

} // namespace rnnscope
