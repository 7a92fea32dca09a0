#pragma once

#include <QHash>
#include <QImage>

#include <memory>
#include <vector>

struct liq_attr;
struct liq_histogram;

namespace rnnscope {

/// At most 255 colours for all frames of an animation, made of some of its frames. (One place of
/// the 256 stays free: for pixels that are as they were before.)
class GifPalette {
public:
    GifPalette();
    ~GifPalette();

    void look(const QImage& image);
    /// Makes the colours of what was looked at; false where nothing was, or there is no memory.
    bool make();
    bool made() const { return !m_colours.empty(); }

    /// Red, green and blue of each.
    std::vector<uint8_t> bytes() const;
    /// The nearest one.
    uint8_t indexOf(QRgb colour);

private:
    uint8_t nearest(QRgb colour) const;

    liq_attr* m_options;
    liq_histogram* m_seen;
    std::vector<QRgb> m_colours;
    QHash<QRgb, uint8_t> m_known; ///< nearest ones that were looked up
};

} // namespace rnnscope
