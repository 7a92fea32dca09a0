// JSON as RTNeural reads it, and AIDA-X, whose files have more beside the layers. Weights lie as in
// Keras: rows are inputs, the gates side by side.

#include "core/cell/gru.h"
#include "core/cell/lstm.h"
#include "core/load/formats.h"
#include "core/load/jsonnumbers.h"
#include "core/pack/limits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace rnnscope {

namespace {

/// One layer of the file and where its weights are in the archive.
struct JsonLayer {
    std::string type;
    std::string name;
    std::string activation;
    std::vector<int> tensors;
    std::optional<int64_t> declared; ///< how many outputs it says that it has

    int tensor(size_t i) const { return i < tensors.size() ? tensors[i] : -1; }
    bool dense() const { return type == "dense" || type == "time-distributed-dense"; }
    bool recurrent() const { return type == "lstm" || type == "gru"; }
};

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

/// The weights of a layer as tensors of the archive.
Result<JsonLayer> layerIn(const Json& json, size_t place, Archive& archive)
{
    JsonLayer layer{textIn(json, "type"), textIn(json, "name"), textIn(json, "activation"), {}, {}};
    const std::string where
        = "Cannot read layer " + std::to_string(place + 1) + " in " + archive.file;
    const Json& weights = partIn(json, "weights");
    const bool has = weights.is_array();
    if (layer.type.empty() || (!has && (layer.dense() || layer.recurrent())))
        return Error{Fault::Format, where, "expected a type and an array of weights, found none",
            "Save the model again with the program that made it"};
    if (layer.name.empty())
        layer.name = layer.type + "_" + std::to_string(place);
    if (const Json& shape = partIn(json, "shape"); shape.is_array() && !shape.empty())
        layer.declared = countIn({{"side", shape.back()}}, "side");
    constexpr std::array recurrent = {"kernel", "recurrent_kernel", "bias"};
    constexpr std::array dense = {"kernel", "bias"};
    for (size_t i = 0; has && i < weights.size(); ++i) {
        const std::string part = layer.recurrent() && i < recurrent.size() ? recurrent[i]
            : layer.dense() && i < dense.size()                            ? dense[i]
                                                : "weights." + std::to_string(i);
        auto tensor = tensorIn(weights[i], layer.name + "." + part, archive.file);
        if (!tensor)
            return tensor.error();
        layer.tensors.push_back(static_cast<int>(archive.tensors.size()));
        archive.tensors.push_back(std::move(*tensor));
    }
    return layer;
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
    const auto wide
        = [&](const Piece& piece) { return !piece.empty() && piece.columns == gates * units; };
    if (!wide(kernel) || !wide(recurrent) || !(layer.tensors.size() < 3 || one || two)) {
        std::string found;
        for (const int tensor : layer.tensors)
            found += (found.empty() ? "" : ", ")
                + archive.tensors[static_cast<size_t>(tensor)].shapeText();
        const std::string side = std::to_string(gates * units);
        return Error{Fault::Model, "Cannot read “" + layer.name + "” in " + archive.file,
            "expected weights of inputs × " + side + " and " + std::to_string(units) + " × " + side
                + " and " + (gates == 3 ? "2 × " : "") + side + " biases, " + std::to_string(gates)
                + " gates side by side, found " + (found.empty() ? "none" : found),
            "Save the model again with the program that made it"};
    }
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

/// Layers as they come, put together to networks: recurrent ones on top of each other, and the
/// dense ones below and above them.
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

    std::vector<StoredNetwork> take() { return std::move(m_networks); }
    const std::vector<std::string>& remarks() const { return m_remarks; }

private:
    void addRecurrent(const JsonLayer& layer)
    {
        const bool onTop = !m_networks.empty() && m_dense.empty() && !m_broken;
        if (!onTop) {
            StoredNetwork network;
            network.name = layer.name;
            network.described = true;
            network.before = m_broken ? std::vector<StoredDense>() : m_dense;
            if (!m_networks.empty())
                m_remarks.push_back("recurrent layers with others between them: “" + layer.name
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
        m_remarks.push_back(layer.type + " “" + layer.name + "”"
            + (layer.activation.empty() ? "" : ", " + layer.activation));
    }

    /// The weights count, not what a layer says of itself.
    void compare(const JsonLayer& layer)
    {
        const bool known = (layer.dense() || layer.recurrent()) && layer.declared;
        const Piece piece = wholeOf(m_archive, layer.tensor(layer.recurrent() ? 1 : 0));
        const int64_t found = layer.recurrent() ? piece.rows : piece.columns;
        if (known && !piece.empty() && *layer.declared != found)
            m_remarks.push_back("the size that “" + layer.name
                + "” is said to have: " + std::to_string(*layer.declared)
                + ", and its weights are of " + std::to_string(found));
    }

    const Archive& m_archive;
    std::vector<StoredNetwork> m_networks;
    std::vector<StoredDense> m_dense; ///< above the last recurrent layer so far
    bool m_broken = false; ///< whether something lies above it that is not run
    std::vector<std::string> m_remarks;
};

std::string decibels(double gain)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%g dB", gain);
    return text.data();
}

/// What AIDA-X does around the layers: out_gain · (y + in_gain · x), gains in decibels.
std::vector<std::string> aidaRemarks(const Json& json)
{
    std::vector<std::string> remarks;
    if (const auto gain = numberIn(json, "in_gain"); gain && *gain != 0)
        remarks.push_back("in_gain: " + decibels(*gain) + " on the input");
    if (numberIn(json, "in_skip").value_or(0) > 0)
        remarks.push_back("in_skip: the input is added to the output");
    if (const auto gain = numberIn(json, "out_gain"); gain && *gain != 0)
        remarks.push_back("out_gain: " + decibels(*gain) + " on the output");
    return remarks;
}

} // namespace

bool sniffRtneural(Bytes file)
{
    if (hasKeys(file, {"in_shape", "layers"}))
        return true;
    const auto inner = hasKeys(file, {"layers"}) ? keysOf(file, 3) : decltype(keysOf(file, 3))();
    return std::ranges::find(inner, "weights") != inner.end();
}

Result<Contents> readRtneural(const Input& input, Watch& watch)
{
    const auto json = objectIn(input.bytes, input.name);
    if (!json)
        return json.error();
    Archive archive{input.name, "RTNeural (JSON)", {}, {}, {}};
    for (const auto& [key, value] : json->items()) {
        if (key == "metadata" || key == "in_skip" || key == "in_gain" || key == "out_gain")
            archive.format = "AIDA-X (JSON)";
        if (key == "input_batch" || key == "output_batch") { // a test of theirs
            auto tensor = tensorIn(value, key, input.name);
            if (!tensor)
                return tensor.error();
            archive.tensors.push_back(std::move(*tensor));
        } else if (key != "layers") {
            addMetadata(archive, key == "metadata" ? "" : key, value);
        }
    }
    const Json& layers = partIn(*json, "layers");
    if (!layers.is_array() || std::ssize(layers) > limits::layers)
        return Error{Fault::Format, "Cannot read the layers in " + input.name,
            "expected an array of at most " + std::to_string(limits::layers) + ", found "
                + (layers.is_array() ? std::to_string(layers.size()) : layers.type_name()),
            "Save the model again with the program that made it"};
    std::vector<JsonLayer> read;
    for (const Json& one : layers) {
        if (watch.cancelled())
            return cancelled("Reading " + input.name);
        auto layer = layerIn(one, read.size(), archive);
        if (!layer)
            return layer.error();
        read.push_back(std::move(*layer));
    }
    Stack stack(archive);
    for (const JsonLayer& layer : read)
        stack.add(layer);
    auto networks = stack.take();
    for (StoredNetwork& network : networks) {
        network.around = stack.remarks();
        std::ranges::move(aidaRemarks(*json), std::back_inserter(network.around));
    }
    return Contents{std::move(archive), std::move(networks)};
}

} // namespace rnnscope
