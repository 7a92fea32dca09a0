#pragma once

#include "ui/state/playback.h"
#include "ui/state/selection.h"
#include "ui/state/session.h"

namespace rnnscope {

/// A scene and its gradient, made together so that no view is without one when they are shown.
struct Prepared {
    ScenePtr scene;
    GradientPtr gradient;
};

/// Which gradient the desk shows: of these losses, with that step as the current one.
struct Wanted {
    Losses losses;
    int step;
};

/// The scene with the gradient that is wanted of its first model's losses.
Result<Prepared> prepared(Result<ScenePtr> scene, const Wanted& wanted, Watch& watch);

/// Whether that takes no longer than a part of a frame, for three networks up to an LSTM of so many
/// units on so many steps.
bool isQuickToPrepare(Index units, Index steps);

} // namespace rnnscope
