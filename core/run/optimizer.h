#pragma once

#include "core/math/real.h"

#include <memory>
#include <span>
#include <vector>

namespace rnnscope {

/// The numbers of a model, or of its gradient: arrays in one order, the same every time.
using Arrays = std::vector<std::span<Real>>;

/// Adam (Kingma and Ba 2015, algorithm 1): β 0.9 and 0.999, ε 1e-8, as PyTorch's default.
/// Sgd: v ← momentum · v + g, θ ← θ − rate · v, as PyTorch's.
enum class Method { Adam, Sgd };

/// Changes parameters against their gradient.
class Optimizer {
public:
    virtual ~Optimizer() = default;

    /// One update; the arrays have the same sizes every time.
    virtual void step(double rate, const Arrays& parameters, const Arrays& gradients) = 0;
};

/// @param momentum 0 to 1, of Sgd
std::unique_ptr<Optimizer> makeOptimizer(Method method, double momentum);

} // namespace rnnscope
