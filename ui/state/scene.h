#pragma once

#include "core/run/flow.h"

#include <QString>

#include <memory>
#include <vector>

namespace rnnscope {

/// Everything that is shown, computed together and swapped as a whole: the models compared, the one
/// sequence that all of them read, and a trace of each. Immutable.
struct Scene {
    std::vector<ModelPtr> models; ///< at least one
    SequencePtr sequence;
    std::vector<TracePtr> traces; ///< one a model
    QString title; ///< the example or file, for the window
    bool fromFile = false; ///< a file's model, not a built-in example
};
using ScenePtr = std::shared_ptr<const Scene>;

/// The gradient through time of every model of a scene, for one choice of losses.
struct GradientScene {
    ScenePtr scene; ///< what it belongs to
    LossStep loss;
    std::vector<std::vector<Flow>> flows; ///< per model
};
using GradientPtr = std::shared_ptr<const GradientScene>;

} // namespace rnnscope
