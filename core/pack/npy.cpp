#include "core/pack/npy.h"

#include "core/pack/zip.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace rnnscope {

namespace {

constexpr std::string_view magic = "\x93NUMPY";

/// A type by its kind and its bytes, as NumPy writes them after the byte order.
struct Code {
    std::string_view text;
    Type type;
};

/// NumPy's codes; bfloat16 has none.
constexpr std::array codes = {
    Code{"f8", Type::F64},
    Code{"f4", Type::F32},
    Code{"f2", Type::F16},
    Code{"i8", Type::I64},
    Code{"i4", Type::I32},
    Code{"i2", Type::I16},
    Code{"i1", Type::I8},
    Code{"u8", Type::U64},
    Code{"u4", Type::U32},
    Code{"u2", Type::U16},
    Code{"u1", Type::U8},
    Code{"b1", Type::Bool},
};

/// "'>f4', …" as the type and whether it is big-endian; nullopt when it is no plain number.
std::optional<std::pair<Type, bool>> typeIn(std::string_view descr)
{
    const bool shaped = descr.size() > 4 && descr[0] == '\'' && descr[4] == '\'';
    const auto code = std::ranges::find(codes, shaped ? descr.substr(2, 2) : "", &Code::text);
    if (code == codes.end() || std::string_view("<>|=").find(descr[1]) == descr.npos)
        return std::nullopt;
    return std::pair(code->type, descr[1] == '>');
}

/// What stands after `'key':` in the header, a Python dictionary on one line.
std::string_view valueOf(std::string_view header, std::string_view key)
{
    const size_t at = header.find("'" + std::string(key) + "'");
    const size_t colon = at == header.npos ? at : header.find(':', at);
    const size_t start = colon == header.npos ? colon : header.find_first_not_of(' ', colon + 1);
    return start == header.npos ? std::string_view() : header.substr(start);
}

/// The numbers of "(3, 4)", "(3,)" or "()"; nullopt when it is none of these.
std::optional<std::vector<int64_t>> shapeIn(std::string_view text)
{
    std::vector<int64_t> shape;
    const size_t end = text.find(')');
    if (!text.starts_with('(') || end == text.npos)
        return std::nullopt;
    text = text.substr(1, end - 1);
    while (!text.empty()) {
        int64_t side = 0;
        const auto [rest, problem] = std::from_chars(text.data(), text.data() + text.size(), side);
        if (problem != std::errc())
            return std::nullopt;
        shape.push_back(side);
        text.remove_prefix(static_cast<size_t>(rest - text.data()));
        const size_t next = text.find_first_not_of(", ");
        text.remove_prefix(next == text.npos ? text.size() : next);
    }
    return shape;
}

/// The last index moves slowest in Fortran order; the result has it fastest.
std::vector<std::byte> toRowMajor(
    Bytes data, const std::vector<int64_t>& shape, int64_t elements, size_t size)
{
    std::vector<std::byte> out(data.size());
    for (int64_t from = 0; from < elements; ++from) {
        int64_t rest = from;
        int64_t to = 0;
        int64_t stride = elements;
        for (int64_t side : shape) {
            stride /= side;
            to += rest % side * stride;
            rest /= side;
        }
        std::memcpy(out.data() + static_cast<size_t>(to) * size,
            data.data() + static_cast<size_t>(from) * size, size);
    }
    return out;
}

/// Each number's bytes turned around.
std::vector<std::byte> swapped(Bytes data, size_t size)
{
    std::vector<std::byte> out(data.begin(), data.end());
    for (size_t from = 0; from < out.size(); from += size)
        std::reverse(out.begin() + std::ptrdiff_t(from), out.begin() + std::ptrdiff_t(from + size));
    return out;
}

/// The header's text: version 1 has a length of two bytes, versions 2 and 3 of four.
std::string_view headerIn(Cursor& in)
{
    const auto major = in.number<uint8_t>();
    in.take(1);
    const uint32_t length = major == 1 ? in.number<uint16_t>() : in.number<uint32_t>();
    return major >= 1 && major <= 3 ? textOf(in.take(length)) : std::string_view();
}

} // namespace

std::string npyHeader(Type type, const std::vector<int64_t>& shape)
{
    std::string header = "{'descr': '";
    header += sizeOf(type) == 1 ? '|' : '<';
    for (const Code& code : codes)
        header += code.type == type ? code.text : "";
    header += "', 'fortran_order': False, 'shape': (";
    for (int64_t side : shape)
        header += std::to_string(side) + ",";
    header += "), }";
    const size_t before = magic.size() + 4; // version and length
    header.append(63 - (before + header.size()) % 64, ' ');
    header += '\n';
    std::string out(magic);
    out += {
        '\1', '\0', static_cast<char>(header.size() & 255), static_cast<char>(header.size() >> 8)};
    return out + header;
}

std::string writeNpy(const Tensor& tensor)
{
    return npyHeader(tensor.type, tensor.shape).append(textOf(tensor.data.all()));
}

std::string writeNpz(const std::vector<Tensor>& tensors)
{
    std::vector<std::pair<std::string, std::string>> entries;
    for (const Tensor& tensor : tensors)
        entries.emplace_back(tensor.name + ".npy", writeNpy(tensor));
    return writeZip(entries);
}

Result<Tensor> readNpy(Bytes file, std::string_view name, const std::shared_ptr<const void>& keep)
{
    const auto refuse = [&](std::string found) {
        return Error{Fault::Format, "Cannot read " + std::string(name), std::move(found),
            "Save it again with numpy.save, as an array of float32 or float64"};
    };
    Cursor in(file);
    if (textOf(in.take(magic.size())) != magic)
        return refuse("expected a NumPy file, found none");
    const std::string_view header = headerIn(in);
    const std::string_view descr = valueOf(header, "descr");
    const auto shape = shapeIn(valueOf(header, "shape"));
    if (in.failed() || !shape || descr.empty())
        return refuse("expected a NumPy header with a type and a shape, found another");
    const auto type = typeIn(descr);
    if (!type)
        return refuse("expected numbers, found the type "
            + std::string(descr.substr(0, std::min<size_t>(descr.find(','), 40))));
    Tensor tensor{std::string(name), type->first, *shape, {}};
    const size_t item = sizeOf(tensor.type);
    const auto elements = elementsOf(*shape, item);
    const uint64_t size = elements ? static_cast<uint64_t>(*elements) * item : 0;
    if (!elements || size != in.remaining())
        return refuse("expected " + tensor.shapeText() + " numbers of type "
            + std::string(nameOf(tensor.type)) + ", found " + std::to_string(in.remaining())
            + " bytes");
    const Bytes data = in.take(size);
    if (valueOf(header, "fortran_order").starts_with("True"))
        tensor.data = toRowMajor(data, *shape, *elements, item);
    else
        tensor.data = keep ? Data(data, keep) : Data(std::vector(data.begin(), data.end()));
    if (type->second && item > 1)
        tensor.data = swapped(tensor.data.inMemory(), item);
    return tensor;
}

void squeeze(std::vector<int64_t>& shape)
{
    for (auto one = shape.end(); shape.size() > 2; shape.erase(one))
        if (one = std::ranges::find(shape, 1); one == shape.end())
            break;
}

Result<Matrix> readNpyMatrix(Bytes file, std::string_view name)
{
    auto tensor = readNpy(file, name);
    if (!tensor)
        return tensor.error();
    squeeze(tensor->shape);
    if (tensor->shape.empty() || tensor->shape.size() > 2)
        return Error{Fault::Input, "Cannot use " + std::string(name),
            "expected an array of rows × columns, found " + tensor->shapeText(),
            "Save one sequence: a row for each step, a column for each input"};
    return matrixOf(*tensor);
}

} // namespace rnnscope
