#pragma once

#include "core/task/lab.h"
#include "ui/state/scenemaker.h"

#include <QTimer>

namespace rnnscope {

/// The gradient lab: networks that are not trained, made anew as dials are turned and put on the
/// desk together with their gradient. At once where that takes no longer than a part of a frame,
/// else in the background, where the latest setting wins.
class Lab : public QObject {
    Q_OBJECT

public:
    Lab(Session& session, const Playback& playback, const Selection& selection,
        QObject* parent = nullptr);

    const LabSetting& setting() const { return m_setting; }
    /// What the dials go back to: the preset that was chosen last.
    const LabPreset& preset() const { return *m_preset; }
    /// Whether the networks of the lab are the ones that are shown.
    bool open() const { return m_maker.open(); }
    bool busy() const { return m_maker.busy(); }
    /// The same networks from the other seeds of the setting, on the sequence that is shown; empty
    /// until they are made, a moment after the dials rest.
    const std::vector<ScenePtr>& others() const { return m_others; }

    /// Shows the networks of a preset, in place of what is shown.
    void begin(std::string_view preset = "default");
    /// Another setting, brought into what is possible.
    void turn(LabSetting setting);
    void reset() { turn(m_preset->setting); } ///< back to the preset

signals:
    void changed(); ///< the setting, or whether the lab is open
    void othersChanged();
    void failed(const rnnscope::Error& error);

private:
    void make(bool opening, bool text);
    void followScene();
    void makeOthers();

    Session& m_session;
    SceneMaker m_maker;
    const LabPreset* m_preset;
    LabSetting m_setting;
    bool m_wasOpen = false;
    std::vector<ScenePtr> m_others;
    Job<std::vector<ScenePtr>> m_makingOthers;
    QTimer m_rest; ///< until the dials have rested for a moment
};

/// The networks of a setting, from its seed, on their text or another one.
Result<ScenePtr> labScene(const LabSetting& setting, const std::string& text, Watch& watch);

} // namespace rnnscope
