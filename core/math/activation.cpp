#include "core/math/activation.h"

namespace rnnscope {

Matrix softmax(const Matrix& logits)
{
    // Subtracting the largest logit changes nothing but keeps exp() finite.
    Matrix p = (logits.rowwise() - logits.colwise().maxCoeff()).array().exp();
    p.array().rowwise() /= p.colwise().sum().array().eval();
    return p;
}

} // namespace rnnscope
