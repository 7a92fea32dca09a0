#include "core/load/mappingedit.h"

#include "core/cell/cells.h"
#include "core/load/mappingguess.h"

#include <algorithm>

namespace rnnscope {

namespace {

void clearHead(Mapping& mapping)
{
    mapping.at({TensorRole::Head}).clear();
    mapping.at({TensorRole::HeadBias}).clear();
}

} // namespace

void addLayer(Mapping& mapping, const MappingFitter& fitter)
{
    const std::string cell = mapping.layers.back().cell;
    const auto found = [](const MappedLayer& layer) {
        return layer.has(TensorRole::U) || layer.has(TensorRole::Kernel);
    };
    MappedLayer layer = guessedLayer(fitter, mapping, cell);
    if (Mapping bare = mapping; !found(layer)) {
        clearHead(bare);
        layer = guessedLayer(fitter, bare, cell);
        if (found(layer))
            mapping = std::move(bare);
    }
    mapping.layers.push_back(std::move(layer));
}

void removeLayer(Mapping& mapping, const MappingFitter& fitter)
{
    mapping.layers.pop_back();
    if (fitter.fit(mapping).problem)
        clearHead(mapping);
}

std::set<std::string> usedTwice(const Mapping& mapping)
{
    std::set<std::string> known, twice;
    for (const MappedLayer& layer : mapping.layers)
        for (const auto& names : layer.names)
            for (const std::string& name : names)
                if (!name.empty() && !known.insert(name).second)
                    twice.insert(name);
    return twice;
}

void changeCell(
    Mapping& mapping, size_t place, const std::string& cell, const MappingFitter& fitter)
{
    MappedLayer& layer = mapping.layers[place];
    if (layer.cell == cell)
        return;
    layer = {};
    if (mapping.layers.size() == 1) {
        mapping = guessedMapping(fitter, cell);
        mapping.layers.resize(std::max<size_t>(1, mapping.layers.size()));
    } else if (place + 1 == mapping.layers.size()) {
        Mapping below = mapping;
        below.layers.pop_back();
        clearHead(below);
        layer = guessedLayer(fitter, below, cell);
    }
    mapping.layers[place].cell = cell;
    const MappingFit fit = fitter.fit(mapping);
    if (fit.problem || fit.missing) // for a head there is nothing to go by yet
        clearHead(mapping);
}

WeightShape shapeOf(const MappedLayer& layer)
{
    const bool joined = !layer.of(TensorRole::Kernel).empty();
    const TensorRole largest = joined ? TensorRole::Kernel : TensorRole::U;
    return {joined, joined && layer.hiddenFirst, layer.of(largest).size() > 1};
}

void changeShape(MappedLayer& layer, const WeightShape& shape)
{
    const auto gates = static_cast<size_t>(findCell(layer.cell)->blocks());
    const std::vector<std::string> none(shape.byGate ? gates : 1);
    const auto give = [&](TensorRole role, bool wanted) {
        std::vector<std::string>& names = layer.names[size_t(role)];
        if (!wanted)
            names.clear();
        else if (names.size() != none.size())
            names = none;
    };
    give(TensorRole::W, !shape.joined);
    give(TensorRole::U, !shape.joined);
    give(TensorRole::Kernel, shape.joined);
    give(TensorRole::B, true);
    give(TensorRole::D, true);
    layer.hiddenFirst = shape.hiddenFirst;
}

} // namespace rnnscope
