#pragma once

#include <QProcess>
#include <QSize>
#include <QStringList>

namespace rnnscope {

/// What another program says of a file; empty where it fails.
inline QString said(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return {};
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// An animated picture as another program finds it.
struct FoundFilm {
    int frames = 0;
    int milliseconds = 0; ///< all frames together
    QSize size;

    bool operator==(const FoundFilm&) const = default;
};

/// ImageMagick's reading of a GIF.
inline FoundFilm foundGif(const QString& path)
{
    FoundFilm film;
    for (const QString& line :
        said("identify", {"-format", "%T %W %H\n", path}).split('\n', Qt::SkipEmptyParts)) {
        const QStringList numbers = line.split(' ');
        ++film.frames;
        film.milliseconds += 10 * numbers[0].toInt();
        film.size = {numbers[1].toInt(), numbers[2].toInt()};
    }
    return film;
}

/// webpinfo's reading of a WebP.
inline FoundFilm foundWebp(const QString& path)
{
    FoundFilm film;
    for (const QString& line : said("webpinfo", {path}).split('\n')) {
        const QString number = line.section(": ", 1);
        if (line.trimmed().startsWith("Duration: ")) {
            ++film.frames;
            film.milliseconds += number.toInt();
        } else if (line.contains("Canvas size ")) {
            const QStringList sides = line.section("Canvas size ", 1).split(" x ");
            film.size = {sides[0].toInt(), sides[1].toInt()};
        }
    }
    return film;
}

} // namespace rnnscope
