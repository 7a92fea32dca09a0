#include "core/load/onnxfold.h"

#include "core/load/onnxops.h"
#include "core/pack/limits.h"

#include <algorithm>

namespace rnnscope {

namespace {

bool allZero(const Tensor& tensor)
{
    bool zero = true;
    inParts(tensor, [&](int64_t, const std::vector<double>& numbers) {
        zero = zero && std::ranges::all_of(numbers, [](double one) { return one == 0; });
    });
    return zero;
}

} // namespace

OnnxConstants::OnnxConstants(const OnnxFlow& flow, uint64_t size)
    : m_flow(flow)
    , m_fixed(flow.values.size())
    , m_room(std::make_shared<int64_t>(static_cast<int64_t>(limits::onnxFolded(size))))
    , m_work(4 * *m_room)
{
    for (size_t i = 0; i < flow.values.size(); ++i)
        m_fixed[i] = flow.values[i].stored != nullptr;
    for (const OnnxStep& step : flow.steps) {
        const auto known = [&](int value) { return value < 0 || fixed(value); };
        if (isComputed(*step.node) && step.output(0) >= 0
            && std::ranges::all_of(step.inputs, known))
            m_fixed[static_cast<size_t>(step.output(0))] = true;
    }
}

const Tensor* OnnxConstants::of(int value)
{
    if (!fixed(value))
        return nullptr;
    if (const Tensor* stored = m_flow.values[static_cast<size_t>(value)].stored)
        return stored;
    const auto [entry, fresh] = m_computed.try_emplace(value);
    if (fresh)
        if (auto tensor = compute(value))
            entry->second = std::make_unique<const Tensor>(std::move(*tensor));
    return entry->second.get();
}

std::optional<std::vector<int64_t>> OnnxConstants::wholesOf(int value)
{
    const Tensor* tensor = of(value);
    if (!tensor || isFloat(tensor->type) || tensor->elements() > 1000)
        return std::nullopt;
    return wholesIn(*tensor);
}

/// Shapes may be known only when the model runs: what arranges zeros makes zeros.
bool OnnxConstants::isZero(int value)
{
    const OnnxStep* maker = m_flow.makerOf(value);
    for (int left = 20; left > 0; --left, maker = m_flow.makerOf(value)) {
        if (const Tensor* stored = of(value))
            return allZero(*stored);
        if (!maker || !arranges(*maker) || maker->is("If"))
            break;
        value = maker->input(0);
    }
    if (!maker || !maker->is("ConstantOfShape"))
        return false;
    const auto with = maker->node->valueOf<std::shared_ptr<const Tensor>>("value");
    return !with || allZero(*with);
}

/// Computes all that the value comes from, makers first. Only the last is kept.
std::optional<Tensor> OnnxConstants::compute(int value)
{
    std::vector<int> steps, open{value};
    std::vector<bool> seen(m_flow.steps.size());
    while (!open.empty()) {
        const int one = open.back();
        open.pop_back();
        const int maker = one < 0 ? -1 : m_flow.values[static_cast<size_t>(one)].maker;
        if (maker < 0 || seen[static_cast<size_t>(maker)])
            continue;
        seen[static_cast<size_t>(maker)] = true;
        steps.push_back(maker);
        const std::vector<int>& inputs = m_flow.steps[static_cast<size_t>(maker)].inputs;
        open.insert(open.end(), inputs.begin(), inputs.end());
    }
    std::ranges::sort(steps);
    Known known;
    for (const int step : steps)
        if (!computeStep(step, known))
            return std::nullopt;
    Tensor tensor = std::move(known.at(value));
    tensor.name = m_flow.values[static_cast<size_t>(value)].name;
    return tensor;
}

bool OnnxConstants::computeStep(int step, Known& known)
{
    const OnnxStep& one = m_flow.steps[static_cast<size_t>(step)];
    std::vector<const Tensor*> inputs;
    for (const int input : one.inputs) {
        const auto found = known.find(input);
        inputs.push_back(input < 0     ? nullptr
                : found != known.end() ? &found->second
                                       : m_flow.values[static_cast<size_t>(input)].stored);
    }
    m_work -= 256; // even what copies nothing takes time
    OnnxRoom room{m_room, &m_work};
    auto tensor = computed(*one.node, inputs, room);
    if (!tensor)
        return false;
    known.insert_or_assign(one.output(0), std::move(*tensor));
    return true;
}

} // namespace rnnscope
