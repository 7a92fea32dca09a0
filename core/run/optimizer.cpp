#include "core/run/optimizer.h"

#include <cassert>
#include <cmath>

namespace rnnscope {

namespace {

using Array = Eigen::Array<Real, Eigen::Dynamic, 1>;
using Parameter = Eigen::Map<Array>;
using Gradient = Eigen::Map<const Array>;

std::vector<Array> zeros(const Arrays& like)
{
    std::vector<Array> all;
    for (const std::span<Real> part : like)
        all.push_back(Array::Zero(static_cast<Index>(part.size())));
    return all;
}

class Adam : public Optimizer {
public:
    void step(double rate, const Arrays& parameters, const Arrays& gradients) override;

private:
    static constexpr double beta1 = 0.9;
    static constexpr double beta2 = 0.999;
    static constexpr double epsilon = 1e-8;

    int m_steps = 0;
    std::vector<Array> m_mean; ///< running mean of the gradient
    std::vector<Array> m_square; ///< running mean of its square
};

void Adam::step(double rate, const Arrays& parameters, const Arrays& gradients)
{
    assert(parameters.size() == gradients.size());
    if (m_steps++ == 0)
        m_mean = m_square = zeros(parameters);
    const Real unbias1 = static_cast<Real>(1 / (1 - std::pow(beta1, m_steps)));
    const Real unbias2 = static_cast<Real>(1 / (1 - std::pow(beta2, m_steps)));
    for (size_t i = 0; i < parameters.size(); ++i) {
        const Index size = static_cast<Index>(parameters[i].size());
        Parameter parameter(parameters[i].data(), size);
        const Gradient gradient(gradients[i].data(), size);
        // m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²
        m_mean[i] = Real(beta1) * m_mean[i] + Real(1 - beta1) * gradient;
        m_square[i] = Real(beta2) * m_square[i] + Real(1 - beta2) * gradient.square();
        // θ ← θ − rate · m̂ / (√v̂ + ε)
        parameter -= Real(rate) * (unbias1 * m_mean[i])
            / ((unbias2 * m_square[i]).sqrt() + Real(epsilon));
    }
}

class Sgd : public Optimizer {
public:
    explicit Sgd(double momentum)
        : m_momentum(static_cast<Real>(momentum))
    {
    }

    void step(double rate, const Arrays& parameters, const Arrays& gradients) override
    {
        if (m_velocity.empty())
            m_velocity = zeros(parameters);
        for (size_t i = 0; i < parameters.size(); ++i) {
            const Index size = static_cast<Index>(parameters[i].size());
            // v ← momentum · v + g;  θ ← θ − rate · v
            m_velocity[i] = m_momentum * m_velocity[i] + Gradient(gradients[i].data(), size);
            Parameter(parameters[i].data(), size) -= Real(rate) * m_velocity[i];
        }
    }

private:
    Real m_momentum;
    std::vector<Array> m_velocity;
};

} // namespace

std::unique_ptr<Optimizer> makeOptimizer(Method method, double momentum)
{
    if (method == Method::Sgd)
        return std::make_unique<Sgd>(momentum);
    return std::make_unique<Adam>();
}

} // namespace rnnscope
