#include "ui/export/values.h"

#include "core/pack/csv.h"
#include "core/pack/npy.h"
#include "ui/state/save.h"

#include <QFileInfo>

namespace rnnscope {

namespace {

bool alike(const std::vector<Tensor>& arrays)
{
    return std::ranges::all_of(arrays, [&](const Tensor& array) {
        return !array.shape.empty() && array.shape.size() <= 2
            && array.shape.front() == arrays.front().shape.front();
    });
}

/// Writes part by part, as long as it is not cancelled.
bool putAll(std::string_view bytes, const Put& put, Watch& watch)
{
    constexpr size_t part = 1 << 22;
    for (size_t from = 0; from < bytes.size() && !watch.cancelled(); from += part) {
        if (!put(bytes.substr(from, part)))
            return false;
        watch.report(static_cast<double>(from) / static_cast<double>(bytes.size()));
    }
    return !watch.cancelled();
}

}

const QStringList& valueSuffixes()
{
    static const QStringList all{"csv", "npz"};
    return all;
}

std::optional<Error> saveValues(
    const std::vector<Tensor>& arrays, const QString& path, Watch& watch, std::string_view rows)
{
    const bool csv = QFileInfo(path).suffix().toLower() == "csv";
    const std::string where = "Cannot write “" + path.toStdString() + "”";
    if (arrays.empty())
        return Error{Fault::File, where, "expected numbers, found a view that draws none now",
            "Choose another view"};
    if (csv && !alike(arrays))
        return Error{Fault::File, where,
            "expected arrays with a row for every step, found some with others",
            "Save them as .npz"};
    const std::string bytes = csv ? writeCsv(arrays, rows) : writeNpz(arrays);
    auto error = saveWhole(path, [&](const Put& put) { return putAll(bytes, put, watch); });
    return error && watch.cancelled() ? cancelled(where) : error;
}

} // namespace rnnscope
