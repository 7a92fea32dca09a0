#include "core/load/mappinglayer.h"

#include "core/cell/cells.h"
#include "core/cell/lstm.h"
#include "core/load/card.h"
#include "core/load/layout.h"
#include "core/load/mappingattempt.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// The first role that a layer lacks.
std::optional<std::string> lacking(const MappedLayer& layer)
{
    for (size_t i = 0; i < layerRoles; ++i) {
        const auto role = static_cast<TensorRole>(i);
        const auto& names = layer.of(role);
        if (layer.has(role) && std::ranges::find(names, "") != names.end())
            return std::string(nameOf(role, layer.hiddenFirst)) + " of every gate";
    }
    if (!layer.has(TensorRole::Kernel))
        for (const TensorRole role : {TensorRole::U, TensorRole::W})
            if (!layer.has(role))
                return std::string(nameOf(role));
    return {};
}

StoredLayer storedOf(const MappedLayer& mapped, const Cell& cell, const MappingAttempt& attempt)
{
    StoredLayer layer;
    const TensorRole largest = mapped.has(TensorRole::Kernel) ? TensorRole::Kernel : TensorRole::U;
    layer.name = mapped.of(largest).front();
    layer.cell = findCell(cell.id());
    layer.blocks = attempt.blocks();
    layer.unsaid = unsaid::activation;
    if (mapped.has(TensorRole::P)) {
        LstmKind kind;
        kind.projection = true;
        layer.cell = lstm(kind);
        layer.projection = attempt.projection();
    }
    if (cell.blocks() == 1)
        return layer;
    layer.unsaid |= unsaid::gate | (cell.id() == "gru" ? unsaid::reset : unsaid::forgetBias);
    layer.order = gateOrder(cell);
    reorder(layer, mapped.order);
    if (mapped.of(largest).size() == 1)
        layer.unsaid |= unsaid::order;
    else
        layer.order.clear(); // every gate was named
    return layer;
}

std::optional<Error> wrongLayer(const MappedLayer& layer, const std::string& where)
{
    const char* found = !findCell(layer.cell)              ? "a cell that is not known"
        : layer.has(TensorRole::P) && layer.cell != "lstm" ? "a projection, which an LSTM alone has"
        : layer.has(TensorRole::Kernel) && (layer.has(TensorRole::W) || layer.has(TensorRole::U))
        ? "W or U beside a tensor that holds both"
        : nullptr;
    if (!found)
        return {};
    return Error{Fault::Model, where,
        std::string("expected W and U of an RNN, an LSTM or a GRU, found ") + found,
        "Leave one of them out, or choose another cell"};
}

} // namespace

LayerFit fitLayer(const MappedLayer& layer, size_t place, int64_t below, const Archive& archive,
    const TensorIndex& index)
{
    LayerFit fit;
    const std::string where
        = "Cannot map layer " + std::to_string(place + 1) + " in " + archive.file;
    if ((fit.problem = wrongLayer(layer, where)))
        return fit;
    const CellPtr cell = findCell(layer.cell);
    std::vector<MappingAttempt> attempts;
    for (const bool transposed : {false, true})
        attempts.emplace_back(layer, *cell, transposed, below, archive, index).run();
    const auto fits = [](const MappingAttempt& one) { return !one.problem(); };
    const MappingAttempt& best = layer.transposed
        ? attempts[*layer.transposed]
        : *std::ranges::max_element(attempts, {}, &MappingAttempt::fitting);
    fit.sides = best.sides();
    fit.sides.either = std::ranges::count_if(attempts, fits) == 2;
    fit.problem = best.problem();
    if (fit.problem)
        return fit;
    if (const auto role = lacking(layer))
        fit.missing = Error{Fault::Model, where, "expected a tensor for " + *role + ", found none",
            "Name one of the file’s tensors"};
    else
        fit.layer = storedOf(layer, *cell, best);
    return fit;
}

} // namespace rnnscope
