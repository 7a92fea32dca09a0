#pragma once

#include "core/base/result.h"
#include "core/base/watch.h"

#include <QImage>
#include <QStringList>

#include <memory>
#include <optional>

namespace rnnscope {

/// An animated picture that is written frame by frame: it appears whole when it is finished, or not
/// at all. All frames have one size. Runs forever from the beginning again. May move from thread to
/// thread between two calls.
class Film {
public:
    virtual ~Film() = default;

    /// How many frames, spread over the run, it wants to see before the first is added.
    virtual int looks() const { return 0; }
    virtual void look(const QImage&) { }
    /// Shows a picture for that long; one that is the same as before only lengthens its frame.
    virtual std::optional<Error> add(const QImage& image, int milliseconds);
    /// After the last frame. Leaves no file when cancelled.
    std::optional<Error> finish(const Watch& watch);

protected:
    virtual std::optional<Error> write(const QImage& image, int milliseconds) = 0;
    virtual std::optional<Error> close() = 0;

private:
    std::optional<Error> flush();

    QImage m_last;
    int m_milliseconds = 0;
};

/// The suffixes of animated pictures: gif, webp. Both show every frame for whole hundredths of a
/// second.
const QStringList& filmSuffixes();

/// A film by the suffix of its path. A .png with %d, or %04d, in its name becomes numbered
/// pictures, a frame each, counted from 1. Null for another path.
std::unique_ptr<Film> makeFilm(const QString& path);

std::unique_ptr<Film> makeGif(const QString& path);
std::unique_ptr<Film> makeWebp(const QString& path);
std::unique_ptr<Film> makeFrames(const QString& pattern);

/// Whether a path stands for numbered pictures.
bool isNumbered(const QString& path);
/// The path of one of them, by its number.
QString numbered(const QString& pattern, int number);
/// The first of the numbered pictures 1 … `frames` that there is already; empty where there is
/// none, and for another path.
QString standingFrame(const QString& pattern, int frames);

} // namespace rnnscope
