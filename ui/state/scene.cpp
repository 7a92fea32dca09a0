#include "ui/state/scene.h"

#include "core/cell/cells.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

#include <sys/stat.h>

namespace rnnscope {

namespace {

const Task& taskOf(const Example& example)
{
    for (const Task& task : tasks())
        for (const Example& other : task.examples)
            if (other.id == example.id)
                return task;
    return tasks().front();
}

}

bool Scene::opened() const
{
    return std::ranges::any_of(
        origins, [](const FileOrigin& origin) { return !origin.path.isEmpty(); });
}

size_t Scene::placeIn(const Model& model) const
{
    const auto found = std::ranges::find(models, &model, &ModelPtr::get);
    return static_cast<size_t>(found - models.begin());
}

FileMark markOf(const QString& path)
{
    struct stat found { };
    if (::stat(QFile::encodeName(path).constData(), &found) != 0)
        return {};
    return {found.st_size, found.st_ino,
        int64_t(found.st_mtim.tv_sec) * 1'000'000'000 + found.st_mtim.tv_nsec};
}

namespace {

/// Runs a model's default sequence, and says where that came from.
Result<ScenePtr> runDefault(Scene scene, const std::string& text, Watch& watch)
{
    auto sequence = defaultSequence(*scene.models.front(), text);
    scene.source = {};
    if (sequence && sequence->text.empty())
        scene.source.what = Signal();
    return blamingModels(runScene(std::move(scene), std::move(sequence), watch));
}

}

Result<Opened> openBuiltIn(const QString& name, Watch& watch)
{
    QFile file(":/models/" + name + ".safetensors");
    if (!file.open(QFile::ReadOnly))
        return Error{Fault::File, "Cannot open “" + name.toStdString() + "”",
            "expected a file or a built-in network, found neither of that name",
            "Check the name and the folder; a built-in network is for instance poem-lstm"};
    return openInput(inputOf(file.readAll().toStdString(), name.toStdString()), watch);
}

Result<ScenePtr> runScene(Scene scene, Result<Sequence> sequence, Watch& watch, size_t reader)
{
    auto sequences = readByEach(scene.models, std::move(sequence), reader);
    if (!sequences)
        return sequences.error();
    scene.sequences = *std::move(sequences);
    scene.origins.resize(scene.models.size());
    scene.traces.clear();
    const auto count = static_cast<double>(scene.models.size());
    for (size_t i = 0; i < scene.models.size(); ++i) {
        const Watch::Part part(watch, static_cast<double>(i), count);
        auto trace = forward(*scene.models[i], *scene.sequences[i], watch);
        if (!trace)
            return trace.error();
        scene.traces.push_back(std::make_shared<const Trace>(std::move(*trace)));
    }
    return ScenePtr(std::make_shared<const Scene>(std::move(scene)));
}

Result<ScenePtr> blamingModels(Result<ScenePtr> scene)
{
    if (scene || scene.error().fault != Fault::Input)
        return scene;
    Error error = scene.error();
    error.fault = Fault::Model;
    return error;
}

Result<Scene> builtInScene(const QString& task, Watch& watch)
{
    Scene scene;
    for (const CellPtr& cell : cells()) {
        const QString name = task + "-" + QString::fromUtf8(cell->id());
        auto opened = openBuiltIn(name, watch);
        if (!opened)
            return opened.error();
        scene.models.push_back(std::make_shared<const Model>(std::move(opened->model)));
        scene.origins.push_back(
            {name, {}, std::make_shared<const Contents>(std::move(opened->contents))});
    }
    return scene;
}

Result<ScenePtr> exampleScene(const Example& example, Watch& watch)
{
    auto scene = builtInScene(QString::fromUtf8(taskOf(example).id), watch);
    if (!scene)
        return scene.error();
    scene->title = QString::fromUtf8(example.title);
    auto sequence = sequenceFromText(*scene->models.front(), example.opening);
    return runScene(std::move(*scene), std::move(sequence), watch);
}

Result<std::pair<ContentsPtr, FileMark>> readContents(const QString& path, Watch& watch)
{
    const FileMark mark = markOf(path);
    auto contents = contentsOf(path.toStdString(), watch);
    if (!contents)
        return contents.error();
    return std::pair(ContentsPtr(std::make_shared<const Contents>(*std::move(contents))), mark);
}

Result<std::pair<ModelPtr, FileOrigin>> madeOf(ContentsPtr contents, const QString& path,
    const Choices& choices, Watch& watch, const FileMark& mark)
{
    FileOrigin origin{QFileInfo(path).fileName(), path, contents, choices, {}, mark};
    auto made = modelOf(*contents, choices, watch);
    if (!made && made.error().fault != Fault::Cancelled && !choices.empty()
        && !choices.contains(choice::mapping)) {
        origin.dropped = std::exchange(origin.choices, {});
        made = modelOf(*contents, {}, watch);
    } else if (made) {
        origin.dropped = unmet(*made, choices);
        for (const auto& [name, option] : origin.dropped)
            origin.choices.erase(name);
    }
    if (!made)
        return made.error();
    return std::pair(ModelPtr(std::make_shared<const Model>(*std::move(made))), std::move(origin));
}

Result<ScenePtr> contentsScene(ContentsPtr contents, const QString& path, const Choices& choices,
    const std::string& text, Watch& watch, const FileMark& mark)
{
    auto made = madeOf(std::move(contents), path, choices, watch, mark);
    if (!made)
        return made.error();
    Scene scene;
    scene.title = made->second.title;
    scene.models = {std::move(made->first)};
    scene.origins = {std::move(made->second)};
    return runDefault(std::move(scene), text, watch);
}

Result<ScenePtr> chosenScene(const Scene& scene, size_t place, const Choices& choices, Watch& watch)
{
    const ContentsPtr& contents = scene.origins[place].contents;
    auto made = modelOf(*contents, choices, watch);
    if (!made)
        return made.error();
    return versionScene(
        scene, place, contents, std::make_shared<const Model>(*std::move(made)), choices, watch);
}

Result<ScenePtr> versionScene(const Scene& scene, size_t place, ContentsPtr contents,
    ModelPtr model, const Choices& choices, Watch& watch)
{
    Scene version = scene;
    version.models[place] = std::move(model);
    version.origins[place].contents = std::move(contents);
    version.origins[place].choices = choices;
    version.origins[place].dropped = {};
    const Sequence& present = *scene.sequences[place];
    auto sequence = carried(*version.models[place], present);
    return sequence || scene.models.size() > 1
        ? blamingModels(runScene(std::move(version), std::move(sequence), watch, place))
        : runDefault(std::move(version), present.text, watch);
}

Result<FileScene> fileScene(
    const QString& path, const Choices& choices, const std::string& text, Watch& watch)
{
    auto read = readContents(path, watch);
    if (!read)
        return read.error();
    const auto& [contents, mark] = *read;
    return FileScene{contents, contentsScene(contents, path, choices, text, watch, mark)};
}

Result<GradientPtr> gradientOf(ScenePtr scene, LossStep loss, Watch& watch)
{
    GradientScene gradient{scene, loss, {}};
    for (size_t i = 0; i < scene->models.size(); ++i) {
        const Watch::Part part(
            watch, static_cast<double>(i), static_cast<double>(scene->models.size()));
        auto flows = flow(*scene->models[i], *scene->sequences[i], *scene->traces[i], loss, watch);
        if (!flows)
            return flows.error();
        gradient.flows.push_back(std::move(*flows));
    }
    return GradientPtr(std::make_shared<const GradientScene>(std::move(gradient)));
}

} // namespace rnnscope
