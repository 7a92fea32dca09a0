#include "core/load/sheet.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rnnscope {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Element of the tensor at a place of the piece.
int64_t elementOf(const Piece& piece, int64_t row, int64_t column)
{
    const int64_t n = row * piece.rowStep + column * piece.columnStep;
    return piece.offset + (piece.run > 0 ? n / piece.run * piece.runStep + n % piece.run : n);
}

/// The window cut to the rows and columns of a part, in the sheet's places.
Window cut(const Window& window, const Sheet::Part& part)
{
    const int64_t row = std::max(window.row, part.row);
    const int64_t column = std::max(window.column, part.column);
    return {row, column, std::min(window.row + window.rows, part.row + part.piece.rows) - row,
        std::min(window.column + window.columns, part.column + part.piece.columns) - column};
}

/// The first of `many` places that falls into a cell, where there are so many cells.
int64_t firstOf(int64_t cell, int64_t many, int64_t cells)
{
    return (cell * many + cells - 1) / cells;
}

std::vector<int64_t> shapeOf(const std::vector<Sheet::Part>& parts, int64_t rows, int64_t columns)
{
    const bool vectors = std::ranges::all_of(
        parts, [](const Sheet::Part& part) { return part.tensor.shape.size() == 1; });
    return vectors && columns == 1 ? std::vector{rows} : std::vector{rows, columns};
}

} // namespace

Sheet::Sheet(std::vector<Part> parts)
    : m_parts(std::move(parts))
{
    for (const Part& part : m_parts) {
        m_rows = std::max(m_rows, part.row + part.piece.rows);
        m_columns = std::max(m_columns, part.column + part.piece.columns);
    }
    m_shape = shapeOf(m_parts, m_rows, m_columns);
    if (!m_parts.empty())
        m_type = m_parts.front().tensor.type;
    for (const Part& part : m_parts)
        m_type = part.tensor.type == m_type ? m_type : Type::F64;
}

Sheet Sheet::of(const Tensor& tensor)
{
    const int64_t count = tensor.elements();
    const int64_t columns = tensor.shape.size() > 1 ? tensor.shape.back() : 1;
    const int64_t rows = count > 0 ? count / columns : 0;
    Sheet sheet;
    if (count > 0)
        sheet.m_parts = {{tensor, {0, 0, rows, columns, columns, 1}}};
    sheet.m_shape = tensor.shape;
    sheet.m_type = tensor.type;
    sheet.m_rows = rows;
    sheet.m_columns = count > 0 ? columns : 0;
    return sheet;
}

std::string Sheet::rowName(int64_t row) const
{
    if (m_shape.size() < 3)
        return std::to_string(row);
    std::string name;
    for (size_t side = m_shape.size() - 1; side-- > 0; row /= m_shape[side])
        name = std::to_string(row % m_shape[side]) + (name.empty() ? "" : ", ") + name;
    return name;
}

/// Copies what lies at `from` of a part's sheet into a window's bytes, number by number.
void Sheet::pick(const Part& part, const Window& from, const Window& to, std::byte* out) const
{
    const Type type = part.tensor.type;
    const auto item = static_cast<int64_t>(sizeOf(type));
    const auto wide = static_cast<int64_t>(sizeOf(m_type));
    const int64_t row = from.row - part.row, column = from.column - part.column;
    const int64_t first = elementOf(part.piece, row, column);
    const int64_t last = elementOf(part.piece, row + from.rows - 1, column + from.columns - 1);
    std::vector<std::byte> bytes(static_cast<size_t>((last - first + 1) * item));
    part.tensor.data.read(static_cast<uint64_t>(first * item), bytes);
    for (int64_t i = 0; i < from.rows; ++i)
        for (int64_t j = 0; j < from.columns; ++j) {
            const std::byte* number
                = bytes.data() + (elementOf(part.piece, row + i, column + j) - first) * item;
            std::byte* place
                = out + ((from.row + i - to.row) * to.columns + from.column + j - to.column) * wide;
            if (type == m_type) {
                std::copy_n(number, item, place);
            } else {
                const double value = numberAt(type, number);
                std::copy_n(reinterpret_cast<const std::byte*>(&value), wide, place);
            }
        }
}

/// Reads at once what lies close together, and else in halves.
void Sheet::readPart(const Part& part, const Window& from, const Window& to, std::byte* out) const
{
    if (from.rows <= 0 || from.columns <= 0)
        return;
    const Piece& piece = part.piece;
    const int64_t row = from.row - part.row, column = from.column - part.column;
    const int64_t span = elementOf(piece, row + from.rows - 1, column + from.columns - 1)
        - elementOf(piece, row, column);
    if (span <= 4 * from.count() + 64)
        return pick(part, from, to, out);
    const bool acrossRows
        = from.columns == 1 || (from.rows > 1 && piece.rowStep >= piece.columnStep);
    Window one = from, other = from;
    if (acrossRows) {
        one.rows = from.rows / 2;
        other.row += one.rows;
        other.rows -= one.rows;
    } else {
        one.columns = from.columns / 2;
        other.column += one.columns;
        other.columns -= one.columns;
    }
    readPart(part, one, to, out);
    readPart(part, other, to, out);
}

std::vector<std::byte> Sheet::stored(const Window& window) const
{
    std::vector<std::byte> bytes(static_cast<size_t>(window.count()) * sizeOf(m_type));
    for (const Part& part : m_parts)
        readPart(part, cut(window, part), window, bytes.data());
    return bytes;
}

std::vector<double> Sheet::numbers(const Window& window) const
{
    const std::vector<std::byte> bytes = stored(window);
    std::vector<double> numbers(static_cast<size_t>(window.count()));
    convert(m_type, bytes.data(), 1, std::span(numbers));
    return numbers;
}

bool Sheet::changed() const
{
    return std::ranges::any_of(m_parts, [](const Part& part) {
        std::byte one{};
        return part.tensor.data.size() > 0 && !part.tensor.data.read(0, std::span(&one, 1));
    });
}

std::vector<Window> Sheet::cover() const
{
    std::vector<Window> all;
    for (const Part& part : m_parts)
        all.push_back({part.row, part.column, part.piece.rows, part.piece.columns});
    return all;
}

/// Whether the rows of a part's window lie farther apart in the file than its columns.
bool Sheet::byRows(const Window& window) const
{
    const auto part = std::ranges::find_if(m_parts,
        [&](const Part& one) { return one.row == window.row && one.column == window.column; });
    return window.rows == 1 || part->piece.columnStep <= part->piece.rowStep;
}

double foremost(double a, double b)
{
    if (std::isnan(a) || std::isnan(b))
        return none;
    return std::abs(b) > std::abs(a) ? b : a;
}

Miniature::Miniature(int64_t sheetRows, int64_t sheetColumns, int mostRows, int mostColumns)
    : rows(sheetRows)
    , columns(sheetColumns)
    , height(static_cast<int>(std::min<int64_t>(rows, mostRows)))
    , width(static_cast<int>(std::min<int64_t>(columns, mostColumns)))
    , cells(static_cast<size_t>(height) * static_cast<size_t>(width))
{
}

void Miniature::add(const Window& window, std::span<const double> numbers)
{
    const int64_t bottom = window.row + window.rows, right = window.column + window.columns;
    for (int64_t row = window.row; row < bottom;) {
        const int64_t i = row * height / rows,
                      nextRow = std::min(firstOf(i + 1, rows, height), bottom);
        for (int64_t column = window.column; column < right;) {
            const int64_t j = column * width / columns;
            const int64_t nextColumn = std::min(firstOf(j + 1, columns, width), right);
            double& cell = cells[static_cast<size_t>(i * width + j)];
            for (int64_t r = row; r < nextRow; ++r)
                for (int64_t c = column; c < nextColumn; ++c)
                    cell = foremost(cell,
                        numbers[static_cast<size_t>(
                            (r - window.row) * window.columns + c - window.column)]);
            column = nextColumn;
        }
        row = nextRow;
    }
}

Miniature Miniature::within(int mostRows, int mostColumns) const
{
    Miniature smaller(height, width, mostRows, mostColumns);
    smaller.add({0, 0, height, width}, cells);
    return smaller;
}

Window Miniature::windowOf(int row, int column) const
{
    const int64_t top = firstOf(row, rows, height), left = firstOf(column, columns, width);
    return {top, left, firstOf(row + 1, rows, height) - top,
        firstOf(column + 1, columns, width) - left};
}

} // namespace rnnscope
