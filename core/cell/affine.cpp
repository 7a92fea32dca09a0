#include "core/cell/affine.h"

namespace rnnscope {

bool stopped(Watch& watch, Index done, Index steps)
{
    if (done % stepsPerLook != 0)
        return false;
    watch.report(static_cast<double>(done) / static_cast<double>(steps));
    return watch.cancelled();
}

void prepare(
    const Cell& cell, Index units, Index steps, const std::vector<Vector>& start, LayerTrace& out)
{
    out.tracks.resize(cell.tracks().size());
    for (Matrix& track : out.tracks)
        track.resize(units, steps);
    out.start = start;
}

void addWeightGradients(const Matrix& x, const Matrix& hidden, const Vector& start,
    const Matrix& input, const Matrix& recurrent, Weights& grad)
{
    const Index later = hidden.cols() - 1;
    grad.w.noalias() += input * x.transpose();
    grad.u.noalias() += recurrent.rightCols(later) * hidden.leftCols(later).transpose();
    grad.u.noalias() += recurrent.col(0) * start.transpose();
    grad.b += input.rowwise().sum();
    grad.d += recurrent.rowwise().sum();
}

std::vector<Term> affineTerms(const Weights& weights, Index row, const Vector& x,
    const Vector& before, std::string_view symbol)
{
    const std::string s(symbol);
    const std::string subscript = s.empty() ? "" : "_" + s;
    return {
        {"W" + subscript + " x_t", weights.w.row(row).dot(x)},
        {"U" + subscript + " h_{t−1}", weights.u.row(row).dot(before)},
        {"b" + subscript, weights.b(row) + weights.d(row)},
    };
}

Explanation sum(std::vector<Term> terms)
{
    Explanation explanation;
    for (const Term& term : terms)
        explanation.argument += term.value;
    explanation.value = explanation.argument;
    explanation.terms = std::move(terms);
    return explanation;
}

} // namespace rnnscope
