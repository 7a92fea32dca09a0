#include "core/run/adam.h"

#include <cassert>
#include <cmath>

namespace rnnscope {

namespace {

constexpr double beta1 = 0.9;
constexpr double beta2 = 0.999;
constexpr double epsilon = 1e-8;

} // namespace

void Adam::step(double rate, const std::vector<std::span<Real>>& parameters,
    const std::vector<std::span<Real>>& gradients)
{
    assert(parameters.size() == gradients.size());
    if (m_steps++ == 0) {
        for (const std::span<Real> part : parameters)
            m_mean.push_back(Array::Zero(static_cast<Index>(part.size())));
        m_square = m_mean;
    }
    const Real unbias1 = static_cast<Real>(1 / (1 - std::pow(beta1, m_steps)));
    const Real unbias2 = static_cast<Real>(1 / (1 - std::pow(beta2, m_steps)));
    for (size_t i = 0; i < parameters.size(); ++i) {
        const Index size = static_cast<Index>(parameters[i].size());
        Eigen::Map<Array> parameter(parameters[i].data(), size);
        const Eigen::Map<const Array> gradient(gradients[i].data(), size);
        // m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²
        m_mean[i] = Real(beta1) * m_mean[i] + Real(1 - beta1) * gradient;
        m_square[i] = Real(beta2) * m_square[i] + Real(1 - beta2) * gradient.square();
        // θ ← θ − rate · m̂ / (√v̂ + ε)
        parameter -= Real(rate) * (unbias1 * m_mean[i])
            / ((unbias2 * m_square[i]).sqrt() + Real(epsilon));
    }
}

} // namespace rnnscope
