#include "ui/state/source.h"

#include "core/pack/limits.h"
#include "core/run/budget.h"

#include <QFile>
#include <QFileInfo>

namespace rnnscope {

namespace {

constexpr qint64 headBytes = 65536; ///< enough for two rows of many numbers

Error unreadable(const QString& path, std::string found, std::string advice)
{
    return {Fault::File, "Cannot read “" + path.toStdString() + "”", std::move(found),
        std::move(advice)};
}

}

Result<Sequence> sequenceOf(const Model& model, const Source& source)
{
    if (const FromFile* file = source.file())
        return sequenceFromFeed(model, *file->feed, file->take);
    const Signal signal = source.signal() ? *source.signal() : Signal();
    if (auto error = overBudget(model, signal.steps, 1, memoryBudget))
        return *error; // before as many numbers are made
    return sequenceFromSignal(model, signal);
}

bool isFeed(const QString& path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray head = file.read(headBytes);
    return sniffFeed(bytesOf({head.constData(), static_cast<size_t>(head.size())}));
}

Result<FeedPtr> openFeed(const QString& path)
{
    const QFileInfo info(path);
    if (info.exists() && !info.isFile())
        return unreadable(path, "expected a file, found a folder or a device", "Name a plain file");
    if (info.size() > static_cast<qint64>(limits::inputBytes))
        return unreadable(path,
            "expected at most " + std::to_string(limits::inputBytes / 1'000'000) + " MB, found "
                + std::to_string(info.size() / 1'000'000) + " MB",
            "Save the stretch that is to be read alone");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(path,
            "expected a readable file, found: " + file.errorString().toStdString(),
            "Check the name");
    auto feed = readFeed(inputOf(file.readAll().toStdString(), info.fileName().toStdString()));
    return feed ? Result<FeedPtr>(std::make_shared<const Feed>(*std::move(feed))) : feed.error();
}

} // namespace rnnscope
