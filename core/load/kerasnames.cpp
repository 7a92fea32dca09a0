#include "core/load/kerasnames.h"

#include "core/load/kerasnetworks.h"
#include "core/load/kerasstore.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

namespace rnnscope {

namespace {

/// Weights in the order in which Keras lists those of a layer.
constexpr std::array<std::string_view, 4> roles
    = {"kernel", "embeddings", "recurrent_kernel", "bias"};

/// What a weight's name says: "bidirectional/backward_lstm/lstm_cell/kernel:0".
struct Found {
    std::string layer; ///< "bidirectional"
    std::string name; ///< with slashes
    size_t role = 0; ///< place in `roles`
    bool backward = false;
    int tensor = 0;

    auto order() const { return std::tuple(backward, role); }
};

/// Takes the last part off a path.
std::string_view takePart(std::string_view& path)
{
    const size_t slash = path.rfind('/');
    const std::string_view part = slash == path.npos ? path : path.substr(slash + 1);
    path = slash == path.npos ? std::string_view() : path.substr(0, slash);
    return part;
}

std::string_view lastOf(std::string_view path) { return takePart(path); }

std::optional<Found> foundIn(const std::string& name, int tensor)
{
    Found found{{}, name, 0, false, tensor};
    std::ranges::replace(found.name, '.', '/');
    std::string_view path = found.name;
    if (path.ends_with(":0"))
        path.remove_suffix(2);
    const auto role = std::ranges::find(roles, takePart(path));
    if (role == roles.end())
        return std::nullopt;
    found.role = static_cast<size_t>(role - roles.begin());
    // A cell has the number of its layer behind it: lstm_cell_1.
    const std::string_view cell = lastOf(path).substr(0, lastOf(path).find("cell") + 4);
    if (cell == "cell" || cell.ends_with("_cell"))
        takePart(path);
    const std::string_view way = lastOf(path);
    found.backward = way.starts_with("backward_");
    if (found.backward || way.starts_with("forward_"))
        takePart(path);
    found.layer = path;
    return found.layer.empty() ? std::nullopt : std::optional(std::move(found));
}

using Layers = std::vector<std::vector<Found>>;

bool has(const std::vector<Found>& layer, std::string_view role)
{
    return std::ranges::any_of(layer, [&](const Found& one) { return roles[one.role] == role; });
}

/// Files may be ordered by name: tables come first and dense layers last, but for one below the
/// recurrent layers that fits there and not above them.
void sortUsually(Layers& layers, const Archive& archive)
{
    const auto shapeOf = [&](const Found& one) {
        std::vector<int64_t> shape = archive.tensors[static_cast<size_t>(one.tensor)].shape;
        shape.resize(2);
        return shape;
    };
    const auto cell = std::ranges::find_if(
        layers, [](const std::vector<Found>& layer) { return has(layer, "recurrent_kernel"); });
    const int64_t inputs = shapeOf(cell->front())[0];
    const int64_t units = shapeOf(*std::ranges::find_if(
        *cell, [](const Found& one) { return roles[one.role] == "recurrent_kernel"; }))[0];
    std::map<std::string, int> ranks;
    for (auto layer = layers.begin(); layer != layers.end(); ++layer) {
        const std::vector<int64_t> shape = shapeOf(layer->front());
        const bool below
            = layer < cell && shape[1] == inputs && shape[0] != units && shape[0] != 2 * units;
        ranks[layer->front().layer] = has(*layer, "embeddings") ? 0
            : has(*layer, "recurrent_kernel") || below          ? 1
                                                                : 2;
    }
    std::ranges::stable_sort(
        layers, {}, [&](const std::vector<Found>& layer) { return ranks[layer.front().layer]; });
}

/// The weights layer by layer; none where nothing is recurrent.
std::vector<KerasEntry> entriesIn(const Archive& archive)
{
    Layers layers;
    std::map<std::string, size_t> places;
    bool recurrent = false;
    for (size_t i = 0; i < archive.tensors.size(); ++i) {
        const Tensor& tensor = archive.tensors[i];
        auto found
            = isFloat(tensor.type) ? foundIn(tensor.name, static_cast<int>(i)) : std::nullopt;
        if (!found)
            continue;
        recurrent |= roles[found->role] == "recurrent_kernel";
        const auto [place, fresh] = places.emplace(found->layer, layers.size());
        if (fresh)
            layers.emplace_back();
        layers[place->second].push_back(std::move(*found));
    }
    for (std::vector<Found>& layer : layers)
        std::ranges::stable_sort(layer, {}, &Found::order);
    if (!recurrent)
        return {};
    sortUsually(layers, archive);
    std::vector<KerasEntry> entries;
    for (const std::vector<Found>& layer : layers) {
        KerasEntry& entry = entries.emplace_back();
        entry.layer = layer.front().layer;
        for (const Found& one : layer) {
            entry.names.push_back(std::string(lastOf(one.name)));
            entry.tensors.push_back(one.tensor);
        }
    }
    return entries;
}

} // namespace

std::vector<StoredNetwork> findKeras(const Archive& archive)
{
    const std::vector<KerasEntry> entries = entriesIn(archive);
    if (entries.empty())
        return {};
    const auto version = archive.metadata.find("keras_version");
    const KerasTerms terms{
        kerasVersion(version == archive.metadata.end() ? std::string() : version->second), true};
    return kerasNetworks(
        kerasGraph(guessModel(entries, archive)), terms, listedWeights(entries), archive);
}

} // namespace rnnscope
