#pragma once

#include "core/math/lanes.h"

#include <cmath>
#include <limits>
#include <string>
#include <string_view>

namespace rnnscope {

/// A function of one number, applied to every unit. What `alpha` and `beta` are, each kind says.
struct Activation {
    enum Kind {
        Sigmoid, ///< 1 / (1 + e^{−a})
        ScaledTanh, ///< alpha · tanh(beta · a)
        Relu, ///< max(0, a); alpha · a where a < 0 (leaky); 0 where a ≤ beta (thresholded)
        HardSigmoid, ///< clip(alpha · a + beta, 0, 1)
        Affine, ///< alpha · a + beta
        Elu, ///< beta · a where a > 0, else beta · alpha · (e^a − 1); also SELU
        Softsign, ///< a / (1 + |a|)
        Softplus, ///< log(1 + e^a)
        Swish, ///< a / (1 + e^{−a})
    };
    Kind kind = ScaledTanh;
    Real alpha = 1;
    Real beta = 1;

    bool operator==(const Activation&) const = default;

    Lanes of(const Lanes& a) const
    {
        return kind == Sigmoid ? Lanes((1 + (-a).exp()).inverse())
            : plainTanh()      ? Lanes(a.tanh())
                               : other(a);
    }
    /// The derivative at `a`, where the function is `y`.
    Lanes slope(const Lanes& a, const Lanes& y) const
    {
        return kind == Sigmoid ? Lanes(y * (1 - y))
            : plainTanh()      ? Lanes(1 - y.square())
                               : otherSlope(a, y);
    }

    /// How it is written in an equation: "tanh", "σ", "relu"; empty for the identity.
    std::string_view symbol() const;
    /// The same with the numbers that it takes to compute it: "hard σ[0.2, 0.5]", alpha and beta.
    std::string text() const;
    /// The smallest and the largest value it comes near to; infinite where there is none.
    Real low() const;
    Real high() const;

private:
    bool plainTanh() const { return kind == ScaledTanh && alpha == 1 && beta == 1; }
    Lanes other(const Lanes& a) const;
    Lanes otherSlope(const Lanes& a, const Lanes& y) const;
};

inline constexpr Activation sigmoidal{Activation::Sigmoid};
inline constexpr Activation hyperbolic{Activation::ScaledTanh};
inline constexpr Activation rectified{Activation::Relu, 0, 0};
inline constexpr Activation linear{Activation::Affine, 1, 0};
/// clip(0.2 a + 0.5), as in Keras 1 and 2, TensorFlow.js and ONNX.
inline constexpr Activation hardSigmoid5{Activation::HardSigmoid, Real(0.2), Real(0.5)};
/// clip(a/6 + 0.5), as in Keras 3 and PyTorch.
inline constexpr Activation hardSigmoid6{Activation::HardSigmoid, Real(1) / 6, Real(0.5)};
/// Klambauer et al. 2017.
inline constexpr Activation selu{
    Activation::Elu, Real(1.6732632423543772), Real(1.0507009873554805)};

/// Logistic function of one number.
inline double sigmoid(double a) { return 1 / (1 + std::exp(-a)); }

/// Probabilities of each column of `logits` (classes × steps); every column sums to 1.
Matrix softmax(const Matrix& logits);

} // namespace rnnscope
