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
    Scene joined = company(scene, chosen);
    if (joined.models.size() >= mostBeside)
        return Error{Fault::Model, "Cannot open " + path.toStdString() + " beside the others",
            "expected room for one more, found " + std::to_string(mostBeside) + " side by side",
            "Close one of them first"};
    auto read = readContents(path, watch);
    if (!read)
        return read.error();
    auto made = madeOf(read->first, path, choices, watch, read->second);
    if (!made)
        return FileScene{read->first, made.error()};
    joined.models.push_back(std::move(made->first));
    joined.origins.push_back(std::move(made->second));
    retitle(joined);
    auto run = runTogether(std::move(joined), watch);
    if (!run && run.error().fault == Fault::Input) { // told above the views: nothing was typed
        Error error = run.error();
        error.fault = Fault::Model;
        return error;
    }
    return FileScene{nullptr, std::move(run)};
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
