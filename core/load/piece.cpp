#include "core/load/stored.h"

#include <algorithm>

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

Matrix numbersOf(const Piece& piece, const Archive& archive)
{
    const Tensor& tensor = archive.tensors[static_cast<size_t>(piece.tensor)];
    const size_t size = sizeOf(tensor.type);
    Matrix out(piece.rows, piece.columns);
    // Along the shorter step, so that what is read lies close together.
    const bool byRows = piece.columnStep <= piece.rowStep;
    const Piece lines = byRows ? piece : piece.transposed();
    const int64_t span = (lines.columns - 1) * lines.columnStep;
    std::vector<std::byte> bytes;
    for (int64_t line = 0; line < lines.rows; ++line) {
        const int64_t n = line * lines.rowStep;
        const int64_t first = *elementOf(piece, n);
        const int64_t last = *elementOf(piece, n + span);
        bytes.resize(static_cast<size_t>(last - first + 1) * size);
        tensor.data.read(static_cast<uint64_t>(first) * size, bytes);
        for (int64_t i = 0; i < lines.columns; ++i) {
            const int64_t element = *elementOf(piece, n + i * lines.columnStep) - first;
            const auto value = static_cast<Real>(
                numberAt(tensor.type, bytes.data() + static_cast<size_t>(element) * size));
            (byRows ? out(line, i) : out(i, line)) = value;
        }
    }
    return out;
}

} // namespace rnnscope
