#include "ui/export/gifpalette.h"

#include <libimagequant.h>

#include <algorithm>
#include <span>

namespace rnnscope {

namespace {

/// By how much two colours differ, each part as strongly as the eye sees it.
int distance(QRgb a, QRgb b)
{
    const auto square = [](int difference) { return difference * difference; };
    return 3 * square(qRed(a) - qRed(b)) + 6 * square(qGreen(a) - qGreen(b))
        + square(qBlue(a) - qBlue(b));
}

}

GifPalette::GifPalette()
    : m_options(liq_attr_create())
    , m_seen(liq_histogram_create(m_options))
{
    liq_set_max_colors(m_options, 255);
}

GifPalette::~GifPalette()
{
    liq_histogram_destroy(m_seen);
    liq_attr_destroy(m_options);
}

void GifPalette::look(const QImage& image)
{
    const QImage bytes = image.convertToFormat(QImage::Format_RGBX8888);
    liq_image* pixels
        = liq_image_create_rgba(m_options, bytes.constBits(), bytes.width(), bytes.height(), 0);
    liq_histogram_add_image(m_seen, m_options, pixels);
    liq_image_destroy(pixels);
}

bool GifPalette::make()
{
    liq_result* result = nullptr;
    if (liq_histogram_quantize(m_seen, m_options, &result) != LIQ_OK)
        return false;
    const liq_palette* palette = liq_get_palette(result);
    for (const liq_color& entry : std::span(palette->entries, palette->count))
        m_colours.push_back(qRgb(entry.r, entry.g, entry.b));
    liq_result_destroy(result);
    return true;
}

std::vector<uint8_t> GifPalette::bytes() const
{
    std::vector<uint8_t> bytes;
    for (const QRgb colour : m_colours)
        for (const int part : {qRed(colour), qGreen(colour), qBlue(colour)})
            bytes.push_back(static_cast<uint8_t>(part));
    return bytes;
}

uint8_t GifPalette::indexOf(QRgb colour)
{
    auto known = m_known.constFind(colour);
    if (known == m_known.constEnd())
        known = m_known.insert(colour, nearest(colour));
    return *known;
}

uint8_t GifPalette::nearest(QRgb colour) const
{
    const auto found = std::ranges::min_element(
        m_colours, {}, [colour](QRgb one) { return distance(one, colour); });
    return static_cast<uint8_t>(found - m_colours.begin());
}

} // namespace rnnscope
