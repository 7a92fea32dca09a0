#pragma once

#include "core/load/stored.h"

namespace rnnscope {

/// A part of a sheet: so many rows and columns from a place on.
struct Window {
    int64_t row = 0, column = 0;
    int64_t rows = 0, columns = 0;

    int64_t count() const { return rows * columns; }
};

/// Numbers of a file seen as rows × columns: a whole tensor, or pieces of tensors beside and below
/// each other. A cheap copy that keeps what it reads from, and reads only what is asked for.
class Sheet {
public:
    /// A piece that lies within its tensor, and where it begins in the sheet.
    struct Part {
        Tensor tensor;
        Piece piece;
        int64_t row = 0, column = 0;
    };

    Sheet() = default;
    /// Parts that do not cover each other; where there is none, there are zeros.
    explicit Sheet(std::vector<Part> parts);
    /// All of a tensor: of one dimension a single column; of more, the last is the columns and the
    /// others together are the rows.
    static Sheet of(const Tensor& tensor);

    int64_t rows() const { return m_rows; }
    int64_t columns() const { return m_columns; }
    int64_t count() const { return m_rows * m_columns; }
    const std::vector<Part>& parts() const { return m_parts; }
    /// As an array: of a whole tensor its own; of a single column from vectors one side.
    const std::vector<int64_t>& shape() const { return m_shape; }
    /// How all numbers are stored; F64 where the parts differ.
    Type type() const { return m_type; }
    /// A row by the indexes of the tensor's leading dimensions: "3", or "0, 3".
    std::string rowName(int64_t row) const;

    /// The numbers of a window, row by row.
    std::vector<double> numbers(const Window& window) const;
    /// The same as stored, in type().
    std::vector<std::byte> stored(const Window& window) const;
    /// Whether a file that it reads from was changed, so that numbers are lost.
    bool changed() const;

    /// Calls act(window, numbers) for windows that together cover every part once, in the order
    /// that reads the file best. Reports how far it is, and stops when it is cancelled.
    template <class Act>
    void inWindows(const Act& act, Watch& watch) const
    {
        const std::vector<Window> all = cover();
        for (size_t i = 0; i < all.size(); ++i)
            inPieces(all[i], act, watch, static_cast<double>(i) / static_cast<double>(all.size()),
                1 / static_cast<double>(all.size()));
    }

    /// Numbers that are read at once.
    static constexpr int64_t atOnce = 1 << 16;

private:
    std::vector<Window> cover() const;
    bool byRows(const Window& window) const;
    void readPart(const Part& part, const Window& from, const Window& to, std::byte* out) const;
    void pick(const Part& part, const Window& from, const Window& to, std::byte* out) const;

    template <class Act>
    void inPieces(
        const Window& all, const Act& act, Watch& watch, double progress, double share) const
    {
        const bool rows = byRows(all);
        const int64_t length = std::min(rows ? all.columns : all.rows, atOnce);
        const int64_t lines
            = std::clamp<int64_t>(atOnce / length, 1, rows ? all.rows : all.columns);
        const Window step{0, 0, rows ? lines : length, rows ? length : lines};
        int64_t done = 0;
        for (int64_t row = 0; row < all.rows; row += step.rows)
            for (int64_t column = 0; column < all.columns; column += step.columns) {
                if (watch.cancelled())
                    return;
                const Window now{all.row + row, all.column + column,
                    std::min(step.rows, all.rows - row),
                    std::min(step.columns, all.columns - column)};
                act(now, numbers(now));
                done += now.count();
                watch.report(progress
                    + share * static_cast<double>(done) / static_cast<double>(all.count()));
            }
    }

    std::vector<Part> m_parts;
    std::vector<int64_t> m_shape;
    Type m_type = Type::F64;
    int64_t m_rows = 0;
    int64_t m_columns = 0;
};

/// Which numbers of a sheet are how large, as a picture of at most so many rows and columns. A cell
/// of several numbers has the one of the largest magnitude; one that is no number goes before all.
struct Miniature {
    int64_t rows = 0, columns = 0; ///< of the sheet
    int height = 0, width = 0; ///< of the picture
    std::vector<double> cells; ///< row by row

    Miniature() = default;
    Miniature(int64_t rows, int64_t columns, int height, int width);

    bool reduced() const { return rows > height || columns > width; }
    double at(int row, int column) const
    {
        return cells[static_cast<size_t>(row) * static_cast<size_t>(width)
            + static_cast<size_t>(column)];
    }
    void add(const Window& window, std::span<const double> numbers);
    /// The same, smaller still: a picture of this picture.
    Miniature within(int mostRows, int mostColumns) const;
    /// What a cell shows.
    Window windowOf(int row, int column) const;
};

/// The larger by magnitude; one that is no number goes before all.
double foremost(double a, double b);

} // namespace rnnscope
