#pragma once

#include <QRectF>

#include <span>
#include <vector>

namespace rnnscope {

/// How a token behaves where lines are wrapped.
struct ProsePiece {
    /// Within a word; begins one; stands between words; ends its line.
    enum class Kind { Part, Start, Space, Break };

    float width;
    Kind kind = Kind::Part;
};

/// Where the tokens of a text stand that is wrapped like prose: lines of equal height, broken after
/// spaces, within a word only where it is wider than a line. Pixels.
class Prose {
public:
    Prose() = default;
    Prose(std::span<const ProsePiece> pieces, double width, double line);

    int lines() const { return static_cast<int>(m_first.size()); }
    double height() const { return lines() * m_line; }
    double line() const { return m_line; } ///< height of a line
    int lineOf(int token) const;
    /// The tokens [first, last) of the lines of which something lies between two heights.
    std::pair<int, int> between(double top, double bottom) const;
    QRectF place(int token) const;
    /// The token at that place, or −1 where there is none.
    int tokenAt(QPointF place) const;

private:
    int last(int line) const; ///< beyond the last token of the line

    double m_line = 1;
    std::vector<float> m_left, m_width; ///< of each token
    std::vector<int> m_first; ///< first token of each line
};

} // namespace rnnscope
