#include "app/exports.h"

#include "app/interruption.h"
#include "app/output.h"
#include "ui/export/picture.h"
#include "ui/export/recording.h"
#include "ui/export/values.h"

#include <QFileInfo>

namespace rnnscope {

namespace {

bool moves(const QString& path)
{
    return isNumbered(path) || filmSuffixes().contains(QFileInfo(path).suffix());
}

/// From --first to --last; where neither is given the step of --step alone.
Animation animationOf(const Options& options, const Playback& playback)
{
    const int steps = playback.steps();
    const auto bounded = [steps](int step) { return std::clamp(step, 1, steps); };
    Animation animation{.from = double(playback.step()), .to = playback.step() + 1.0};
    if (options.has("first") || options.has("last"))
        animation = {.from = bounded(options.number("first", 1)) - 1.0,
            .to = double(bounded(options.number("last", steps)))};
    animation.speed = options.decimal("speed", animation.speed);
    animation.rate = options.number("fps", animation.rate);
    return animation;
}

int scaleOf(const Options& options) { return options.number("scale", 1); }

int saveAnimation(const Options& options, Desk& desk, QWidget& shown, const QString& path)
{
    const Animation animation = animationOf(options, *desk.playback);
    if (animation.frames() > Animation::mostFrames)
        return fail({Fault::Input, "Cannot write “" + path.toStdString() + "”",
            "expected at most " + std::to_string(Animation::mostFrames) + " frames, found "
                + std::to_string(animation.frames()),
            "Give a higher --speed, or fewer steps"});
    if (const QString standing = standingFrame(path, animation.frames()); !standing.isEmpty())
        if (const auto error = checkTarget(options, standing))
            return fail(*error);
    Recording recording(
        std::make_unique<Camera>(desk, shown, scaleOf(options)), animation, makeFilm(path));
    const auto error = recording.run(interruption());
    return error ? fail(*error) : 0;
}

}

void declareExport(Options& options)
{
    declareOutput(options,
        "a picture: .png, .svg, .pdf; an animation: .gif, .webp, or frames/%04d.png for numbered "
        "pictures; a view’s numbers: .csv, .npz");
    options.declareChoice(
        "scale", "N", "pixels to a logical one, of all but .svg and .pdf", {"1", "2"});
    options.declareNumber("first", "T", "the first step of an animation; else that of --step", 1);
    options.declareNumber("last", "T", "its last step", 1);
    QStringList rates;
    for (const int rate : Animation::rates())
        rates << QString::number(rate);
    options.declareChoice("fps", "N", "its frames a second; 25 if not given", rates);
    options.declareDecimal("speed", "S", "its steps a second; 1.5 if not given", 0.05, 1000);
}

std::optional<int> misusedExport(const Options& options)
{
    const QString path = options.text("output");
    if (!isNumbered(path)) {
        const QStringList suffixes = pictureSuffixes() + filmSuffixes() + valueSuffixes();
        if (const auto status = checkSuffix(options, path, suffixes))
            return status;
    }
    const bool values = valueSuffixes().contains(QFileInfo(path).suffix());
    if (values && options.text("view", "window") == "window")
        return options.misuse("expected --view beside an output of numbers, found none",
            "Name a view that draws numbers");
    for (const char* ofAnimation : {"first", "last", "fps", "speed"})
        if (options.has(ofAnimation) && !moves(path))
            return options.misuse(
                QString("expected --%1 beside an animation, found “%2”").arg(ofAnimation, path),
                "Choose a name that ends in .gif or .webp");
    if (options.number("first", 1) > options.number("last", std::numeric_limits<int>::max()))
        return options.misuse("expected --first before --last, found it after", "Change them");
    const auto error = checkTarget(options, isNumbered(path) ? numbered(path, 1) : path);
    return error ? std::optional(fail(*error)) : std::nullopt;
}

int exportShown(const Options& options, Desk& desk, QWidget& shown)
{
    const QString path = options.text("output"), suffix = QFileInfo(path).suffix();
    if (moves(path))
        return saveAnimation(options, desk, shown, path);
    if (valueSuffixes().contains(suffix)) {
        const auto error = saveValues(static_cast<View&>(shown).numbers(), path, interruption());
        return error ? fail(*error) : 0;
    }
    const QByteArray bytes = picture(shown, suffix, scaleOf(options));
    return save(path, std::string_view(bytes.constData(), static_cast<size_t>(bytes.size())));
}

} // namespace rnnscope
