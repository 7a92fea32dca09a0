#include "core/task/trained.h"
#include "ui/state/save.h"
#include "ui/state/training.h"

#include "core/load/open.h"

namespace rnnscope {

QStringList Training::filesFor(const QString& path) const
{
    const QString suffix = QStringLiteral(".safetensors");
    const QString base = path.endsWith(suffix) ? path.chopped(suffix.size()) : path;
    if (comparison().cells.size() == 1)
        return {base + suffix};
    QStringList files;
    for (const std::string& cell : comparison().cells)
        files += base + u'-' + QString::fromStdString(cell) + suffix;
    return files;
}

std::optional<Error> Training::save(const QString& path) const
{
    const QStringList files = filesFor(path);
    Watch watch;
    for (qsizetype cell = 0; cell < files.size(); ++cell) {
        const CourseRun& run = m_runs[static_cast<size_t>(cell)];
        const auto model = trainedModel(comparison(), checkpointOf(run, m_epoch), watch);
        if (!model)
            return model.error();
        const std::string bytes = saveSafetensors(*model, sampleOf(comparison(), *model));
        if (auto error = saveWhole(files[cell], [&](const Put& put) { return put(bytes); }))
            return error;
    }
    return {};
}

} // namespace rnnscope
