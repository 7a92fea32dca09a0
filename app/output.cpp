#include "app/output.h"

#include "core/pack/csv.h"
#include "core/pack/npy.h"
#include "ui/state/save.h"

#include <QDir>
#include <QFileInfo>

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
    return saveWhole(path, [&](const Put& put) { return put(bytes); });
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
