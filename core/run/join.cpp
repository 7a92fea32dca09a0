#include "core/run/join.h"

namespace rnnscope {

int below(const Model& model, int layer)
{
    const bool other = layer >= 0 && layer < static_cast<int>(model.layers.size())
        && model.layers[static_cast<size_t>(layer)].second;
    return layer - (other ? 2 : 1);
}

void join(Merge merge, const Pair& hidden, Index from, Index count, Matrix& both)
{
    const auto first = hidden.first.middleCols(from, count);
    const auto second = hidden.second.middleCols(from, count);
    auto out = both.middleCols(from, count);
    switch (merge) {
    case Merge::Concat:
        out << first, second;
        return;
    case Merge::Sum:
        out = first + second;
        return;
    case Merge::Product:
        out = first.cwiseProduct(second);
        return;
    case Merge::Average:
        break;
    }
    out = (first + second) / 2;
}

void part(Merge merge, const Pair& hidden, Index from, Index count, const Matrix& joined,
    Matrix& first, Matrix& second)
{
    const auto both = joined.middleCols(from, count);
    auto toFirst = first.middleCols(from, count);
    auto toSecond = second.middleCols(from, count);
    switch (merge) {
    case Merge::Concat:
        toFirst = both.topRows(first.rows());
        toSecond = both.bottomRows(second.rows());
        return;
    case Merge::Sum:
        toFirst = toSecond = both;
        return;
    case Merge::Product:
        toFirst = both.cwiseProduct(hidden.second.middleCols(from, count));
        toSecond = both.cwiseProduct(hidden.first.middleCols(from, count));
        return;
    case Merge::Average:
        break;
    }
    toFirst = toSecond = both / 2;
}

} // namespace rnnscope
