#pragma once

#include "core/run/sources.h"
#include "ui/view/view.h"

namespace rnnscope {

/// What is explained at the position of the playback. Changes with it, not with every frame.
struct Explained {
    Origin origin;
    int phase = -1; ///< place in phases()
    int phases = 0;
    int term = -1; ///< which term of it is open

    bool operator==(const Explained&) const = default;
};

/// There must be a scene.
Explained explainedNow(const Desk& desk);

/// Selects a value and moves to where it has just been made, so that it is explained.
void explainValue(const Desk& desk, const Origin& value);

} // namespace rnnscope
