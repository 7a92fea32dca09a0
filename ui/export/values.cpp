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

}

const QStringList& valueSuffixes()
{
    static const QStringList all{"csv", "npz"};
    return all;
}

std::optional<Error> saveValues(const std::vector<Tensor>& arrays, const QString& path)
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
    return saveWhole(
        path, [&](const Put& put) { return put(csv ? writeCsv(arrays) : writeNpz(arrays)); });
}

} // namespace rnnscope
