#include "ui/state/scene.h"

#include "core/cell/cells.h"

#include <QFile>
#include <QFileInfo>

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

Result<Sequence> defaultSequence(const Model& model, const std::string& text)
{
    const auto known = [&](const Result<Sequence>& sequence) {
        return sequence && unknownIn(model, *sequence) == 0;
    };
    if (auto sequence = sequenceFromText(model, text); known(sequence))
        return sequence;
    for (const Task& task : tasks())
        for (const Example& example : task.examples)
            if (auto sequence = sequenceFromText(model, example.opening); known(sequence))
                return sequence;
    return sequenceOf(model, Source{Signal()});
}

FileMark markOf(const QString& path)
{
    struct stat found { };
    if (::stat(QFile::encodeName(path).constData(), &found) != 0)
        return {};
    return {found.st_size, found.st_ino,
        int64_t(found.st_mtim.tv_sec) * 1'000'000'000 + found.st_mtim.tv_nsec};
}

Result<Sequence> carried(const Model& model, const Sequence& sequence)
{
    if (!sequence.text.empty() && !model.vocabulary.empty())
        return sequenceFromText(model, sequence.text); // its numbers are other words there
    return sequence.ids.empty() ? sequenceFromValues(model, sequence.values)
                                : sequenceFromIds(model, sequence.ids);
}

namespace {

/// Runs a model's default sequence, and says where that came from.
Result<ScenePtr> runDefault(Scene scene, const std::string& text, Watch& watch)
{
    auto sequence = defaultSequence(*scene.models.front(), text);
    scene.source = {};
    if (sequence && sequence->text.empty())
        scene.source.what = Signal();
    return runScene(std::move(scene), std::move(sequence), watch);
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

Result<ScenePtr> runScene(Scene scene, Result<Sequence> sequence, Watch& watch)
{
    if (!sequence)
        return sequence.error();
    scene.sequence = std::make_shared<const Sequence>(std::move(*sequence));
    scene.traces.clear();
    const auto count = static_cast<double>(scene.models.size());
    for (const ModelPtr& model : scene.models) {
        const Watch::Part part(watch, static_cast<double>(scene.traces.size()), count);
        auto trace = forward(*model, *scene.sequence, watch);
        if (!trace)
            return trace.error();
        scene.traces.push_back(std::make_shared<const Trace>(std::move(*trace)));
    }
    return ScenePtr(std::make_shared<const Scene>(std::move(scene)));
}

Result<Scene> builtInScene(const QString& task, Watch& watch)
{
    Scene scene;
    for (const CellPtr& cell : cells()) {
        auto opened = openBuiltIn(task + "-" + QString::fromUtf8(cell->id()), watch);
        if (!opened)
            return opened.error();
        scene.models.push_back(std::make_shared<const Model>(std::move(opened->model)));
        scene.contents.push_back(std::make_shared<const Contents>(std::move(opened->contents)));
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

Result<ScenePtr> contentsScene(ContentsPtr contents, const QString& path, const Choices& choices,
    const std::string& text, Watch& watch, const FileMark& mark)
{
    Scene scene;
    scene.choices = choices;
    auto made = modelOf(*contents, choices, watch);
    if (!made && made.error().fault != Fault::Cancelled && !choices.empty()
        && !choices.contains(choice::mapping)) {
        scene.dropped = std::exchange(scene.choices, {});
        made = modelOf(*contents, {}, watch);
    } else if (made) {
        scene.dropped = unmet(*made, choices);
        for (const auto& [name, option] : scene.dropped)
            scene.choices.erase(name);
    }
    if (!made)
        return made.error();
    scene.title = QFileInfo(path).fileName();
    scene.path = path;
    scene.models = {std::make_shared<const Model>(std::move(*made))};
    scene.contents = {std::move(contents)};
    scene.mark = mark;
    return runDefault(std::move(scene), text, watch);
}

Result<ScenePtr> chosenScene(const Scene& scene, const Choices& choices, Watch& watch)
{
    auto made = modelOf(*scene.contents.front(), choices, watch);
    if (!made)
        return made.error();
    return versionScene(scene, scene.contents.front(),
        std::make_shared<const Model>(*std::move(made)), choices, watch);
}

Result<ScenePtr> versionScene(
    const Scene& scene, ContentsPtr contents, ModelPtr model, const Choices& choices, Watch& watch)
{
    Scene version = scene;
    version.models = {model};
    version.contents = {std::move(contents)};
    version.choices = choices;
    version.dropped = {};
    auto sequence = carried(*model, *scene.sequence);
    return sequence ? runScene(std::move(version), std::move(sequence), watch)
                    : runDefault(std::move(version), scene.sequence->text, watch);
}

Result<FileScene> fileScene(
    const QString& path, const Choices& choices, const std::string& text, Watch& watch)
{
    const FileMark mark = markOf(path);
    auto contents = contentsOf(path.toStdString(), watch);
    if (!contents)
        return contents.error();
    const auto kept = std::make_shared<const Contents>(std::move(*contents));
    return FileScene{kept, contentsScene(kept, path, choices, text, watch, mark)};
}

Result<GradientPtr> gradientOf(ScenePtr scene, LossStep loss, Watch& watch)
{
    GradientScene gradient{scene, loss, {}};
    for (size_t i = 0; i < scene->models.size(); ++i) {
        const Watch::Part part(
            watch, static_cast<double>(i), static_cast<double>(scene->models.size()));
        auto flows = flow(*scene->models[i], *scene->sequence, *scene->traces[i], loss, watch);
        if (!flows)
            return flows.error();
        gradient.flows.push_back(std::move(*flows));
    }
    return GradientPtr(std::make_shared<const GradientScene>(std::move(gradient)));
}

} // namespace rnnscope
