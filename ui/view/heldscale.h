#pragma once

#include "ui/paint/decades.h"

namespace rnnscope {

/// A scale that holds while the same thing is shown, and widens at most: of the same network of the
/// same opening, turned about, or of another loss.
struct HeldScale {
    std::vector<int> of; ///< what it is the scale of
    DecadeScale scale = {};

    void hold(std::vector<int> shown, const DecadeScale& fresh)
    {
        scale = shown == of ? widened(scale, fresh) : fresh;
        of = std::move(shown);
    }
};

} // namespace rnnscope
