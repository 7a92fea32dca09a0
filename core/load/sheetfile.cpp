#include "core/load/sheetfile.h"

#include "core/pack/npy.h"

#include <algorithm>
#include <charconv>

namespace rnnscope {

namespace {

template <class Number>
void append(std::string& text, const std::byte* from)
{
    Number number;
    std::memcpy(&number, from, sizeof number);
    char buffer[32];
    text.append(buffer, std::to_chars(buffer, std::end(buffer), number).ptr);
}

/// The shortest text that reads back as the same number.
void append(std::string& text, Type type, const std::byte* from)
{
    switch (type) {
    case Type::F64:
        return append<double>(text, from);
    case Type::I64:
        return append<int64_t>(text, from);
    case Type::U64:
        return append<uint64_t>(text, from);
    default:
        break;
    }
    const auto number = static_cast<float>(numberAt(type, from));
    if (isFloat(type))
        return append<float>(text, reinterpret_cast<const std::byte*>(&number));
    const auto whole = static_cast<int64_t>(numberAt(type, from));
    append<int64_t>(text, reinterpret_cast<const std::byte*>(&whole));
}

/// bfloat16 as float32: the upper half of it.
std::vector<std::byte> widened(const std::vector<std::byte>& bytes)
{
    std::vector<std::byte> wide(2 * bytes.size());
    for (size_t i = 0; i < bytes.size(); i += 2)
        std::copy_n(bytes.begin() + std::ptrdiff_t(i), 2, wide.begin() + std::ptrdiff_t(2 * i + 2));
    return wide;
}

/// Calls act(window) for windows in the order of a row-major file, until one gives false.
template <class Act>
bool inOrder(const Sheet& sheet, Watch& watch, const Act& act)
{
    const int64_t columns = std::clamp<int64_t>(sheet.columns(), 1, Sheet::atOnce);
    const int64_t rows
        = std::max<int64_t>(Sheet::atOnce / std::max<int64_t>(sheet.columns(), 1), 1);
    for (int64_t row = 0; row < sheet.rows(); row += rows)
        for (int64_t column = 0; column < sheet.columns(); column += columns) {
            const Window window{row, column, std::min(rows, sheet.rows() - row),
                std::min(columns, sheet.columns() - column)};
            if (watch.cancelled() || !act(window))
                return false;
            watch.report(static_cast<double>(row) / static_cast<double>(sheet.rows()));
        }
    return !sheet.changed();
}

} // namespace

std::string textOf(const Sheet& sheet, const Window& window, char separator)
{
    const std::vector<std::byte> bytes = sheet.stored(window);
    const std::byte* from = bytes.data();
    std::string text;
    for (int64_t row = 0; row < window.rows; ++row) {
        text += row > 0 ? "\n" : "";
        for (int64_t column = 0; column < window.columns; ++column) {
            if (column > 0)
                text += separator;
            append(text, sheet.type(), from);
            from += sizeOf(sheet.type());
        }
    }
    return text;
}

bool putNpy(const Sheet& sheet, const Put& put, Watch& watch)
{
    const bool brain = sheet.type() == Type::BF16;
    return put(npyHeader(brain ? Type::F32 : sheet.type(), sheet.shape()))
        && inOrder(sheet, watch, [&](const Window& window) {
               const std::vector<std::byte> bytes = sheet.stored(window);
               return put(textOf(Bytes(brain ? widened(bytes) : bytes)));
           });
}

bool putCsv(const Sheet& sheet, const Put& put, Watch& watch)
{
    return inOrder(sheet, watch, [&](const Window& window) {
        const bool ends = window.column + window.columns == sheet.columns();
        return put(textOf(sheet, window, ',') + (ends ? "\n" : ","));
    });
}

} // namespace rnnscope
