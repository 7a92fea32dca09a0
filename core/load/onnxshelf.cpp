#include "core/load/onnxcell.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// A hash of a tensor that equal ones share.
size_t hashOf(const Tensor& tensor)
{
    return std::hash<std::string_view>{}(textOf(tensor.data.inMemory())) ^ tensor.shape.size();
}

bool same(const Tensor& a, const Tensor& b)
{
    const bool known = a.data.inMemory().size() == a.data.size() && a.data.size() == b.data.size();
    return known && a.type == b.type && a.shape == b.shape
        && textOf(a.data.inMemory()) == textOf(b.data.inMemory());
}

/// Before the ends that exporters put on what a module holds: "decoder.rnn" of
/// "decoder.rnn.weight_ih"; nothing where it has no such end.
std::string_view moduleOf(std::string_view tensor)
{
    const size_t end = tensor.rfind(".weight_");
    return end == tensor.npos ? std::string_view() : tensor.substr(0, end);
}

/// "encoder.rnn" of "/encoder/rnn/LSTM"; nothing for a name that is no path.
std::string pathOf(std::string_view name, std::string_view op)
{
    constexpr std::string_view output = "_output_";
    if (!name.starts_with('/'))
        return {};
    name = name.substr(0, name.rfind(output));
    const size_t last = name.rfind('/');
    if (last > 0 && name.substr(last + 1).starts_with(op))
        name = name.substr(0, last);
    std::string path(name.substr(1));
    std::ranges::replace(path, '/', '.');
    return path;
}

} // namespace

OnnxShelf::OnnxShelf(const OnnxFlow& flow, OnnxConstants& constants, Archive& archive)
    : m_flow(flow)
    , m_constants(constants)
    , m_archive(archive)
{
    for (const OnnxValue& value : flow.values)
        if (value.stored && !m_places.contains(value.stored))
            m_places[value.stored] = add(*value.stored, value.name);
    for (const OnnxStep& step : flow.steps)
        if (const auto tensor = step.is("Constant")
                ? step.node->valueOf<std::shared_ptr<const Tensor>>("value")
                : nullptr;
            tensor && tensor->elements() > 1)
            placeOf(step.output(0));
}

int OnnxShelf::placeOf(int value)
{
    const Tensor* tensor = m_constants.of(value);
    if (!tensor || !isFloat(tensor->type))
        return -1;
    if (const auto found = m_places.find(tensor); found != m_places.end())
        return found->second;
    const size_t hash = hashOf(*tensor);
    const auto [from, to] = m_byContent.equal_range(hash);
    const auto found = std::find_if(from, to, [&](const auto& entry) {
        return same(m_archive.tensors[static_cast<size_t>(entry.second)], *tensor);
    });
    const int place = found == to ? add(*tensor, m_flow.values[static_cast<size_t>(value)].name)
                                  : found->second;
    if (found == to)
        m_byContent.emplace(hash, place);
    m_places[tensor] = place;
    return place;
}

/// Names are those of the file, told apart where a subgraph uses one again.
int OnnxShelf::add(const Tensor& tensor, std::string_view name)
{
    Tensor& added = m_archive.tensors.emplace_back(tensor);
    added.name = name;
    if (const int again = ++m_names[added.name]; again > 1)
        added.name += " (" + std::to_string(again) + ")";
    return static_cast<int>(m_archive.tensors.size()) - 1;
}

std::string shownNode(const OnnxFlow& flow, const OnnxStep& step)
{
    const std::string& name = step.node->name;
    if (std::string path = pathOf(name, step.node->op); !path.empty())
        return clipped(path);
    // A weight may have been sliced and put together again on its way.
    int value = step.input(1);
    for (int left = 8; value >= 0 && left > 0; --left) {
        const OnnxValue& one = flow.values[static_cast<size_t>(value)];
        if (const auto module = moduleOf(one.name); !module.empty())
            return clipped(module);
        const OnnxStep* maker = flow.makerOf(value);
        value = maker ? maker->input(0) : -1;
    }
    if (!name.empty())
        return clipped(name);
    const std::string_view first
        = step.output(0) < 0 ? "" : flow.values[static_cast<size_t>(step.output(0))].name;
    const std::string path = pathOf(first, step.node->op);
    return clipped(path.empty() ? step.node->op : path);
}

} // namespace rnnscope
