#include "core/load/tensorflowsides.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace rnnscope {

namespace {

constexpr std::array<std::string_view, 8> headWords
    = {"softmax", "dense", "fully_connected", "output", "logits", "proj", "fc", "head"};
/// A weight's name and its bias's.
constexpr std::array pairs = {std::pair("softmax_w", "softmax_b"), std::pair("kernel", "bias"),
    std::pair("weights", "biases"), std::pair("Matrix", "Bias"), std::pair("W", "b"),
    std::pair("w", "b")};

std::string lower(std::string_view text)
{
    std::string low(text);
    std::ranges::transform(low, low.begin(), [](unsigned char c) { return std::tolower(c); });
    return low;
}

size_t shared(std::string_view a, std::string_view b)
{
    return static_cast<size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

/// The tensors that could be it, and of these the one whose name has most in common with the
/// network's; −1 when there is none, or two have as much.
class Nearest {
public:
    explicit Nearest(std::string_view prefix)
        : m_prefix(prefix)
    {
    }
    void offer(int place, std::string_view name)
    {
        const auto common = static_cast<int64_t>(shared(name, m_prefix));
        if (common == m_common)
            m_place = -1;
        if (common > m_common) {
            m_common = common;
            m_place = place;
        }
    }
    int place() const { return m_place; }

private:
    std::string_view m_prefix;
    int64_t m_common = -1;
    int m_place = -1;
};

/// The bias beside a weight of that name: none, or −2 where the name is no weight's.
int biasBeside(std::string_view name, const PlainNames& names)
{
    for (const auto& [weight, bias] : pairs)
        if (name == weight || name.ends_with("/" + std::string(weight)))
            return names.placeOf(
                std::string(name.substr(0, name.size() - std::string_view(weight).size())) + bias);
    return -2;
}

int embeddingOf(const StoredNetwork& network, const Archive& archive)
{
    Nearest nearest(network.prefix);
    for (size_t i = 0; i < archive.tensors.size(); ++i) {
        const Tensor& tensor = archive.tensors[i];
        const std::string_view name = PlainNames::plain(tensor.name);
        const std::string last = lower(name.substr(name.rfind('/') + 1));
        const bool named = last.find("embed") != last.npos || last == "lookup_table";
        if (named && isFloat(tensor.type) && tensor.shape.size() == 2 && tensor.shape[0] > 0
            && tensor.shape[1] == network.layers.front().blocks.front().w.columns)
            nearest.offer(static_cast<int>(i), name);
    }
    return nearest.place();
}

/// Whether a weight is one of the cells' own.
bool belongsTo(const StoredNetwork& network, std::string_view name)
{
    return std::ranges::any_of(network.layers,
        [&](const StoredLayer& layer) { return name.starts_with(layer.name + "/"); });
}

int headOf(const StoredNetwork& network, const Archive& archive, const PlainNames& names)
{
    const StoredLayer& top = network.layers.back();
    int64_t width = top.blocks.front().u.columns;
    if (top.second)
        width += network.layers[network.layers.size() - 2].blocks.front().u.columns;
    Nearest nearest(network.prefix);
    for (size_t i = 0; i < archive.tensors.size(); ++i) {
        const Tensor& tensor = archive.tensors[i];
        const std::string_view name = PlainNames::plain(tensor.name);
        const std::string low = lower(name);
        const bool named = std::ranges::any_of(
            headWords, [&](std::string_view word) { return low.find(word) != low.npos; });
        if (named && isFloat(tensor.type) && tensor.shape.size() == 2 && tensor.shape[0] == width
            && tensor.shape[1] > 0 && biasBeside(name, names) > -2 && !belongsTo(network, name))
            nearest.offer(static_cast<int>(i), name);
    }
    return nearest.place();
}

} // namespace

PlainNames::PlainNames(const Archive& archive)
{
    for (size_t i = 0; i < archive.tensors.size(); ++i)
        m_places.emplace(plain(archive.tensors[i].name), static_cast<int>(i));
}

void findSides(StoredNetwork& network, const Archive& archive, const PlainNames& names)
{
    if (network.fault || network.layers.empty())
        return;
    network.embedding = wholeOf(archive, embeddingOf(network, archive));
    if (const int head = headOf(network, archive, names); head >= 0) {
        const Tensor& weight = archive.tensors[static_cast<size_t>(head)];
        const Piece bias = wholeOf(archive, biasBeside(PlainNames::plain(weight.name), names));
        network.after.push_back({weight.name, wholeOf(archive, head).transposed(),
            bias.rows == weight.shape[1] ? bias : Piece(), linear,
            weight.name.find("softmax") != std::string::npos});
    }
    network.described = !network.embedding.empty() || !network.after.empty();
}

} // namespace rnnscope
