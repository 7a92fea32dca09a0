// Neural Amp Modeler's .nam: JSON with all weights in one array.

#include "core/cell/lstm.h"
#include "core/load/formats.h"
#include "core/load/jsonnumbers.h"
#include "core/pack/limits.h"

#include <array>
#include <cstdio>

namespace rnnscope {

namespace {

constexpr int64_t widest = 100'000; // of a side, so that no product overflows

struct Sides {
    int64_t inputs, units, layers, outputs;
};

/// Takes pieces from the one array, each behind the one before.
class Taking {
public:
    /// Rows × columns of a block that is `width` numbers wide, from its column `column` on; the
    /// last one of the block moves on.
    Piece part(int64_t rows, int64_t columns, int64_t width, int64_t column) const
    {
        return {0, m_at + column, rows, columns, width, 1};
    }
    Piece next(int64_t rows, int64_t columns)
    {
        const Piece piece = part(rows, columns, columns, 0);
        pass(rows * columns);
        return piece;
    }
    void pass(int64_t count) { m_at += count; }

private:
    int64_t m_at = 0;
};

/// How many numbers an LSTM takes: per layer the rows of [W | U], the bias, h_0 and c_0; then the
/// head.
int64_t countOf(const Sides& sides)
{
    const int64_t upper = 4 * sides.units * (2 * sides.units) + 6 * sides.units;
    const int64_t lowest = 4 * sides.units * (sides.inputs + sides.units) + 6 * sides.units;
    return lowest + upper * (sides.layers - 1) + (sides.units + 1) * sides.outputs;
}

StoredLayer layerIn(Taking& from, int64_t inputs, int64_t units, int64_t place)
{
    StoredLayer layer;
    layer.name = "layer " + std::to_string(place + 1);
    layer.cell = lstm({});
    layer.order = "i f g o";
    const int64_t width = inputs + units;
    for (int gate = 0; gate < 4; ++gate) {
        layer.blocks.push_back(
            {from.part(units, inputs, width, 0), from.part(units, units, width, inputs), {}, {}});
        from.pass(units * width);
    }
    for (StoredBlock& block : layer.blocks)
        block.b = from.next(units, 1); // PyTorch's two biases, added up
    layer.startHidden = from.next(units, 1);
    layer.startCell = from.next(units, 1);
    return layer;
}

StoredNetwork networkOf(const Sides& sides)
{
    StoredNetwork network;
    network.name = "LSTM";
    network.described = true;
    Taking from;
    for (int64_t i = 0; i < sides.layers; ++i)
        network.layers.push_back(
            layerIn(from, i == 0 ? sides.inputs : sides.units, sides.units, i));
    const Piece head = from.next(sides.outputs, sides.units);
    network.after.push_back({"head", head, from.next(sides.outputs, 1), linear, false});
    return network;
}

/// All numbers must be used, and there must be as many as are used.
Result<StoredNetwork> lstmIn(const Json& config, const Archive& archive)
{
    const Sides sides{countIn(config, "input_size").value_or(1),
        countIn(config, "hidden_size").value_or(0), countIn(config, "num_layers").value_or(1),
        countIn(config, "out_channels").value_or(1)};
    const auto sound
        = [&](int64_t side, int64_t most = widest) { return side > 0 && side <= most; };
    const bool all = sound(sides.inputs) && sound(sides.units) && sound(sides.outputs)
        && sound(sides.layers, limits::layers);
    const bool flat = archive.tensors.size() == 1 && archive.tensors[0].shape.size() == 1;
    if (all && flat && countOf(sides) == archive.tensors[0].elements())
        return networkOf(sides);
    return Error{Fault::Model, "Cannot read the weights in " + archive.file,
        "expected " + (all ? std::to_string(countOf(sides)) : std::string("a fitting number of"))
            + " numbers for " + std::to_string(sides.layers) + " LSTM of "
            + std::to_string(sides.units) + " units, found "
            + (archive.tensors.empty() ? "none" : archive.tensors[0].shapeText()),
        "Copy or download the file again"};
}

/// "2023-05-29" of an object with year, month and day.
std::string dateIn(const Json& date)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%lld-%02lld-%02lld",
        static_cast<long long>(countIn(date, "year").value_or(0)),
        static_cast<long long>(countIn(date, "month").value_or(0)),
        static_cast<long long>(countIn(date, "day").value_or(0)));
    return text.data();
}

} // namespace

bool sniffNam(Bytes file) { return hasKeys(file, {"architecture", "config", "weights"}); }

Result<Contents> readNam(const Input& input, Watch&)
{
    const auto json = objectIn(input.bytes, input.name);
    if (!json)
        return json.error();
    Contents contents{{input.name, "NAM (JSON)", {}, {}, {}}};
    Archive& archive = contents.archive;
    for (const auto& [key, value] : json->items())
        if (key != "weights" && key != "config")
            addMetadata(archive, key == "metadata" ? "" : key, value);
    if (const Json& date = partOf(partOf(*json, "metadata"), "date"); date.is_object())
        archive.metadata["date"] = dateIn(date);
    const std::string architecture = textOf(*json, "architecture");
    const Json& weights = partOf(*json, "weights");
    if (weights.is_array()) {
        auto tensor = tensorIn(weights, "weights", input.name);
        if (!tensor)
            return tensor.error();
        archive.tensors.push_back(std::move(*tensor));
    }
    StoredNetwork network;
    network.name = architecture;
    if (architecture != "LSTM")
        network.obstacle = "is an architecture of NAM that keeps no recurrent state; of its "
                           "architectures, LSTM can be stepped";
    else if (auto read = lstmIn(partOf(*json, "config"), archive))
        network = std::move(*read);
    else
        network.fault = read.error();
    contents.networks.push_back(std::move(network));
    return contents;
}

} // namespace rnnscope
