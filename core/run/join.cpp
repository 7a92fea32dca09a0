#include "core/run/join.h"

namespace rnnscope {

int below(const Model& model, int layer)
{
    const bool other = layer >= 0 && layer < static_cast<int>(model.layers.size())
        && model.layers[static_cast<size_t>(layer)].second;
    return layer - (other ? 2 : 1);
}

Matrix join(Merge merge, const Matrix& first, const Matrix& second)
{
    switch (merge) {
    case Merge::Concat: {
        Matrix both(first.rows() + second.rows(), first.cols());
        both << first, second;
        return both;
    }
    case Merge::Sum:
        return first + second;
    case Merge::Product:
        return first.cwiseProduct(second);
    case Merge::Average:
        break;
    }
    return (first + second) / 2;
}

Matrix part(Merge merge, const Matrix& first, const Matrix& second, Matrix& above)
{
    Matrix other;
    switch (merge) {
    case Merge::Concat:
        other = above.bottomRows(second.rows());
        above = above.topRows(first.rows()).eval();
        return other;
    case Merge::Sum:
        return above;
    case Merge::Product:
        other = above.cwiseProduct(first);
        above = above.cwiseProduct(second);
        return other;
    case Merge::Average:
        break;
    }
    above /= 2;
    return above;
}

} // namespace rnnscope
