#include "core/load/mappingattempt.h"

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

} // namespace

MappingAttempt::MappingAttempt(const MappedLayer& layer, const Cell& cell, bool transposed,
    int64_t below, const Archive& archive, const TensorIndex& index)
    : m_layer(layer)
    , m_gates(cell.blocks())
    , m_below(below)
    , m_archive(archive)
    , m_index(index)
{
    m_sides.transposed = transposed;
}

void MappingAttempt::run()
{
    const bool fits = takeU() && takeProjection() && takeKernel() && takeW()
        && takeBias(TensorRole::B) && takeBias(TensorRole::D);
    m_fitting += fits;
}

bool MappingAttempt::refuse(TensorRole role, const Piece& piece, const std::string& expected)
{
    const Piece stored = m_sides.transposed && role < TensorRole::B ? piece.transposed() : piece;
    m_problem = wrongShape(stored, name(role), expected, m_archive);
    return false;
}

template <class Fits>
bool MappingAttempt::take(TensorRole role, const Fits& fits)
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

bool MappingAttempt::unitsFit(int64_t rows, int64_t gates)
{
    return rows % gates == 0 && agree(m_sides.units, rows / gates);
}

std::string MappingAttempt::unitsText(int64_t gates) const
{
    return (m_sides.units == 0 ? times(gates, "units") : product(gates, m_sides.units));
}

bool MappingAttempt::takeU()
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

bool MappingAttempt::takeProjection()
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
bool MappingAttempt::takeInputs(TensorRole role, const Piece& piece, int64_t inputs)
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

bool MappingAttempt::takeKernel()
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

bool MappingAttempt::takeW()
{
    const int64_t gates = gatesIn(TensorRole::W);
    return take(TensorRole::W, [&](const Piece& piece) {
        if (!unitsFit(piece.rows, gates))
            return refuse(TensorRole::W, piece, unitsText(gates) + across());
        return takeInputs(TensorRole::W, piece, piece.columns);
    });
}

/// One number for each row of U. A single tensor may hold both biases, one after the other.
bool MappingAttempt::takeBias(TensorRole role)
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

std::vector<StoredBlock> MappingAttempt::blocks() const
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

} // namespace rnnscope
