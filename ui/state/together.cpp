#include "ui/state/together.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// What a newly chosen model opens with: its memory, the cell state or else the hidden state.
int memoryTrack(const Cell& cell)
{
    const int state = cell.indexOf(Role::Cell);
    return state >= 0 ? state : cell.hidden();
}

void limitTo(const Model& model, Selection& selection)
{
    const int depth = static_cast<int>(model.layers.size());
    const Layer& layer = model.layers[static_cast<size_t>(std::min(selection.layer(), depth - 1))];
    const auto tracks = static_cast<int>(layer.cell->tracks().size());
    const int fallback = memoryTrack(*layer.cell), track = selection.track();
    const int kept = track >= 0 && track < tracks ? track : fallback;
    selection.limit(
        depth, tracks, static_cast<int>(layer.cell->height(layer.weights, kept)), fallback);
}

}

LossStep selectedLoss(const Model& model, const Sequence& sequence, int step, Losses losses)
{
    switch (losses) {
    case Losses::Every:
        break;
    case Losses::Last:
        return lastLoss(model, sequence);
    case Losses::Current:
        return step;
    }
    return {};
}

LossStep selectedLoss(const Session& session, const Playback& playback, const Selection& selection)
{
    return selectedLoss(*session.model(), *session.sequence(), playback.step(), selection.losses());
}

void keepTogether(Session& session, Playback& playback, Selection& selection)
{
    const auto limit = [&] {
        if (session.model())
            limitTo(*session.model(), selection);
    };
    const auto trace = [&] {
        if (!session.scene())
            return;
        const LossStep loss = selectedLoss(session, playback, selection);
        if (!session.gradient() || session.gradient()->loss != loss)
            session.traceGradient(loss);
    };
    QObject::connect(&session, &Session::sceneChanged, &selection,
        [&, limit, trace, opening = 0, models = std::vector<ModelPtr>()]() mutable {
            limit(); // first: who hears of the steps may ask for the selected layer
            const bool remade = std::exchange(opening, session.openings()) == session.openings()
                && models != session.scene()->models;
            models = session.scene()->models;
            const bool playing = playback.playing() && remade;
            playback.setSteps(static_cast<int>(session.scene()->steps()));
            if (playing)
                playback.play();
            trace();
        });
    QObject::connect(&session, &Session::chosenChanged, &selection, [&, limit, trace] {
        limit();
        const auto layer = static_cast<size_t>(selection.layer());
        selection.setTrack(memoryTrack(*session.model()->layers[layer].cell));
        trace(); // its last loss may be another one
    });
    QObject::connect(&selection, &Selection::changed, &playback, [limit, trace] {
        limit();
        trace();
    });
    QObject::connect(&playback, &Playback::moved, &selection, [&, trace] {
        if (selection.losses() == Losses::Current)
            trace();
    });
}

} // namespace rnnscope
