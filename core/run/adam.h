#pragma once

#include "core/math/real.h"

#include <span>
#include <vector>

namespace rnnscope {

/// Adam (Kingma and Ba 2015, algorithm 1): β 0.9 and 0.999, ε 1e-8, as PyTorch's default.
class Adam {
public:
    /// One update of `parameters` against `gradients`: arrays in one order, the same every time.
    void step(double rate, const std::vector<std::span<Real>>& parameters,
        const std::vector<std::span<Real>>& gradients);

private:
    using Array = Eigen::Array<Real, Eigen::Dynamic, 1>;

    int m_steps = 0;
    std::vector<Array> m_mean; ///< running mean of the gradient
    std::vector<Array> m_square; ///< running mean of its square
};

} // namespace rnnscope
