#include "core/run/share.h"

#include "core/run/each.h"

#include <numeric>

namespace rnnscope {

namespace {

/// v_k of every step k: G times what the rows of U read there.
Eigen::MatrixXd projected(
    const Layer& layer, const LayerTrace& values, const Matrix& g, const Watch& watch)
{
    const Cell& cell = *layer.cell;
    const Index alone = cell.readKept(layer.weights);
    const Index common = g.rows() - alone;
    const Eigen::MatrixXd exact = g.cast<double>();
    Eigen::MatrixXd v(g.rows(), values.columns());
    inStretches(0, v.cols(), watch, [&](Index first, Index count) {
        for (Index k = first; k < first + count; ++k)
            v.col(k).head(common)
                = exact.topRows(common) * values.previous(cell.hidden(), k).cast<double>();
        if (alone > 0)
            v.bottomRows(alone).middleCols(first, count)
                = exact.bottomRows(alone) * values.kept.middleCols(first, count).cast<double>();
    });
    return v;
}

/// Adds the dot products of some losses with what U's gradient makes of every step.
void addShares(
    const Matrix& gradient, Index batch, Index first, const Eigen::MatrixXd& v, Shares& shares)
{
    for (Index j = 0; j < gradient.cols(); ++j) {
        const Index t = first + j % batch, k = j / batch;
        if (t >= 0)
            shares.parts[static_cast<size_t>(std::abs(t - k))]
                += gradient.col(j).cast<double>().dot(v.col(k));
    }
}

void normalize(std::vector<double>& parts)
{
    const double all = std::accumulate(parts.begin(), parts.end(), 0.0); // ‖G‖²
    for (double& part : parts)
        part = all > 0 ? part / all : 0;
}

/// The gradient of every parameter, of all losses: the first half of the work.
Result<ParameterGradients> parametersOf(const Model& model, const Sequence& sequence,
    const Trace& trace, Watch& watch, const RunOptions& options)
{
    const Watch::Part half(watch, 0, 2);
    ParameterGradients whole;
    const auto gradient = backward(model, sequence, trace, std::nullopt, watch, &whole, options);
    if (!gradient)
        return gradient.error();
    return whole;
}

} // namespace

Result<std::vector<Shares>> lagShares(const Model& model, const Sequence& sequence,
    const Trace& trace, Watch& watch, const RunOptions& options)
{
    const auto whole = parametersOf(model, sequence, trace, watch, options);
    if (!whole)
        return whole.error();
    std::vector<Shares> shares;
    std::vector<Eigen::MatrixXd> v;
    for (size_t l = 0; l < model.layers.size(); ++l) {
        shares.push_back({{"M4", "share of ∂L/∂U by lag", "the losses of all steps, summed"},
            static_cast<int>(l), std::vector<double>(static_cast<size_t>(trace.steps()), 0)});
        v.push_back(projected(model.layers[l], trace.layers[l], whole->layers[l].u, watch));
    }
    const Watch::Part half(watch, 1, 2);
    const auto error
        = eachLoss(model, sequence, trace, watch, options, [&](const Trace& some, Index first) {
              for (size_t l = 0; l < shares.size(); ++l)
                  addShares(model.layers[l].cell->byRecurrent(some.layers[l]), some.batch, first,
                      v[l], shares[l]);
          });
    if (error)
        return *error;
    for (Shares& one : shares)
        normalize(one.parts);
    return shares;
}

} // namespace rnnscope
