#pragma once

#include "ui/state/playback.h"
#include "ui/state/selection.h"
#include "ui/state/session.h"

namespace rnnscope {

/// Whether three networks up to an LSTM of so many units are run over so many steps and followed
/// back in no longer than a part of a frame.
bool isQuickToMake(Index units, Index steps);

/// Puts networks that are made here on the desk, together with their gradient: at once where that
/// is quick, else in the background, where the latest wins.
class SceneMaker : public QObject {
    Q_OBJECT

public:
    using Make = std::function<Result<ScenePtr>(Watch&)>;

    /// All outlive it.
    SceneMaker(Session& session, const Playback& playback, const Selection& selection);

    bool busy() const { return m_making.running(); }
    /// Whether something was put since the beginning, or since it was forgotten.
    bool any() const { return !m_models.empty(); }
    /// Whether the networks that were put last are the ones that are shown, whatever they read.
    bool open() const;

    /// @param quick as isQuickToMake() says
    /// @param opening in place of what is shown; else where we are and what is selected stay
    void put(const Make& make, bool quick, bool opening);
    /// Leaves what is under way, and knows nothing of what was put.
    void forget();

signals:
    void failed(const rnnscope::Error& error);

private:
    struct Made {
        ScenePtr scene;
        GradientPtr gradient;
    };
    void take(Result<Made> made, bool opening);

    Session& m_session;
    const Playback& m_playback;
    const Selection& m_selection;
    std::vector<ModelPtr> m_models; ///< that were put last
    Job<Made> m_making;
};

} // namespace rnnscope
