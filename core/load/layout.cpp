#include "core/load/layout.h"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>

namespace rnnscope {

namespace {

/// Gathers the pieces of one layer and remembers the first that does not fit.
class Gathering {
public:
    Gathering(std::string layer, const Archive& archive, const Watch& watch)
        : m_layer(std::move(layer))
        , m_archive(archive)
        , m_watch(watch)
    {
    }

    Matrix room(Index rows, Index columns) const { return roomFor(rows, columns, m_watch); }
    /// Fills `out` with the numbers of a piece of its shape.
    void take(const Piece& piece, const std::string& what, Eigen::Ref<Matrix> out)
    {
        const bool fits = piece.rows == out.rows() && piece.columns == out.cols();
        if (!fits || !lieWithin(piece, m_archive))
            refuse(piece, what, out.rows(), out.cols(), fits);
        else if (!m_problem)
            m_problem = gather(piece, m_archive, out, m_watch);
    }
    /// The same, or zeros where there is no such piece.
    void takeOr(const Piece& piece, const std::string& what, Eigen::Ref<Matrix> out)
    {
        if (piece.empty())
            out.setZero();
        else
            take(piece, what, out);
    }

    const std::optional<Error>& problem() const { return m_problem; }

private:
    void refuse(const Piece& piece, const std::string& what, Index rows, Index columns, bool fits)
    {
        if (m_problem)
            return;
        const std::string found = piece.empty() ? "none"
            : fits                              ? "some numbers beyond its tensor"
                   : std::to_string(piece.rows) + " × " + std::to_string(piece.columns);
        const bool placed = piece.tensor >= 0 && piece.tensor < std::ssize(m_archive.tensors);
        m_problem = Error{Fault::Model,
            "Cannot read " + what + " of “" + m_layer + "” in " + m_archive.file
                + (placed ? ", from “" + m_archive.tensors[size_t(piece.tensor)].name + "”" : ""),
            "expected " + std::to_string(rows) + " × " + std::to_string(columns) + ", found "
                + found,
            "Check the file: these shapes do not make a recurrent layer"};
    }

    std::string m_layer;
    const Archive& m_archive;
    const Watch& m_watch;
    std::optional<Error> m_problem;
};

struct Sides {
    Index inputs, units, outputs;
};

Sides sidesOf(const StoredLayer& layer)
{
    const StoredBlock& first = layer.blocks.front();
    return {first.w.columns, first.w.rows, first.u.columns};
}

std::string gateName(const StoredLayer& layer, size_t block)
{
    for (const Track& track : layer.cell->tracks())
        if (track.block == static_cast<int>(block) && layer.blocks.size() > 1)
            return track.name;
    return "the layer";
}

Weights weightsOf(const StoredLayer& layer, Gathering& from)
{
    const auto [inputs, units, outputs] = sidesOf(layer);
    const Index rows = units * std::ssize(layer.blocks);
    Weights weights{from.room(rows, inputs), from.room(rows, outputs), Vector(rows), Vector(rows)};
    for (size_t i = 0; i < layer.blocks.size(); ++i) {
        const StoredBlock& block = layer.blocks[i];
        const std::string gate = gateName(layer, i);
        const Index first = units * static_cast<Index>(i);
        from.take(block.w, "W of " + gate, weights.w.middleRows(first, units));
        from.take(block.u, "U of " + gate, weights.u.middleRows(first, units));
        from.takeOr(block.b, "the bias of " + gate, weights.b.segment(first, units));
        from.takeOr(block.d, "the recurrent bias of " + gate, weights.d.segment(first, units));
    }
    if (!layer.projection.empty()) {
        weights.projection.resize(outputs, units);
        from.take(layer.projection, "the projection", weights.projection);
    }
    if (!layer.peeps.empty())
        weights.peep = Matrix::Zero(units, 3);
    for (size_t i = 0; i < std::min<size_t>(layer.peeps.size(), 3); ++i)
        from.take(layer.peeps[i], "a peephole", weights.peep.col(static_cast<Index>(i)));
    return weights;
}

/// Some networks add a number to the forget gate's bias when they run.
void addForgetBias(const StoredLayer& layer, Weights& weights)
{
    const int forget = layer.cell->indexOf("forget");
    if (forget < 0 || layer.forgetBias == 0)
        return;
    const int block = layer.cell->tracks()[static_cast<size_t>(forget)].block;
    const Index units = weights.units();
    weights.b.segment(block * units, units).array() += static_cast<Real>(layer.forgetBias);
}

std::vector<Matrix> startOf(const StoredLayer& layer, const Weights& weights, Gathering& from)
{
    const auto tracks = layer.cell->tracks();
    std::vector<Matrix> start(tracks.size());
    for (size_t i = 0; i < tracks.size(); ++i) {
        const Piece& piece = tracks[i].role == Role::Cell ? layer.startCell : layer.startHidden;
        if (!tracks[i].carried() || piece.empty())
            continue;
        start[i].resize(layer.cell->height(weights, static_cast<int>(i)), 1);
        from.take(piece, "the initial state", start[i]);
    }
    const bool none = std::ranges::all_of(start, [](const Matrix& m) { return m.size() == 0; });
    return none ? std::vector<Matrix>() : start;
}

/// Sides that Gathering would otherwise take on trust, before anything is allocated for them.
std::optional<Error> wrongSides(const StoredLayer& layer, const std::string& file)
{
    const bool built = layer.cell && std::ssize(layer.blocks) == layer.cell->blocks()
        && !layer.blocks.empty() && (layer.peeps.empty() || layer.peeps.size() == 3);
    const auto [inputs, units, outputs] = built ? sidesOf(layer) : Sides{};
    const bool projected = !layer.projection.empty();
    if (built && inputs > 0 && units > 0 && outputs > 0 && (outputs == units || projected))
        return {};
    return Error{Fault::Model, "Cannot read “" + layer.name + "” in " + file,
        "expected a square U for each gate, found "
            + (built ? std::to_string(units) + " × " + std::to_string(outputs)
                     : std::to_string(layer.blocks.size()) + " gates"),
        "Check the file: these shapes do not make a recurrent layer"};
}

Result<Layer> layerOf(const StoredLayer& stored, const Archive& archive, const Watch& watch)
{
    if (auto error = wrongSides(stored, archive.file))
        return *error;
    // W and U are looked at first: what is allocated is then no larger than the file.
    for (const StoredBlock& block : stored.blocks)
        for (const Piece* piece : {&block.w, &block.u})
            if (!piece->empty() && !lieWithin(*piece, archive))
                return Error{Fault::Model, "Cannot read “" + stored.name + "” in " + archive.file,
                    "expected its weights within their tensors, found some beyond",
                    "Copy or download the file again"};
    Gathering from(shownName(stored.name), archive, watch);
    Layer layer{stored.cell, weightsOf(stored, from), stored.backward, stored.second, stored.merge};
    addForgetBias(stored, layer.weights);
    layer.start = startOf(stored, layer.weights, from);
    if (from.problem())
        return *from.problem();
    return layer;
}

/// What layer `l` reads, from the layers below it; −1 for the lowest.
Index widthBelow(const std::vector<Layer>& layers, bool second)
{
    size_t top = layers.size();
    if (second)
        --top;
    if (top == 0)
        return -1;
    const Layer& one = layers[top - 1];
    const Index outputs = one.weights.outputs();
    return one.second && one.merge == Merge::Concat ? layers[top - 2].weights.outputs() + outputs
                                                    : outputs;
}

} // namespace

Result<std::vector<Layer>> layersOf(
    const StoredNetwork& network, const Archive& archive, const Watch& watch)
{
    std::vector<Layer> layers;
    for (const StoredLayer& stored : network.layers) {
        if (stored.second && (layers.empty() || layers.back().second))
            return Error{Fault::Model, "Cannot read “" + stored.name + "” in " + archive.file,
                "expected a first direction below a second one, found none",
                "Check the file: the layers are incomplete"};
        auto layer = layerOf(stored, archive, watch);
        if (!layer)
            return layer.error();
        const Index below = widthBelow(layers, stored.second);
        const Index inputs = layer->weights.inputs();
        const Index first = stored.second ? layers.back().weights.inputs() : below;
        if (first >= 0 && first != inputs)
            return Error{Fault::Model,
                "Cannot read “" + shownName(stored.name) + "” in " + archive.file,
                "expected " + std::to_string(first) + " columns of W, "
                    + (stored.second ? "as the other direction has"
                                     : "the units of the layer below")
                    + ", found " + std::to_string(inputs),
                "Check the file: these shapes do not make layers on top of each other"};
        if (stored.second && stored.merge != Merge::Concat
            && layers.back().weights.outputs() != layer->weights.outputs())
            return Error{Fault::Model,
                "Cannot read “" + shownName(stored.name) + "” in " + archive.file,
                "expected as many units in both directions, found "
                    + std::to_string(layers.back().weights.outputs()) + " and "
                    + std::to_string(layer->weights.outputs()),
                "Check the file: directions of different size cannot be merged so"};
        layers.push_back(std::move(*layer));
    }
    return layers;
}

Result<Dense> denseOf(
    const StoredDense& stored, int64_t inputs, const Archive& archive, const Watch& watch)
{
    Gathering from(stored.name, archive, watch);
    if (stored.w.columns != inputs || !lieWithin(stored.w, archive))
        return Error{Fault::Model, "Cannot read “" + stored.name + "” in " + archive.file,
            "expected a weight of " + std::to_string(inputs) + " columns, found "
                + std::to_string(stored.w.rows) + " × " + std::to_string(stored.w.columns),
            "Check the file: the dense layer does not fit what is below it"};
    const Index outputs = stored.w.rows;
    Dense dense{stored.name, roomFor(outputs, inputs, watch), Vector(outputs), stored.activation};
    from.take(stored.w, "W", dense.w);
    from.takeOr(stored.b, "the bias", dense.b);
    if (from.problem())
        return *from.problem();
    return dense;
}

std::vector<char> gatesIn(const std::string& order)
{
    std::vector<char> gates;
    std::istringstream in(order);
    for (std::string gate; in >> gate;) {
        const char letter = gate[0];
        const bool candidate = letter == 'c' || letter == 'j' || letter == 'a';
        gates.push_back(candidate ? 'g' : letter == 'h' ? 'n' : letter);
    }
    return gates;
}

void reorder(StoredLayer& layer, const std::string& order)
{
    const std::vector<char> before = gatesIn(layer.order), after = gatesIn(order);
    if (before.size() != layer.blocks.size() || !std::ranges::is_permutation(before, after))
        return;
    // Where a gate is said to lie now lay another one before.
    const auto blockOf = [&](char gate) {
        const auto tracks = layer.cell->tracks();
        const auto found = std::ranges::find_if(
            tracks, [&](const Track& t) { return t.block >= 0 && t.symbol[0] == gate; });
        return found == tracks.end() ? size_t(0) : static_cast<size_t>(found->block);
    };
    const std::vector<StoredBlock> blocks = layer.blocks;
    for (size_t place = 0; place < before.size(); ++place)
        layer.blocks[blockOf(after[place])] = blocks[blockOf(before[place])];
    layer.order = order;
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
