#pragma once

#include "core/run/backward.h"

#include <cstring>

namespace rnnscope {

/// Whether two matrices have one shape and the same bits, NaN included.
inline bool sameBits(const Matrix& a, const Matrix& b)
{
    return a.rows() == b.rows() && a.cols() == b.cols()
        && (a.size() == 0
            || std::memcmp(a.data(), b.data(), sizeof(Real) * static_cast<size_t>(a.size())) == 0);
}

inline bool sameBits(const std::vector<Matrix>& a, const std::vector<Matrix>& b)
{
    return std::ranges::equal(
        a, b, [](const Matrix& one, const Matrix& other) { return sameBits(one, other); });
}

inline bool sameBits(const LayerTrace& a, const LayerTrace& b)
{
    return sameBits(a.tracks, b.tracks) && sameBits(a.start, b.start) && sameBits(a.pre, b.pre)
        && sameBits(a.kept, b.kept) && a.batch == b.batch && a.backward == b.backward;
}

inline bool sameBits(const Trace& a, const Trace& b)
{
    return sameBits(a.x, b.x) && sameBits(a.joined, b.joined) && sameBits(a.logits, b.logits)
        && a.batch == b.batch
        && std::ranges::equal(a.layers, b.layers,
            [](const LayerTrace& one, const LayerTrace& other) { return sameBits(one, other); });
}

/// All parts of parameters' gradients, in one order.
inline std::vector<Matrix> partsOf(const ParameterGradients& gradients)
{
    std::vector<Matrix> parts{gradients.embedding, gradients.head.w, gradients.head.b};
    for (const Weights& layer : gradients.layers)
        parts.insert(parts.end(),
            {layer.w, layer.u, Matrix(layer.b), Matrix(layer.d), layer.peep, layer.projection});
    return parts;
}

} // namespace rnnscope
