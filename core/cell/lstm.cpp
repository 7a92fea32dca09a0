#include "core/cell/lstm.h"

#include "core/cell/gates.h"

namespace rnnscope {

namespace {

enum Peep { PeepInput, PeepForget, PeepOutput };

/// One run over a layer, slice by slice.
struct Forward : GatesForward {
    const LstmKind& kind;
    Vector bias = weights.b + weights.d;

    void gates(Slice units, Index j, const Real* sum);
    void project(Slice outputs, Index j, const Real* sum);

private:
    Lanes argument(Slice units, Index j, const Real* sum, Index block) const;
    Lanes peep(Slice units, Index column, const Lanes& c) const;
};

/// W x + b + U h_{t−1} + d, of the rows of one block.
Lanes Forward::argument(Slice units, Index j, const Real* sum, Index block) const
{
    const Index n = weights.units();
    return units.load(out.pre, j, block, n) + units.load(bias.data() + block * n)
        + lanesAt(sum, block);
}

/// p ⊙ c, where the gates have peepholes.
Lanes Forward::peep(Slice units, Index column, const Lanes& c) const
{
    return kind.peepholes ? Lanes(units.load(weights.peep, column) * c) : Lanes::Zero();
}

void Forward::gates(Slice units, Index j, const Real* sum)
{
    using enum Lstm::Place;
    const Index step = j / out.batch;
    const Lanes before = units.load(out.previous(size_t(CellState), j));
    const auto a = [&](int block) { return argument(units, j, sum, block); };
    // i, f = σ(a + p ⊙ c_{t−1});  g = tanh(a)
    const Lanes i
        = open(Input, units, j, kind.gate, kind.clip, a(Input) + peep(units, PeepInput, before));
    Lanes f
        = open(Forget, units, j, kind.gate, kind.clip, a(Forget) + peep(units, PeepForget, before));
    if (kind.coupled) {
        f = 1 - i;
        f = pass.held.forced(Forget, units, step, f);
        units.store(out.tracks[Forget], j, f);
    }
    const Lanes g = open(Candidate, units, j, kind.candidate, kind.clip, a(Candidate));
    // c_t = f ⊙ c_{t−1} + i ⊙ g
    Lanes c = f * before + i * g;
    c = pass.held.forced(CellState, units, step, c);
    units.store(out.tracks[CellState], j, c);
    // o = σ(a + p ⊙ c_t);  h_t = o ⊙ tanh c_t
    const Lanes o
        = open(Output, units, j, kind.gate, kind.clip, a(Output) + peep(units, PeepOutput, c));
    const Lanes shown = kind.output.of(clamped(c, kind.clip));
    units.store(out.kept, j, shown);
    Lanes h = o * shown;
    if (kind.projection)
        return units.store(out.kept, j, h, 1, weights.units());
    h = pass.held.forced(Hidden, units, step, h);
    units.store(out.tracks[Hidden], j, h);
}

/// h_t = P (o ⊙ tanh c_t)
void Forward::project(Slice outputs, Index j, const Real* sum)
{
    Lanes h = lanesAt(sum);
    h = pass.held.forced(Lstm::Hidden, outputs, j / out.batch, h);
    outputs.store(out.tracks[Lstm::Hidden], j, h);
}

/// The way back over a layer, slice by slice.
struct Backward : GatesBackward {
    const LstmKind& kind;
    Matrix carried = Matrix::Zero(weights.units(), values.batch); ///< ∂L/∂c_{t−1} through step t

    Lanes hidden(Slice units, Index j, const Real* sum);
    void gates(Slice units, Index j, const Lanes& dm);
};

/// δh_t += Uᵀ δa_{t+1}; what of it passes on.
Lanes Backward::hidden(Slice units, Index j, const Real* sum)
{
    Matrix& dh = grad.tracks[Lstm::Hidden];
    Lanes total = units.load(dh, j) + lanesAt(sum);
    units.store(dh, j, total);
    total = pass.held.silenced(Lstm::Hidden, units, j / values.batch, total);
    return total;
}

/// @param dm ∂L/∂(o ⊙ φ(c))
void Backward::gates(Slice units, Index j, const Lanes& dm)
{
    using enum Lstm::Place;
    const Index step = j / values.batch;
    const auto value = [&](int track) { return units.load(values.tracks[size_t(track)], j); };
    const auto p = [&](Index column) {
        return kind.peepholes ? units.load(weights.peep, column) : Lanes(Lanes::Zero());
    };
    const Lanes c = value(CellState), i = value(Input), f = value(Forget);
    const Lanes before = units.load(values.previous(size_t(CellState), j));
    const Lanes shown = units.load(values.kept, j);
    // δo = δm ⊙ tanh c;  δc += δm ⊙ o ⊙ tanh′ + δa_o ⊙ p_o
    const Lanes da_o = passed(Output, units, j, kind.gate, kind.clip, dm * shown);
    const Lanes byCell = slope(kind.output, clamped(c, kind.clip), shown, kind.clip);
    Real* carry = carried.data() + (j % values.batch) * carried.rows();
    Lanes dc = units.load(carry) + dm * value(Output) * byCell + da_o * p(PeepOutput);
    units.store(grad.tracks[CellState], j, dc);
    dc = pass.held.silenced(CellState, units, step, dc);
    // δg = δc ⊙ i;  δf = δc ⊙ c_{t−1};  δi = δc ⊙ g, and where f = 1 − i, less δf
    passed(Candidate, units, j, kind.candidate, kind.clip, dc * i);
    Lanes df = dc * before;
    Lanes da_f = Lanes::Zero();
    Lanes di = dc * value(Candidate);
    if (kind.coupled) {
        units.store(grad.tracks[Forget], j, df);
        units.store(grad.pre, j, da_f, Forget, weights.units());
        df = pass.held.silenced(Forget, units, step, df);
        di -= df;
    } else {
        da_f = passed(Forget, units, j, kind.gate, kind.clip, df);
    }
    const Lanes da_i = passed(Input, units, j, kind.gate, kind.clip, di);
    // δc_{t−1} += δc ⊙ f + δa_i ⊙ p_i + δa_f ⊙ p_f
    units.store(carry, dc * f + da_i * p(PeepInput) + da_f * p(PeepForget));
}

/// Adds Σ_t of da ⊙ c, the gradient of the peephole weights.
void addPeepGradients(const LayerTrace& values, const Matrix& da, Matrix& grad, const Watch& watch)
{
    const Index n = values.units();
    const Matrix& c = values.tracks[Lstm::CellState];
    for (Index j = 0; j < c.cols() && !watch.cancelled(); ++j) {
        const Eigen::Map<const Vector> before(values.previous(size_t(Lstm::CellState), j), n);
        const auto block = [&](Index b) { return da.col(j).segment(b * n, n); };
        grad.col(PeepInput) += block(Lstm::Input).cwiseProduct(before);
        grad.col(PeepForget) += block(Lstm::Forget).cwiseProduct(before);
        grad.col(PeepOutput) += block(Lstm::Output).cwiseProduct(c.col(j));
    }
}

/// h_t = o ⊙ φ(c), or P of it.
Explanation explainHidden(const LstmKind& kind, const Weights& weights, const UnitAt& at)
{
    using enum Lstm::Place;
    if (kind.projection) {
        const std::string shown = shownCell(kind.output);
        const auto kept = at.values.kept.col(at.step);
        Operand cell = at.allNow(CellState, shown);
        cell.values = kept.head(weights.units());
        const Vector row = weights.projection.row(at.unit);
        return sum({{"P (o_t ⊙ " + shown + ")", row.dot(kept.tail(weights.units())), {},
            {at.allNow(Output, "o_t"), std::move(cell)}, "P", row}});
    }
    const bool clips = kind.clip > 0 && std::abs(at.value(CellState)) > double(kind.clip);
    Explanation e;
    e.terms = {product({at.now(Output, "o_t")}),
        product(
            {at.now(CellState, clips ? applied(kind.output, "clip c_t") : shownCell(kind.output),
                at.values.kept(at.unit, at.step))})};
    e.join = '*';
    e.argument = e.value = at.value(Hidden);
    return e;
}

} // namespace

void Lstm::forward(const Weights& weights, const Matrix& x, LayerTrace& out, Pass& pass) const
{
    readInputs(weights, x, out, pass);
    const Index n = weights.units();
    Forward run{{weights, pass, out}, m_kind};
    const Walk walk{out.steps(), out.batch, out.backward};
    const Packed u(weights.u, blocks());
    const ScanStage gates{u,
        [&](Index j) {
            return Columns{out.previous(size_t(Hidden), j), weights.outputs()};
        },
        [&](Slice units, Index j, const Real* sum) { run.gates(units, j, sum); }};
    if (!m_kind.projection)
        return scan(walk, pass, gates);
    const Packed projection(weights.projection);
    scan(walk, pass, gates,
        ScanStage{projection,
            [&](Index j) {
                return Columns{out.kept.data() + j * 2 * n + n, 2 * n};
            },
            [&](Slice outputs, Index j, const Real* sum) { run.project(outputs, j, sum); }});
}

Matrix Lstm::backward(const Weights& weights, const Matrix& x, const LayerTrace& values,
    LayerTrace& grad, Weights* weightGrad, Pass& pass) const
{
    Backward run{{weights, pass, values, grad}, m_kind};
    const Walk walk{values.steps(), values.batch, !values.backward};
    const Packed back(weights.u.transpose());
    const auto later = [&](Index j) { return laterColumns(values, grad.pre, j); };
    if (!m_kind.projection) {
        scan(walk, pass, ScanStage{back, later, [&](Slice units, Index j, const Real* sum) {
                                       run.gates(units, j, run.hidden(units, j, sum));
                                   }});
    } else {
        const Packed unproject(weights.projection.transpose());
        scan(walk, pass,
            ScanStage{back, later,
                [&](Slice outputs, Index j, const Real* sum) {
                    outputs.store(grad.kept, j, run.hidden(outputs, j, sum));
                }},
            ScanStage{unproject, [&](Index j) { return Columns::of(grad.kept, j); },
                [&](Slice units, Index j, const Real* sum) { run.gates(units, j, lanesAt(sum)); }});
    }
    grad.start[CellState] = run.carried;
    grad.start[Hidden].noalias() = weights.u.transpose() * firstColumns(values, grad.pre);
    if (weightGrad && m_kind.peepholes)
        addPeepGradients(values, grad.pre, weightGrad->peep, pass.watch);
    if (weightGrad && m_kind.projection)
        addOuter(grad.kept, values.kept.bottomRows(weights.units()), weightGrad->projection, pass);
    return finishGradients(weights, x, values, Hidden, grad.pre, grad.pre, weightGrad, pass);
}

std::optional<Squash> Lstm::squash(int track) const
{
    if (track == CellState || track == Hidden || (track == Forget && m_kind.coupled))
        return {};
    return Squash{track == Candidate ? m_kind.candidate : m_kind.gate, m_kind.clip};
}

Explanation Lstm::explain(const Weights& weights, const Matrix& x, const LayerTrace& values,
    int track, Index unit, Index step) const
{
    const UnitAt at{values, unit, step};
    if (track == CellState)
        return sum({product({at.now(Forget, "f_t"), at.before(CellState, "c_{t−1}")}),
            product({at.now(Input, "i_t"), at.now(Candidate, "g_t")})});
    if (track == Forget && m_kind.coupled)
        return sum({added("1", {{"1", 1}}), product({at.now(Input, "−i_t", -at.value(Input))})});
    if (track == Hidden)
        return explainHidden(m_kind, weights, at);
    const Track& which = tracks()[static_cast<size_t>(track)];
    const std::string symbol(which.symbol);
    std::vector<Term> terms = affineTerms(weights, which.block * values.units() + unit,
        inputAt(x, step), at.allBefore(Hidden, "h_{t−1}"), symbol);
    if (m_kind.peepholes && track != Candidate) {
        const Index column = track == Input ? PeepInput : track == Forget ? PeepForget : PeepOutput;
        terms.push_back(weighted("p_" + symbol, weights.peep.row(unit).segment(column, 1),
            track == Output ? at.now(CellState, "c_t") : at.before(CellState, "c_{t−1}")));
    }
    return activated(std::move(terms), which.role == Role::Gate ? m_kind.gate : m_kind.candidate,
        m_kind.clip, values.tracks[size_t(track)](unit, step));
}

} // namespace rnnscope
