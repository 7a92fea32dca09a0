#include "ui/state/session.h"

#include "core/pack/json.h"

#include <algorithm>

namespace rnnscope {

Session::Session(QObject* parent)
    : QObject(parent)
{
    connect(&m_scenes, &JobBase::runningChanged, this, &Session::busyChanged);
}

Session::~Session() = default;

ModelPtr Session::model() const
{
    return m_scene ? m_scene->models[static_cast<size_t>(m_chosen)] : nullptr;
}

TracePtr Session::trace() const
{
    return m_scene ? m_scene->traces[static_cast<size_t>(m_chosen)] : nullptr;
}

SequencePtr Session::sequence() const
{
    return m_scene ? m_scene->sequences[static_cast<size_t>(m_chosen)] : nullptr;
}

FileOrigin Session::origin() const
{
    return m_scene ? m_scene->origins[static_cast<size_t>(m_chosen)] : FileOrigin();
}

void Session::show(ScenePtr scene) { take(std::move(scene), Step::Opening); }

void Session::put(ScenePtr scene, GradientPtr gradient)
{
    m_scenes.drop();
    take(std::move(scene), Step::None, std::move(gradient));
    emit gradientChanged();
}

void Session::take(ScenePtr scene, Step step, GradientPtr gradient)
{
    m_gradients.drop();
    m_gradient = std::move(gradient);
    m_scene = std::move(scene);
    m_chosen = placeAfter(step);
    m_wanted = origin().choices;
    if (step == Step::Opening || step == Step::Joining)
        m_unjoined.reset();
    record(step);
    emit sceneChanged();
}

/// Who is chosen in the new scene: the kind of cell as before, the one that joined, or the place as
/// before.
int Session::placeAfter(Step step) const
{
    const auto& models = m_scene->models;
    const int last = static_cast<int>(models.size()) - 1;
    if (step != Step::Opening)
        return step == Step::Joining ? last : std::min(m_chosen, last);
    const auto same = std::ranges::find_if(models,
        [this](const ModelPtr& model) { return model->layers.front().cell->id() == m_cell; });
    return same == models.end() ? 0 : static_cast<int>(same - models.begin());
}

void Session::record(Step step)
{
    if (step == Step::Opening) {
        ++m_openings;
        m_history = {};
    }
    const SequencePtr read = sequence();
    const bool other
        = step == Step::Joining && read->text != m_history.at(m_history.place()).sequence->text;
    if (step == Step::Opening || step == Step::Reading || other)
        m_history.add({read, m_scene->source});
    if (step == Step::Undoing)
        m_history.goTo(m_aim);
    m_aim = m_history.place();
}

void Session::choose(int model)
{
    if (!m_scene || model == m_chosen || model < 0
        || model >= static_cast<int>(m_scene->models.size()))
        return;
    m_chosen = model;
    m_wanted = origin().choices;
    m_cell = this->model()->layers.front().cell->id();
    emit chosenChanged();
}

void Session::finish(Result<ScenePtr> scene, Step step)
{
    if (scene)
        return take(std::move(*scene), step);
    m_aim = m_history.place();
    m_wanted = origin().choices;
    if (scene.error().fault != Fault::Cancelled)
        emit failed(scene.error());
}

void Session::startFile(const QString& path, Job<FileScene>::Work work, Step step)
{
    if (step != Step::Undoing)
        m_aim = m_history.place();
    m_scenes.start(std::move(work), [this, path, step](Result<FileScene> file) {
        if (file && !file->scene && file->contents
            && file->scene.error().fault != Fault::Cancelled) {
            m_unjoined = step == Step::Joining ? file->contents : nullptr;
            emit unrecognised(file->contents, path);
        }
        finish(file ? std::move(file->scene) : file.error(), step);
    });
}

void Session::start(Step step, Work work)
{
    const auto scene = [work = std::move(work)](Watch& watch) -> Result<FileScene> {
        return FileScene{nullptr, work(watch)};
    };
    startFile({}, scene, step);
}

void Session::read(MakeSequence make, const Source& source)
{
    if (!m_scene)
        return;
    const auto work = [scene = *m_scene, reader = static_cast<size_t>(m_chosen),
                          make = std::move(make), source](Watch& watch) mutable {
        scene.source = source;
        auto sequence = make(*scene.models[reader]);
        return runScene(std::move(scene), std::move(sequence), watch, reader);
    };
    start(Step::Reading, work);
}

void Session::readText(const QString& text, int spell)
{
    read([text = text.toStdString()](const Model& model) { return sequenceFromText(model, text); },
        {{}, spell});
}

void Session::read(const Source& source)
{
    read([source](const Model& model) { return sequenceOf(model, source); }, source);
}

void Session::goTo(int place)
{
    if (!m_scene || !m_history.has(place))
        return;
    m_aim = place;
    const auto work = [scene = *m_scene, reader = static_cast<size_t>(m_chosen),
                          entry = m_history.at(place)](Watch& watch) mutable {
        scene.source = entry.source;
        auto sequence = carried(*scene.models[reader], *entry.sequence);
        return runScene(std::move(scene), std::move(sequence), watch, reader);
    };
    start(Step::Undoing, work);
}

void Session::open(const QString& path, const Choices& choices)
{
    const std::string text = m_scene ? sequence()->text : std::string();
    startFile(path,
        [path, choices, text](Watch& watch) { return fileScene(path, choices, text, watch); });
}

void Session::openBeside(const QString& path, const Choices& choices)
{
    if (!m_scene)
        return open(path, choices);
    const auto work = [scene = m_scene, chosen = m_chosen, path, choices](Watch& watch) {
        return besideScene(*scene, static_cast<size_t>(chosen), path, choices, watch);
    };
    startFile(path, work, Step::Joining);
}

bool Session::canClose() const
{
    return m_scene && m_scene->models.size() > 1 && m_scene->opened();
}

void Session::close()
{
    if (!canClose())
        return;
    start(Step::None, [scene = m_scene, chosen = m_chosen](Watch&) {
        return Result<ScenePtr>(closedScene(*scene, static_cast<size_t>(chosen)));
    });
}

void Session::open(ContentsPtr contents, const QString& path, const Choices& choices)
{
    if (contents && contents == m_unjoined.lock())
        return start(Step::Joining,
            [scene = m_scene, chosen = m_chosen, contents, path, choices](Watch& watch) {
                return besideScene(
                    *scene, static_cast<size_t>(chosen), contents, path, choices, watch);
            });
    start(Step::Opening, [contents = std::move(contents), path, choices](Watch& watch) {
        return contentsScene(contents, path, choices, {}, watch);
    });
}

void Session::assume(const Choices& choices)
{
    const auto place = static_cast<size_t>(m_chosen);
    if (!m_scene || !m_scene->adjustable(place))
        return;
    m_wanted = choices;
    remake([choices, place](const Scene& scene, Watch& watch) {
        return chosenScene(scene, place, choices, watch);
    });
}

void Session::assume(const std::string& name, const std::string& option)
{
    Choices choices = m_wanted;
    choices[name] = option;
    assume(choices);
}

void Session::assumeUsual(const std::string& name)
{
    Choices choices = m_wanted;
    choices.erase(name);
    assume(choices);
}

void Session::assumeTokens(const std::vector<std::string>& tokens)
{
    Choices choices = m_wanted;
    choices[choice::tokens] = writeJson(tokens);
    choices[choice::vocabulary] = choice::byHand;
    if (m_scene && model()->entry == Entry::Values)
        choices.erase(choice::input);
    assume(choices);
}

void Session::remake(Remake make)
{
    start(Step::None,
        [scene = m_scene, make = std::move(make)](Watch& watch) { return make(*scene, watch); });
}

void Session::openExample(const QString& id)
{
    if (const Example* example = findExample(id.toStdString()))
        start(Step::Opening, [example](Watch& watch) { return exampleScene(*example, watch); });
}

void Session::traceGradient(LossStep loss)
{
    const bool there = m_gradient && m_gradient->scene == m_scene && m_gradient->loss == loss;
    if (!m_scene || there || (m_gradients.running() && m_asked == loss))
        return;
    m_asked = loss;
    m_gradients.start(
        [scene = m_scene, loss](Watch& watch) { return gradientOf(scene, loss, watch); },
        [this](Result<GradientPtr> gradient) {
            if (!gradient || (*gradient)->scene != m_scene)
                return;
            m_gradient = std::move(*gradient);
            emit gradientChanged();
        });
}

void Session::cancel() { m_scenes.cancel(); }

} // namespace rnnscope
