#include "core/load/mappinglayer.h"

#include "core/cell/cells.h"
#include "core/cell/lstm.h"
#include "core/load/card.h"
#include "core/load/layout.h"

#include <algorithm>

namespace rnnscope {

namespace {

std::string times(int64_t blocks, const std::string& side)
{
    return blocks == 1 ? side : std::to_string(blocks) + " × " + side;
}

std::string product(int64_t blocks, int64_t side)
{
    return times(blocks, std::to_string(side))
        + (blocks == 1 ? "" : " = " + std::to_string(blocks * side));
}

/// Holds one layer against the tensors, either with its rows or with its columns as the gates'
/// units. What is known of its sides grows with every role.
class Attempt {
public:
    Attempt(const MappedLayer& layer, const Cell& cell, bool transposed, int64_t below,
        const Archive& archive, const TensorIndex& index)
        : m_layer(layer)
        , m_gates(cell.blocks())
        , m_below(below)
        , m_archive(archive)
        , m_index(index)
    {
        m_sides.transposed = transposed;
    }

    void run()
    {
        const bool fits = takeU() && takeProjection() && takeKernel() && takeW()
            && takeBias(TensorRole::B) && takeBias(TensorRole::D);
        m_fitting += fits;
    }

    const MappedSides& sides() const { return m_sides; }
    const std::optional<Error>& problem() const { return m_problem; }
    /// How many of the tensors were found to fit.
    int fitting() const { return m_fitting; }
    std::vector<StoredBlock> blocks() const;
    Piece projection() const { return m_pieces[size_t(TensorRole::P)].front(); }

private:
    std::string_view name(TensorRole role) const { return nameOf(role, m_layer.hiddenFirst); }
    const char* across() const { return m_sides.transposed ? " columns" : " rows"; }
    const char* along() const { return m_sides.transposed ? " rows" : " columns"; }
    /// How many gates share a tensor of that role.
    int64_t gatesIn(TensorRole role) const { return m_layer.of(role).size() == 1 ? m_gates : 1; }

    bool refuse(TensorRole role, const Piece& piece, const std::string& expected)
    {
        const Piece stored
            = m_sides.transposed && role < TensorRole::B ? piece.transposed() : piece;
        m_problem = wrongShape(stored, name(role), expected, m_archive);
        return false;
    }

    /// Fetches the tensors of a role and holds each against `fits`; places not named are left out.
    template <class Fits>
    bool take(TensorRole role, const Fits& fits)
    {
        for (const std::string& tensor : m_layer.of(role)) {
            Piece& piece = m_pieces[size_t(role)].emplace_back();
            if (tensor.empty())
                continue;
            auto whole = namedPiece(tensor, name(role), m_archive, m_index);
            if (!whole) {
                m_problem = whole.error();
                return false;
            }
            piece = role >= TensorRole::B ? columnOf(*whole)
                : m_sides.transposed      ? whole->transposed()
                                          : *whole;
            if (!fits(piece))
                return false;
            ++m_fitting;
        }
        return true;
    }

    /// A side is what is known of it, or becomes known.
    static bool agree(int64_t& known, int64_t found)
    {
        if (known == 0)
            known = found;
        return known == found;
    }
    bool unitsFit(int64_t rows, int64_t gates)
    {
        return rows % gates == 0 && agree(m_sides.units, rows / gates);
    }
    std::string unitsText(int64_t gates) const
    {
        return (m_sides.units == 0 ? times(gates, "units") : product(gates, m_sides.units));
    }

    bool takeU();
    bool takeProjection();
    bool takeKernel();
    bool takeW();
    bool takeBias(TensorRole role);
    bool takeInputs(TensorRole role, const Piece& piece, int64_t inputs);

    const MappedLayer& m_layer;
    int64_t m_gates;
    int64_t m_below;
    const Archive& m_archive;
    const TensorIndex& m_index;
    MappedSides m_sides;
    std::array<std::vector<Piece>, layerRoles> m_pieces;
    bool m_bothBiases = false; ///< one tensor holds b and below it d
    std::optional<Error> m_problem;
    int m_fitting = 0;
};

bool Attempt::takeU()
{
    const int64_t gates = gatesIn(TensorRole::U);
    const bool projected = m_layer.has(TensorRole::P);
    return take(TensorRole::U, [&](const Piece& piece) {
        if (unitsFit(piece.rows, gates) && agree(m_sides.outputs, piece.columns)
            && (projected || m_sides.outputs == m_sides.units))
            return true;
        return refuse(TensorRole::U, piece,
            times(gates, "units") + across() + " and " + (projected ? "outputs" : "units")
                + along());
    });
}

bool Attempt::takeProjection()
{
    return take(TensorRole::P, [&](const Piece& piece) {
        if (agree(m_sides.outputs, piece.rows) && agree(m_sides.units, piece.columns))
            return true;
        return refuse(TensorRole::P, piece,
            std::to_string(m_sides.outputs) + across() + " and " + std::to_string(m_sides.units)
                + along());
    });
}

/// The inputs have to be those of the other tensors, and what the layer below gives.
bool Attempt::takeInputs(TensorRole role, const Piece& piece, int64_t inputs)
{
    if (inputs < 1)
        return refuse(role, piece, "more than " + std::to_string(m_sides.outputs) + along());
    if (m_below > 0 && inputs != m_below)
        return refuse(role, piece,
            std::to_string(piece.columns - inputs + m_below) + along()
                + ", since the layer below gives " + std::to_string(m_below) + " numbers");
    if (agree(m_sides.inputs, inputs))
        return true;
    return refuse(role, piece,
        std::to_string(piece.columns - inputs + m_sides.inputs) + along()
            + ", as the tensors of the other gates have");
}

bool Attempt::takeKernel()
{
    const int64_t gates = gatesIn(TensorRole::Kernel);
    return take(TensorRole::Kernel, [&](const Piece& piece) {
        if (!unitsFit(piece.rows, gates))
            return refuse(TensorRole::Kernel, piece, unitsText(gates) + across());
        if (m_sides.outputs == 0)
            m_sides.outputs = m_sides.units;
        return takeInputs(TensorRole::Kernel, piece, piece.columns - m_sides.outputs);
    });
}

bool Attempt::takeW()
{
    const int64_t gates = gatesIn(TensorRole::W);
    return take(TensorRole::W, [&](const Piece& piece) {
        if (!unitsFit(piece.rows, gates))
            return refuse(TensorRole::W, piece, unitsText(gates) + across());
        return takeInputs(TensorRole::W, piece, piece.columns);
    });
}

/// One number for each row of U. A single tensor may hold both biases, one after the other.
bool Attempt::takeBias(TensorRole role)
{
    const int64_t gates = gatesIn(role);
    const bool alone
        = role == TensorRole::B && m_layer.of(role).size() == 1 && !m_layer.has(TensorRole::D);
    return take(role, [&](const Piece& piece) {
        const int64_t rows = gates * m_sides.units;
        const bool vector = piece.columns == 1;
        m_bothBiases = vector && alone && rows > 0 && piece.rows == 2 * rows;
        if (m_bothBiases || (vector && (rows > 0 ? piece.rows == rows : piece.rows % gates == 0)))
            return true;
        return refuse(role, piece,
            unitsText(gates) + " numbers" + (alone ? ", or twice as many for both biases" : ""));
    });
}

/// Row blocks as if the gates lay in the cell's own order.
std::vector<StoredBlock> Attempt::blocks() const
{
    const auto block = [&](TensorRole role, int64_t gate) {
        const std::vector<Piece>& pieces = m_pieces[size_t(role)];
        const int64_t units = m_sides.units;
        return pieces.empty()        ? Piece()
            : pieces.size() > 1      ? pieces[size_t(gate)]
            : pieces.front().empty() ? Piece()
                                     : pieces.front().rowsFrom(gate * units, units);
    };
    std::vector<StoredBlock> blocks;
    for (int64_t i = 0; i < m_gates; ++i) {
        StoredBlock& one = blocks.emplace_back(StoredBlock{block(TensorRole::W, i),
            block(TensorRole::U, i), block(TensorRole::B, i), block(TensorRole::D, i)});
        if (m_layer.has(TensorRole::Kernel)) {
            const Piece both = block(TensorRole::Kernel, i);
            const bool late = m_layer.hiddenFirst;
            one.w = both.columnsFrom(late ? m_sides.outputs : 0, m_sides.inputs);
            one.u = both.columnsFrom(late ? 0 : m_sides.inputs, m_sides.outputs);
        }
        if (m_bothBiases)
            one.d = block(TensorRole::B, m_gates + i);
    }
    return blocks;
}

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

StoredLayer storedOf(const MappedLayer& mapped, const Cell& cell, const Attempt& attempt)
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
    std::vector<Attempt> attempts;
    for (const bool transposed : {false, true})
        attempts.emplace_back(layer, *cell, transposed, below, archive, index).run();
    const auto fits = [](const Attempt& one) { return !one.problem(); };
    const Attempt& best = layer.transposed
        ? attempts[*layer.transposed]
        : *std::ranges::max_element(attempts, {}, &Attempt::fitting);
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
