#pragma once

#include "ui/state/playback.h"
#include "ui/state/selection.h"
#include "ui/state/session.h"

namespace rnnscope {

/// The loss that is selected: of all, of the last one of that model, or of that step.
LossStep selectedLoss(const Model& model, const Sequence& sequence, int step, Losses losses);
/// The same of the chosen model; asks for a scene.
LossStep selectedLoss(const Session& session, const Playback& playback, const Selection& selection);

/// Keeps the three together for as long as they live: the playback has the scene's steps, the
/// selection exists in the chosen model, and the gradient is that of the selected losses.
void keepTogether(Session& session, Playback& playback, Selection& selection);

} // namespace rnnscope
