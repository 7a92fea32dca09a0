#include "ui/view/explained.h"

namespace rnnscope {

Explained explainedNow(const Desk& desk)
{
    const Selection& selection = *desk.selection;
    const ModelPtr model = desk.session->model();
    const auto all = phases(*model, selection.layer());
    const auto count = static_cast<int>(all.size());
    const int phase = desk.playback->phaseOf(count);
    const Origin selected{Origin::Value, selection.layer(), selection.track(), selection.unit(),
        desk.playback->step()};
    const Origin origin
        = explained(*model, *desk.session->trace(), selected, *all[static_cast<size_t>(phase)]);
    const bool open = selection.ofPrediction() ? origin.kind == Origin::Output : origin == selected;
    return {origin, phase, count, open ? selection.term() : -1};
}

void explainValue(const Desk& desk, const Origin& value)
{
    desk.selection->choose(value.layer, value.track, static_cast<int>(value.unit));
    desk.playback->setPosition(madeAt(*desk.session->model(), value));
}

} // namespace rnnscope
