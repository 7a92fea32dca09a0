#include "ui/state/beside.h"

#include <QFileInfo>

namespace rnnscope {

namespace {

QString cellOf(const Model& model)
{
    return QString::fromUtf8(std::string_view(model.layers.front().cell->name()));
}

/// The file's name without its suffix.
QString baseOf(const FileOrigin& origin)
{
    return origin.path.isEmpty() ? origin.title : QFileInfo(origin.path).completeBaseName();
}

QString folderOf(const FileOrigin& origin)
{
    return QFileInfo(QFileInfo(origin.path).absolutePath()).fileName();
}

/// Gives another name to all that others have too.
template <class Other>
void tellApart(QStringList& names, Other other)
{
    QStringList better = names;
    for (qsizetype i = 0; i < names.size(); ++i)
        if (names.count(names[i]) > 1)
            better[i] = other(i);
    names = better;
}

/// The scene's title: what stands in it, from left to right.
void retitle(Scene& scene)
{
    QStringList titles;
    for (const FileOrigin& origin : scene.origins)
        titles += origin.title;
    scene.title = titles.join(QStringLiteral(" | "));
}

/// Those that another one joins.
Scene company(const Scene& scene, size_t chosen)
{
    if (scene.opened() || scene.models.size() == 1)
        return scene;
    Scene one = scene;
    one.models = {scene.models[chosen]};
    one.origins = {scene.origins[chosen]};
    one.sequences = {scene.sequences[chosen]};
    one.traces = {scene.traces[chosen]};
    return one;
}

/// Runs what is read now, or else an example that the last model begins with.
Result<ScenePtr> runTogether(Scene scene, Watch& watch)
{
    const SequencePtr present = scene.sequences.front();
    auto run = runScene(scene, *present, watch);
    if (run || run.error().fault != Fault::Input || present->text.empty())
        return run;
    const auto other = defaultSequence(*scene.models.back(), {});
    if (!other || other->text.empty())
        return run;
    scene.source = {};
    auto second = runScene(std::move(scene), carried(*scene.models.front(), *other), watch);
    return second ? std::move(second) : std::move(run);
}

/// Why there is no room for one more; nothing where there is.
std::optional<Error> full(const Scene& company, const QString& path)
{
    if (company.models.size() < mostBeside)
        return {};
    return Error{Fault::Model, "Cannot open " + path.toStdString() + " beside the others",
        "expected room for one more, found " + std::to_string(mostBeside) + " side by side",
        "Close one of them first"};
}

/// Those with one more.
Result<ScenePtr> joined(Scene company, std::pair<ModelPtr, FileOrigin> one, Watch& watch)
{
    company.models.push_back(std::move(one.first));
    company.origins.push_back(std::move(one.second));
    retitle(company);
    return blamingModels(runTogether(std::move(company), watch));
}

}

QStringList namesOf(const Scene& scene)
{
    const bool cells = !scene.opened() || scene.models.size() == 1;
    QStringList names;
    for (size_t i = 0; i < scene.models.size(); ++i)
        names += cells ? cellOf(*scene.models[i]) : baseOf(scene.origins[i]);
    if (cells)
        return names;
    tellApart(names, [&](qsizetype i) { return scene.origins[size_t(i)].title; });
    tellApart(
        names, [&](qsizetype i) { return folderOf(scene.origins[size_t(i)]) + u'/' + names[i]; });
    tellApart(
        names, [&](qsizetype i) { return QStringLiteral("%1 (%2)").arg(names[i]).arg(i + 1); });
    return names;
}

QString shortened(const QString& name, qsizetype most)
{
    return name.size() <= most ? name : name.first(most / 2 - 1) + u'…' + name.last(most / 2);
}

Result<FileScene> besideScene(
    const Scene& scene, size_t chosen, const QString& path, const Choices& choices, Watch& watch)
{
    Scene others = company(scene, chosen);
    if (auto error = full(others, path))
        return *std::move(error);
    auto read = readContents(path, watch);
    if (!read)
        return read.error();
    auto made = madeOf(read->first, path, choices, watch, read->second);
    if (!made)
        return FileScene{read->first, made.error()};
    return FileScene{nullptr, joined(std::move(others), *std::move(made), watch)};
}

Result<ScenePtr> besideScene(const Scene& scene, size_t chosen, ContentsPtr contents,
    const QString& path, const Choices& choices, Watch& watch)
{
    Scene others = company(scene, chosen);
    if (auto error = full(others, path))
        return *std::move(error);
    auto made = madeOf(std::move(contents), path, choices, watch);
    return made ? joined(std::move(others), *std::move(made), watch) : made.error();
}

ScenePtr closedScene(const Scene& scene, size_t place)
{
    auto rest = std::make_shared<Scene>(scene);
    const auto without
        = [&](auto& all) { all.erase(all.begin() + static_cast<std::ptrdiff_t>(place)); };
    without(rest->models);
    without(rest->origins);
    without(rest->sequences);
    without(rest->traces);
    retitle(*rest);
    return rest;
}

} // namespace rnnscope
