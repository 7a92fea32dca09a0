#include "ui/state/save.h"

#include "core/load/digest.h"

#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>

namespace rnnscope {

std::optional<Error> saveWhole(const QString& path, const std::function<bool(const Put&)>& write)
{
    QSaveFile file(path);
    errno = 0;
    const Put put = [&file](std::string_view bytes) {
        const auto size = static_cast<qint64>(bytes.size());
        return file.write(bytes.data(), size) == size;
    };
    if (file.open(QIODevice::WriteOnly) && write(put) && file.commit())
        return {};
    // of a full disk Qt says no more than “Unknown error”
    const int code = errno;
    const bool unknown = file.errorString() == QSaveFile().errorString();
    const QString found = unknown && code != 0 ? qt_error_string(code) : file.errorString();
    return Error{Fault::File, "Cannot write “" + path.toStdString() + "”",
        "expected a place to write to, found: " + found.toStdString(),
        "Check the folder and the space left"};
}

const QStringList& exportSuffixes()
{
    static const QStringList all{"npy", "csv"};
    return all;
}

std::optional<Error> exportSheet(const Sheet& sheet, const QString& path, Watch& watch)
{
    const bool csv = QFileInfo(path).suffix().toLower() == "csv";
    auto error = saveWhole(path, [&](const Put& put) {
        return csv ? putCsv(sheet, put, watch) : putNpy(sheet, put, watch);
    });
    if (error && watch.cancelled())
        return cancelled("Writing " + path.toStdString());
    if (error && sheet.changed())
        return changedFile("the numbers");
    return error;
}

} // namespace rnnscope
