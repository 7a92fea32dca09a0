#include "core/load/onnxaxes.h"

#include <algorithm>

namespace rnnscope {

namespace {

using Wholes = std::vector<int64_t>;
using Axes = std::optional<std::string>;

std::optional<size_t> placeOf(int64_t axis, size_t rank)
{
    if (axis < 0)
        axis += static_cast<int64_t>(rank);
    return axis >= 0 && axis < static_cast<int64_t>(rank) ? std::optional(static_cast<size_t>(axis))
                                                          : std::nullopt;
}

Axes transposed(const std::string& axes, const OnnxStep& step)
{
    const auto order = step.node->valueOf<Wholes>("perm");
    if (order.size() != axes.size())
        return std::nullopt;
    std::string out;
    for (const int64_t axis : order)
        if (const auto at = placeOf(axis, axes.size()))
            out += axes[*at];
    return out.size() == axes.size() ? Axes(out) : std::nullopt;
}

/// Whether an axis can be of one element, so that it may go.
bool single(char axis, bool both) { return axis != 'F' && !(axis == 'D' && both); }

Axes squeezed(const OnnxPassing& in, const OnnxStep& step, OnnxConstants& constants)
{
    const auto gone = settingOf(step, "axes", 1, constants);
    std::string out = in.axes;
    if (!gone) { // all of one element; of the others it is not known
        if (!in.both)
            std::erase(out, 'D');
        std::erase(out, '1');
        return out;
    }
    for (const int64_t axis : *gone) {
        const auto at = placeOf(axis, in.axes.size());
        if (!at || !single(in.axes[*at], in.both))
            return std::nullopt;
        out[*at] = ' ';
    }
    std::erase(out, ' ');
    return out;
}

Axes unsqueezed(const OnnxPassing& in, const OnnxStep& step, OnnxConstants& constants)
{
    const auto fresh = settingOf(step, "axes", 1, constants);
    if (!fresh || fresh->size() > 8)
        return std::nullopt;
    std::string out(in.axes.size() + fresh->size(), ' ');
    for (const int64_t axis : *fresh)
        if (const auto at = placeOf(axis, out.size()))
            out[*at] = '1';
    if (std::ranges::count(out, ' ') != std::ssize(in.axes))
        return std::nullopt;
    auto next = in.axes.begin();
    for (char& axis : out)
        if (axis == ' ')
            axis = *next++;
    return out;
}

/// Units stay together at the end: those of two directions where they stand beside each other.
Axes reshaped(const OnnxPassing& in, const OnnxStep& step, OnnxConstants& constants)
{
    std::string before = in.axes;
    if (!in.both)
        std::erase(before, 'D');
    if (!before.ends_with(before.find('D') != before.npos ? "DF" : "F"))
        return std::nullopt;
    std::erase(before, '1');
    std::erase(before, 'D');
    const auto shape = settingOf(step, "shape", 1, constants);
    if (!shape || shape->empty())
        return std::nullopt;
    const size_t kept = shape->size() - 1;
    // Zeros keep the sides before the last, one by one; then the last is all that was behind them.
    const bool zeros = step.node->valueOf<int64_t>("allowzero") == 0 && kept < in.axes.size()
        && std::ranges::count(shape->begin(), shape->end() - 1, 0) == static_cast<int64_t>(kept)
        && in.axes.find_first_of("TB", kept) == std::string::npos
        && !(in.both && in.axes.find('D') < kept);
    const int64_t last = shape->back();
    if (last != in.units && !(zeros && last == -1))
        return std::nullopt;
    return shape->size() == before.size() ? before : std::string(kept, '1') + 'F';
}

/// A step of many, or a part; of units and of two directions only all of them.
Axes sliced(const OnnxPassing& in, const OnnxStep& step, OnnxConstants& constants)
{
    const auto starts = settingOf(step, "starts", 1, constants);
    const auto ends = settingOf(step, "ends", 2, constants);
    const bool sided = step.input(3) >= 0 || step.node->find("axes");
    const auto axes = settingOf(step, "axes", 3, constants);
    const bool stepped = step.input(4) >= 0;
    const auto steps = settingOf(step, "steps", 4, constants);
    if (!starts || !ends || ends->size() != starts->size() || (stepped && !steps)
        || (sided && (!axes || axes->size() != starts->size())))
        return std::nullopt;
    std::string out = in.axes;
    for (size_t i = 0; i < starts->size(); ++i) {
        const auto at = placeOf(axes ? (*axes)[i] : static_cast<int64_t>(i), out.size());
        const bool forward = !steps || (i < steps->size() && (*steps)[i] == 1);
        if (!at)
            return std::nullopt;
        const bool whole = forward && (*starts)[i] == 0 && (*ends)[i] >= INT32_MAX;
        if (whole)
            continue;
        if (!single(out[*at], in.both))
            return std::nullopt;
        out[*at] = '1';
    }
    return out;
}

Axes gathered(const OnnxPassing& in, const OnnxStep& step, OnnxConstants& constants)
{
    const auto at = placeOf(step.node->valueOf<int64_t>("axis"), in.axes.size());
    const Tensor* place = constants.of(step.input(1));
    if (!at || !place || place->elements() != 1 || !single(in.axes[*at], in.both))
        return std::nullopt;
    std::string out = in.axes;
    out.replace(*at, 1, place->shape.size(), '1');
    return out;
}

Axes flattened(const OnnxPassing& in, const OnnxStep& step)
{
    const auto at = placeOf(step.node->valueOf<int64_t>("axis", 1), in.axes.size());
    return at && *at == 1 && in.axes.size() == 2 ? Axes(in.axes) : std::nullopt;
}

Axes axesAfter(const OnnxPassing& in, const OnnxStep& step, OnnxConstants& constants)
{
    if (step.is("Identity") || step.is("Cast") || step.is("Dropout"))
        return in.axes;
    if (step.is("Transpose"))
        return transposed(in.axes, step);
    if (step.is("Squeeze"))
        return squeezed(in, step, constants);
    if (step.is("Unsqueeze"))
        return unsqueezed(in, step, constants);
    if (step.is("Reshape"))
        return reshaped(in, step, constants);
    if (step.is("Slice"))
        return sliced(in, step, constants);
    if (step.is("Gather"))
        return gathered(in, step, constants);
    return step.is("Flatten") ? flattened(in, step) : std::nullopt;
}

} // namespace

std::optional<OnnxPassing> passedOn(
    const OnnxStep& step, const OnnxPassing& passing, OnnxConstants& constants)
{
    if (step.input(0) != passing.value || step.output(0) < 0)
        return std::nullopt;
    const Axes axes = axesAfter(passing, step, constants);
    if (!axes)
        return std::nullopt;
    return OnnxPassing{step.output(0), *axes, passing.units, passing.both};
}

std::optional<std::vector<int64_t>> settingOf(
    const OnnxStep& step, const char* attribute, size_t input, OnnxConstants& constants)
{
    if (const OnnxAttribute* found = step.node->find(attribute))
        if (const auto* wholes = std::get_if<Wholes>(&found->value))
            return *wholes;
    return constants.wholesOf(step.input(input));
}

int64_t lastSide(const OnnxFlow& flow, const OnnxStep& reshape, OnnxConstants& constants)
{
    if (const auto shape = settingOf(reshape, "shape", 1, constants))
        return shape->empty() ? 0 : shape->back();
    const OnnxStep* maker = flow.makerOf(reshape.input(1));
    if (!maker || !maker->is("Concat") || maker->inputs.empty())
        return 0;
    const auto last = constants.wholesOf(maker->inputs.back());
    return last && !last->empty() ? last->back() : 0;
}

} // namespace rnnscope
