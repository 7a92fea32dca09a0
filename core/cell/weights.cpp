#include "core/cell/weights.h"

namespace rnnscope {

Weights Weights::zero(const Weights& like)
{
    return {Matrix::Zero(like.w.rows(), like.w.cols()), Matrix::Zero(like.u.rows(), like.u.cols()),
        Vector::Zero(like.b.size()), Vector::Zero(like.d.size())};
}

} // namespace rnnscope
