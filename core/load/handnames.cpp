#include "core/load/handnames.h"

#include "core/cell/gru.h"
#include "core/cell/lstm.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace rnnscope {

namespace {

/// How weights of a gate are called, % being the gate: on both, or on what is read and on h.
struct Naming {
    std::string_view both, input, hidden;
};

constexpr std::array namings = {Naming{"W%", "", ""}, Naming{"W_%", "", ""}, Naming{"w%", "", ""},
    Naming{"w_%", "", ""}, Naming{"", "W%", "U%"}, Naming{"", "W_%", "U_%"},
    Naming{"", "Wx%", "Wh%"}, Naming{"", "W_x%", "W_h%"}, Naming{"", "W%x", "W%h"},
    Naming{"", "W_%x", "W_%h"}, Naming{"", "W_i%", "W_h%"}};
constexpr std::array biases = {"b%", "b_%"};

/// The letters that gates have, in the cell's order. No letter stands for two.
struct Letters {
    std::string_view gates;
    bool gru;
};
constexpr std::array alphabets = {Letters{"ifco", false}, Letters{"ifgo", false},
    Letters{"ifao", false}, Letters{"rzh", true}, Letters{"rzn", true}, Letters{"rzc", true}};

std::string named(std::string_view prefix, std::string_view pattern, char gate)
{
    std::string name = std::string(prefix) + std::string(pattern);
    std::ranges::replace(name, '%', gate);
    return name;
}

/// The tensors under one prefix, of one naming and alphabet.
class HandReading {
public:
    HandReading(const Archive& archive, const std::map<std::string_view, int>& places,
        std::string_view prefix, const Naming& naming, const Letters& letters)
        : m_archive(archive)
        , m_places(places)
        , m_prefix(prefix)
        , m_naming(naming)
        , m_letters(letters)
    {
    }

    /// One network; two where a weight is on both, of which the first has h before x.
    std::vector<StoredNetwork> run() const
    {
        const int64_t units = unitsOf();
        std::vector<StoredNetwork> networks;
        for (const bool hiddenFirst : {true, false}) {
            if (units > 0 && (hiddenFirst || !m_naming.both.empty()))
                if (auto network = networkOf(units, hiddenFirst))
                    networks.push_back(std::move(*network));
        }
        return networks;
    }

private:
    Piece piece(std::string_view pattern, char gate) const
    {
        const auto found = m_places.find(named(m_prefix, pattern, gate));
        return found == m_places.end() ? Piece() : wholeOf(m_archive, found->second);
    }

    /// A bias as a column, whichever way it lies.
    Piece biasOf(char gate) const
    {
        for (const char* pattern : biases)
            if (const Piece bias = piece(pattern, gate); !bias.empty())
                return bias.columns == 1 ? bias : bias.rows == 1 ? bias.transposed() : Piece();
        return {};
    }

    /// As many as the first gate has biases: every gate must have one.
    int64_t unitsOf() const { return biasOf(m_letters.gates[0]).rows; }

    /// A matrix of rows × columns, or turned around; empty when it is neither or could be both.
    static Piece turned(const Piece& piece, int64_t rows)
    {
        if (piece.empty() || piece.rows == piece.columns)
            return {};
        return piece.rows == rows ? piece : piece.columns == rows ? piece.transposed() : Piece();
    }

    std::optional<StoredBlock> blockOf(char gate, int64_t units, bool hiddenFirst) const
    {
        StoredBlock block{{}, {}, biasOf(gate), {}};
        if (!m_naming.both.empty()) {
            for (const char* separate : {"U%", "U_%", "u%", "u_%"})
                if (!piece(separate, gate).empty())
                    return std::nullopt;
            const Piece both = turned(piece(m_naming.both, gate), units);
            const int64_t inputs = both.columns - units;
            if (inputs > 0) {
                block.w = both.columnsFrom(hiddenFirst ? units : 0, inputs);
                block.u = both.columnsFrom(hiddenFirst ? 0 : inputs, units);
            }
        } else {
            const Piece input = piece(m_naming.input, gate);
            block.w = turned(input, units);
            block.u = piece(m_naming.hidden, gate);
            if (input.columns == units && !block.u.empty()) // x W and h U then, both turned around
                block.u = block.u.transposed();
        }
        const bool fits = !block.w.empty() && block.u.rows == units && block.u.columns == units
            && block.b.rows == units;
        return fits ? std::optional(block) : std::nullopt;
    }

    std::optional<StoredNetwork> networkOf(int64_t units, bool hiddenFirst) const
    {
        StoredLayer layer;
        layer.name
            = m_prefix.empty() ? "cell" : std::string(m_prefix.substr(0, m_prefix.size() - 1));
        layer.cell = m_letters.gru ? gru({.resetBefore = true}) : lstm({});
        layer.unsaid = unsaid::activation | unsaid::gate | (m_letters.gru ? unsaid::reset : 0);
        for (const char gate : m_letters.gates) {
            const auto block = blockOf(gate, units, hiddenFirst);
            if (!block || (!layer.blocks.empty() && block->w.columns != layer.blocks[0].w.columns))
                return std::nullopt;
            layer.blocks.push_back(*block);
        }
        StoredNetwork network;
        network.name = layer.name
            + (m_naming.both.empty() ? ""
                    : hiddenFirst    ? ", weights on [h, x]"
                                     : ", weights on [x, h]");
        network.prefix = m_prefix;
        if (m_letters.gru)
            network.around.push_back("whether z weighs the old state, as in PyTorch and as it is "
                                     "taken here, or the new one");
        network.layers.push_back(std::move(layer));
        addHead(network, units);
        return network;
    }

    /// Wy and by, or what an output is called else.
    void addHead(StoredNetwork& network, int64_t units) const
    {
        for (const char output : {'y', 'v', 'q'}) {
            const Piece weight = piece(m_naming.both.empty() ? "W%" : m_naming.both, output);
            const Piece bias = biasOf(output);
            const Piece w = turned(weight, units).transposed(); // outputs × units
            if (w.empty())
                continue;
            network.described = true;
            network.after.push_back({named(m_prefix, "W%", output), w,
                bias.rows == w.rows ? bias : Piece(), linear, false});
            return;
        }
    }

    const Archive& m_archive;
    const std::map<std::string_view, int>& m_places;
    std::string_view m_prefix;
    const Naming& m_naming;
    const Letters& m_letters;
};

/// What stands before a name's last part, with its dot or slash.
std::string_view prefixOf(std::string_view name)
{
    const size_t end = name.find_last_of("./");
    return end == name.npos ? std::string_view() : name.substr(0, end + 1);
}

} // namespace

std::vector<StoredNetwork> findByHand(const Archive& archive)
{
    constexpr size_t longest = 1000; // of a name that is looked at
    constexpr size_t most = 100; // cells: genuine files stay far below, and each is tried many ways
    std::map<std::string_view, int> places;
    std::vector<std::string_view> prefixes;
    for (size_t i = 0; i < archive.tensors.size(); ++i) {
        const std::string_view name = archive.tensors[i].name;
        if (name.size() > longest)
            continue;
        places.emplace(name, static_cast<int>(i));
        // Every alphabet has a gate r or f, and each gate a bias.
        const std::string_view last = name.substr(prefixOf(name).size());
        if (prefixes.size() < most
            && (last == "bi" || last == "b_i" || last == "br" || last == "b_r"))
            prefixes.push_back(prefixOf(name));
    }
    std::vector<StoredNetwork> networks;
    for (const std::string_view prefix : prefixes)
        for (const Letters& letters : alphabets)
            for (const Naming& naming : namings)
                std::ranges::move(HandReading(archive, places, prefix, naming, letters).run(),
                    std::back_inserter(networks));
    return networks;
}

} // namespace rnnscope
