#include "ui/state/lab.h"

#include "core/cell/cells.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// Whether both make the same networks on the same text; the rest is how they are looked at.
bool makeAlike(LabSetting a, const LabSetting& b)
{
    a.clip = b.clip;
    a.floor = b.floor;
    return a == b;
}

/// Whether both read the same text.
bool readAlike(const LabSetting& a, const LabSetting& b)
{
    return a.steps == b.steps && a.distance == b.distance && a.seed == b.seed;
}

LabSetting possible(LabSetting setting)
{
    setting.steps = std::clamp(setting.steps, 2, 2000);
    setting.distance = std::clamp(setting.distance, 1, setting.steps - 1);
    setting.seeds = std::clamp(setting.seeds, 1, 20);
    setting.clip = std::max(setting.clip, 0.0);
    return setting;
}

}

Result<ScenePtr> labScene(const LabSetting& setting, const std::string& text, Watch& watch)
{
    if (const auto error = misfit(setting))
        return *error;
    Scene scene;
    scene.title = QString::fromUtf8(QT_TRANSLATE_NOOP("task", "Gradient lab"));
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
    , m_maker(session, playback, selection)
    , m_preset(&labPresets().front())
    , m_setting(m_preset->setting)
{
    constexpr int moment = 150; // milliseconds
    m_rest.setInterval(moment);
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &Lab::makeOthers);
    connect(&m_maker, &SceneMaker::failed, this, &Lab::failed);
    connect(&session, &Session::sceneChanged, this, &Lab::followScene);
}

void Lab::followScene()
{
    m_makingOthers.drop();
    if (!m_others.empty()) {
        m_others.clear();
        emit othersChanged();
    }
    if (open())
        m_rest.start();
    if (std::exchange(m_wasOpen, open()) != open())
        emit changed();
}

void Lab::makeOthers()
{
    if (!open() || m_session.sequence()->text.empty())
        return;
    const auto work = [setting = m_setting, text = m_session.sequence()->text](
                          Watch& watch) -> Result<std::vector<ScenePtr>> {
        std::vector<ScenePtr> others;
        for (int i = 1; i < setting.seeds; ++i) {
            LabSetting other = setting;
            other.seed += static_cast<unsigned>(i);
            auto scene = labScene(other, text, watch);
            if (!scene)
                return scene.error();
            others.push_back(std::move(*scene));
        }
        return others;
    };
    m_makingOthers.start(work, [this](Result<std::vector<ScenePtr>> others) {
        if (!others)
            return;
        m_others = std::move(*others);
        emit othersChanged();
    });
}

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
    const bool same = makeAlike(setting, m_setting), other = !readAlike(setting, m_setting);
    m_setting = std::move(setting);
    if (!same)
        make(!open(), other);
    emit changed();
}

/// @param text whether its own text is read, in place of what was typed meanwhile
void Lab::make(bool opening, bool text)
{
    const std::string read = opening || text ? labText(m_setting) : m_session.sequence()->text;
    m_maker.put(
        [setting = m_setting, read](Watch& watch) { return labScene(setting, read, watch); },
        isQuickToMake(m_setting.units, m_setting.steps), opening);
}

} // namespace rnnscope
