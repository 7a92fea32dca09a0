#include "ui/paint/prose.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

Prose::Prose(std::span<const ProsePiece> pieces, double width, double line)
    : m_line(line)
{
    using Kind = ProsePiece::Kind;
    const auto room = static_cast<float>(width);
    const auto count = static_cast<int>(pieces.size());
    float x = 0;
    int word = 0; // where the present word begins
    if (count > 0)
        m_first.push_back(0);
    for (int token = 0; token < count; ++token) {
        const ProsePiece& piece = pieces[static_cast<size_t>(token)];
        const bool hangs = piece.kind == Kind::Space || piece.kind == Kind::Break;
        if (piece.kind == Kind::Start)
            word = token;
        while (x + piece.width > room && token > m_first.back() && !hangs) {
            const int from = word > m_first.back() ? word : token;
            m_first.push_back(from);
            x = 0;
            for (int moved = from; moved < token; ++moved) {
                m_left[static_cast<size_t>(moved)] = x;
                x += m_width[static_cast<size_t>(moved)];
            }
        }
        m_left.push_back(x);
        m_width.push_back(piece.width);
        x += piece.width;
        if (hangs)
            word = token + 1;
        if (token + 1 < count
            && (piece.kind == Kind::Break || (piece.kind == Kind::Space && x > room))) {
            m_first.push_back(token + 1);
            x = 0;
        }
    }
    for (size_t token = 0; token < m_left.size(); ++token) // a space may hang over the edge
        m_width[token] = std::min(m_width[token], std::max(room - m_left[token], 0.0F));
}

int Prose::lineOf(int token) const
{
    return static_cast<int>(
               std::upper_bound(m_first.begin(), m_first.end(), token) - m_first.begin())
        - 1;
}

int Prose::last(int line) const
{
    return line + 1 < lines() ? m_first[static_cast<size_t>(line) + 1]
                              : static_cast<int>(m_left.size());
}

std::pair<int, int> Prose::between(double top, double bottom) const
{
    if (lines() == 0)
        return {0, 0};
    const int from = std::clamp(static_cast<int>(std::floor(top / m_line)), 0, lines() - 1);
    const int to = std::clamp(static_cast<int>(std::ceil(bottom / m_line)) - 1, from, lines() - 1);
    return {m_first[static_cast<size_t>(from)], last(to)};
}

QRectF Prose::place(int token) const
{
    const auto at = static_cast<size_t>(token);
    return {m_left[at], lineOf(token) * m_line, m_width[at], m_line};
}

int Prose::tokenAt(QPointF place) const
{
    const double line = std::floor(place.y() / m_line);
    if (line < 0 || line >= lines() || place.x() < 0)
        return -1;
    const int first = m_first[static_cast<size_t>(line)];
    const auto from = m_left.begin() + first, to = m_left.begin() + last(static_cast<int>(line));
    const auto token = static_cast<int>(std::upper_bound(from, to, static_cast<float>(place.x()))
                           - m_left.begin())
        - 1;
    return token >= first && this->place(token).contains(place) ? token : -1;
}

} // namespace rnnscope
