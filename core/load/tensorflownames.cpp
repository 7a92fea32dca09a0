#include "core/load/tensorflownames.h"

#include "core/cell/elman.h"
#include "core/cell/gru.h"
#include "core/cell/lstm.h"
#include "core/load/tensorflowsides.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

namespace rnnscope {

namespace {

enum class Kind { Lstm, Gru, Rnn };

struct CellName {
    std::string_view name;
    Kind kind;
    double forgetBias = 1; ///< what the cell adds to it where it is not told otherwise
};

constexpr std::array cellNames = {CellName{"basic_lstm_cell", Kind::Lstm},
    CellName{"lstm_cell", Kind::Lstm}, CellName{"BasicLSTMCell", Kind::Lstm},
    CellName{"LSTMCell", Kind::Lstm}, CellName{"cudnn_compatible_lstm_cell", Kind::Lstm, 0},
    CellName{"gru_cell", Kind::Gru}, CellName{"GRUCell", Kind::Gru},
    CellName{"basic_rnn_cell", Kind::Rnn}, CellName{"BasicRNNCell", Kind::Rnn}};

/// What the versions of TensorFlow called a weight and its bias.
struct Leaf {
    std::string_view weight, bias;
};
constexpr std::array leaves = {Leaf{"kernel", "bias"}, Leaf{"weights", "biases"},
    Leaf{"Linear/Matrix", "Linear/Bias"}, Leaf{"W_0", "B"}};

/// "cell_1" and "Cell1" are 1; −1 what is none of these.
int cellNumber(std::string_view part)
{
    for (const std::string_view begin : {"cell_", "Cell"}) {
        int number = -1;
        const char* end = part.data() + part.size();
        if (part.starts_with(begin) && part.size() < begin.size() + 6
            && std::from_chars(part.data() + begin.size(), end, number).ptr == end)
            return number;
    }
    return -1;
}

/// Without the number that TensorFlow puts behind a name that is there already.
std::string_view withoutNumber(std::string_view name)
{
    const size_t last = name.find_last_not_of("0123456789");
    return last != name.npos && last + 1 < name.size() && name[last] == '_' ? name.substr(0, last)
                                                                            : name;
}

/// What the name of a cell's weight says.
struct Found {
    const CellName* cell;
    const Leaf* leaf;
    std::string stem; ///< "rnn/multi_rnn_cell/cell_0/basic_lstm_cell"
    std::string scope; ///< what layers of the same network have in common
    int number = -1; ///< in the stack; −1: it is in none
    bool backward = false;
    bool paired = false; ///< one of two directions of the same layer
};

/// Finds place in the stack and direction in the path above the cell.
void readScope(Found& found, std::string_view path)
{
    for (size_t end = path.size(); !path.empty();) { // from the innermost part on
        const size_t slash = path.rfind('/');
        const std::string_view part = slash == path.npos ? path : path.substr(slash + 1);
        const int number = cellNumber(part);
        if (number >= 0 && found.number < 0) {
            found.number = number;
        } else if ((part == "fw" || part == "bw") && !found.paired && !found.backward) {
            found.backward = part == "bw";
            found.paired
                = found.number < 0; // a stack of cells in each direction is a network by itself
            if (!found.paired)
                found.scope = std::string(part) + "/" + found.scope;
        } else {
            found.scope = std::string(part) + (found.scope.empty() ? "" : "/") + found.scope;
        }
        end = slash == path.npos ? 0 : slash;
        path = path.substr(0, end);
    }
}

std::optional<Found> foundIn(std::string_view name)
{
    constexpr size_t longest = 1000; // of a name that is taken apart
    for (const Leaf& leaf : leaves) {
        if (name.size() > longest || !name.ends_with(leaf.weight)
            || name.size() <= leaf.weight.size() + 1
            || name[name.size() - leaf.weight.size() - 1] != '/')
            continue;
        std::string_view stem = name.substr(0, name.size() - leaf.weight.size() - 1);
        const bool gates = stem.ends_with("/gates") || stem.ends_with("/Gates");
        if (gates)
            stem.remove_suffix(std::string_view("/gates").size());
        const size_t slash = stem.rfind('/');
        const std::string_view cell = slash == stem.npos ? stem : stem.substr(slash + 1);
        const auto known = std::ranges::find(cellNames, withoutNumber(cell), &CellName::name);
        if (known == cellNames.end() || gates != (known->kind == Kind::Gru))
            continue;
        Found found{&*known, &leaf, std::string(stem), {}};
        readScope(found, slash == stem.npos ? std::string_view() : stem.substr(0, slash));
        return found;
    }
    return std::nullopt;
}

/// Reads the layer of one cell.
class CellReading {
public:
    CellReading(const Archive& archive, const PlainNames& names, const Found& found)
        : m_archive(archive)
        , m_names(names)
        , m_found(found)
    {
    }

    Result<StoredLayer> run() const
    {
        StoredLayer layer;
        layer.name = m_found.stem;
        layer.backward = m_found.backward;
        layer.unsaid = unsaid::activation;
        if (m_found.cell->kind == Kind::Gru)
            return gruLayer(std::move(layer));
        return m_found.cell->kind == Kind::Lstm ? lstmLayer(std::move(layer))
                                                : rnnLayer(std::move(layer));
    }

private:
    Piece part(std::string_view name) const
    {
        return wholeOf(m_archive, m_names.placeOf(m_found.stem + "/" + std::string(name)));
    }
    Piece weight(const std::string& gates = "") const
    {
        return part(gates + std::string(m_found.leaf->weight));
    }
    Piece bias(const std::string& gates = "") const
    {
        return part(gates + std::string(m_found.leaf->bias));
    }

    /// One gate: its columns of a kernel whose rows are the inputs and then the outputs.
    static StoredBlock block(
        const Piece& kernel, const Piece& bias, int64_t place, int64_t units, int64_t outputs)
    {
        const Piece gate = kernel.columnsFrom(place * units, units);
        const int64_t inputs = kernel.rows - outputs;
        return {gate.rowsFrom(0, inputs).transposed(), gate.rowsFrom(inputs, outputs).transposed(),
            bias.empty() ? bias : bias.rowsFrom(place * units, units), {}};
    }

    Error misfit(const Piece& kernel, int64_t gates, int64_t outputs) const
    {
        const std::string found = kernel.empty()
            ? "none"
            : std::to_string(kernel.rows) + " × " + std::to_string(kernel.columns);
        return {Fault::Model, "Cannot read “" + m_found.stem + "” in " + m_archive.file,
            "expected a weight of (inputs + " + std::to_string(outputs) + ") × "
                + std::to_string(gates) + " gates and a bias as wide, found " + found,
            "Check the file: these shapes are no cell of TensorFlow"};
    }
    static bool fits(
        const Piece& kernel, const Piece& bias, int64_t gates, int64_t units, int64_t outputs)
    {
        return !kernel.empty() && kernel.columns == gates * units && kernel.rows > outputs
            && (bias.empty() || bias.rows * bias.columns == kernel.columns);
    }

    Result<StoredLayer> lstmLayer(StoredLayer layer) const;
    Result<StoredLayer> gruLayer(StoredLayer layer) const;
    Result<StoredLayer> rnnLayer(StoredLayer layer) const;

    const Archive& m_archive;
    const PlainNames& m_names;
    const Found& m_found;
};

Result<StoredLayer> CellReading::lstmLayer(StoredLayer layer) const
{
    const Piece kernel = weight();
    const int64_t units = kernel.columns / 4;
    const Piece projection = part("projection/" + std::string(m_found.leaf->weight));
    const int64_t outputs = projection.empty() ? units : projection.columns;
    if (units == 0 || !fits(kernel, bias(), 4, units, outputs))
        return misfit(kernel, 4, outputs);
    LstmKind kind;
    kind.projection = !projection.empty();
    if (kind.projection)
        layer.projection = projection.transposed();
    for (const char* peep : {"w_i_diag", "w_f_diag", "w_o_diag"})
        if (const Piece piece = part(peep); !piece.empty())
            layer.peeps.push_back(piece);
    kind.peepholes = layer.peeps.size() == 3;
    if (!kind.peepholes)
        layer.peeps.clear();
    layer.cell = lstm(kind);
    layer.order = "i j f o";
    for (const int64_t place : {0, 2, 1, 3})
        layer.blocks.push_back(block(kernel, bias(), place, units, outputs));
    layer.forgetBias = m_found.cell->forgetBias;
    layer.unsaid |= layer.forgetBias != 0 ? unsaid::forgetBias : 0;
    return layer;
}

Result<StoredLayer> CellReading::gruLayer(StoredLayer layer) const
{
    const std::string candidate
        = m_found.leaf->weight == "Linear/Matrix" ? "Candidate/" : "candidate/";
    const std::string gates = m_found.leaf->weight == "Linear/Matrix" ? "Gates/" : "gates/";
    const Piece both = weight(gates), one = weight(candidate);
    const int64_t units = one.columns;
    if (!fits(both, bias(gates), 2, units, units))
        return misfit(both, 2, units);
    if (!fits(one, bias(candidate), 1, units, units) || one.rows != both.rows)
        return misfit(one, 1, units);
    layer.cell = gru({.resetBefore = true});
    layer.order = "r z n";
    layer.blocks = {block(both, bias(gates), 0, units, units),
        block(both, bias(gates), 1, units, units), block(one, bias(candidate), 0, units, units)};
    return layer;
}

Result<StoredLayer> CellReading::rnnLayer(StoredLayer layer) const
{
    const Piece kernel = weight();
    if (!fits(kernel, bias(), 1, kernel.columns, kernel.columns))
        return misfit(kernel, 1, kernel.columns);
    layer.cell = elman({});
    layer.blocks = {block(kernel, bias(), 0, kernel.columns, kernel.columns)};
    return layer;
}

/// The layers of one scope, in the order of the stack.
StoredNetwork networkOf(
    const Archive& archive, const PlainNames& names, const std::vector<Found>& cells)
{
    StoredNetwork network;
    network.name = cells.front().scope.empty() ? cells.front().stem : cells.front().scope;
    network.prefix = cells.front().scope;
    for (size_t i = 0; i < cells.size(); ++i) {
        const bool second = i > 0 && cells[i].backward && cells[i].paired
            && cells[i - 1].number == cells[i].number && !cells[i - 1].backward;
        const int below = i > 0 ? cells[i - 1].number : std::min(cells[i].number, 0) - 1;
        if (!second && cells[i].number != below + 1)
            network.obstacle = "lacks a layer below “" + cells[i].stem + "”";
        auto layer = CellReading(archive, names, cells[i]).run();
        if (!layer) {
            network.fault = layer.error();
            return network;
        }
        layer->second = second;
        network.layers.push_back(std::move(*layer));
    }
    return network;
}

} // namespace

std::vector<StoredNetwork> findTensorFlow(const Archive& archive)
{
    constexpr size_t most = 16; // genuine files stay far below, and each looks at every tensor
    const PlainNames names(archive);
    std::vector<std::vector<Found>> scopes; // in file order
    std::map<std::string, size_t> places;
    for (const Tensor& tensor : archive.tensors) {
        auto found = foundIn(PlainNames::plain(tensor.name));
        if (!found || names.placeOf(found->stem + "/recurrent_kernel") >= 0) // that is Keras's
            continue;
        const bool alone = found->number < 0 && !found->paired;
        const std::string key = alone ? found->stem : found->scope + "/*";
        const auto [place, fresh] = places.emplace(key, scopes.size());
        if (fresh)
            scopes.emplace_back();
        scopes[place->second].push_back(std::move(*found));
    }
    std::vector<StoredNetwork> networks;
    for (std::vector<Found>& cells : scopes) {
        std::ranges::stable_sort(
            cells, {}, [](const Found& one) { return std::pair(one.number, one.backward); });
        networks.push_back(networkOf(archive, names, cells));
        if (networks.size() <= most && cells.size() <= most)
            findSides(networks.back(), archive, names);
    }
    return networks;
}

} // namespace rnnscope
