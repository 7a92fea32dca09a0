// Operators as https://onnx.ai/onnx/operators defines them, on tensors that are known.

#include "core/load/onnxops.h"

#include "core/pack/limits.h"

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

using Shape = std::vector<int64_t>;
using Inputs = std::span<const Tensor* const>;
using Answer = std::optional<Tensor>;

int64_t rankOf(const Tensor& tensor) { return std::ssize(tensor.shape); }

/// An axis counted from the front; nothing where there is none such.
std::optional<size_t> axisOf(int64_t axis, int64_t rank)
{
    if (axis < 0)
        axis += rank;
    return axis >= 0 && axis < rank ? std::optional(static_cast<size_t>(axis)) : std::nullopt;
}

/// Whole numbers that are an attribute in old versions of the operators and an input in new ones.
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

/// The bytes of a tensor, copied only from a file.
struct Source {
    explicit Source(const Tensor& tensor)
        : copy(tensor.data.inMemory().empty() ? tensor.data.all() : std::vector<std::byte>())
        , bytes(copy.empty() ? tensor.data.inMemory() : Bytes(copy))
    {
    }
    std::vector<std::byte> copy;
    Bytes bytes;
};

/// A new tensor whose bytes `fill` writes.
template <class Fill>
Answer filled(Type type, Shape shape, OnnxRoom& room, const Fill& fill)
{
    const auto elements = elementsOf(shape, sizeOf(type));
    const int64_t size = elements ? *elements * static_cast<int64_t>(sizeOf(type)) : 0;
    if (!elements || !room.take(size))
        return std::nullopt;
    std::vector<std::byte> bytes(static_cast<size_t>(size));
    fill(bytes.data());
    return Tensor{{}, type, std::move(shape), room.keep(std::move(bytes))};
}

template <class Number>
Answer filledWith(Type type, const Tensor& like, OnnxRoom& room, const std::vector<Number>& numbers)
{
    return filled(type, like.shape, room,
        [&](std::byte* to) { std::memcpy(to, numbers.data(), numbers.size() * sizeof(Number)); });
}

/// The same numbers in another shape.
Answer reshaped(const Tensor& tensor, Shape shape)
{
    const auto elements = elementsOf(shape, sizeOf(tensor.type));
    if (!elements || *elements != tensor.elements())
        return std::nullopt;
    return Tensor{{}, tensor.type, std::move(shape), tensor.data};
}

/// A walk over a tensor: which element comes next along each side of what is made.
struct Walk {
    Shape shape;
    Shape steps;
    int64_t first = 0;
};

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

Answer walked(const Tensor& tensor, Walk walk, OnnxRoom& room)
{
    if (walk.shape.empty())
        walk = {{1}, {1}, walk.first};
    const Shape shape = walk.shape;
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

Answer constant(const OnnxNode& node, Inputs, OnnxRoom& room)
{
    if (const auto tensor = node.valueOf<std::shared_ptr<const Tensor>>("value"))
        return *tensor;
    for (const OnnxAttribute& attribute : node.attributes) {
        Tensor like;
        std::vector<float> numbers;
        Shape wholes;
        if (const auto* one = std::get_if<double>(&attribute.value))
            numbers = {static_cast<float>(*one)};
        else if (const auto* some = std::get_if<std::vector<double>>(&attribute.value))
            numbers.assign(some->begin(), some->end()), like.shape = {std::ssize(numbers)};
        else if (const auto* whole = std::get_if<int64_t>(&attribute.value))
            wholes = {*whole};
        else if (const auto* all = std::get_if<Shape>(&attribute.value))
            wholes = *all, like.shape = {std::ssize(wholes)};
        else
            continue;
        return wholes.empty() ? filledWith(Type::F32, like, room, numbers)
                              : filledWith(Type::I64, like, room, wholes);
    }
    return std::nullopt;
}

Answer identity(const OnnxNode&, Inputs inputs, OnnxRoom&) { return *inputs[0]; }

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

int64_t productOf(const Shape& shape, size_t from, size_t to)
{
    int64_t product = 1;
    for (size_t i = from; i < to; ++i)
        product *= shape[i];
    return product;
}

Answer concat(const OnnxNode& node, Inputs inputs, OnnxRoom& room)
{
    const auto axis = axisOf(node.valueOf<int64_t>("axis"), rankOf(*inputs[0]));
    if (!axis || std::ranges::find(inputs, nullptr) != inputs.end())
        return std::nullopt;
    Shape shape = inputs[0]->shape;
    shape[*axis] = 0;
    for (const Tensor* input : inputs) {
        Shape other = input->shape;
        if (other.size() != shape.size() || input->type != inputs[0]->type
            || __builtin_add_overflow(shape[*axis], other[*axis], &shape[*axis]))
            return std::nullopt;
        other[*axis] = shape[*axis];
        if (other != shape)
            return std::nullopt;
    }
    return filled(inputs[0]->type, shape, room, [&](std::byte* to) {
        const size_t size = sizeOf(inputs[0]->type);
        const std::vector<Source> sources = [&] {
            std::vector<Source> all;
            for (const Tensor* input : inputs)
                all.emplace_back(*input);
            return all;
        }();
        for (int64_t row = 0; row < productOf(shape, 0, *axis); ++row)
            for (size_t i = 0; i < inputs.size(); ++i) {
                const Shape& one = inputs[i]->shape;
                const size_t run = static_cast<size_t>(productOf(one, *axis, one.size())) * size;
                if (run > 0)
                    std::memcpy(to, sources[i].bytes.data() + static_cast<size_t>(row) * run, run);
                to += run;
            }
    });
}

Answer gather(const OnnxNode& node, Inputs inputs, OnnxRoom& room)
{
    if (inputs.size() < 2 || !inputs[1] || isFloat(inputs[1]->type))
        return std::nullopt;
    const Shape& from = inputs[0]->shape;
    const auto axis = axisOf(node.valueOf<int64_t>("axis"), rankOf(*inputs[0]));
    if (!axis || !room.take(inputs[1]->elements()))
        return std::nullopt;
    Shape places = wholesIn(*inputs[1]);
    for (int64_t& place : places) {
        const auto at = axisOf(place, from[*axis]);
        if (!at)
            return std::nullopt;
        place = static_cast<int64_t>(*at);
    }
    const auto side = from.begin() + static_cast<int64_t>(*axis);
    Shape shape(from.begin(), side);
    shape.insert(shape.end(), inputs[1]->shape.begin(), inputs[1]->shape.end());
    shape.insert(shape.end(), side + 1, from.end());
    return filled(inputs[0]->type, shape, room, [&](std::byte* to) {
        const Source source(*inputs[0]);
        const auto run = static_cast<size_t>(productOf(from, *axis + 1, from.size()))
            * sizeOf(inputs[0]->type);
        const int64_t rows = run == 0 || places.empty() ? 0 : productOf(from, 0, *axis);
        for (int64_t row = 0; row < rows; ++row)
            for (const int64_t place : places) {
                const auto at = static_cast<size_t>(row * from[*axis] + place);
                std::memcpy(to, source.bytes.data() + at * run, run);
                to += run;
            }
    });
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

Answer constantOfShape(const OnnxNode& node, Inputs inputs, OnnxRoom& room)
{
    const auto shape = settingOf(node, "shape", inputs, 0);
    const auto value = node.valueOf<std::shared_ptr<const Tensor>>("value");
    if (!shape || (value && value->elements() != 1))
        return std::nullopt;
    if (!value)
        return filled(Type::F32, *shape, room, [](std::byte*) {});
    Walk walk{*shape, Shape(shape->size(), 0), 0};
    return walked(*value, std::move(walk), room);
}

Answer shapeOf(const OnnxNode& node, Inputs inputs, OnnxRoom& room)
{
    if (node.find("start") || node.find("end"))
        return std::nullopt;
    Tensor like;
    like.shape = {rankOf(*inputs[0])};
    return filledWith(Type::I64, like, room, inputs[0]->shape);
}

template <class Number>
Answer converted(Type type, const Tensor& from, OnnxRoom& room)
{
    return filled(type, from.shape, room, [&](std::byte* to) {
        inParts(from, [&](int64_t, const std::vector<double>& numbers) {
            for (const double number : numbers) {
                const bool fits = std::is_floating_point_v<Number> || std::abs(number) < 1e18;
                const auto one = static_cast<Number>(fits ? number : 0);
                std::memcpy(to, &one, sizeof one);
                to += sizeof one;
            }
        });
    });
}

/// To another width of the same kind nothing changes: numbers are converted where they are used.
Answer cast(const OnnxNode& node, Inputs inputs, OnnxRoom& room)
{
    const auto type = onnxType(node.valueOf<int64_t>("to"));
    if (!type)
        return std::nullopt;
    const Tensor& from = *inputs[0];
    if (isFloat(*type) == isFloat(from.type))
        return from;
    return isFloat(*type) ? converted<float>(Type::F32, from, room)
                          : converted<int64_t>(Type::I64, from, room);
}

/// (x − zero point) · scale, of the whole tensor or along an axis.
Answer dequantize(const OnnxNode& node, Inputs inputs, OnnxRoom& room)
{
    if (inputs.size() < 2 || !inputs[1] || !isFloat(inputs[1]->type) || isFloat(inputs[0]->type))
        return std::nullopt;
    const Tensor* zero = inputs.size() > 2 ? inputs[2] : nullptr;
    const Shape& shape = inputs[0]->shape;
    const int64_t scales = inputs[1]->elements();
    const auto axis = axisOf(node.valueOf<int64_t>("axis", 1), rankOf(*inputs[0]));
    const bool along = scales != 1 || inputs[1]->shape.size() > 1;
    if ((along && (!axis || inputs[1]->shape != Shape{shape[*axis]}))
        || (zero && zero->elements() != scales))
        return std::nullopt;
    const std::vector<double> scale = inputs[1]->numbers();
    const std::vector<double> from = zero ? zero->numbers() : std::vector<double>(scale.size());
    const int64_t run = along ? productOf(shape, *axis + 1, shape.size()) : 1;
    return filled(Type::F32, shape, room, [&](std::byte* to) {
        inParts(*inputs[0], [&](int64_t first, const std::vector<double>& numbers) {
            for (size_t i = 0; i < numbers.size(); ++i) {
                const auto at = along
                    ? static_cast<size_t>((first + static_cast<int64_t>(i)) / run) % scale.size()
                    : 0;
                const float one
                    = static_cast<float>(numbers[i] - from[at]) * static_cast<float>(scale[at]);
                std::memcpy(to, &one, sizeof one);
                to += sizeof one;
            }
        });
    });
}

struct Operator {
    std::string_view name;
    Answer (*compute)(const OnnxNode& node, Inputs inputs, OnnxRoom& room);
};

constexpr std::array operators = {
    Operator{"Constant", constant},
    Operator{"Identity", identity},
    Operator{"Unsqueeze", unsqueeze},
    Operator{"Squeeze", squeeze},
    Operator{"Reshape", reshape},
    Operator{"Transpose", transpose},
    Operator{"Slice", slice},
    Operator{"Concat", concat},
    Operator{"Gather", gather},
    Operator{"Expand", expand},
    Operator{"ConstantOfShape", constantOfShape},
    Operator{"Shape", shapeOf},
    Operator{"Cast", cast},
    Operator{"DequantizeLinear", dequantize},
};

const Operator* find(const OnnxNode& node)
{
    const auto found = std::ranges::find(operators, node.op, &Operator::name);
    return found == operators.end() || !node.domain.empty() ? nullptr : &*found;
}

} // namespace

bool OnnxRoom::take(int64_t bytes)
{
    *work -= bytes;
    return *work >= 0 && bytes <= *held;
}

Data OnnxRoom::keep(std::vector<std::byte> bytes) const
{
    struct Kept {
        std::vector<std::byte> bytes;
        std::shared_ptr<int64_t> held;
        ~Kept() { *held += std::ssize(bytes); }
    };
    *held -= std::ssize(bytes);
    const auto kept = std::make_shared<Kept>(std::move(bytes), held);
    return {kept->bytes, kept};
}

bool isComputed(const OnnxNode& node) { return find(node) != nullptr; }

std::optional<Tensor> computed(
    const OnnxNode& node, std::span<const Tensor* const> inputs, OnnxRoom& room)
{
    const Operator* found = find(node);
    const bool given = node.op == "Constant" || (!inputs.empty() && inputs[0]);
    return found && given && room.take(0) ? found->compute(node, inputs, room) : std::nullopt;
}

std::vector<int64_t> wholesIn(const Tensor& tensor)
{
    std::vector<int64_t> wholes(static_cast<size_t>(tensor.elements()));
    if (tensor.type == Type::I64) {
        tensor.data.read(0, std::as_writable_bytes(std::span(wholes)));
        return wholes;
    }
    std::ranges::transform(
        tensor.numbers(), wholes.begin(), [](double one) { return static_cast<int64_t>(one); });
    return wholes;
}

} // namespace rnnscope
