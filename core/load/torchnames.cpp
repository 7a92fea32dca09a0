#include "core/load/torchnames.h"

#include "core/cell/cells.h"
#include "core/cell/elman.h"
#include "core/cell/lstm.h"
#include "core/load/card.h"
#include "core/load/layout.h"

#include <charconv>
#include <map>
#include <unordered_map>

namespace rnnscope {

namespace {

/// What a name like "rnn.weight_hh_l1_reverse" says.
struct Place {
    std::string_view prefix; ///< "rnn."
    std::string_view suffix; ///< "_l1_reverse"
    int layer = 0; ///< 0 for a cell, whose suffix is empty
    bool reverse = false;
};

std::optional<Place> placeIn(std::string_view name)
{
    constexpr std::string_view hidden = "weight_hh", backward = "_reverse";
    const size_t at = name.rfind(hidden);
    if (at == name.npos || (at > 0 && std::isalnum(static_cast<unsigned char>(name[at - 1]))))
        return std::nullopt;
    Place place{name.substr(0, at), name.substr(at + hidden.size()), 0, false};
    std::string_view number = place.suffix;
    if (number.ends_with(backward)) {
        place.reverse = true;
        number.remove_suffix(backward.size());
    }
    if (number.empty())
        return place;
    if (!number.starts_with("_l") || number.size() < 3)
        return std::nullopt;
    const char* end = number.data() + number.size();
    const auto [rest, problem] = std::from_chars(number.data() + 2, end, place.layer);
    return rest == end && problem == std::errc() && place.layer >= 0 ? std::optional(place)
                                                                     : std::nullopt;
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
Error unknownRows(const Tensor& hh, int64_t units, const std::string& file)
{
    std::string expected;
    for (const CellPtr& cell : cells())
        expected += (expected.empty() ? "" : ", ") + sideText(cell->blocks(), units) + " ("
            + std::string(cell->name()) + ")";
    return {Fault::Model, cannotRead(hh, file),
        "expected rows for one of the cells of " + std::to_string(units) + " units: " + expected
            + "; found " + std::to_string(hh.shape[0]),
        "Check the file: another kind of cell cannot be stepped"};
}

/// The tensors of one layer in one direction, by their places in the archive.
struct Parts {
    int hh, ih, hr, bhh, bih;
};

/// Reads one layer, or finds out what is wrong with it.
class Reading {
public:
    Reading(const Archive& archive, const Place& place, const Parts& parts)
        : m_archive(archive)
        , m_place(place)
        , m_parts(parts)
    {
    }

    Result<StoredLayer> run() const;

private:
    const Tensor& at(int place) const { return m_archive.tensors[static_cast<size_t>(place)]; }
    bool matrix(int place) const
    {
        const Tensor& tensor = at(place);
        return isFloat(tensor.type) && tensor.shape.size() == 2 && tensor.shape[0] > 0
            && tensor.shape[1] > 0;
    }
    std::optional<Error> wrongShapes() const;
    std::optional<Error> wrongBias(int bias) const;
    int64_t units() const
    {
        return m_parts.hr >= 0 ? at(m_parts.hr).shape[1] : at(m_parts.hh).shape[1];
    }
    CellPtr cell() const;
    std::string mode() const;

    const Archive& m_archive;
    Place m_place;
    Parts m_parts;
};

std::optional<Error> Reading::wrongBias(int bias) const
{
    if (bias < 0)
        return {};
    const int64_t rows = at(m_parts.hh).shape[0];
    if (at(bias).shape == std::vector{rows} && isFloat(at(bias).type))
        return {};
    return misfit(at(bias), m_archive.file, std::to_string(rows) + " numbers, one for each row");
}

std::optional<Error> Reading::wrongShapes() const
{
    const Tensor& hh = at(m_parts.hh);
    const std::string& file = m_archive.file;
    if (!matrix(m_parts.hh))
        return misfit(hh, file, "rows × units of real numbers");
    if (m_parts.ih < 0)
        return Error{Fault::Model, cannotRead(hh, file),
            "expected a weight_ih beside it, found none", "Save all weights of the layer"};
    if (!matrix(m_parts.ih))
        return misfit(at(m_parts.ih), file, "rows × inputs of real numbers");
    if (m_parts.hr >= 0 && (!matrix(m_parts.hr) || at(m_parts.hr).shape[0] != hh.shape[1]))
        return misfit(at(m_parts.hr), file,
            std::to_string(hh.shape[1]) + " rows, as “" + hh.name + "” has columns");
    const CellPtr cell = cellOf(hh.shape[0], units());
    const CellPtr other = cellOf(at(m_parts.ih).shape[0], units());
    if (other && other != cell)
        return wrongRows(hh, units(), *other, file);
    if (!cell)
        return unknownRows(hh, units(), file);
    if (!other)
        return misfit(
            at(m_parts.ih), file, std::to_string(hh.shape[0]) + " rows, as “" + hh.name + "” has");
    if (m_parts.hr >= 0 && cell->id() != "lstm")
        return Error{Fault::Model, cannotRead(at(m_parts.hr), file),
            "expected a projection in an LSTM alone, found it in " + withArticle(cell->name()),
            "Check the file: PyTorch has no such layer"};
    const auto error = wrongBias(m_parts.bih);
    return error ? error : wrongBias(m_parts.bhh);
}

/// What a whole module or the code of a script says of an RNN: "RNN_TANH", "relu"; or nothing.
std::string Reading::mode() const
{
    const std::string prefix(m_place.prefix);
    for (const std::string& key : {prefix + "mode", prefix + "nonlinearity", std::string("mode"),
             std::string("nonlinearity")})
        if (const auto found = m_archive.metadata.find(key); found != m_archive.metadata.end())
            return found->second;
    return {};
}

CellPtr Reading::cell() const
{
    const CellPtr cell = cellOf(at(m_parts.hh).shape[0], units());
    if (m_parts.hr >= 0) {
        LstmKind kind;
        kind.projection = true;
        return lstm(kind);
    }
    const bool relu = mode() == "RNN_RELU" || mode() == "relu";
    return cell->blocks() == 1 && relu ? elman({rectified, 0}) : cell;
}

Result<StoredLayer> Reading::run() const
{
    if (auto error = wrongShapes())
        return *error;
    StoredLayer layer;
    layer.name = at(m_parts.hh).name;
    layer.cell = cell();
    layer.backward = m_place.reverse;
    layer.projection = wholeOf(m_archive, m_parts.hr);
    const int64_t rows = units();
    const auto block = [&](int tensor, int64_t place) {
        return tensor < 0 ? Piece() : wholeOf(m_archive, tensor).rowsFrom(place * rows, rows);
    };
    for (int i = 0; i < layer.cell->blocks(); ++i)
        layer.blocks.push_back({block(m_parts.ih, i), block(m_parts.hh, i), block(m_parts.bih, i),
            block(m_parts.bhh, i)});
    if (layer.cell->blocks() > 1)
        layer.order = gateOrder(*layer.cell);
    else if (mode().empty())
        layer.unsaid = unsaid::activation;
    return layer;
}

/// The networks of an archive while they are collected.
class Finder {
public:
    explicit Finder(const Archive& archive)
        : m_archive(archive)
    {
        for (size_t i = 0; i < archive.tensors.size(); ++i)
            m_places.emplace(archive.tensors[i].name, static_cast<int>(i));
        std::vector<std::pair<int, Place>> found;
        for (size_t i = 0; i < archive.tensors.size(); ++i)
            if (const auto place = placeIn(archive.tensors[i].name))
                found.emplace_back(static_cast<int>(i), *place);
        // Files may be ordered by name, where l10 stands before l2.
        std::ranges::stable_sort(found, {},
            [](const auto& one) { return std::pair(one.second.layer, one.second.reverse); });
        for (const auto& [tensor, place] : found)
            add(tensor, place);
    }

    std::vector<StoredNetwork> take() { return std::move(m_networks); }

private:
    int find(const Place& place, std::string_view part) const
    {
        const auto found = m_places.find(
            std::string(place.prefix) + std::string(part) + std::string(place.suffix));
        return found == m_places.end() ? -1 : found->second;
    }

    StoredNetwork& networkOf(const Place& place, const Tensor& hh)
    {
        const auto [entry, fresh] = m_indices.emplace(place.prefix, m_networks.size());
        if (fresh) {
            StoredNetwork network;
            network.prefix = place.prefix;
            const std::string_view stem
                = place.prefix.substr(0, place.prefix.size() - place.prefix.ends_with('.'));
            network.name = stem.empty() ? hh.name : shownName(stem);
            m_networks.push_back(std::move(network));
        }
        return m_networks[entry->second];
    }

    void add(int tensor, const Place& place)
    {
        const Tensor& hh = m_archive.tensors[static_cast<size_t>(tensor)];
        StoredNetwork& network = networkOf(place, hh);
        int& depth = m_depths[network.prefix];
        if (!network.obstacle.empty() || network.fault)
            return;
        const int expected = place.reverse ? place.layer + 1 : place.layer;
        if (depth != expected || (place.reverse && network.layers.back().backward)) {
            network.obstacle = "lacks a layer below “" + hh.name + "”";
            return;
        }
        auto layer = Reading(m_archive, place,
            {tensor, find(place, "weight_ih"), find(place, "weight_hr"), find(place, "bias_hh"),
                find(place, "bias_ih")})
                         .run();
        if (!layer) {
            network.fault = layer.error();
            return;
        }
        layer->second = place.reverse;
        if (!layer->second)
            ++depth;
        if (const auto error = wrongInputs(network, *layer))
            network.fault = *error;
        network.layers.push_back(std::move(*layer));
    }

    /// Whether the layer does not read what the one below hands on.
    std::optional<Error> wrongInputs(const StoredNetwork& network, const StoredLayer& layer) const
    {
        if (network.layers.empty())
            return {};
        int64_t below = 0;
        if (layer.second)
            below = network.layers.back().blocks[0].w.columns;
        else
            for (auto one = network.layers.rbegin(); one != network.layers.rend(); ++one) {
                below += one->blocks[0].u.columns;
                if (!one->second)
                    break;
            }
        const Piece& w = layer.blocks[0].w;
        if (w.columns == below)
            return {};
        return misfit(m_archive.tensors[static_cast<size_t>(w.tensor)], m_archive.file,
            std::to_string(below)
                + (layer.second ? " columns, as the other direction"
                                : " columns, the units of the layer below"));
    }

    const Archive& m_archive;
    std::unordered_map<std::string_view, int> m_places;
    std::unordered_map<std::string_view, size_t> m_indices;
    std::map<std::string, int> m_depths; ///< layers found so far, by prefix
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

/// Whether `upper` is the next member of a list of modules and reads what `lower` gives.
bool follows(const StoredNetwork& lower, const StoredNetwork& upper)
{
    const auto [lowerStem, lowerNumber] = numbered(lower.prefix);
    const auto [upperStem, upperNumber] = numbered(upper.prefix);
    const int span = static_cast<int>(lower.layers.size());
    const bool next
        = lowerNumber >= 0 && lowerStem == upperStem && upperNumber == lowerNumber + span;
    const auto sound = [](const StoredNetwork& network) {
        return network.obstacle.empty() && !network.fault && !network.layers.empty()
            && !network.layers.back().second;
    };
    return next && sound(lower) && sound(upper) && upper.layers.size() == 1
        && (lower.joined || span == 1)
        && upper.layers[0].blocks[0].w.columns == lower.layers.back().blocks[0].u.columns;
}

} // namespace

std::vector<StoredNetwork> findTorch(const Archive& archive)
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

Error wrongRows(const Tensor& hh, int64_t units, const Cell& cell, const std::string& file)
{
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

} // namespace rnnscope
