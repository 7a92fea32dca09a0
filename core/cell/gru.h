#pragma once

#include "core/cell/cell.h"

namespace rnnscope {

/// Which gated recurrent unit. The defaults are torch.nn.GRU's.
struct GruKind {
    Activation gate = sigmoidal;
    Activation candidate = hyperbolic;
    Real clip = 0; ///< every activation's argument is clamped to ±clip (ONNX); 0: not
    bool resetBefore = false; ///< n reads U (r ⊙ h_{t−1}) + d, as in the paper, and not
                              ///< r ⊙ (U h_{t−1} + d)

    bool operator==(const GruKind&) const = default;
};

Wiring gruWiring(const GruKind& kind);

/// Gated recurrent unit (Cho et al. 2014), as torch.nn.GRU, Keras and ONNX have it. Blocks of rows:
/// reset, update, candidate. `kept` is U_n h_{t−1} + d_n, or r ⊙ h_{t−1} with the reset before. In
/// a gradient `kept` is ∂L/∂(U h_{t−1} + d), all three blocks, or ∂L/∂(r ⊙ h_{t−1}).
class Gru : public Cell {
public:
    enum Place { Reset, Update, Candidate, Hidden };

    explicit Gru(const GruKind& kind);

    std::string_view id() const override { return "gru"; }
    std::string_view name() const override { return "GRU"; }
    const Wiring& wiring() const override { return m_wiring; }
    int blocks() const override { return 3; }
    Index kept(const Weights& weights, bool gradient) const override
    {
        return gradient && !m_kind.resetBefore ? 3 * weights.units() : weights.units();
    }
    std::optional<Squash> squash(int track) const override;
    const Matrix& byRecurrent(const LayerTrace& gradient) const override
    {
        return m_kind.resetBefore ? gradient.pre : gradient.kept;
    }
    Index readKept(const Weights& weights) const override
    {
        return m_kind.resetBefore ? weights.units() : 0;
    }
    const GruKind& kind() const { return m_kind; }

    void forward(
        const Weights& weights, const Matrix& x, LayerTrace& out, Pass& pass) const override;
    Matrix backward(const Weights& weights, const Matrix& x, const LayerTrace& values,
        LayerTrace& grad, Weights* weightGrad, Pass& pass) const override;
    void jacobian(const Weights& weights, const LayerTrace& values, const Held& held, Index step,
        Matrix& jacobian) const override;
    Explanation explain(const Weights& weights, const Matrix& x, const LayerTrace& values,
        int track, Index unit, Index step) const override;

private:
    GruKind m_kind;
    Wiring m_wiring;
};

inline CellPtr gru(const GruKind& kind) { return std::make_shared<const Gru>(kind); }

} // namespace rnnscope
