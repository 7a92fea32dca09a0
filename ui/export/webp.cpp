#include "ui/export/film.h"
#include "ui/state/save.h"

#include <webp/encode.h>
#include <webp/mux.h>

namespace rnnscope {

namespace {

/// Written by libwebp without loss; only what changes from frame to frame is encoded. What is
/// encoded is kept in memory until the end, because the file begins with its size.
class Webp : public Film {
public:
    explicit Webp(const QString& path)
        : m_path(path)
    {
    }
    ~Webp() override { WebPAnimEncoderDelete(m_encoder); }

protected:
    std::optional<Error> write(const QImage& image, int milliseconds) override
    {
        if (!m_encoder && !begin(image))
            return trouble();
        QImage pixels = image;
        WebPPicture picture;
        if (!WebPPictureInit(&picture))
            return trouble();
        picture.use_argb = 1;
        picture.width = pixels.width();
        picture.height = pixels.height();
        picture.argb = reinterpret_cast<uint32_t*>(pixels.bits());
        picture.argb_stride = static_cast<int>(pixels.bytesPerLine()) / 4;
        if (!WebPAnimEncoderAdd(m_encoder, &picture, m_time, &m_config))
            return trouble();
        m_time += milliseconds;
        return {};
    }

    std::optional<Error> close() override
    {
        if (!m_encoder || !WebPAnimEncoderAdd(m_encoder, nullptr, m_time, nullptr))
            return trouble();
        WebPData data;
        WebPDataInit(&data);
        if (!WebPAnimEncoderAssemble(m_encoder, &data))
            return trouble();
        auto error = saveWhole(m_path, [&data](const Put& put) {
            return put({reinterpret_cast<const char*>(data.bytes), data.size});
        });
        WebPDataClear(&data);
        return error;
    }

private:
    bool begin(const QImage& image)
    {
        constexpr int quick = 1; // of 0 to 9: higher ones take many times as long
        WebPAnimEncoderOptions options;
        if (!WebPConfigInit(&m_config) || !WebPConfigLosslessPreset(&m_config, quick)
            || !WebPAnimEncoderOptionsInit(&options))
            return false;
        options.kmax = 0; // only the first frame is a whole one
        m_encoder = WebPAnimEncoderNew(image.width(), image.height(), &options);
        return m_encoder != nullptr;
    }

    Error trouble() const
    {
        const char* said = m_encoder ? WebPAnimEncoderGetError(m_encoder) : "no encoder";
        return {Fault::File, "Cannot write “" + m_path.toStdString() + "”",
            std::string("expected frames that WebP can hold, found: ") + said,
            "Choose a smaller size, or fewer frames"};
    }

    QString m_path;
    WebPConfig m_config{};
    WebPAnimEncoder* m_encoder = nullptr;
    int m_time = 0; ///< at which the next frame begins, in milliseconds
};

}

std::unique_ptr<Film> makeWebp(const QString& path) { return std::make_unique<Webp>(path); }

} // namespace rnnscope
