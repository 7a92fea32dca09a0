#include "ui/state/scene.h"

#include "core/cell/cells.h"

#include <QFile>
#include <QFileInfo>

namespace rnnscope {

namespace {

constexpr Index defaultSteps = 48; ///< of a random sequence

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
    if (auto sequence = sequenceFromText(model, text))
        return sequence;
    for (const Task& task : tasks())
        for (const Example& example : task.examples)
            if (auto sequence = sequenceFromText(model, example.opening))
                return sequence;
    return randomSequence(model, defaultSteps, 1);
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
    const std::string& text, Watch& watch)
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
    const auto model = std::make_shared<const Model>(std::move(*made));
    scene.models = {model};
    scene.contents = {std::move(contents)};
    return runScene(std::move(scene), defaultSequence(*model, text), watch);
}

Result<ScenePtr> chosenScene(const Scene& scene, const Choices& choices, Watch& watch)
{
    auto made = modelOf(*scene.contents.front(), choices, watch);
    if (!made)
        return made.error();
    Scene chosen = scene;
    const auto model = std::make_shared<const Model>(std::move(*made));
    chosen.models = {model};
    chosen.choices = choices;
    chosen.dropped = {};
    const Sequence& old = *scene.sequence;
    auto again = old.ids.empty() ? sequenceFromValues(*model, old.values)
                                 : sequenceFromIds(*model, old.ids);
    if (again)
        again->text = model->vocabulary.empty() ? std::string() : old.text;
    return runScene(
        std::move(chosen), again ? std::move(again) : defaultSequence(*model, old.text), watch);
}

Result<FileScene> fileScene(
    const QString& path, const Choices& choices, const std::string& text, Watch& watch)
{
    auto contents = contentsOf(path.toStdString(), watch);
    if (!contents)
        return contents.error();
    const auto kept = std::make_shared<const Contents>(std::move(*contents));
    return FileScene{kept, contentsScene(kept, path, choices, text, watch)};
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
