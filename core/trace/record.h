#pragma once

#include "core/math/real.h"

#include <algorithm>
#include <vector>

namespace rnnscope {

/// Every quantity of one layer at every step, or the derivative of a loss by each of them. Column t
/// is step t, in a layer that reads backward too. Sequences that run together as a batch lie side
/// by side: column t · batch + i is step t of sequence i.
struct LayerTrace {
    std::vector<Matrix> tracks; ///< in the order of Cell::tracks(); each units × (steps · batch)
    std::vector<Matrix> start; ///< per track its value before the first step it reads: units ×
                               ///< batch; empty where nothing is carried
    Matrix pre; ///< values before the activation: (blocks · units) × columns, rows as in Weights
    Matrix kept; ///< what backward needs and no view shows; the cell says what
    Index batch = 1; ///< sequences
    bool backward = false; ///< whether the layer reads from the end

    Index units() const { return tracks.front().rows(); }
    Index columns() const { return tracks.front().cols(); }
    Index steps() const { return columns() / batch; }

    /// The column that the layer read before column j, or −1 at the beginning.
    Index before(Index j) const
    {
        const Index other = backward ? j + batch : j - batch;
        return other < columns() ? std::max<Index>(other, -1) : -1;
    }
    /// The column that the layer reads after column j, or −1 at the end.
    Index after(Index j) const
    {
        const Index other = backward ? j - batch : j + batch;
        return other < columns() ? std::max<Index>(other, -1) : -1;
    }
    /// A carried track as the step before column j left it: at the beginning the start.
    const Real* previous(size_t track, Index j) const
    {
        const Index other = before(j);
        const Matrix& from = other < 0 ? start[track] : tracks[track];
        return from.data() + (other < 0 ? j % batch : other) * from.rows();
    }
    Vector previous(int track, Index j) const
    {
        const auto place = static_cast<size_t>(track);
        return Eigen::Map<const Vector>(previous(place, j), tracks[place].rows());
    }
};

/// What a dense layer computes.
struct DenseTrace {
    Matrix pre; ///< w x + b: outputs × columns
    Matrix out; ///< after the activation
};

/// Every quantity of a model at every step, or the derivative of a loss by each of them.
struct Trace {
    Matrix x; ///< what entered layer 0: inputs × columns
    std::vector<LayerTrace> layers; ///< as in Model::layers
    std::vector<Matrix> joined; ///< per layer: what both directions of a depth hand on together, at
                                ///< the place of the second one; else empty
    std::vector<DenseTrace> after; ///< as in Model::after; nothing in a gradient
    Matrix logits; ///< outputs × columns; empty where the model has no head
    Index batch = 1; ///< sequences, side by side as in LayerTrace

    Index steps() const { return x.cols() / batch; }
};

} // namespace rnnscope
