#include "core/cell/weights.h"

namespace rnnscope {

Weights Weights::zero(const Weights& like)
{
    const auto zeros = [](const auto& part) -> std::decay_t<decltype(part)> {
        return std::decay_t<decltype(part)>::Zero(part.rows(), part.cols());
    };
    return {zeros(like.w), zeros(like.u), zeros(like.b), zeros(like.d), zeros(like.peep),
        zeros(like.projection)};
}

} // namespace rnnscope
