#pragma once

#include "core/cell/weights.h"

#include <vector>

namespace rnnscope {

/// The weights with one pair of row blocks exchanged, for every pair; where there is one block,
/// its rows.
inline std::vector<Weights> permuted(const Weights& weights, int blocks)
{
    const Index size = blocks > 1 ? weights.w.rows() / blocks : 1;
    const Index count = weights.w.rows() / size;
    std::vector<Weights> all;
    for (Index a = 0; a < count; ++a)
        for (Index b = a + 1; b < count; ++b) {
            Weights& one = all.emplace_back(weights);
            const auto exchange = [&](auto& of, const auto& from) {
                of.middleRows(a * size, size) = from.middleRows(b * size, size);
                of.middleRows(b * size, size) = from.middleRows(a * size, size);
            };
            exchange(one.w, weights.w);
            exchange(one.u, weights.u);
            exchange(one.b, weights.b);
            exchange(one.d, weights.d);
        }
    return all;
}

} // namespace rnnscope
