#pragma once

#include "core/load/open.h"
#include "core/run/flow.h"
#include "core/task/tasks.h"

#include <QString>

namespace rnnscope {

/// Everything that is shown, computed together and swapped as a whole: the models compared, the one
/// sequence that all of them read, and a trace of each. Immutable.
struct Scene {
    std::vector<ModelPtr> models; ///< at least one
    SequencePtr sequence;
    std::vector<TracePtr> traces; ///< one a model
    QString title; ///< the example or file, for the window
    QString path; ///< of the file; empty for a built-in example
};
using ScenePtr = std::shared_ptr<const Scene>;

/// The gradient through time of every model of a scene, for one choice of losses.
struct GradientScene {
    ScenePtr scene; ///< what it belongs to
    LossStep loss;
    std::vector<std::vector<Flow>> flows; ///< per model
};
using GradientPtr = std::shared_ptr<const GradientScene>;

/// Runs every model of `scene` over `sequence`. The models of `scene` are kept, its traces are not.
Result<ScenePtr> runScene(Scene scene, Result<Sequence> sequence, Watch& watch);

/// The built-in networks of an example's task, with its opening.
Result<ScenePtr> exampleScene(const Example& example, Watch& watch);

/// The model of a file with its default sequence.
Result<ScenePtr> fileScene(const QString& path, const std::string& text, Watch& watch);

/// A sequence to begin with: `text` where the model can read that, an example's opening where it
/// can read one, else random tokens or values.
Result<Sequence> defaultSequence(const Model& model, const std::string& text);

/// The built-in network of that name, such as "poem-lstm".
Result<Opened> openBuiltIn(const QString& name, Watch& watch);

/// The built-in networks of a task, one a kind of cell, in the order of cells().
Result<std::vector<ModelPtr>> builtInModels(const QString& task, Watch& watch);

/// M1 of every model of the scene.
Result<GradientPtr> gradientOf(ScenePtr scene, LossStep loss, Watch& watch);

} // namespace rnnscope
