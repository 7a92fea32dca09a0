#include "core/cell/affine.h"

#include <cassert>

namespace rnnscope {

namespace {

constexpr Index chunkColumns = 48; ///< that a product takes at a time
constexpr Index chunkSteps = 512; ///< that a sum over time takes at a time
constexpr Index panelColumns = 64; ///< of a gradient that one member computes at a time

} // namespace

void multiply(
    const Packed& matrix, const Matrix& x, Index first, Index count, Matrix& out, Pass& pass)
{
    assert(x.rows() == matrix.columns() && out.rows() == matrix.units());
    pass.team.run([&](int member) {
        const Share tiles(matrix.tiles(), member, pass.team);
        Vector sums(matrix.rows() * chunkColumns);
        const Index end = first + count;
        for (Index j = first; j < end && !pass.watch.cancelled(); j += chunkColumns) {
            const Index now = std::min(chunkColumns, end - j);
            for (Index tile = tiles.begin; tile < tiles.end; ++tile) {
                matrix.apply(tile, x.data() + j * x.rows(), x.rows(), now, sums.data());
                const Slice slice = Slice::at(tile, matrix.units());
                for (Index i = 0; i < now; ++i)
                    slice.store(out, j + i, Eigen::Map<const Lanes>(sums.data() + i * laneCount));
            }
        }
    });
}

void readInputs(const Weights& weights, const Matrix& x, LayerTrace& out, Pass& pass)
{
    out.pre.resize(weights.w.rows(), x.cols());
    const Index done = pass.from * out.batch;
    multiply(Packed(weights.w), x, out.backward ? 0 : done, x.cols() - done, out.pre, pass);
}

void addOuter(const Eigen::Ref<const Matrix>& a, const Eigen::Ref<const Matrix>& b,
    Eigen::Ref<Matrix> out, Pass& pass)
{
    const Index panels = (out.cols() + panelColumns - 1) / panelColumns;
    pass.team.run([&](int member) {
        const Share mine(panels, member, pass.team);
        for (Index t = 0; t < a.cols() && !pass.watch.cancelled(); t += chunkSteps) {
            const Index now = std::min(chunkSteps, a.cols() - t);
            for (Index p = mine.begin; p < mine.end; ++p) {
                const Index column = p * panelColumns;
                const Index width = std::min(panelColumns, out.cols() - column);
                out.middleCols(column, width).noalias()
                    += a.middleCols(t, now) * b.block(column, t, width, now).transpose();
            }
        }
    });
}

void addColumns(const Eigen::Ref<const Matrix>& a, Eigen::Ref<Vector> out, const Pass& pass)
{
    inStretches(0, a.cols(), pass.watch,
        [&](Index from, Index now) { out += a.middleCols(from, now).rowwise().sum(); });
}

void addWeightGradients(const Matrix& x, const LayerTrace& values, int hidden, const Matrix& input,
    const Eigen::Ref<const Matrix>& recurrent, Weights& grad, Pass& pass)
{
    const auto place = static_cast<size_t>(hidden);
    const Matrix& h = values.tracks[place];
    const Index batch = values.batch;
    const Index rest = h.cols() - batch;
    // a layer that reads from the end has h_{t−1} on the right of step t, and its start at the end
    const Index later = values.backward ? 0 : batch;
    const Index earlier = values.backward ? batch : 0;
    auto u = grad.u.topRows(recurrent.rows());
    addOuter(input, x, grad.w, pass);
    addOuter(recurrent.middleCols(later, rest), h.middleCols(earlier, rest), u, pass);
    addOuter(recurrent.middleCols(values.backward ? rest : 0, batch), values.start[place], u, pass);
    addColumns(input, grad.b, pass);
    addColumns(recurrent, grad.d.head(recurrent.rows()), pass);
}

Matrix finishGradients(const Weights& weights, const Matrix& x, const LayerTrace& values,
    int hidden, const Matrix& input, const Eigen::Ref<const Matrix>& recurrent, Weights* grad,
    Pass& pass)
{
    if (grad)
        addWeightGradients(x, values, hidden, input, recurrent, *grad, pass);
    Matrix dx(x.rows(), x.cols());
    multiply(Packed(weights.w.transpose()), input, 0, x.cols(), dx, pass);
    return dx;
}

Vector slopesOf(const Activation& of, Real clip, const LayerTrace& values, const Matrix& track,
    Index block, const HeldAt& at)
{
    const Index units = values.units();
    Vector slopes(units);
    for (Index i = 0; i < sliceCount(units); ++i) {
        const Slice slice = Slice::at(i, units);
        const Lanes a = slice.load(values.pre, at.step, block, units);
        Lanes slopesHere = slope(of, a, slice.load(track, at.step), clip);
        slopesHere = at.held.silenced(at.track, slice, at.step, slopesHere);
        slice.store(slopes.data(), slopesHere);
    }
    return slopes;
}

Vector openRows(const Held& held, int track, Index step, Index units)
{
    Vector rows = Vector::Ones(units);
    for (Index i = 0; i < sliceCount(units) && !held.empty(); ++i) {
        const Slice slice = Slice::at(i, units);
        Lanes lanes = slice.load(rows.data());
        lanes = held.silenced(track, slice, step, lanes);
        slice.store(rows.data(), lanes);
    }
    return rows;
}

std::vector<Term> affineTerms(const Weights& weights, Index row, const Operand& x,
    const Operand& before, std::string_view symbol)
{
    const std::string subscript = symbol.empty() ? "" : "_" + std::string(symbol);
    std::vector<Addend> biases{{"b" + subscript, weights.b(row)}};
    if (weights.d(row) != 0)
        biases.push_back({"d" + subscript, weights.d(row)});
    return {
        weighted("W" + subscript, weights.w.row(row), x),
        weighted("U" + subscript, weights.u.row(row), before),
        added("b" + subscript, std::move(biases)),
    };
}

Explanation activated(std::vector<Term> terms, const Activation& f, Real clip, Real value)
{
    Explanation e = sum(std::move(terms));
    const double most = static_cast<double>(clip);
    if (clip > 0 && std::abs(e.argument) > most) {
        const double open = std::clamp(e.argument, -most, most);
        e.terms.push_back(added("clip", {{"clip", open - e.argument}}));
        e.argument = open;
    }
    e.function = f.text();
    e.value = static_cast<double>(value);
    return e;
}

std::string applied(const Activation& f, const std::string& argument)
{
    const std::string symbol(f.symbol());
    if (symbol.empty())
        return argument;
    const bool word = symbol.find(' ') != std::string::npos;
    return (word ? "(" + symbol + ")" : symbol) + "(" + argument + ")";
}

std::string shownCell(const Activation& f)
{
    return f.symbol() == "tanh" ? "tanh c_t" : applied(f, "c_t");
}

} // namespace rnnscope
