#include "core/load/rtneurallayers.h"

#include "core/cell/gru.h"
#include "core/cell/lstm.h"
#include "core/pack/limits.h"

#include <array>

namespace rnnscope {

namespace {

/// What RTNeural makes of an activation's name; nullopt where it knows none of that name.
std::optional<Activation> activationNamed(const std::string& name)
{
    constexpr std::array known = {std::pair("", linear), std::pair("linear", linear),
        std::pair("softmax", linear), std::pair("tanh", hyperbolic), std::pair("relu", rectified),
        std::pair("sigmoid", sigmoidal), std::pair("elu", Activation{Activation::Elu, 1, 1})};
    for (const auto& [text, activation] : known)
        if (name == text)
            return activation;
    return std::nullopt;
}

Error wrongShapes(const JsonLayer& layer, const Archive& archive, int64_t gates, int64_t units)
{
    std::string found;
    for (const int tensor : layer.tensors)
        found += (found.empty() ? "" : ", ")
            + archive.tensors[static_cast<size_t>(tensor)].shapeText();
    const std::string side = std::to_string(gates * units);
    return {Fault::Model, "Cannot read “" + layer.name + "” in " + archive.file,
        "expected weights of inputs × " + side + " and " + std::to_string(units) + " × " + side
            + " and " + (gates == 3 ? "2 × " : "") + side + " biases, " + std::to_string(gates)
            + " gates side by side, found " + (found.empty() ? "none" : found),
        "Save the model again with the program that made it"};
}

/// Reads a recurrent layer, or finds out what is wrong with its shapes. RTNeural computes tanh and
/// sigmoid whatever `activation` says, and a GRU of two biases with the reset after the product.
Result<StoredLayer> recurrentOf(const JsonLayer& layer, const Archive& archive)
{
    const Piece kernel = wholeOf(archive, layer.tensor(0));
    const Piece recurrent = wholeOf(archive, layer.tensor(1));
    const Piece bias = wholeOf(archive, layer.tensor(2));
    const int64_t units = recurrent.rows;
    const int64_t gates = layer.type == "lstm" ? 4 : 3;
    const bool two = gates == 3 && bias.columns == gates * units && bias.rows == 2;
    const bool one = bias.rows == gates * units && bias.columns == 1;
    const bool biased = one || two || layer.tensors.size() == 2;
    if (units == 0 || kernel.columns != gates * units || recurrent.columns != gates * units
        || !biased)
        return wrongShapes(layer, archive, gates, units);
    // Where each of the cell's gates lies: i f c o; r z n in z r h.
    constexpr std::array<int64_t, 4> ofLstm{0, 1, 2, 3}, ofGru{1, 0, 2, 3};
    StoredLayer stored;
    stored.name = layer.name;
    stored.order = gates == 4 ? "i f c o" : "z r h";
    stored.cell = gates == 4 ? lstm({}) : gru({.resetBefore = one});
    for (int64_t i = 0; i < gates; ++i) {
        const int64_t first = (gates == 4 ? ofLstm : ofGru)[static_cast<size_t>(i)] * units;
        StoredBlock block{kernel.columnsFrom(first, units).transposed(),
            recurrent.columnsFrom(first, units).transposed(), {}, {}};
        if (two) {
            block.b = bias.rowsFrom(0, 1).columnsFrom(first, units).transposed();
            block.d = bias.rowsFrom(1, 1).columnsFrom(first, units).transposed();
        } else if (one) {
            block.b = bias.rowsFrom(first, units);
        }
        stored.blocks.push_back(block);
    }
    return stored;
}

/// The networks while layers are put on top of each other.
class Stack {
public:
    explicit Stack(const Archive& archive)
        : m_archive(archive)
    {
    }

    void add(const JsonLayer& layer)
    {
        if (layer.recurrent())
            addRecurrent(layer);
        else if (const auto activation = activationNamed(layer.activation); layer.dense()
                 && activation && !m_broken && !wholeOf(m_archive, layer.tensor(0)).empty())
            addDense(layer, *activation);
        else if (layer.type == "activation" && activation && takesActivation())
            setActivation(*activation, layer.activation == "softmax");
        else
            skip(layer);
        compare(layer);
    }

    std::vector<StoredNetwork> take()
    {
        for (StoredNetwork& network : m_networks)
            network.around = m_remarks;
        return std::move(m_networks);
    }

private:
    void addRecurrent(const JsonLayer& layer)
    {
        const bool onTop = !m_networks.empty() && m_dense.empty() && !m_broken;
        if (!onTop) {
            StoredNetwork network;
            network.name = layer.name;
            network.described = true;
            if (!m_dense.empty() && m_dense.back().softmax) {
                remark("dense “" + m_dense.back().name + "”, softmax");
                m_broken = true;
            }
            network.before = m_broken ? std::vector<StoredDense>() : m_dense;
            if (!m_networks.empty())
                remark("recurrent layers with others between them: “" + layer.name
                    + "” is opened by itself");
            m_networks.push_back(std::move(network));
        }
        m_dense.clear();
        m_broken = false;
        auto stored = recurrentOf(layer, m_archive);
        if (stored)
            m_networks.back().layers.push_back(std::move(*stored));
        else if (!m_networks.back().fault)
            m_networks.back().fault = stored.error();
    }

    void addDense(const JsonLayer& layer, const Activation& activation)
    {
        if (!m_dense.empty() && m_dense.back().softmax)
            return skip(layer);
        m_dense.push_back({layer.name, wholeOf(m_archive, layer.tensor(0)).transposed(),
            wholeOf(m_archive, layer.tensor(1)), activation, layer.activation == "softmax"});
        put();
    }

    bool takesActivation() const
    {
        return !m_broken && !m_dense.empty() && m_dense.back().activation == linear
            && !m_dense.back().softmax;
    }
    void setActivation(const Activation& activation, bool softmax)
    {
        m_dense.back().activation = activation;
        m_dense.back().softmax = softmax;
        put();
    }

    /// The dense layers above a network are its own.
    void put()
    {
        if (!m_networks.empty())
            m_networks.back().after = m_dense;
    }

    /// From a layer that is not run on, none is until the next recurrent one.
    void skip(const JsonLayer& layer)
    {
        m_broken = true;
        remark(layer.type + " “" + layer.name + "”"
            + (layer.activation.empty() ? ""
                                        : ", " + layer.activation.substr(0, limits::jsonName)));
    }

    /// The weights count, not what a layer says of itself.
    void compare(const JsonLayer& layer)
    {
        const bool known = (layer.dense() || layer.recurrent()) && layer.declared;
        const Piece piece = wholeOf(m_archive, layer.tensor(layer.recurrent() ? 1 : 0));
        const int64_t found = layer.recurrent() ? piece.rows : piece.columns;
        if (known && !piece.empty() && *layer.declared != found)
            remark("the size that “" + layer.name
                + "” is said to have: " + std::to_string(*layer.declared)
                + ", and its weights are of " + std::to_string(found));
    }

    /// Every network says them, so of very many only the first are kept.
    void remark(std::string said)
    {
        constexpr size_t most = 20;
        if (m_remarks.size() < most)
            m_remarks.push_back(std::move(said));
    }

    const Archive& m_archive;
    std::vector<StoredNetwork> m_networks;
    std::vector<StoredDense> m_dense; ///< above the last recurrent layer so far
    bool m_broken = false; ///< whether something lies above it that is not run
    std::vector<std::string> m_remarks;
};

} // namespace

std::vector<StoredNetwork> stacked(const std::vector<JsonLayer>& layers, const Archive& archive)
{
    Stack stack(archive);
    for (const JsonLayer& layer : layers)
        stack.add(layer);
    return stack.take();
}

} // namespace rnnscope
