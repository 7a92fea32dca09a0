#pragma once

#include "core/cell/cell.h"
#include "core/cell/scan.h"

namespace rnnscope {

/// Columns [first, first + count) of `out` become matrix · x, shared out among the team. Stops when
/// the pass is cancelled.
/// @param x matrix.columns() × columns
/// @param out matrix.units() × columns
void multiply(
    const Packed& matrix, const Matrix& x, Index first, Index count, Matrix& out, Pass& pass);

/// The input's part W x_t of every step that the pass computes: (blocks · units) × columns.
void readInputs(const Weights& weights, const Matrix& x, LayerTrace& out, Pass& pass);

/// Adds the gradient of an affine map W x_t + b + U h_{t−1} + d to `grad`.
/// @param values the trace of the layer; h is its track `hidden`
/// @param input ∂L/∂(W x_t + b), rows × columns
/// @param recurrent ∂L/∂(U h_{t−1} + d), columns; of the upper rows of U alone where the others
/// read something else
void addWeightGradients(const Matrix& x, const LayerTrace& values, int hidden, const Matrix& input,
    const Eigen::Ref<const Matrix>& recurrent, Weights& grad, Pass& pass);

/// out += a · bᵀ, shared out among the team. Stops when the pass is cancelled.
void addOuter(const Eigen::Ref<const Matrix>& a, const Eigen::Ref<const Matrix>& b,
    Eigen::Ref<Matrix> out, Pass& pass);

/// out += the sum of the columns of `a`. Stops when the pass is cancelled.
void addColumns(const Eigen::Ref<const Matrix>& a, Eigen::Ref<Vector> out, const Pass& pass);

/// What ends every backward pass: adds the parameters' gradient where it is asked for, and returns
/// ∂L/∂x = Wᵀ ∂L/∂(W x + b).
Matrix finishGradients(const Weights& weights, const Matrix& x, const LayerTrace& values,
    int hidden, const Matrix& input, const Eigen::Ref<const Matrix>& recurrent, Weights* grad,
    Pass& pass);

/// The columns of `m` at the step that the layer reads after column j; nothing at its last step.
inline Columns laterColumns(const LayerTrace& values, const Matrix& m, Index j)
{
    const Index later = values.after(j);
    return later < 0 ? Columns{} : Columns::of(m, later);
}
/// The columns of `m` at the first step that the layer reads.
inline auto firstColumns(const LayerTrace& values, const Matrix& m)
{
    return m.middleCols(values.backward ? m.cols() - values.batch : 0, values.batch);
}

/// Which held values a slope is asked at.
struct HeldAt {
    const Held& held;
    int track;
    Index step;
};

/// φ′ of every unit at a step: the slope of `of` at block `block` of `values.pre`, where its values
/// are those of `track`; 0 where the value is held.
Vector slopesOf(const Activation& of, Real clip, const LayerTrace& values, const Matrix& track,
    Index block, const HeldAt& at);

/// Ones, and 0 for the units whose value is held: what multiplies a derivative on its way.
Vector openRows(const Held& held, int track, Index step, Index units);

/// One unit of a layer at one step, for Cell::explain.
struct UnitAt {
    const LayerTrace& values;
    Index unit;
    Index step;

    double value(int track) const
    {
        return static_cast<double>(values.tracks[size_t(track)](unit, step));
    }
    /// Its value of a track, or what is made of that.
    Operand now(int track, std::string symbol) const { return now(track, symbol, value(track)); }
    Operand now(int track, std::string symbol, double value) const
    {
        return {Operand::Now, track, std::move(symbol), Vector::Constant(1, Real(value)), unit};
    }
    /// The same at the step before.
    Operand before(int track, std::string symbol) const
    {
        return {Operand::Before, track, std::move(symbol),
            values.previous(track, step).segment(unit, 1), unit};
    }
    /// All units of a track.
    Operand allNow(int track, std::string symbol) const
    {
        return {Operand::Now, track, std::move(symbol), values.tracks[size_t(track)].col(step)};
    }
    Operand allBefore(int track, std::string symbol) const
    {
        return {Operand::Before, track, std::move(symbol), values.previous(track, step)};
    }
};

/// What the layer reads at a step, x: inputs × columns.
inline Operand inputAt(const Matrix& x, Index step)
{
    return {Operand::Input, -1, "x_t", x.col(step)};
}

/// The terms W x, U h′ and both biases of one row, for Cell::explain; `before` is h′.
std::vector<Term> affineTerms(const Weights& weights, Index row, const Operand& x,
    const Operand& before, std::string_view symbol);

/// Sums the terms and applies `f`, which gave `value`. Where the sum is clamped to ±clip, what that
/// adds is a term too.
Explanation activated(std::vector<Term> terms, const Activation& f, Real clip, Real value);

/// Clamps to [−clip, clip]; 0 clamps nothing.
inline Lanes clamped(const Lanes& a, Real clip)
{
    return clip > 0 ? Lanes(a.max(-clip).min(clip)) : a;
}
/// The derivative of `of` at a clamped argument: nothing passes where the clamp holds.
inline Lanes slope(const Activation& of, const Lanes& a, const Lanes& y, Real clip)
{
    const Lanes open = of.slope(a, y);
    return clip > 0 ? Lanes((a.abs() < clip).select(open, Lanes::Zero())) : open;
}

/// `f(argument)` as mark-up; just the argument for the identity.
std::string applied(const Activation& f, const std::string& argument);
/// f(c_t) as mark-up: "tanh c_t".
std::string shownCell(const Activation& f);

} // namespace rnnscope
