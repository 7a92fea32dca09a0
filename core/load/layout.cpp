#include "core/load/layout.h"

#include "core/cell/cells.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

namespace rnnscope {

namespace {

/// What a name like "rnn.weight_hh_l1_reverse" says.
struct Place {
    std::string_view prefix; ///< "rnn."
    std::string_view suffix; ///< "_l1"
    int layer = 0; ///< 0 for a cell, whose suffix is empty
    bool reverse = false;
};

constexpr std::string_view hidden = "weight_hh";

std::optional<Place> placeOf(std::string_view name)
{
    const size_t at = name.rfind(hidden);
    if (at == name.npos || (at > 0 && std::isalnum(static_cast<unsigned char>(name[at - 1]))))
        return std::nullopt;
    Place place{name.substr(0, at), name.substr(at + hidden.size()), 0, false};
    if (place.suffix.ends_with("_reverse")) {
        place.reverse = true;
        place.suffix.remove_suffix(8);
    }
    if (place.suffix.empty())
        return place;
    const char* end = place.suffix.data() + place.suffix.size();
    if (!place.suffix.starts_with("_l") || place.suffix.size() < 3)
        return std::nullopt;
    const auto [rest, problem] = std::from_chars(place.suffix.data() + 2, end, place.layer);
    return rest == end && problem == std::errc() && place.layer >= 0 ? std::optional(place)
                                                                     : std::nullopt;
}

/// The networks of an archive while they are collected.
class Finder {
public:
    explicit Finder(const Archive& archive)
        : m_tensors(indexOf(archive))
    {
        std::vector<std::pair<const Tensor*, Place>> found;
        for (const Tensor& tensor : archive.tensors)
            if (const auto place = placeOf(tensor.name))
                found.emplace_back(&tensor, *place);
        // Files may be ordered by name, where l10 stands before l2.
        std::ranges::stable_sort(found, {}, [](const auto& one) { return one.second.layer; });
        for (const auto& [tensor, place] : found)
            add(*tensor, place);
    }

    std::vector<StoredNetwork> take() { return std::move(m_networks); }

private:
    const Tensor* find(const Place& place, std::string_view part) const
    {
        const auto found = m_tensors.find(
            std::string(place.prefix) + std::string(part) + std::string(place.suffix));
        return found == m_tensors.end() ? nullptr : found->second;
    }

    void add(const Tensor& hh, const Place& place)
    {
        const auto [entry, fresh] = m_indices.emplace(place.prefix, m_networks.size());
        if (fresh)
            m_networks.push_back({std::string(place.prefix), {}, false, {}});
        StoredNetwork& network = m_networks[entry->second];
        if (place.reverse)
            network.obstacle
                = "reads in both directions: its backward half needs the whole sequence";
        else if (find(place, "weight_hr"))
            network.obstacle = "has a projection (weight_hr) of its hidden state";
        else if (place.layer != static_cast<int>(network.layers.size()))
            network.obstacle = "lacks a layer below “" + hh.name + "”";
        if (!place.reverse)
            network.layers.push_back(
                {&hh, find(place, "weight_ih"), find(place, "bias_hh"), find(place, "bias_ih")});
    }

    TensorIndex m_tensors;
    std::unordered_map<std::string_view, size_t> m_indices;
    std::vector<StoredNetwork> m_networks;
};

/// "cells.1." as "cells." and 1; number −1 when the last part is none.
std::pair<std::string, int> numbered(std::string_view prefix)
{
    if (!prefix.ends_with('.'))
        return {std::string(prefix), -1};
    const std::string_view whole = prefix.substr(0, prefix.size() - 1);
    const size_t dot = whole.rfind('.');
    const std::string_view last = dot == whole.npos ? whole : whole.substr(dot + 1);
    int number = -1;
    const auto rest = std::from_chars(last.data(), last.data() + last.size(), number).ptr;
    if (rest != last.data() + last.size())
        number = -1;
    return {std::string(whole.substr(0, whole.size() - last.size())), number};
}

int64_t columns(const Tensor* tensor)
{
    return tensor && tensor->shape.size() == 2 ? tensor->shape[1] : -1;
}

/// Whether `upper` is the next member of a list of modules and reads what `lower` gives.
bool follows(const StoredNetwork& lower, const StoredNetwork& upper)
{
    const auto [lowerStem, lowerNumber] = numbered(lower.prefix);
    const auto [upperStem, upperNumber] = numbered(upper.prefix);
    const int span = static_cast<int>(lower.layers.size());
    const bool next
        = lowerNumber >= 0 && lowerStem == upperStem && upperNumber == lowerNumber + span;
    return next && lower.obstacle.empty() && upper.obstacle.empty() && upper.layers.size() == 1
        && (lower.joined || span == 1) && columns(upper.layers[0].ih) > 0
        && columns(upper.layers[0].ih) == columns(lower.layers.back().hh);
}

std::string sideText(int64_t blocks, int64_t units)
{
    return blocks == 1 ? std::to_string(units)
                       : std::to_string(blocks) + " × " + std::to_string(units) + " = "
            + std::to_string(blocks * units);
}

/// "an LSTM", "a GRU": by the sound of the first letter.
std::string withArticle(std::string_view name)
{
    const bool vowel = std::string_view("AEFHILMNORSX").find(name[0]) != std::string_view::npos;
    return (vowel ? "an " : "a ") + std::string(name);
}

CellPtr cellOf(int64_t rows, int64_t units)
{
    for (const CellPtr& cell : cells())
        if (rows == cell->blocks() * units)
            return cell;
    return nullptr;
}

std::string cannotRead(const Tensor& tensor, const std::string& file)
{
    return "Cannot read “" + tensor.name + "” in " + file;
}

Error misfit(const Tensor& tensor, const std::string& file, const std::string& expected)
{
    return {Fault::Model, cannotRead(tensor, file),
        "expected " + expected + ", found " + tensor.shapeText(),
        "Check the file: these shapes are no recurrent layer of PyTorch"};
}

/// No kind of cell has that many rows.
Error unknownRows(const Tensor& hh, const std::string& file)
{
    std::string expected;
    for (const CellPtr& cell : cells())
        expected += (expected.empty() ? "" : ", ") + sideText(cell->blocks(), hh.shape[1]) + " ("
            + std::string(cell->name()) + ")";
    return {Fault::Model, cannotRead(hh, file),
        "expected rows for one of the cells of " + std::to_string(hh.shape[1])
            + " units: " + expected + "; found " + std::to_string(hh.shape[0]),
        "Check the file: another kind of cell cannot be stepped"};
}

/// A bias of the right size, or zeros where there is none.
Result<Vector> biasOf(const Tensor* bias, const Tensor& hh, const std::string& file)
{
    if (!bias)
        return Vector(Vector::Zero(hh.shape[0]));
    if (bias->shape != std::vector{hh.shape[0]} || !isFloat(bias->type))
        return misfit(*bias, file, std::to_string(hh.shape[0]) + " numbers, one for each row");
    return Vector(matrixOf(*bias).col(0));
}

Result<Layer> layerOf(const StoredLayer& stored, const Archive& archive)
{
    const Tensor& hh = *stored.hh;
    if (columns(&hh) <= 0 || hh.shape[0] <= 0 || !isFloat(hh.type))
        return misfit(hh, archive.file, "rows × units of real numbers");
    const int64_t units = hh.shape[1];
    if (!stored.ih)
        return Error{Fault::Model, cannotRead(hh, archive.file),
            "expected a weight_ih beside it, found none", "Save all weights of the layer"};
    if (columns(stored.ih) <= 0 || !isFloat(stored.ih->type))
        return misfit(*stored.ih, archive.file, "rows × inputs of real numbers");
    const CellPtr cell = cellOf(hh.shape[0], units);
    const CellPtr other = cellOf(stored.ih->shape[0], units);
    if (other && other != cell)
        return wrongRows(hh, *other, archive.file);
    if (!cell)
        return unknownRows(hh, archive.file);
    if (!other)
        return misfit(*stored.ih, archive.file,
            std::to_string(hh.shape[0]) + " rows, as “" + hh.name + "” has");
    auto b = biasOf(stored.bih, hh, archive.file);
    auto d = biasOf(stored.bhh, hh, archive.file);
    if (!b || !d)
        return b ? d.error() : b.error();
    return Layer{cell, {matrixOf(*stored.ih), matrixOf(hh), std::move(*b), std::move(*d)}};
}

} // namespace

std::vector<StoredNetwork> findNetworks(const Archive& archive)
{
    std::vector<StoredNetwork> networks;
    for (StoredNetwork& network : Finder(archive).take()) {
        if (!networks.empty() && follows(networks.back(), network)) {
            networks.back().layers.push_back(network.layers[0]);
            networks.back().joined = true;
        } else {
            networks.push_back(std::move(network));
        }
    }
    return networks;
}

std::string shownName(const StoredNetwork& network)
{
    const std::string_view prefix = network.prefix;
    return prefix.empty() ? network.layers.empty() ? "the layers" : network.layers[0].hh->name
                          : shownName(prefix.substr(0, prefix.size() - prefix.ends_with('.')));
}

Result<std::vector<Layer>> layersOf(const StoredNetwork& network, const Archive& archive)
{
    std::vector<Layer> layers;
    for (const StoredLayer& stored : network.layers) {
        auto layer = layerOf(stored, archive);
        if (!layer)
            return layer.error();
        if (!layers.empty() && layer->weights.inputs() != layers.back().weights.units())
            return misfit(*stored.ih, archive.file,
                std::to_string(layers.back().weights.units())
                    + " columns, the units of the layer below");
        layers.push_back(std::move(*layer));
    }
    return layers;
}

Error wrongRows(const Tensor& hh, const Cell& cell, const std::string& file)
{
    const int64_t units = hh.shape[1];
    const CellPtr suggested = cellOf(hh.shape[0], units);
    const std::string blocks = suggested && suggested->blocks() == 1
        ? "One block of rows suggests "
        : std::to_string(hh.shape[0] / units) + " blocks of rows suggest ";
    return {Fault::Model, cannotRead(hh, file),
        "expected " + sideText(cell.blocks(), units) + " rows for " + withArticle(cell.name())
            + " of " + std::to_string(units) + " units, found " + std::to_string(hh.shape[0]),
        suggested ? blocks + withArticle(suggested->name()) + ": save the file again as one"
                  : "Save the file again with all weights of one cell"};
}

std::string shownName(std::string_view name)
{
    constexpr std::array<std::string_view, 3> wrappers = {"module.", "model.", "_orig_mod."};
    for (bool found = true; found;) {
        found = false;
        for (std::string_view wrapper : wrappers)
            if (name.starts_with(wrapper) && name.size() > wrapper.size()) {
                name.remove_prefix(wrapper.size());
                found = true;
            }
    }
    return std::string(name);
}

} // namespace rnnscope
