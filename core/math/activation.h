#pragma once

#include "core/math/real.h"

#include <cmath>

namespace rnnscope {

/// Logistic function, element by element.
template <class Expression>
auto sigmoid(const Eigen::ArrayBase<Expression>& a)
{
    return (1 + (-a).exp()).inverse();
}

/// Logistic function of one number.
inline double sigmoid(double a) { return 1 / (1 + std::exp(-a)); }

/// Probabilities of each column of `logits` (classes × steps); every column sums to 1.
Matrix softmax(const Matrix& logits);

} // namespace rnnscope
