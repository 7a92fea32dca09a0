#pragma once

#include "core/cell/cell.h"

namespace rnnscope {

/// The simple recurrent network (Elman 1990), as torch.nn.RNN with tanh:
/// h_t = tanh(W x_t + b + U h_{t−1} + d). One block of rows.
class Elman : public Cell {
public:
    enum { Hidden };

    std::string_view id() const override { return "rnn"; }
    std::string_view name() const override { return "RNN"; }
    std::span<const Track> tracks() const override;
    std::span<const Phase> phases() const override;
    const Wiring& wiring() const override { return elmanWiring(); }
    int blocks() const override { return 1; }

    void forward(const Weights& weights, const Matrix& x, const std::vector<Vector>& start,
        LayerTrace& out, Watch& watch) const override;
    void backward(const Weights& weights, const Matrix& x, const LayerTrace& values,
        LayerTrace& grad, Matrix& dx, Weights* weightGrad, Watch& watch) const override;
    Explanation explain(const Weights& weights, const Matrix& x, const LayerTrace& values,
        int track, Index unit, Index step) const override;
};

} // namespace rnnscope
