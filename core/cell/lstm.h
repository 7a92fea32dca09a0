#pragma once

#include "core/cell/cell.h"

namespace rnnscope {

/// Long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000), as
/// torch.nn.LSTM. Blocks of rows: input, forget, candidate, output. `kept` is tanh c.
class Lstm : public Cell {
public:
    enum { Input, Forget, Candidate, Output, CellState, Hidden };

    std::string_view id() const override { return "lstm"; }
    std::string_view name() const override { return "LSTM"; }
    std::span<const Track> tracks() const override;
    std::span<const Phase> phases() const override;
    const Wiring& wiring() const override { return lstmWiring(); }
    int blocks() const override { return 4; }

    void forward(const Weights& weights, const Matrix& x, const std::vector<Vector>& start,
        LayerTrace& out, Watch& watch) const override;
    void backward(const Weights& weights, const Matrix& x, const LayerTrace& values,
        LayerTrace& grad, Matrix& dx, Weights* weightGrad, Watch& watch) const override;
    Explanation explain(const Weights& weights, const Matrix& x, const LayerTrace& values,
        int track, Index unit, Index step) const override;
};

} // namespace rnnscope
