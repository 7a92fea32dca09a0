#include "core/load/kerascell.h"

#include "core/cell/elman.h"
#include "core/cell/gru.h"
#include "core/cell/lstm.h"

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

/// What a kind of cell is here.
struct Kind {
    std::string_view name; ///< of the layer, and with Cell behind it of the cell
    int64_t gates;
    std::array<int, 4> places; ///< where each block of our cell stands among Keras's gates
    std::string_view order; ///< of those
    std::string_view letters; ///< of our blocks, as Keras 1 names the tensors of each gate
    bool cuda = false;
};

constexpr std::array kinds = {
    Kind{"LSTM", 4, {0, 1, 2, 3}, "i f c o", "ifco"},
    Kind{"GRU", 3, {1, 0, 2}, "z r h", "rzh"},
    Kind{"SimpleRNN", 1, {0}, "", ""},
    Kind{"CuDNNLSTM", 4, {0, 1, 2, 3}, "i f c o", "", true},
    Kind{"CuDNNGRU", 3, {1, 0, 2}, "z r h", "", true},
};

const Kind* kindOf(std::string_view name)
{
    const auto found = std::ranges::find(kinds, name, &Kind::name);
    return found == kinds.end() ? nullptr : &*found;
}

/// One cell with its weights.
class Reading {
public:
    Reading(const Kind& kind, const Json& config, const std::string& layer, const KerasTerms& terms,
        const Archive& archive, const std::vector<int>& tensors)
        : m_kind(kind)
        , m_config(config)
        , m_terms(terms)
        , m_archive(archive)
        , m_tensors(tensors)
    {
        m_stored.name = layer;
        m_stored.order = kind.order;
    }

    /// Adds the layer to `out`, or says there what is wrong.
    void run(KerasRecurrent& out);

private:
    Piece whole(size_t i) const { return wholeOf(m_archive, m_tensors[i]); }
    std::string nameAt(size_t i) const
    {
        return m_archive.tensors[static_cast<size_t>(m_tensors[i])].name;
    }
    bool single() const; ///< whether every gate has tensors of its own, as in Keras 1
    void readSingle();
    std::optional<std::string> wrongShapes();
    void readBlocks();
    StoredBlock blockAt(int64_t place) const;
    Error fault(std::string found) const;
    std::optional<std::string> unknownFunction();
    void makeCell();
    bool says(const char* key) const { return m_config.contains(key); }

    const Kind& m_kind;
    const Json& m_config;
    const KerasTerms& m_terms;
    const Archive& m_archive;
    const std::vector<int>& m_tensors;
    StoredLayer m_stored;
    int64_t m_units = 0;
    KerasFunction m_candidate, m_gate;
    bool m_cuda = false; ///< laid out as NVIDIA's library wants it
    bool m_resetAfter = false; ///< a GRU with a bias within the product
};

Error Reading::fault(std::string found) const
{
    return {Fault::Model, "Cannot read “" + m_stored.name + "” in " + m_archive.file,
        std::move(found), "Check the file: its weights are not those that its layers need"};
}

bool Reading::single() const
{
    return !m_kind.letters.empty() && m_tensors.size() == 3 * static_cast<size_t>(m_kind.gates);
}

/// The tensors of each gate are W_i, U_i, b_i; in what order they stand differs.
void Reading::readSingle()
{
    m_stored.order.clear();
    for (const char letter : m_kind.letters) {
        StoredBlock block;
        for (size_t i = 0; i < m_tensors.size(); ++i) {
            std::string name = nameAt(i);
            name = name.substr(0, name.rfind(':'));
            if (name.ends_with(std::string("W_") + letter))
                block.w = whole(i).transposed();
            else if (name.ends_with(std::string("U_") + letter))
                block.u = whole(i).transposed();
            else if (name.ends_with(std::string("b_") + letter))
                block.b = whole(i);
        }
        m_stored.blocks.push_back(block);
    }
    m_units = m_stored.blocks[0].u.rows;
}

std::optional<std::string> Reading::wrongShapes()
{
    const size_t count = m_tensors.size();
    if (count != 2 && count != 3)
        return "expected a kernel, a recurrent kernel and a bias, found " + std::to_string(count)
            + " tensors";
    const Piece kernel = whole(0), recurrent = whole(1), bias = count == 3 ? whole(2) : Piece();
    m_units = recurrent.rows;
    const int64_t columns = m_kind.gates * m_units;
    const bool flat = bias.columns == 1;
    m_resetAfter = m_kind.gates == 3 && bias.rows == 2 && bias.columns == columns;
    m_cuda = m_kind.cuda || (flat && m_kind.gates > 1 && bias.rows == 2 * columns);
    const bool biased
        = count == 2 || m_resetAfter || (flat && bias.rows == (m_cuda ? 2 * columns : columns));
    if (m_units > 0 && kernel.rows > 0 && kernel.columns == columns && recurrent.columns == columns
        && biased && bias.empty() == (count == 2))
        return std::nullopt;
    std::string found;
    for (const int place : m_tensors)
        found += (found.empty() ? "" : ", ")
            + m_archive.tensors[static_cast<size_t>(place)].shapeText();
    const std::string side = std::to_string(m_kind.gates) + " × units";
    return "expected a kernel inputs × (" + side + "), a recurrent kernel units × (" + side
        + ") and a bias for it, found " + found;
}

/// The gate that stands there among Keras's.
StoredBlock Reading::blockAt(int64_t place) const
{
    const int64_t from = place * m_units, all = m_kind.gates * m_units;
    const Piece kernel = whole(0), bias = m_tensors.size() == 3 ? whole(2) : Piece();
    StoredBlock block{kernel.columnsFrom(from, m_units).transposed(),
        whole(1).columnsFrom(from, m_units).transposed(), {}, {}};
    if (m_cuda) { // the gate's columns, flat, are units × inputs; the recurrent ones are transposed
        block.w = {kernel.tensor, from, m_units, kernel.rows, kernel.rows, 1, m_units, all};
        block.u = block.u.transposed();
    }
    if (bias.empty())
        return block;
    if (m_resetAfter) {
        block.b = bias.rowsFrom(0, 1).columnsFrom(from, m_units).transposed();
        block.d = bias.rowsFrom(1, 1).columnsFrom(from, m_units).transposed();
        return block;
    }
    block.b = bias.rowsFrom(from, m_units);
    if (m_cuda)
        block.d = bias.rowsFrom(all + from, m_units);
    return block;
}

void Reading::readBlocks()
{
    for (int64_t block = 0; block < m_kind.gates; ++block)
        m_stored.blocks.push_back(blockAt(m_kind.places[static_cast<size_t>(block)]));
}

/// Reads the functions; the name of one that is not known here.
std::optional<std::string> Reading::unknownFunction()
{
    const KerasVersion& version = m_terms.version;
    const bool hard = version.before(2, 3) && !version.tensorFlow;
    const char* gate = says("inner_activation") ? "inner_activation" : "recurrent_activation";
    m_candidate = functionIn(m_config, "activation", "tanh", m_terms);
    m_gate = functionIn(m_config, gate, hard && !m_kind.cuda ? "hard_sigmoid" : "sigmoid", m_terms);
    if (!m_kind.cuda && !says("activation"))
        m_stored.unsaid |= m_terms.guessed ? unsaid::activation : 0;
    if (!m_kind.cuda && m_kind.gates > 1 && !says(gate))
        m_stored.unsaid |= m_terms.guessed || version.major == 0 ? unsaid::gate : 0;
    for (const KerasFunction* function : {&m_candidate, &m_gate})
        if (!function->activation && (m_kind.gates > 1 || function != &m_gate))
            return function->name;
    return std::nullopt;
}

void Reading::makeCell()
{
    const Activation candidate = *m_candidate.activation;
    if (m_kind.gates == 1) {
        m_stored.cell = elman({candidate});
        return;
    }
    const Activation gate = *m_gate.activation;
    if (m_kind.gates == 4) {
        m_stored.cell = lstm({gate, candidate, candidate});
        return;
    }
    // A bias tells. Without one: as is said, or by what was usual.
    const bool after = m_resetAfter || m_cuda
        || (m_tensors.size() == 2
            && flagOf(m_config, "reset_after",
                m_terms.version.tensorFlow || !m_terms.version.before(3, 0)));
    if (m_tensors.size() == 2 && !says("reset_after") && !m_kind.cuda)
        m_stored.unsaid |= unsaid::reset;
    m_stored.cell = gru({gate, candidate, 0, !after});
}

void Reading::run(KerasRecurrent& out)
{
    if (single())
        readSingle();
    else if (auto wrong = wrongShapes()) {
        out.fault = fault(std::move(*wrong));
        return;
    } else
        readBlocks();
    const Json& said = says("units") ? partOf(m_config, "units") : partOf(m_config, "output_dim");
    if (said.is_number_integer() && said != m_units) {
        out.fault = fault("expected " + writeJson(said)
            + " units, as its configuration says, found " + std::to_string(m_units));
        return;
    }
    if (auto unknown = unknownFunction()) {
        out.obstacle = "uses the activation " + *unknown + ", which is not known here";
        return;
    }
    makeCell();
    out.layers.push_back(std::move(m_stored));
}

} // namespace

bool isCell(const std::string& kind) { return kindOf(kind) != nullptr; }

void readCell(const KerasCell& cell, const std::string& layer, const KerasTerms& terms,
    const Archive& archive, const std::vector<int>& tensors, KerasRecurrent& out)
{
    Reading(*kindOf(cell.kind), *cell.config, layer, terms, archive, tensors).run(out);
}

} // namespace rnnscope
