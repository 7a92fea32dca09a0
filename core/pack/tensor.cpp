#include "core/pack/tensor.h"

#include "core/pack/limits.h"

#include <array>

namespace rnnscope {

namespace {

struct Encoding {
    Type type;
    std::string_view name;
    size_t size;
};

constexpr std::array encodings = {
    Encoding{Type::F64, "F64", 8},
    Encoding{Type::F32, "F32", 4},
    Encoding{Type::F16, "F16", 2},
    Encoding{Type::BF16, "BF16", 2},
    Encoding{Type::I64, "I64", 8},
    Encoding{Type::I32, "I32", 4},
    Encoding{Type::I16, "I16", 2},
    Encoding{Type::I8, "I8", 1},
    Encoding{Type::U64, "U64", 8},
    Encoding{Type::U32, "U32", 4},
    Encoding{Type::U16, "U16", 2},
    Encoding{Type::U8, "U8", 1},
    Encoding{Type::Bool, "BOOL", 1},
};

const Encoding& encodingOf(Type type) { return encodings[static_cast<size_t>(type)]; }

/// How a float or double is stored.
template <class Number>
constexpr Type typeOf = sizeof(Number) == 4 ? Type::F32 : Type::F64;

template <class Number>
Number load(const std::byte* from)
{
    Number value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

template <class Number>
struct Load {
    Number operator()(const std::byte* from) const { return load<Number>(from); }
};

double fromHalf(uint16_t bits) { return static_cast<double>(std::bit_cast<Eigen::half>(bits)); }

/// bfloat16 is the upper half of a float.
double fromBrain(uint16_t bits) { return std::bit_cast<float>(static_cast<uint32_t>(bits) << 16); }

/// Calls act with a function that gives the stored number of a type at an address.
template <class Act>
auto withLoad(Type type, const Act& act)
{
    switch (type) {
    case Type::F64:
        return act(Load<double>());
    case Type::F32:
        return act(Load<float>());
    case Type::F16:
        return act([](const std::byte* from) { return fromHalf(load<uint16_t>(from)); });
    case Type::BF16:
        return act([](const std::byte* from) { return fromBrain(load<uint16_t>(from)); });
    case Type::I64:
        return act(Load<int64_t>());
    case Type::I32:
        return act(Load<int32_t>());
    case Type::I16:
        return act(Load<int16_t>());
    case Type::I8:
        return act(Load<int8_t>());
    case Type::U64:
        return act(Load<uint64_t>());
    case Type::U32:
        return act(Load<uint32_t>());
    case Type::U16:
        return act(Load<uint16_t>());
    case Type::U8:
        return act(Load<uint8_t>());
    case Type::Bool:
        break;
    }
    return act([](const std::byte* from) { return load<uint8_t>(from) != 0; });
}

} // namespace

size_t sizeOf(Type type) { return encodingOf(type).size; }

std::string_view nameOf(Type type) { return encodingOf(type).name; }

std::optional<Type> typeNamed(std::string_view name)
{
    for (const Encoding& encoding : encodings)
        if (encoding.name == name)
            return encoding.type;
    return std::nullopt;
}

bool isFloat(Type type) { return type <= Type::BF16; }

int64_t Tensor::elements() const
{
    int64_t product = 1;
    for (int64_t side : shape)
        product *= side;
    return product;
}

std::string Tensor::shapeText() const
{
    std::string text;
    for (int64_t side : shape)
        text += (text.empty() ? "" : " × ") + std::to_string(side);
    return text.empty() ? "scalar" : text;
}

double numberAt(Type type, const std::byte* from)
{
    return withLoad(type, [&](auto read) { return static_cast<double>(read(from)); });
}

template <class Number>
void convert(Type type, const std::byte* from, int64_t step, std::span<Number> to)
{
    if (type == typeOf<Number> && step == 1)
        return void(std::memcpy(to.data(), from, to.size_bytes()));
    const size_t bytes = static_cast<size_t>(step) * sizeOf(type);
    withLoad(type, [&](auto read) {
        for (size_t i = 0; i < to.size(); ++i)
            to[i] = static_cast<Number>(read(from + i * bytes));
    });
}

template void convert(Type, const std::byte*, int64_t, std::span<float>);
template void convert(Type, const std::byte*, int64_t, std::span<double>);

std::vector<double> Tensor::numbers(int64_t from, int64_t count) const
{
    const size_t size = sizeOf(type);
    std::vector<std::byte> bytes(static_cast<size_t>(count) * size);
    data.read(static_cast<uint64_t>(from) * size, bytes);
    std::vector<double> numbers(static_cast<size_t>(count));
    convert(type, bytes.data(), 1, std::span(numbers));
    return numbers;
}

std::optional<int64_t> elementsOf(const std::vector<int64_t>& shape, size_t itemSize)
{
    if (shape.size() > limits::rank)
        return std::nullopt;
    // Zero sides last: [2^40, 2^40, 0] must not pass as empty.
    int64_t bytes = static_cast<int64_t>(itemSize);
    bool empty = false;
    for (int64_t side : shape) {
        if (side < 0 || __builtin_mul_overflow(bytes, side == 0 ? 1 : side, &bytes))
            return std::nullopt;
        empty |= side == 0;
    }
    return empty ? 0 : bytes / static_cast<int64_t>(itemSize);
}

Matrix matrixOf(const Tensor& tensor)
{
    const Index columns = tensor.shape.size() == 2 ? tensor.shape[1] : 1;
    const Index rows = tensor.shape.empty() ? 1 : tensor.shape[0];
    Matrix matrix(rows, columns);
    inParts(tensor, [&](int64_t from, const std::vector<double>& numbers) {
        for (const double number : numbers) {
            matrix(from / columns, from % columns) = static_cast<Real>(number);
            ++from;
        }
    });
    return matrix;
}

Tensor tensorOf(std::string name, const Matrix& matrix)
{
    Tensor tensor{std::move(name), typeOf<Real>, {matrix.rows(), matrix.cols()}, {}};
    const Matrix rows = matrix.transpose(); // its columns are the rows of the file
    const Bytes bytes = std::as_bytes(std::span(rows.data(), static_cast<size_t>(rows.size())));
    tensor.data = std::vector(bytes.begin(), bytes.end());
    return tensor;
}

} // namespace rnnscope
