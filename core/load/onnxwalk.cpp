#include "core/load/onnxwalk.h"

#include "core/pack/limits.h"

#include <algorithm>

namespace rnnscope::onnxops {

namespace {

void copyAlong(const Walk& walk, size_t size, size_t side, const std::byte* from, std::byte*& to)
{
    const int64_t count = walk.shape[side], step = walk.steps[side] * static_cast<int64_t>(size);
    if (side + 1 < walk.shape.size()) {
        for (int64_t i = 0; i < count; ++i)
            copyAlong(walk, size, side + 1, from + i * step, to);
        return;
    }
    const bool run = walk.steps[side] == 1;
    for (int64_t i = 0; i < (run ? 1 : count); ++i, to += size)
        std::memcpy(to, from + i * step, run ? static_cast<size_t>(count) * size : size);
    if (run)
        to += (static_cast<size_t>(count) - 1) * size;
}

/// Elements [start, end) in steps, along one side of a walk.
bool sliceAlong(Walk& walk, size_t side, int64_t start, int64_t end, int64_t step)
{
    const int64_t size = walk.shape[side];
    if (step == 0)
        return false;
    step = std::clamp(step, -size - 1, size + 1);
    start = std::clamp<int64_t>(
        start < 0 ? start + size : start, step < 0 ? -1 : 0, step < 0 ? size - 1 : size);
    end = end < 0 ? end + size : end;
    end = std::clamp<int64_t>(end, step < 0 ? -1 : 0, size);
    const int64_t span = step > 0 ? end - start : start - end;
    const int64_t count = span <= 0 ? 0 : (span - 1) / std::abs(step) + 1;
    walk.shape[side] = count;
    walk.first += count > 0 ? start * walk.steps[side] : 0;
    walk.steps[side] *= step;
    return true;
}

} // namespace

std::optional<size_t> axisOf(int64_t axis, int64_t rank)
{
    if (axis < 0)
        axis += rank;
    return axis >= 0 && axis < rank ? std::optional(static_cast<size_t>(axis)) : std::nullopt;
}

std::optional<Shape> settingOf(
    const OnnxNode& node, const char* attribute, Inputs inputs, size_t place)
{
    if (const OnnxAttribute* found = node.find(attribute))
        if (const auto* wholes = std::get_if<Shape>(&found->value))
            return *wholes;
    if (place >= inputs.size() || !inputs[place] || isFloat(inputs[place]->type)
        || inputs[place]->elements() > static_cast<int64_t>(limits::rank))
        return std::nullopt;
    return wholesIn(*inputs[place]);
}

Answer reshaped(const Tensor& tensor, Shape shape)
{
    const auto elements = elementsOf(shape, sizeOf(tensor.type));
    if (!elements || *elements != tensor.elements())
        return std::nullopt;
    return Tensor{{}, tensor.type, std::move(shape), tensor.data};
}

Answer walked(const Tensor& tensor, Walk walk, OnnxRoom& room)
{
    const Shape shape = walk.shape;
    if (shape.empty())
        walk = {{1}, {1}, walk.first};
    return filled(tensor.type, shape, room, [&](std::byte* to) {
        if (std::ranges::find(walk.shape, 0) != walk.shape.end())
            return;
        const Source source(tensor);
        const size_t size = sizeOf(tensor.type);
        copyAlong(walk, size, 0, source.bytes.data() + walk.first * static_cast<int64_t>(size), to);
    });
}

Walk wholeWalk(const Tensor& tensor)
{
    Walk walk{tensor.shape, Shape(tensor.shape.size(), 1), 0};
    for (size_t i = walk.shape.size(); i-- > 1;)
        walk.steps[i - 1] = walk.steps[i] * walk.shape[i];
    return walk;
}

Answer unsqueeze(const OnnxNode& node, Inputs inputs, OnnxRoom&)
{
    const auto axes = settingOf(node, "axes", inputs, 1);
    if (!axes)
        return std::nullopt;
    const int64_t rank = rankOf(*inputs[0]) + std::ssize(*axes);
    if (rank > static_cast<int64_t>(limits::rank))
        return std::nullopt;
    Shape shape(static_cast<size_t>(rank), -1);
    for (const int64_t axis : *axes)
        if (const auto at = axisOf(axis, rank))
            shape[*at] = 1;
    auto next = inputs[0]->shape.begin();
    for (int64_t& side : shape)
        if (side < 0) {
            if (next == inputs[0]->shape.end())
                return std::nullopt;
            side = *next++;
        }
    return reshaped(*inputs[0], std::move(shape));
}

Answer squeeze(const OnnxNode& node, Inputs inputs, OnnxRoom&)
{
    const auto axes = settingOf(node, "axes", inputs, 1);
    Shape shape = inputs[0]->shape;
    for (size_t i = 0; i < shape.size(); ++i) {
        const auto here = [&](int64_t axis) { return axisOf(axis, rankOf(*inputs[0])) == i; };
        if (axes ? std::ranges::any_of(*axes, here) : shape[i] == 1)
            shape[i] = -1;
    }
    std::erase(shape, -1);
    return reshaped(*inputs[0], std::move(shape));
}

Answer reshape(const OnnxNode& node, Inputs inputs, OnnxRoom&)
{
    auto shape = settingOf(node, "shape", inputs, 1);
    const bool copies = node.valueOf<int64_t>("allowzero") == 0;
    int64_t known = 1;
    for (size_t i = 0; shape && i < shape->size(); ++i) {
        int64_t& side = (*shape)[i];
        if (side == 0 && copies)
            side = i < inputs[0]->shape.size() ? inputs[0]->shape[i] : -2;
        if (side < -1 || (side > 0 && __builtin_mul_overflow(known, side, &known)))
            return std::nullopt;
    }
    if (!shape)
        return std::nullopt;
    if (const auto open = std::ranges::find(*shape, -1); open != shape->end())
        *open = inputs[0]->elements() / known;
    return reshaped(*inputs[0], std::move(*shape));
}

Answer transpose(const OnnxNode& node, Inputs inputs, OnnxRoom& room)
{
    const Walk whole = wholeWalk(*inputs[0]);
    Shape order = node.valueOf<Shape>("perm");
    if (order.empty())
        for (int64_t i = rankOf(*inputs[0]); i-- > 0;)
            order.push_back(i);
    Walk walk;
    for (const int64_t axis : order)
        if (const auto at = axisOf(axis, rankOf(*inputs[0]))) {
            walk.shape.push_back(whole.shape[*at]);
            walk.steps.push_back(whole.steps[*at]);
        }
    std::ranges::sort(order);
    const bool each = std::ranges::adjacent_find(order) == order.end()
        && walk.shape.size() == whole.shape.size();
    return each ? walked(*inputs[0], std::move(walk), room) : std::nullopt;
}

Answer slice(const OnnxNode& node, Inputs inputs, OnnxRoom& room)
{
    const auto starts = settingOf(node, "starts", inputs, 1);
    const auto ends = settingOf(node, "ends", inputs, 2);
    auto axes = settingOf(node, "axes", inputs, 3);
    const auto steps = settingOf(node, "steps", inputs, 4);
    if (!starts || !ends)
        return std::nullopt;
    if (!axes)
        for (axes.emplace(); axes->size() < starts->size();)
            axes->push_back(std::ssize(*axes));
    const size_t count = starts->size();
    if (ends->size() != count || axes->size() != count || (steps && steps->size() != count))
        return std::nullopt;
    Walk walk = wholeWalk(*inputs[0]);
    for (size_t i = 0; i < count; ++i) {
        const auto side = axisOf((*axes)[i], rankOf(*inputs[0]));
        if (!side || !sliceAlong(walk, *side, (*starts)[i], (*ends)[i], steps ? (*steps)[i] : 1))
            return std::nullopt;
    }
    return walked(*inputs[0], std::move(walk), room);
}

Answer expand(const OnnxNode& node, Inputs inputs, OnnxRoom& room)
{
    const auto wanted = settingOf(node, "shape", inputs, 1);
    if (!wanted)
        return std::nullopt;
    Walk walk = wholeWalk(*inputs[0]);
    const size_t rank = std::max(wanted->size(), walk.shape.size());
    walk.shape.insert(walk.shape.begin(), rank - walk.shape.size(), 1);
    walk.steps.insert(walk.steps.begin(), rank - walk.steps.size(), 0);
    for (size_t i = 0; i < wanted->size(); ++i) {
        int64_t& side = walk.shape[rank - wanted->size() + i];
        if (side == (*wanted)[i] || (*wanted)[i] == 1)
            continue;
        if (side != 1)
            return std::nullopt;
        side = (*wanted)[i];
        walk.steps[rank - wanted->size() + i] = 0;
    }
    return walked(*inputs[0], std::move(walk), room);
}

} // namespace rnnscope::onnxops
