#pragma once

#include "core/cell/cell.h"

namespace rnnscope {

/// Which simple recurrent network.
struct ElmanKind {
    Activation activation = hyperbolic;
    Real clip = 0; ///< the activation's argument is clamped to ±clip; 0: not

    bool operator==(const ElmanKind&) const = default;
};

Wiring elmanWiring(const ElmanKind& kind);

/// The simple recurrent network (Elman 1990), as torch.nn.RNN:
/// h_t = φ(W x_t + b + U h_{t−1} + d), φ = tanh or another. One block of rows.
class Elman : public Cell {
public:
    enum { Hidden };

    explicit Elman(const ElmanKind& kind);

    std::string_view id() const override { return "rnn"; }
    std::string_view name() const override { return "RNN"; }
    const Wiring& wiring() const override { return m_wiring; }
    int blocks() const override { return 1; }
    Index kept(const Weights&, bool) const override { return 0; }
    std::optional<Squash> squash(int) const override
    {
        return Squash{m_kind.activation, m_kind.clip};
    }
    const ElmanKind& kind() const { return m_kind; }

    void forward(
        const Weights& weights, const Matrix& x, LayerTrace& out, Pass& pass) const override;
    Matrix backward(const Weights& weights, const Matrix& x, const LayerTrace& values,
        LayerTrace& grad, Weights* weightGrad, Pass& pass) const override;
    void jacobian(const Weights& weights, const LayerTrace& values, const Held& held, Index step,
        Matrix& jacobian) const override;
    Explanation explain(const Weights& weights, const Matrix& x, const LayerTrace& values,
        int track, Index unit, Index step) const override;

private:
    ElmanKind m_kind;
    Wiring m_wiring;
};

inline CellPtr elman(const ElmanKind& kind) { return std::make_shared<const Elman>(kind); }

} // namespace rnnscope
