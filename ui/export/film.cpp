#include "ui/export/film.h"

#include <QFileInfo>

#include <utility>

namespace rnnscope {

std::optional<Error> Film::add(const QImage& image, int milliseconds)
{
    constexpr int longest = 600'000; // a GIF cannot hold a frame much longer
    std::optional<Error> error;
    if (image != m_last || m_milliseconds + milliseconds > longest) {
        error = flush();
        m_last = image;
    }
    m_milliseconds += milliseconds;
    return error;
}

std::optional<Error> Film::finish(const Watch& watch)
{
    if (const auto error = flush())
        return error;
    if (watch.cancelled())
        return cancelled("Writing the animation");
    return close();
}

std::optional<Error> Film::flush()
{
    if (m_last.isNull())
        return {};
    return write(std::exchange(m_last, {}), std::exchange(m_milliseconds, 0));
}

const QStringList& filmSuffixes()
{
    static const QStringList all{"gif", "webp"};
    return all;
}

std::unique_ptr<Film> makeFilm(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == "gif")
        return makeGif(path);
    if (suffix == "webp")
        return makeWebp(path);
    return isNumbered(path) ? makeFrames(path) : nullptr;
}

} // namespace rnnscope
