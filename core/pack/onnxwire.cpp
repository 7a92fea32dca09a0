// Protobuf's wire format: each field is a varint (number << 3 | wire type) and its value. Types: 0
// a varint, 1 eight bytes, 2 a length and that many bytes, 5 four bytes.

#include "core/pack/onnxwire.h"

#include "core/pack/limits.h"

#include <algorithm>
#include <array>
#include <optional>

namespace rnnscope {

namespace {

enum Wire : uint64_t { Varint = 0, Eight = 1, Bytewise = 2, Four = 5 };

/// What lies in a field of bytes.
enum class Kind {
    Text, ///< bytes that are kept as they are
    Short, ///< packed varints of 32 bits
    Whole, ///< packed varints of 64 bits
    Packed, ///< packed numbers of a fixed size
    Model,
    Graph,
    Node,
    Attribute,
    Tensor,
    Sparse,
    Function,
    Training,
    Entry, ///< a key and a value, or a version of operators
    Annotation,
    Value,
    Type,
    Tensors, ///< the type of tensors
    Holder, ///< the type of a list, a map or an optional value
    Shape,
};

struct Field {
    Kind in;
    uint64_t number;
    Kind kind;
};

/// onnx.proto's fields of messages and of packed numbers; all others are kept as they are.
constexpr std::array fields = {
    Field{Kind::Model, 7, Kind::Graph},
    Field{Kind::Model, 8, Kind::Entry},
    Field{Kind::Model, 14, Kind::Entry},
    Field{Kind::Model, 20, Kind::Training},
    Field{Kind::Model, 25, Kind::Function},
    Field{Kind::Graph, 1, Kind::Node},
    Field{Kind::Graph, 5, Kind::Tensor},
    Field{Kind::Graph, 11, Kind::Value},
    Field{Kind::Graph, 12, Kind::Value},
    Field{Kind::Graph, 13, Kind::Value},
    Field{Kind::Graph, 14, Kind::Annotation},
    Field{Kind::Graph, 15, Kind::Sparse},
    Field{Kind::Node, 5, Kind::Attribute},
    Field{Kind::Attribute, 5, Kind::Tensor},
    Field{Kind::Attribute, 6, Kind::Graph},
    Field{Kind::Attribute, 7, Kind::Packed},
    Field{Kind::Attribute, 8, Kind::Whole},
    Field{Kind::Attribute, 10, Kind::Tensor},
    Field{Kind::Attribute, 11, Kind::Graph},
    Field{Kind::Attribute, 14, Kind::Type},
    Field{Kind::Attribute, 15, Kind::Type},
    Field{Kind::Attribute, 22, Kind::Sparse},
    Field{Kind::Attribute, 23, Kind::Sparse},
    Field{Kind::Tensor, 1, Kind::Whole},
    Field{Kind::Tensor, 3, Kind::Entry},
    Field{Kind::Tensor, 4, Kind::Packed},
    Field{Kind::Tensor, 5, Kind::Short},
    Field{Kind::Tensor, 7, Kind::Whole},
    Field{Kind::Tensor, 10, Kind::Packed},
    Field{Kind::Tensor, 11, Kind::Whole},
    Field{Kind::Tensor, 13, Kind::Entry},
    Field{Kind::Sparse, 1, Kind::Tensor},
    Field{Kind::Sparse, 2, Kind::Tensor},
    Field{Kind::Sparse, 3, Kind::Whole},
    Field{Kind::Function, 7, Kind::Node},
    Field{Kind::Function, 9, Kind::Entry},
    Field{Kind::Training, 1, Kind::Graph},
    Field{Kind::Training, 2, Kind::Graph},
    Field{Kind::Training, 3, Kind::Entry},
    Field{Kind::Training, 4, Kind::Entry},
    Field{Kind::Annotation, 2, Kind::Entry},
    Field{Kind::Value, 2, Kind::Type},
    Field{Kind::Type, 1, Kind::Tensors},
    Field{Kind::Type, 4, Kind::Holder},
    Field{Kind::Type, 5, Kind::Holder},
    Field{Kind::Type, 8, Kind::Tensors},
    Field{Kind::Type, 9, Kind::Holder},
    Field{Kind::Holder, 1, Kind::Type},
    Field{Kind::Holder, 2, Kind::Type},
    Field{Kind::Tensors, 2, Kind::Shape},
    Field{Kind::Shape, 1, Kind::Entry},
};

Kind kindOf(Kind in, uint64_t number)
{
    const auto found = std::ranges::find_if(
        fields, [&](const Field& field) { return field.in == in && field.number == number; });
    return found == fields.end() ? Kind::Text : found->kind;
}

std::optional<uint64_t> varint(Cursor& in)
{
    uint64_t value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
        const auto byte = in.number<uint8_t>();
        if (in.failed())
            return std::nullopt;
        if (shift < 64)
            value |= uint64_t(byte & 0x7f) << shift;
        if (byte < 0x80)
            return value;
    }
    return std::nullopt;
}

/// One field of a message: its head, and its bytes where it has a length.
struct Found {
    uint64_t number = 0;
    Wire wire = Varint;
    uint64_t announced = 0; ///< bytes that it should have
    Bytes bytes; ///< those that there are
};

std::optional<Found> nextField(Cursor& in)
{
    const auto tag = varint(in);
    if (!tag)
        return std::nullopt;
    Found found{*tag >> 3, Wire(*tag & 7), 0, {}};
    bool sound = found.number > 0 && found.number < (1u << 29);
    if (found.wire == Varint)
        sound = sound && varint(in);
    else if (found.wire == Eight || found.wire == Four)
        sound = sound && !in.take(found.wire == Eight ? 8 : 4).empty();
    else if (const auto length = found.wire == Bytewise ? varint(in) : std::nullopt) {
        found.announced = *length;
        found.bytes = in.take(std::min<uint64_t>(*length, in.remaining()));
    } else {
        return std::nullopt;
    }
    return sound ? std::optional(found) : std::nullopt;
}

class Weighing {
public:
    Weighing(Bytes file, const std::string& name)
        : m_file(file)
        , m_name(name)
        , m_most(limits::onnxObjects(file.size()))
    {
    }

    std::optional<Error> walk(Bytes bytes, Kind kind, size_t depth);
    uint64_t weight() const { return m_weight; }

private:
    std::optional<Error> weigh(const Found& field, Kind kind, size_t depth);
    Error refuse(Bytes at, size_t further, std::string found, std::string advice) const
    {
        const auto place = static_cast<size_t>(at.data() - m_file.data()) + further;
        return {Fault::Format, "Cannot read " + m_name + ", at byte " + std::to_string(place),
            std::move(found), std::move(advice)};
    }

    Bytes m_file;
    const std::string& m_name;
    uint64_t m_most;
    uint64_t m_weight = 0;
};

std::optional<Error> Weighing::walk(Bytes bytes, Kind kind, size_t depth)
{
    if (depth > limits::onnxDepth)
        return refuse(bytes, 0,
            "expected at most " + std::to_string(limits::onnxDepth)
                + " messages in each other, found more",
            "Save the model again; such a file is no model");
    Cursor in(bytes);
    while (in.remaining() > 0) {
        const size_t place = in.position();
        const auto field = nextField(in);
        if (!field)
            return refuse(bytes, place, "expected a field of an ONNX message, found other bytes",
                "Copy or download the file again");
        if (field->bytes.size() < field->announced)
            return refuse(bytes, place,
                "expected " + std::to_string(field->announced) + " bytes, found "
                    + std::to_string(field->bytes.size()) + " to the end of what holds them",
                "Copy or download the file again");
        if (auto error = weigh(*field, kind, depth))
            return error;
        if (m_weight > m_most)
            return refuse(bytes, place,
                "expected at most " + std::to_string(m_most >> 20)
                    + " MB of nodes and numbers in a file of this size, found more",
                "Export a smaller model, one without unrolled loops");
    }
    return std::nullopt;
}

/// What a field takes, here and in values of our own, its vectors grown to twice their size.
std::optional<Error> Weighing::weigh(const Found& field, Kind kind, size_t depth)
{
    constexpr uint64_t large = 500, small = 100, text = 80, number = 24, packed = 16, half = 8;
    if (field.wire != Bytewise) {
        m_weight += number;
        return std::nullopt;
    }
    const Kind inside = kindOf(kind, field.number);
    const auto varints = [&] {
        return static_cast<uint64_t>(std::ranges::count_if(
            field.bytes, [](std::byte byte) { return (byte >> 7) == std::byte(0); }));
    };
    m_weight += inside == Kind::Text
        ? text + (field.bytes.size() < 1000 ? 2 * field.bytes.size() : 0)
        : inside == Kind::Packed ? number + field.bytes.size()
        : inside == Kind::Short  ? number + half * varints()
        : inside == Kind::Whole  ? number + packed * varints()
        : inside < Kind::Entry   ? large
                                 : small;
    return inside < Kind::Model ? std::nullopt : walk(field.bytes, inside, depth + 1);
}

} // namespace

bool looksLikeOnnx(Bytes file)
{
    constexpr uint64_t graph = 7, versions = 8, format = 1;
    bool versioned = false, graphed = false;
    Cursor in(file);
    while (in.remaining() > 0) {
        const auto field = nextField(in);
        if (!field)
            return versioned && graphed;
        const bool whole = field->number == format || field->number == 5;
        const bool known = field->number <= versions || field->number == 14 || field->number == 20
            || field->number == 25;
        if (!known || whole != (field->wire == Varint) || (!whole && field->wire != Bytewise))
            return versioned && graphed;
        versioned = versioned || field->number == format || field->number == versions;
        graphed = graphed || field->number == graph;
    }
    return versioned && graphed;
}

Result<uint64_t> weighOnnx(Bytes file, const std::string& name)
{
    Weighing weighing(file, name);
    if (const auto error = weighing.walk(file, Kind::Model, 0))
        return *error;
    return weighing.weight();
}

} // namespace rnnscope
