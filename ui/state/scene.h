#pragma once

#include "core/load/open.h"
#include "core/run/flow.h"
#include "core/task/tasks.h"
#include "ui/state/reading.h"
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

/// Where a model came from, and what was chosen for it.
struct FileOrigin {
    QString title; ///< the file's name, or the built-in network's
    QString path; ///< of the file; empty for a built-in network
    ContentsPtr contents = {}; ///< what the file holds
    Choices choices = {}; ///< what was chosen where the file does not say
    Choices dropped = {}; ///< what was chosen for the file before and is no option any more
    FileMark mark = {}; ///< of the file, before it was read
};

/// Everything that is shown, computed together and swapped as a whole: the models compared, what
/// each of them reads, step by step the same, and a trace of each. Immutable.
struct Scene {
    std::vector<ModelPtr> models; ///< at least one
    std::vector<FileOrigin> origins; ///< one a model
    std::vector<SequencePtr> sequences; ///< one a model, equally long; the same where they read
                                        ///< alike, else the same text as each one's own tokens
    std::vector<TracePtr> traces; ///< one a model
    QString title; ///< the example or file, for the window
    Source source = {}; ///< of the sequences

    /// How many steps all of them read.
    Index steps() const { return sequences.front()->steps(); }
    /// Whether a file was opened for one of the models.
    bool opened() const;
    /// Whether the model of that place can be made anew, with other choices: the networks of an
    /// example belong together.
    bool adjustable(size_t place) const
    {
        return models.size() == 1 || !origins[place].path.isEmpty();
    }
    /// The place of a model.
    size_t placeIn(const Model& model) const;
};
using ScenePtr = std::shared_ptr<const Scene>;

/// The gradient through time of every model of a scene, for one choice of losses.
struct GradientScene {
    ScenePtr scene; ///< what it belongs to
    LossStep loss;
    std::vector<std::vector<Flow>> flows; ///< per model
};
using GradientPtr = std::shared_ptr<const GradientScene>;

/// Runs every model of `scene` over `sequence`, as the one of place `reader` reads it; see
/// readByEach(). The models of `scene` are kept, its sequences and traces are not.
Result<ScenePtr> runScene(Scene scene, Result<Sequence> sequence, Watch& watch, size_t reader = 0);

/// What is told where nothing was typed: a model that cannot read the input is at fault, not the
/// input.
Result<ScenePtr> blamingModels(Result<ScenePtr> scene);

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

/// What is in a file, and its mark before it was read.
Result<std::pair<ContentsPtr, FileMark>> readContents(const QString& path, Watch& watch);

/// The model that is made of a file's contents. Choices that do not fit are dropped.
Result<std::pair<ModelPtr, FileOrigin>> madeOf(ContentsPtr contents, const QString& path,
    const Choices& choices, Watch& watch, const FileMark& mark = {});

/// The same with its default sequence.
Result<ScenePtr> contentsScene(ContentsPtr contents, const QString& path, const Choices& choices,
    const std::string& text, Watch& watch, const FileMark& mark = {});

/// The model of that place made anew, with other choices; what it reads is kept where the new one
/// can read it. Fails where the others beside it cannot read the same any more.
Result<ScenePtr> chosenScene(
    const Scene& scene, size_t place, const Choices& choices, Watch& watch);

/// The model of that place as it was or is at another time; what it reads is kept where it can read
/// that.
Result<ScenePtr> versionScene(const Scene& scene, size_t place, ContentsPtr contents,
    ModelPtr model, const Choices& choices, Watch& watch);

/// The built-in network of that name, such as "poem-lstm".
Result<Opened> openBuiltIn(const QString& name, Watch& watch);

/// The built-in networks of a task, one a kind of cell, in the order of cells(), without what they
/// read.
Result<Scene> builtInScene(const QString& task, Watch& watch);

/// M1 of every model of the scene.
Result<GradientPtr> gradientOf(ScenePtr scene, LossStep loss, Watch& watch);

} // namespace rnnscope
