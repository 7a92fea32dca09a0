#include "ui/export/film.h"
#include "ui/export/gifpalette.h"
#include "ui/state/save.h"

#include <cgif.h>

namespace rnnscope {

namespace {

int put(void* file, const uint8_t* bytes, size_t count)
{
    return static_cast<WholeFile*>(file)->put({reinterpret_cast<const char*>(bytes), count}) ? 0
                                                                                             : 1;
}

/// Written by cgif, which encodes only what changes from frame to frame, in one palette.
class Gif : public Film {
public:
    explicit Gif(const QString& path)
        : m_file(path)
    {
    }
    ~Gif() override
    {
        if (m_gif)
            cgif_close(m_gif);
    }

    int looks() const override { return 12; }
    void look(const QImage& image) override { m_palette.look(image); }

protected:
    std::optional<Error> write(const QImage& image, int milliseconds) override
    {
        if (!m_gif && !begin(image))
            return trouble();
        index(image);
        CGIF_FrameConfig frame{};
        frame.pImageData = m_pixels.data();
        frame.genFlags = CGIF_FRAME_GEN_USE_DIFF_WINDOW | CGIF_FRAME_GEN_USE_TRANSPARENCY;
        frame.delay = static_cast<uint16_t>(milliseconds / 10);
        if (cgif_addframe(m_gif, &frame) != CGIF_OK)
            return trouble();
        return {};
    }

    std::optional<Error> close() override
    {
        if (!m_gif || cgif_close(std::exchange(m_gif, nullptr)) != CGIF_OK)
            return trouble();
        return m_file.keep();
    }

private:
    bool begin(const QImage& image)
    {
        if (!m_palette.make())
            return false;
        m_colours = m_palette.bytes();
        CGIF_Config config{};
        config.pGlobalPalette = m_colours.data();
        config.numGlobalPaletteEntries = static_cast<uint16_t>(m_colours.size() / 3);
        config.attrFlags = CGIF_ATTR_IS_ANIMATED;
        config.numLoops = CGIF_INFINITE_LOOP;
        config.width = static_cast<uint16_t>(image.width());
        config.height = static_cast<uint16_t>(image.height());
        config.pWriteFn = put;
        config.pContext = &m_file;
        m_gif = cgif_newgif(&config);
        return m_gif != nullptr;
    }

    /// Looks up the colours that are others than before.
    void index(const QImage& image)
    {
        const auto width = static_cast<size_t>(image.width());
        m_pixels.resize(width * static_cast<size_t>(image.height()));
        for (int y = 0; y < image.height(); ++y) {
            const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
            const auto* before = m_before.isNull()
                ? nullptr
                : reinterpret_cast<const QRgb*>(m_before.constScanLine(y));
            uint8_t* out = m_pixels.data() + static_cast<size_t>(y) * width;
            for (size_t x = 0; x < width; ++x)
                if (!before || line[x] != before[x])
                    out[x]
                        = x > 0 && line[x] == line[x - 1] ? out[x - 1] : m_palette.indexOf(line[x]);
        }
        m_before = image;
    }

    Error trouble() const { return m_file.trouble(); }

    WholeFile m_file;
    GifPalette m_palette;
    std::vector<uint8_t> m_colours;
    std::vector<uint8_t> m_pixels; ///< places in the palette, line by line
    QImage m_before; ///< what they stand for
    CGIF* m_gif = nullptr;
};

}

std::unique_ptr<Film> makeGif(const QString& path) { return std::make_unique<Gif>(path); }

} // namespace rnnscope
