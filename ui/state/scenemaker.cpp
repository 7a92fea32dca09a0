#include "ui/state/scenemaker.h"

#include "ui/state/together.h"

#include <algorithm>

namespace rnnscope {

bool isQuickToMake(Index units, Index steps)
{
    constexpr double quick = 4e6; // products of the LSTM’s U with a state
    return 4 * static_cast<double>(units) * static_cast<double>(units) * static_cast<double>(steps)
        <= quick;
}

SceneMaker::SceneMaker(Session& session, const Playback& playback, const Selection& selection)
    : m_session(session)
    , m_playback(playback)
    , m_selection(selection)
{
}

bool SceneMaker::open() const
{
    return any() && m_session.scene() && m_models == m_session.scene()->models;
}

void SceneMaker::put(const Make& make, bool quick, bool opening)
{
    const auto work = [make, losses = m_selection.losses(), at = m_playback.step()](
                          Watch& watch) -> Result<Made> {
        auto scene = make(watch);
        if (!scene)
            return scene.error();
        const Scene& made = **scene;
        const int step = std::min(at, static_cast<int>(made.steps()) - 1);
        auto gradient = gradientOf(*scene,
            selectedLoss(*made.models.front(), *made.sequences.front(), step, losses), watch);
        if (!gradient)
            return gradient.error();
        return Made{std::move(*scene), std::move(*gradient)};
    };
    m_making.drop();
    if (!quick)
        return m_making.start(
            work, [this, opening](Result<Made> made) { take(std::move(made), opening); });
    Watch watch;
    take(work(watch), opening);
}

void SceneMaker::forget()
{
    m_making.drop();
    m_models.clear();
}

void SceneMaker::take(Result<Made> made, bool opening)
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
