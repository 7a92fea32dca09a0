#include "core/load/stored.h"

#include <algorithm>
#include <memory>

#include <sys/mman.h>

namespace rnnscope {

Piece Piece::transposed() const
{
    Piece piece = *this;
    std::swap(piece.rows, piece.columns);
    std::swap(piece.rowStep, piece.columnStep);
    return piece;
}

Piece Piece::rowsFrom(int64_t first, int64_t count) const
{
    Piece piece = *this;
    piece.offset += first * rowStep;
    piece.rows = count;
    return piece;
}

Piece Piece::columnsFrom(int64_t first, int64_t count) const
{
    return transposed().rowsFrom(first, count).transposed();
}

Piece wholeOf(const Archive& archive, int tensor)
{
    if (tensor < 0)
        return {};
    const Tensor& one = archive.tensors[static_cast<size_t>(tensor)];
    const auto& shape = one.shape;
    const int64_t count = one.elements();
    if (!isFloat(one.type) || shape.empty() || count == 0)
        return {};
    const int64_t columns = shape.size() > 1 ? shape.back() : 1;
    return {tensor, 0, count / columns, columns, columns, 1};
}

int placeOf(const Archive& archive, std::string_view name)
{
    const auto found = std::ranges::find(archive.tensors, name, &Tensor::name);
    return found == archive.tensors.end() ? -1 : static_cast<int>(found - archive.tensors.begin());
}

namespace {

/// a · b + c without overflow; nullopt where it has one.
std::optional<int64_t> sum(int64_t a, int64_t b, int64_t c)
{
    int64_t product = 0, all = 0;
    if (__builtin_mul_overflow(a, b, &product) || __builtin_add_overflow(product, c, &all))
        return std::nullopt;
    return all;
}

/// The element where number n of the piece lies.
std::optional<int64_t> elementOf(const Piece& piece, int64_t n)
{
    return piece.run > 0 ? sum(n / piece.run, piece.runStep, piece.offset + n % piece.run)
                         : sum(n, 1, piece.offset);
}

} // namespace

bool lieWithin(const Piece& piece, const Archive& archive)
{
    if (piece.tensor < 0 || piece.tensor >= std::ssize(archive.tensors))
        return false;
    const Tensor& tensor = archive.tensors[static_cast<size_t>(piece.tensor)];
    const bool shaped = piece.rows > 0 && piece.columns > 0 && piece.offset >= 0
        && piece.rowStep >= 0 && piece.columnStep >= 0 && piece.run >= 0
        && piece.runStep >= piece.run; // so that a larger number lies farther on
    const auto count = elementsOf({piece.rows, piece.columns}, sizeof(double));
    if (!shaped || !isFloat(tensor.type) || !count || *count > tensor.elements())
        return false;
    const auto row = sum(piece.rows - 1, piece.rowStep, 0);
    const auto number = row ? sum(piece.columns - 1, piece.columnStep, *row) : row;
    if (!number)
        return false;
    const auto last = elementOf(piece, *number);
    return last && *last < tensor.elements();
}

namespace {

/// The numbers of a piece, line by line.
class Lines {
public:
    /// @param piece its columns lie closer together than its rows
    Lines(const Piece& piece, const Tensor& tensor)
        : m_piece(piece)
        , m_tensor(tensor)
        , m_size(static_cast<int64_t>(sizeOf(tensor.type)))
        , m_span(piece.columnStep * (piece.columns - 1))
    {
    }

    /// Reads `count` lines into `out`, one after another; false where they are not there any more.
    bool read(int64_t first, int64_t count, std::span<Real> out)
    {
        const bool dense = m_piece.run == 0 && m_piece.rowStep <= 4 * (m_span + 1);
        const int64_t once = dense ? count : 1;
        for (int64_t line = first; line < first + count; line += once)
            if (!readSpan(
                    line, once, out.subspan(static_cast<size_t>((line - first) * m_piece.columns))))
                return false;
        return true;
    }

private:
    /// All that lies between the first and the last number of some lines is read at once.
    bool readSpan(int64_t line, int64_t count, std::span<Real> out)
    {
        const int64_t n = line * m_piece.rowStep;
        const int64_t from = *elementOf(m_piece, n);
        const int64_t last = *elementOf(m_piece, n + (count - 1) * m_piece.rowStep + m_span);
        m_bytes.resize(static_cast<size_t>((last - from + 1) * m_size));
        if (!m_tensor.data.read(static_cast<uint64_t>(from * m_size), m_bytes))
            return false;
        const auto columns = static_cast<size_t>(m_piece.columns);
        for (int64_t i = 0; i < count; ++i) {
            const std::span<Real> to = out.subspan(static_cast<size_t>(i) * columns, columns);
            if (m_piece.run == 0)
                convert(m_tensor.type, m_bytes.data() + i * m_piece.rowStep * m_size,
                    m_piece.columnStep, to);
            else
                convertRuns(n, from, to);
        }
        return true;
    }

    void convertRuns(int64_t n, int64_t from, std::span<Real> to)
    {
        for (Real& number : to) {
            const int64_t at = *elementOf(m_piece, n) - from;
            convert(m_tensor.type, m_bytes.data() + at * m_size, 1, std::span(&number, 1));
            n += m_piece.columnStep;
        }
    }

    const Piece& m_piece;
    const Tensor& m_tensor;
    int64_t m_size; ///< bytes of an item
    int64_t m_span; ///< from the first number of a line to the last
    std::vector<std::byte> m_bytes;
};

/// Copies rows that lie one after another to columns. Squares fit the cache, and its lines are
/// written whole.
void transpose(const Real* rows, Index columns, Eigen::Ref<Matrix> out)
{
    constexpr Index side = 16;
    for (Index column = 0; column < columns; column += side)
        for (Index row = 0; row < out.rows(); row += side) {
            const Index width = std::min(side, columns - column);
            const Index height = std::min(side, out.rows() - row);
            for (Index j = 0; j < width; ++j)
                for (Index i = 0; i < height; ++i)
                    out(row + i, column + j) = rows[(row + i) * columns + column + j];
        }
}

} // namespace

Matrix roomFor(Index rows, Index columns, const Watch& watch)
{
    constexpr size_t largePage = 2 << 20, page = 4 << 10;
    Matrix room(rows, columns);
    void* begin = room.data();
    size_t bytes = static_cast<size_t>(room.size()) * sizeof(Real);
    if (!std::align(largePage, largePage, begin, bytes))
        return room;
    bytes -= bytes % largePage;
    (void)::madvise(begin, bytes, MADV_HUGEPAGE);
    // A line of the file goes across all columns: the first one would wait for all pages together.
    auto* const at = static_cast<volatile std::byte*>(begin);
    for (size_t i = 0; i < bytes && !(i % largePage == 0 && watch.cancelled()); i += page)
        at[i] = std::byte(0);
    return room;
}

std::optional<Error> gather(
    const Piece& piece, const Archive& archive, Eigen::Ref<Matrix> out, const Watch& watch)
{
    constexpr int64_t atOnce = 1 << 17; // numbers: they stay in the cache
    const Tensor& tensor = archive.tensors[static_cast<size_t>(piece.tensor)];
    const bool byRows = piece.columns > 1 && (piece.columnStep <= piece.rowStep || piece.rows == 1);
    const Piece turned = byRows ? piece : piece.transposed();
    Lines lines(turned, tensor);
    const int64_t most = std::clamp<int64_t>(atOnce / turned.columns, 1, turned.rows);
    std::vector<Real> numbers(static_cast<size_t>(most * turned.columns));
    for (int64_t line = 0; line < turned.rows; line += most) {
        const int64_t count = std::min(most, turned.rows - line);
        if (watch.cancelled())
            return cancelled("Reading " + archive.file);
        if (!lines.read(line, count, numbers))
            return Error{Fault::File, "Cannot read “" + tensor.name + "” in " + archive.file,
                "expected the file as it was when it was opened, found it changed",
                "Open it again when nothing else writes to it"};
        if (byRows)
            transpose(numbers.data(), turned.columns, out.middleRows(line, count));
        else
            out.middleCols(line, count)
                = Eigen::Map<const Matrix>(numbers.data(), turned.columns, count);
    }
    return {};
}

} // namespace rnnscope
