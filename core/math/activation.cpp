#include "core/math/activation.h"

#include <sstream>

namespace rnnscope {

namespace {

constexpr Real infinity = std::numeric_limits<Real>::infinity();

} // namespace

Lanes Activation::other(const Lanes& a) const
{
    switch (kind) {
    case ScaledTanh:
        return alpha * (beta * a).tanh();
    case Relu:
        return (a > beta).select(a, alpha * a.min(Real(0)));
    case HardSigmoid:
        return (alpha * a + beta).max(Real(0)).min(Real(1));
    case Affine:
        return alpha * a + beta;
    case Elu:
        return beta * (a > 0).select(a, alpha * (a.min(Real(0)).exp() - 1));
    case Softsign:
        return a / (1 + a.abs());
    case Softplus: // max(a, 0) + log(1 + e^{−|a|}): nothing overflows
        return a.max(Real(0)) + (-a.abs()).exp().log1p();
    case Swish:
    case Sigmoid:
        break;
    }
    return a * sigmoidal.of(a);
}

Lanes Activation::otherSlope(const Lanes& a, const Lanes& y) const
{
    const auto constant = [](Real value) { return Lanes::Constant(value); };
    switch (kind) {
    case ScaledTanh:
        return alpha * beta * (1 - (beta * a).tanh().square());
    case Relu:
        return (a > beta).select(constant(1), (a < 0).select(constant(alpha), constant(0)));
    case HardSigmoid:
        return (y > 0 && y < 1).select(constant(alpha), constant(0));
    case Affine:
        return constant(alpha);
    case Elu:
        return (a > 0).select(constant(beta), y + beta * alpha);
    case Softsign:
        return (1 + a.abs()).square().inverse();
    case Softplus:
        return sigmoidal.of(a);
    case Swish:
    case Sigmoid:
        break;
    }
    const Lanes s = sigmoidal.of(a);
    return s + a * s * (1 - s);
}

std::string_view Activation::symbol() const
{
    switch (kind) {
    case Sigmoid:
        return "σ";
    case ScaledTanh:
        return alpha == 1 && beta == 1 ? "tanh" : "scaled tanh";
    case Relu:
        return alpha == 0 ? "relu" : "leaky relu";
    case HardSigmoid:
        return "hard σ";
    case Affine:
        return alpha == 1 && beta == 0 ? "" : "affine";
    case Elu:
        return *this == selu ? "selu" : "elu";
    case Softsign:
        return "softsign";
    case Softplus:
        return "softplus";
    case Swish:
        break;
    }
    return "swish";
}

std::string Activation::text() const
{
    std::string text(symbol());
    const bool numbered = kind == HardSigmoid || (kind == Relu && *this != rectified)
        || (kind == ScaledTanh && *this != hyperbolic) || (kind == Affine && *this != linear)
        || (kind == Elu && *this != selu);
    if (numbered) {
        std::ostringstream numbers;
        numbers << '[' << alpha << ", " << beta << ']';
        text += numbers.str();
    }
    return text;
}

Real Activation::low() const
{
    switch (kind) {
    case ScaledTanh:
        return -std::abs(alpha);
    case Softsign:
        return -1;
    case Relu:
        return alpha == 0 ? std::min(Real(0), beta) : -infinity;
    case Affine:
        return -infinity;
    case Elu:
        return -alpha * beta;
    case Swish:
        return Real(-0.2784645427610738);
    default:
        return 0;
    }
}

Real Activation::high() const
{
    switch (kind) {
    case Sigmoid:
    case HardSigmoid:
    case Softsign:
        return 1;
    case ScaledTanh:
        return std::abs(alpha);
    default:
        return infinity;
    }
}

Matrix softmax(const Matrix& logits)
{
    // Subtracting the largest logit changes nothing but keeps exp() finite.
    Matrix p = (logits.rowwise() - logits.colwise().maxCoeff()).array().exp();
    p.array().rowwise() /= p.colwise().sum().array().eval();
    return p;
}

} // namespace rnnscope
