#pragma once

#include "core/run/forward.h"

namespace rnnscope {

/// A layer that has run over one sequence, step by step in its own reading order: place 0 is the
/// step it read first.
struct Reading {
    const Layer& layer;
    const LayerTrace& values;
    Held held;

    Reading(const Model& model, const Trace& trace, int place, std::span<const Hold> holds = {})
        : layer(model.layers[static_cast<size_t>(place)])
        , values(trace.layers[static_cast<size_t>(place)])
        , held(holds, place)
    {
    }

    Index steps() const { return values.steps(); }
    /// The size of s: h, and below it c where there is one.
    Index states() const;
    /// The step at a place, and the place of a step.
    Index turned(Index at) const { return values.backward ? steps() - 1 - at : at; }
};

/// The step Jacobian J = ∂s_t/∂s_{t−1} of one layer, and the products with it. Where its right
/// block, the derivatives by c, is diagonal in each half, a product costs only that with the left
/// block and two scalings.
class StepJacobian {
public:
    /// J of the step at place `at` of the reading.
    void read(const Reading& reading, Index at);

    const Matrix& dense() const { return m_dense; }
    /// About the Frobenius norm; 0 only where all is zero.
    double size() const;

    /// out = scale · Jᵀ x: what states × any adjoints become one step before.
    void pull(const Eigen::Ref<const Matrix>& x, Eigen::Ref<Matrix> out, Real scale = 1) const;
    /// out = J x: what states × any changes of the state become one step after.
    void push(const Eigen::Ref<const Matrix>& x, Eigen::Ref<Matrix> out) const;

private:
    bool lean() const { return m_show.size() > 0; }

    Matrix m_dense;
    Index m_outputs = 0; ///< rows of h
    Vector m_line; ///< the diagonal of ∂c_t/∂c_{t−1}; empty where there is no c
    Vector m_show; ///< the diagonal of ∂h_t/∂c_{t−1}; empty where that is not diagonal
};

} // namespace rnnscope
