#include "core/cell/gru.h"

#include "core/cell/gates.h"

namespace rnnscope {

namespace {

using enum Gru::Place;

/// One run over a layer, slice by slice.
struct Forward : GatesForward {
    const GruKind& kind;

    void stepAfter(Slice units, Index j, const Real* sum);
    void gates(Slice units, Index j, const Real* sum);
    void candidate(Slice units, Index j, const Lanes& past);

private:
    Lanes recurrent(Slice units, const Real* sum, Index block) const;
    Lanes take(int track, Slice units, Index j, const Activation& f, const Lanes& recurrent);
};

/// U h_{t−1} + d, of the rows of one block.
Lanes Forward::recurrent(Slice units, const Real* sum, Index block) const
{
    return lanesAt(sum, block) + units.load(weights.d.data() + block * weights.units());
}

/// f(W x + b + recurrent), recorded.
Lanes Forward::take(int track, Slice units, Index j, const Activation& f, const Lanes& recurrent)
{
    const Index n = weights.units();
    return open(track, units, j, f, kind.clip,
        units.load(out.pre, j, track, n) + units.load(weights.b.data() + track * n) + recurrent);
}

/// Reset after: everything from one product.
void Forward::stepAfter(Slice units, Index j, const Real* sum)
{
    const Lanes r = take(Reset, units, j, kind.gate, recurrent(units, sum, Reset));
    take(Update, units, j, kind.gate, recurrent(units, sum, Update));
    const Lanes s = recurrent(units, sum, Candidate);
    units.store(out.kept, j, s);
    candidate(units, j, r * s);
}

/// Reset before: what the candidate's product reads.
void Forward::gates(Slice units, Index j, const Real* sum)
{
    const Lanes r = take(Reset, units, j, kind.gate, recurrent(units, sum, Reset));
    take(Update, units, j, kind.gate, recurrent(units, sum, Update));
    units.store(out.kept, j, r * units.load(out.previous(size_t(Hidden), j)));
}

/// n = tanh(W x + b + past);  h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}
void Forward::candidate(Slice units, Index j, const Lanes& past)
{
    const Lanes n = take(Candidate, units, j, kind.candidate, past);
    const Lanes z = units.load(out.tracks[Update], j);
    Lanes h = (1 - z) * n + z * units.load(out.previous(size_t(Hidden), j));
    h = pass.held.forced(Hidden, units, j / out.batch, h);
    units.store(out.tracks[Hidden], j, h);
}

/// The way back over a layer, slice by slice.
struct Backward : GatesBackward {
    const GruKind& kind;
    Matrix carried = Matrix::Zero(weights.units(), values.batch); ///< ∂L/∂h_{t−1} past the gates

    Lanes blend(Slice units, Index j, const Real* sum);
    void resetAfter(Slice units, Index j, const Lanes& da_n);
    void resetBefore(Slice units, Index j, const Lanes& dPast);
    Real* carry(Index j) { return carried.data() + (j % values.batch) * carried.rows(); }
};

/// δh_t += Uᵀ δ + carried;  δz = δh ⊙ (h_{t−1} − n);  δn = δh ⊙ (1 − z);  returns δa_n
Lanes Backward::blend(Slice units, Index j, const Real* sum)
{
    const auto value = [&](int track) { return units.load(values.tracks[size_t(track)], j); };
    Lanes dh = units.load(grad.tracks[Hidden], j) + lanesAt(sum) + units.load(carry(j));
    units.store(grad.tracks[Hidden], j, dh);
    dh = pass.held.silenced(Hidden, units, j / values.batch, dh);
    const Lanes z = value(Update);
    const Lanes before = units.load(values.previous(size_t(Hidden), j));
    passed(Update, units, j, kind.gate, kind.clip, dh * (before - value(Candidate)));
    units.store(carry(j), dh * z);
    return passed(Candidate, units, j, kind.candidate, kind.clip, dh * (1 - z));
}

/// δr = δa_n ⊙ (U_n h_{t−1} + d_n);  δ(U h_{t−1} + d) = (δa_r, δa_z, δa_n ⊙ r)
void Backward::resetAfter(Slice units, Index j, const Lanes& da_n)
{
    const Index n = weights.units();
    const Lanes da_r
        = passed(Reset, units, j, kind.gate, kind.clip, da_n * units.load(values.kept, j));
    units.store(grad.kept, j, da_r, Reset, n);
    units.store(grad.kept, j, units.load(grad.pre, j, Update, n), Update, n);
    units.store(grad.kept, j, da_n * units.load(values.tracks[Reset], j), Candidate, n);
}

/// δr = δ(r ⊙ h_{t−1}) ⊙ h_{t−1};  δh_{t−1} += δ(r ⊙ h_{t−1}) ⊙ r
void Backward::resetBefore(Slice units, Index j, const Lanes& dPast)
{
    units.store(grad.kept, j, dPast);
    const Lanes before = units.load(values.previous(size_t(Hidden), j));
    passed(Reset, units, j, kind.gate, kind.clip, dPast * before);
    const Lanes r = units.load(values.tracks[Reset], j);
    units.store(carry(j), units.load(carry(j)) + dPast * r);
}

void forwardBefore(const Weights& weights, LayerTrace& out, Forward& run, Pass& pass)
{
    const Index n = weights.units();
    const Packed gates(weights.u.topRows(2 * n), 2), past(weights.u.bottomRows(n));
    scan({out.steps(), out.batch, out.backward}, pass,
        ScanStage{gates,
            [&](Index j) {
                return Columns{out.previous(size_t(Hidden), j), n};
            },
            [&](Slice units, Index j, const Real* sum) { run.gates(units, j, sum); }},
        ScanStage{past, [&](Index j) { return Columns::of(out.kept, j); },
            [&](Slice units, Index j, const Real* sum) {
                run.candidate(
                    units, j, lanesAt(sum) + units.load(weights.d.data() + Candidate * n));
            }});
}

void backwardBefore(const Weights& weights, const Walk& walk, Backward& run, Pass& pass)
{
    const Index n = weights.units();
    const Matrix& da = run.grad.pre;
    const Packed gates(weights.u.topRows(2 * n).transpose());
    const Packed past(weights.u.bottomRows(n).transpose());
    scan(walk, pass,
        ScanStage{gates, [&](Index j) { return laterColumns(run.values, da, j); },
            [&](Slice units, Index j, const Real* sum) { run.blend(units, j, sum); }},
        ScanStage{past,
            [&](Index j) {
                return Columns{da.data() + j * 3 * n + 2 * n, 3 * n};
            },
            [&](Slice units, Index j, const Real* sum) {
                run.resetBefore(units, j, lanesAt(sum));
            }});
}

/// ∂L/∂U with the reset before: the candidate's rows read r ⊙ h_{t−1}.
void addBefore(const LayerTrace& values, const Matrix& da, Weights& grad, Pass& pass)
{
    const Index n = values.units();
    addOuter(da.bottomRows(n), values.kept, grad.u.bottomRows(n), pass);
    addColumns(da.bottomRows(n), grad.d.tail(n), pass);
}

/// The terms of n_t before its activation.
std::vector<Term> candidateTerms(
    const GruKind& kind, const Weights& weights, const Matrix& x, const UnitAt& at)
{
    const Index row = Gru::Candidate * at.values.units() + at.unit;
    const Addend b{"b_n", weights.b(row)}, d{"d_n", weights.d(row)};
    const Operand before = at.allBefore(Gru::Hidden, "h_{t−1}");
    const Vector u = weights.u.row(row);
    const Term input = weighted("W_n", weights.w.row(row), inputAt(x, at.step));
    if (kind.resetBefore)
        return {input,
            {"U_n (r_t ⊙ h_{t−1})", u.dot(at.values.kept.col(at.step)), {},
                {at.allNow(Gru::Reset, "r_t"), before}, "U_n", u},
            added("b_n + d_n", {b, d})};
    return {input, added("b_n", {b}),
        {"r_t (U_n h_{t−1} + d_n)", at.value(Gru::Reset) * at.values.kept(at.unit, at.step),
            {at.now(Gru::Reset, "r_t")}, {before}, "U_n", u, {d}}};
}

} // namespace

void Gru::forward(const Weights& weights, const Matrix& x, LayerTrace& out, Pass& pass) const
{
    readInputs(weights, x, out, pass);
    Forward run{{weights, pass, out}, m_kind};
    if (m_kind.resetBefore)
        return forwardBefore(weights, out, run, pass);
    const Packed u(weights.u, blocks());
    scan({out.steps(), out.batch, out.backward}, pass,
        ScanStage{u,
            [&](Index j) {
                return Columns{out.previous(size_t(Hidden), j), weights.units()};
            },
            [&](Slice units, Index j, const Real* sum) { run.stepAfter(units, j, sum); }});
}

Matrix Gru::backward(const Weights& weights, const Matrix& x, const LayerTrace& values,
    LayerTrace& grad, Weights* weightGrad, Pass& pass) const
{
    const Index n = weights.units();
    const Walk walk{values.steps(), values.batch, !values.backward};
    Backward run{{weights, pass, values, grad}, m_kind};
    if (m_kind.resetBefore) {
        backwardBefore(weights, walk, run, pass);
        const auto first = firstColumns(values, grad.pre);
        grad.start[Hidden].noalias()
            = run.carried + weights.u.topRows(2 * n).transpose() * first.topRows(2 * n);
        Matrix dx = finishGradients(
            weights, x, values, Hidden, grad.pre, grad.pre.topRows(2 * n), weightGrad, pass);
        if (weightGrad)
            addBefore(values, grad.pre, *weightGrad, pass);
        return dx;
    }
    const Packed back(weights.u.transpose());
    scan(walk, pass,
        ScanStage{back, [&](Index j) { return laterColumns(values, grad.kept, j); },
            [&](Slice units, Index j, const Real* sum) {
                run.resetAfter(units, j, run.blend(units, j, sum));
            }});
    grad.start[Hidden].noalias()
        = run.carried + weights.u.transpose() * firstColumns(values, grad.kept);
    return finishGradients(weights, x, values, Hidden, grad.pre, grad.kept, weightGrad, pass);
}

void Gru::jacobian(const Weights& weights, const LayerTrace& values, const Held& held, Index step,
    Matrix& jacobian) const
{
    const Index n = weights.units();
    const auto value = [&](int track) { return values.tracks[size_t(track)].col(step).array(); };
    const auto passing = [&](const Activation& f, int track) {
        return slopesOf(
            f, m_kind.clip, values, values.tracks[size_t(track)], track, {held, track, step});
    };
    const auto u = [&](int block) { return weights.u.middleRows(block * n, n); };
    const Eigen::Array<Real, -1, 1> open = openRows(held, Hidden, step, n);
    const Vector before = values.previous(int(Hidden), step);
    const Vector byReset = passing(m_kind.gate, Reset);
    const Vector byUpdate
        = open * passing(m_kind.gate, Update).array() * (before.array() - value(Candidate));
    const Vector byCandidate
        = open * passing(m_kind.candidate, Candidate).array() * (1 - value(Update));
    // ∂h_t/∂h_{t−1} = diag(z) + diag((h_{t−1} − n) ⊙ σ′) U_z + diag((1 − z) ⊙ tanh′) ∂past/∂h_{t−1}
    if (m_kind.resetBefore) {
        Matrix past = (before.array() * byReset.array()).matrix().asDiagonal() * u(Reset);
        past.diagonal() += value(Reset).matrix();
        jacobian.noalias() = byCandidate.asDiagonal() * (u(Candidate) * past);
        jacobian += byUpdate.asDiagonal() * u(Update);
    } else {
        const Vector direct = byCandidate.array() * value(Reset);
        const Vector gated = byCandidate.array() * byReset.array() * values.kept.col(step).array();
        jacobian = byUpdate.asDiagonal() * u(Update) + direct.asDiagonal() * u(Candidate)
            + gated.asDiagonal() * u(Reset);
    }
    jacobian.diagonal() += (open * value(Update)).matrix();
}

std::optional<Squash> Gru::squash(int track) const
{
    if (track == Hidden)
        return {};
    return Squash{track == Candidate ? m_kind.candidate : m_kind.gate, m_kind.clip};
}

Explanation Gru::explain(const Weights& weights, const Matrix& x, const LayerTrace& values,
    int track, Index unit, Index step) const
{
    const UnitAt at{values, unit, step};
    if (track == Hidden)
        return sum(
            {product({at.now(Update, "(1 − z_t)", 1 - at.value(Update)), at.now(Candidate, "n_t")}),
                product({at.now(Update, "z_t"), at.before(Hidden, "h_{t−1}")})});
    const Track& which = tracks()[static_cast<size_t>(track)];
    const Index row = which.block * values.units() + unit;
    std::vector<Term> terms = track == Candidate ? candidateTerms(m_kind, weights, x, at)
                                                 : affineTerms(weights, row, inputAt(x, step),
                                                     at.allBefore(Hidden, "h_{t−1}"), which.symbol);
    return activated(std::move(terms), which.role == Role::Gate ? m_kind.gate : m_kind.candidate,
        m_kind.clip, values.tracks[size_t(track)](unit, step));
}

} // namespace rnnscope
