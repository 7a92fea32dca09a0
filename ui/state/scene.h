#pragma once

#include "core/load/open.h"
#include "core/run/flow.h"
#include "core/task/tasks.h"
#include "ui/state/source.h"

#include <QString>

namespace rnnscope {

using ContentsPtr = std::shared_ptr<const Contents>;

/// By what it is seen that a file was written anew, most of the time.
struct FileMark {
    int64_t size = -1; ///< bytes; −1 where there is no file
    uint64_t place = 0; ///< its number on the disk: another one for a file that took its place
    int64_t written = 0; ///< nanoseconds

    bool operator==(const FileMark&) const = default;
};
FileMark markOf(const QString& path);

/// Everything that is shown, computed together and swapped as a whole: the models compared, the one
/// sequence that all of them read, and a trace of each. Immutable.
struct Scene {
    std::vector<ModelPtr> models; ///< at least one
    SequencePtr sequence;
    std::vector<TracePtr> traces; ///< one a model
    QString title; ///< the example or file, for the window
    QString path; ///< of the file; empty for a built-in example
    std::vector<ContentsPtr> contents; ///< one a model: what its file holds
    Choices choices; ///< what was chosen where the file does not say
    Choices dropped = {}; ///< what was chosen for the file before and is no option any more
    Source source = {}; ///< of the sequence
    FileMark mark = {}; ///< of the file, before it was read
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

/// A file as read, and what becomes of it: a scene, or why it has none.
struct FileScene {
    ContentsPtr contents;
    Result<ScenePtr> scene;
};

/// Reads a file; see contentsScene().
Result<FileScene> fileScene(
    const QString& path, const Choices& choices, const std::string& text, Watch& watch);

/// The model that is made of a file's contents, with its default sequence. Choices that do not fit
/// are dropped.
Result<ScenePtr> contentsScene(ContentsPtr contents, const QString& path, const Choices& choices,
    const std::string& text, Watch& watch, const FileMark& mark = {});

/// The same file with other choices; what it reads is kept where the new model can read it.
Result<ScenePtr> chosenScene(const Scene& scene, const Choices& choices, Watch& watch);

/// The same file as it was or is at another time; what it reads is kept where the model can read
/// it.
Result<ScenePtr> versionScene(
    const Scene& scene, ContentsPtr contents, ModelPtr model, const Choices& choices, Watch& watch);

/// A sequence for another model than it was made for. Fails where that cannot read it.
Result<Sequence> carried(const Model& model, const Sequence& sequence);

/// A sequence to begin with: `text` where the model can read that, an example's opening where it
/// can read one, else random tokens or values.
Result<Sequence> defaultSequence(const Model& model, const std::string& text);

/// The built-in network of that name, such as "poem-lstm".
Result<Opened> openBuiltIn(const QString& name, Watch& watch);

/// The built-in networks of a task, one a kind of cell, in the order of cells(), without what they
/// read.
Result<Scene> builtInScene(const QString& task, Watch& watch);

/// M1 of every model of the scene.
Result<GradientPtr> gradientOf(ScenePtr scene, LossStep loss, Watch& watch);

} // namespace rnnscope
