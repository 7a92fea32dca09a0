#include "ui/state/lab.h"

#include "core/cell/cells.h"
#include "ui/state/together.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// Whether both read the same text.
bool readAlike(const LabSetting& a, const LabSetting& b)
{
    return a.steps == b.steps && a.distance == b.distance && a.seed == b.seed;
}

LabSetting possible(LabSetting setting)
{
    setting.steps = std::clamp(setting.steps, 2, 2000);
    setting.distance = std::clamp(setting.distance, 1, setting.steps - 1);
    return setting;
}

}

Result<ScenePtr> labScene(const LabSetting& setting, const std::string& text, Watch& watch)
{
    if (const auto error = misfit(setting))
        return *error;
    Scene scene;
    scene.title = QStringLiteral("gradient lab");
    for (const std::string& cell : setting.cells) {
        const Model model = labModel(setting, cell, setting.seed);
        FileOrigin origin;
        origin.title = QString::fromUtf8(findCell(cell)->name());
        scene.origins.push_back(origin);
        scene.models.push_back(std::make_shared<const Model>(model));
    }
    auto sequence = sequenceFromText(*scene.models.front(), text);
    return runScene(std::move(scene), std::move(sequence), watch);
}

Lab::Lab(Session& session, const Playback& playback, const Selection& selection, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_playback(playback)
    , m_selection(selection)
    , m_preset(&labPresets().front())
    , m_setting(m_preset->setting)
{
    connect(&session, &Session::sceneChanged, this, [this, before = false]() mutable {
        if (std::exchange(before, open()) != open())
            emit changed();
    });
}

/// They are as long as their models stand on the desk, whatever these read.
bool Lab::open() const { return m_session.scene() && m_models == m_session.scene()->models; }

void Lab::begin(std::string_view preset)
{
    if (const LabPreset* found = findPreset(preset))
        m_preset = found;
    m_setting = m_preset->setting;
    make(true, true);
    emit changed();
}

void Lab::turn(LabSetting setting)
{
    setting = possible(std::move(setting));
    if (setting == m_setting)
        return;
    const bool other = !readAlike(setting, m_setting);
    m_setting = std::move(setting);
    make(!open(), other);
    emit changed();
}

/// @param text whether its own text is read, in place of what was typed meanwhile
void Lab::make(bool opening, bool text)
{
    constexpr double quick = 4e6; // products of the LSTM’s U with a state
    const std::string read = opening || text ? labText(m_setting) : m_session.sequence()->text;
    const auto work = [setting = m_setting, read, losses = m_selection.losses(),
                          step = m_playback.step()](Watch& watch) -> Result<Made> {
        auto scene = labScene(setting, read, watch);
        if (!scene)
            return scene.error();
        const Scene& made = **scene;
        const LossStep loss = selectedLoss(*made.models.front(), *made.sequences.front(),
            std::min(step, static_cast<int>(made.steps()) - 1), losses);
        auto gradient = gradientOf(*scene, loss, watch);
        if (!gradient)
            return gradient.error();
        return Made{std::move(*scene), std::move(*gradient)};
    };
    const auto units = static_cast<double>(m_setting.units);
    m_making.drop();
    if (4 * units * units * m_setting.steps > quick)
        return m_making.start(
            work, [this, opening](Result<Made> made) { take(std::move(made), opening); });
    Watch watch;
    take(work(watch), opening);
}

void Lab::take(Result<Made> made, bool opening)
{
    if (!made) {
        if (made.error().fault != Fault::Cancelled)
            emit failed(made.error());
        return;
    }
    m_models = made->scene->models;
    opening ? m_session.show(std::move(made->scene))
            : m_session.put(std::move(made->scene), std::move(made->gradient));
}

} // namespace rnnscope
