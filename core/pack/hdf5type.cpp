#include "core/pack/hdf5type.h"

#include <array>
#include <bit>

namespace rnnscope::hdf5 {

namespace {

enum Class { Integer = 0, Float = 1, Named = 8 };

/// What every type begins with.
struct TypeHead {
    int kind;
    int version;
    uint32_t bits; ///< what they mean depends on the kind
    uint32_t size; ///< bytes of one value

    bool swapped() const { return (kind == Integer || kind == Float) && (bits & 1); }
};

TypeHead headIn(Cursor& in)
{
    const auto first = in.number<uint8_t>();
    const auto bits = static_cast<uint32_t>(wideNumber(in, 3));
    return {first & 0x0f, first >> 4, bits, in.number<uint32_t>()};
}

std::optional<Type> integerType(const TypeHead& head, Cursor& in)
{
    constexpr std::array with = {Type::I8, Type::I16, Type::I32, Type::I64};
    constexpr std::array without = {Type::U8, Type::U16, Type::U32, Type::U64};
    const auto offset = in.number<uint16_t>(), precision = in.number<uint16_t>();
    if (!std::has_single_bit(head.size) || head.size > 8 || offset != 0
        || precision != 8 * head.size)
        return std::nullopt;
    const auto place = static_cast<size_t>(std::countr_zero(head.size));
    return head.bits & 8 ? with[place] : without[place];
}

/// What a type of floating-point numbers looks like, in bits.
struct FloatFields {
    uint32_t size;
    int exponent, fraction;
    Type type;
};

std::optional<Type> floatType(const TypeHead& head, Cursor& in)
{
    constexpr FloatFields known[] = {{2, 5, 10, Type::F16}, {2, 8, 7, Type::BF16},
        {4, 8, 23, Type::F32}, {8, 11, 52, Type::F64}};
    in.take(4); // where the bits are of all that are stored
    const int at = in.number<uint8_t>(), exponent = in.number<uint8_t>();
    const int from = in.number<uint8_t>(), fraction = in.number<uint8_t>();
    const auto bias = in.number<uint32_t>();
    const int sign = head.bits >> 8 & 0xff, leading = head.bits >> 4 & 3;
    const bool mixed = head.bits & 0x40; // neither little- nor big-endian
    for (const FloatFields& one : known)
        if (head.size == one.size && exponent == one.exponent && fraction == one.fraction
            && from == 0 && at == fraction && sign == exponent + fraction
            && bias == (1u << (exponent - 1)) - 1 && leading == 2 && !mixed)
            return one.type;
    return std::nullopt;
}

/// h5py writes booleans as names for 0 and 1.
std::optional<Type> namedType(const TypeHead& head, Cursor& in)
{
    const TypeHead base = headIn(in);
    if (head.size != 1 || (head.bits & 0xffff) != 2 || base.kind != Integer || base.size != 1)
        return std::nullopt;
    in.take(4);
    size_t truth = 2;
    for (size_t i = 0; i < 2; ++i) {
        std::string name;
        while (const char letter = in.number<char>())
            name += letter;
        in.take(head.version < 3 ? 7 - name.size() % 8 : 0); // filled up to 8
        if (name == "TRUE")
            truth = i;
    }
    const std::array values = {in.number<uint8_t>(), in.number<uint8_t>()};
    return truth < 2 && values[truth] == 1 ? std::optional(Type::Bool) : std::nullopt;
}

std::optional<Type> typeOf(const TypeHead& head, Cursor& in)
{
    switch (head.kind) {
    case Float:
        return floatType(head, in);
    case Integer:
        return integerType(head, in);
    case Named:
        return namedType(head, in);
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<Space> spaceIn(Bytes body)
{
    Cursor in(body);
    const auto version = in.number<uint8_t>(), rank = in.number<uint8_t>();
    in.take(1); // what else there is
    Space space;
    space.nothing = in.number<uint8_t>() == 2 && version == 2;
    in.take(version == 1 ? 4 : 0);
    for (int side = 0; side < rank && !in.failed(); ++side)
        space.sides.push_back(in.number<uint64_t>());
    return in.failed() || version < 1 || version > 2 ? std::nullopt : std::optional(space);
}

bool isDataset(const Header& header)
{
    return header.find(Message::Datatype) && header.find(Message::Space);
}

Result<std::optional<Stored>> storedIn(const Header& dataset, bool brain)
{
    const Message &type = *dataset.find(Message::Datatype), &extent = *dataset.find(Message::Space);
    if (type.shared || extent.shared)
        return std::optional<Stored>();
    Cursor in(type.body);
    const TypeHead head = headIn(in);
    const auto kind = brain && head.size == 2 ? std::optional(Type::BF16) : typeOf(head, in);
    const auto space = spaceIn(extent.body);
    if (in.failed() || !space)
        return Error{Fault::Format, "",
            "expected the type and shape of numbers, found damaged data",
            "Copy or download the file again"};
    if (!kind || space->nothing)
        return std::optional<Stored>();
    Stored stored{*kind, head.swapped(), {}};
    for (const uint64_t side : space->sides)
        stored.shape.push_back(side > INT64_MAX ? -1 : static_cast<int64_t>(side));
    return std::optional(std::move(stored));
}

} // namespace rnnscope::hdf5
