#include "ui/state/save.h"

#include "core/load/digest.h"

#include <QFileInfo>

#include <cerrno>

namespace rnnscope {

bool WholeFile::open()
{
    errno = 0;
    const bool open = m_file.isOpen() || m_file.open(QIODevice::WriteOnly);
    m_code = errno;
    return open;
}

bool WholeFile::put(std::string_view bytes)
{
    if (!open())
        return false;
    const auto size = static_cast<qint64>(bytes.size());
    const bool done = m_file.write(bytes.data(), size) == size;
    m_code = errno;
    return done;
}

std::optional<Error> WholeFile::keep()
{
    if (open() && m_file.commit())
        return {};
    m_code = errno;
    return trouble();
}

Error WholeFile::trouble() const
{
    // of a full disk Qt says no more than “Unknown error”
    const bool unknown = m_file.errorString() == QSaveFile().errorString();
    const QString found = unknown && m_code != 0 ? qt_error_string(m_code) : m_file.errorString();
    return Error{Fault::File, "Cannot write “" + m_file.fileName().toStdString() + "”",
        "expected a place to write to, found: " + found.toStdString(),
        "Check the folder and the space left"};
}

std::optional<Error> saveWhole(const QString& path, const std::function<bool(const Put&)>& write)
{
    WholeFile file(path);
    if (write([&file](std::string_view bytes) { return file.put(bytes); }))
        return file.keep();
    return file.trouble();
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
