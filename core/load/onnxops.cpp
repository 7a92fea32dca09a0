// Operators as https://onnx.ai/onnx/operators defines them, on tensors that are known.

#include "core/load/onnxwalk.h"

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

using namespace onnxops;

/// A number without its fraction; 0 for one that is too large, or none.
int64_t wholeOf(double number)
{
    return std::abs(number) < 1e18 ? static_cast<int64_t>(number) : 0;
}

template <class Number>
Answer filledWith(Type type, const Tensor& like, OnnxRoom& room, const std::vector<Number>& numbers)
{
    return filled(type, like.shape, room,
        [&](std::byte* to) { std::memcpy(to, numbers.data(), numbers.size() * sizeof(Number)); });
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
                Number one;
                if constexpr (std::is_floating_point_v<Number>)
                    one = static_cast<Number>(number);
                else
                    one = wholeOf(number);
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
    const std::shared_ptr<const Kept> kept(new Kept{std::move(bytes), held});
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
    std::ranges::transform(tensor.numbers(), wholes.begin(), wholeOf);
    return wholes;
}

} // namespace rnnscope
