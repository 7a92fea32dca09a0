#include "app/output.h"

#include "core/pack/csv.h"
#include "core/pack/npy.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>

namespace rnnscope {

void declareOutput(Options& options, const QString& description)
{
    options.declareText({"output", "o"}, "OUT", description);
    options.declareFlag("force", "write over OUT where it exists");
    options.requireOne({"output"});
}

std::optional<int> checkSuffix(
    const Options& options, const QString& path, const QStringList& suffixes)
{
    if (suffixes.contains(QFileInfo(path).suffix()))
        return {};
    return options.misuse("expected an output file that ends in ." + suffixes.join(" or .")
            + ", found “" + path + "”",
        "Choose another name");
}

std::optional<Error> checkTarget(const Options& options, const QString& path)
{
    const QFileInfo info(path);
    const std::string where = "Cannot write “" + path.toStdString() + "”";
    if (!info.dir().exists())
        return Error{Fault::File, where, "expected a folder that exists, found none",
            "Make the folder, or choose another"};
    if (!QFileInfo(info.path()).isWritable())
        return Error{Fault::File, where,
            "expected a folder that takes files, found one that does not", "Choose another"};
    if (info.exists() && !options.has("force"))
        return Error{Fault::File, where, "expected a new file, found one of that name",
            "Add --force to write over it"};
    return {};
}

std::optional<Error> write(const QString& path, std::string_view bytes)
{
    QSaveFile file(path);
    errno = 0;
    if (file.open(QIODevice::WriteOnly)
        && file.write(bytes.data(), static_cast<qint64>(bytes.size()))
            == static_cast<qint64>(bytes.size())
        && file.commit())
        return {};
    // of a full disk Qt says no more than “Unknown error”
    const int code = errno;
    const bool unknown = file.errorString() == QSaveFile().errorString();
    const QString found = unknown && code != 0 ? qt_error_string(code) : file.errorString();
    return Error{Fault::File, "Cannot write “" + path.toStdString() + "”",
        "expected a place to write to, found: " + found.toStdString(),
        "Check the folder and the space left"};
}

int save(const QString& path, std::string_view bytes)
{
    const auto error = write(path, bytes);
    return error ? fail(*error) : 0;
}

int save(const QString& path, const std::vector<Tensor>& arrays)
{
    return save(path, path.endsWith(".csv") ? writeCsv(arrays) : writeNpz(arrays));
}

} // namespace rnnscope
