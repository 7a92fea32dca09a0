#pragma once

#include "core/cell/cell.h"

namespace rnnscope {

/// Which long short-term memory. The defaults are torch.nn.LSTM's.
struct LstmKind {
    Activation gate = sigmoidal;
    Activation candidate = hyperbolic;
    Activation output = hyperbolic; ///< of the cell state, where it leaves
    Real clip = 0; ///< every activation's argument is clamped to ±clip (ONNX); 0: not
    bool peepholes = false; ///< the gates see the cell state: i and f the old, o the new
    bool coupled = false; ///< f = 1 − i; the forget gate's rows are not used
    bool projection = false; ///< h = P (o ⊙ φ(c)), Sak et al. 2014

    bool operator==(const LstmKind&) const = default;
};

Wiring lstmWiring(const LstmKind& kind);

/// Long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000), as
/// torch.nn.LSTM and ONNX LSTM. Blocks of rows: input, forget, candidate, output. `kept` is φ(c)
/// and, with a projection, o ⊙ φ(c) below it. In a gradient `kept` is empty or,
/// with a projection, what of ∂L/∂h passes on.
class Lstm : public Cell {
public:
    enum Place { Input, Forget, Candidate, Output, CellState, Hidden };

    explicit Lstm(const LstmKind& kind);

    std::string_view id() const override { return "lstm"; }
    std::string_view name() const override { return "LSTM"; }
    const Wiring& wiring() const override { return m_wiring; }
    int blocks() const override { return 4; }
    Index kept(const Weights& weights, bool gradient) const override
    {
        if (gradient)
            return m_kind.projection ? weights.outputs() : 0;
        return m_kind.projection ? 2 * weights.units() : weights.units();
    }
    std::optional<Squash> squash(int track) const override;
    const LstmKind& kind() const { return m_kind; }

    void forward(
        const Weights& weights, const Matrix& x, LayerTrace& out, Pass& pass) const override;
    Matrix backward(const Weights& weights, const Matrix& x, const LayerTrace& values,
        LayerTrace& grad, Weights* weightGrad, Pass& pass) const override;
    void jacobian(const Weights& weights, const LayerTrace& values, const Held& held, Index step,
        Matrix& jacobian) const override;
    Vector line(const LayerTrace& values, const Held& held, Index step) const override;
    Explanation explain(const Weights& weights, const Matrix& x, const LayerTrace& values,
        int track, Index unit, Index step) const override;

private:
    LstmKind m_kind;
    Wiring m_wiring;
};

inline CellPtr lstm(const LstmKind& kind) { return std::make_shared<const Lstm>(kind); }

} // namespace rnnscope
