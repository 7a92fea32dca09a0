#pragma once

#include "core/load/open.h"
#include "core/task/tasks.h"
#include "ui/state/beside.h"
#include "ui/state/history.h"
#include "ui/state/job.h"

namespace rnnscope {

/// What the program works on. Holds whole immutable values, swaps them when a background job is
/// done, and emits one signal per part. Whatever fails or is cancelled leaves everything as it was.
class Session : public QObject {
    Q_OBJECT

public:
    using MakeSequence = std::function<Result<Sequence>(const Model&)>;
    using Remake = std::function<Result<ScenePtr>(const Scene&, Watch&)>;

    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    ScenePtr scene() const { return m_scene; } ///< null until the first one is ready
    GradientPtr gradient() const { return m_gradient; } ///< null while none fits the scene
    int chosen() const { return m_chosen; } ///< index into scene()->models
    ModelPtr model() const; ///< the chosen one; null before the first scene
    TracePtr trace() const; ///< of the chosen model
    SequencePtr sequence() const; ///< that the chosen model reads
    FileOrigin origin() const; ///< of the chosen model
    bool busy() const { return m_scenes.running(); }
    double progress() const { return m_scenes.progress(); }
    /// How often models were opened in place of others: another version of a file, other choices
    /// for it, and one beside others, are none.
    int openings() const { return m_openings; }
    bool canUndo() const { return m_history.has(m_aim - 1); }
    bool canRedo() const { return m_history.has(m_aim + 1); }

    /// Swaps in a scene made elsewhere. The kind of cell that was chosen stays chosen where it
    /// exists.
    void show(ScenePtr scene);
    /// The same in place of the present one, together with its gradient: where we are and what is
    /// selected stay, and no view is without a gradient meanwhile.
    void put(ScenePtr scene, GradientPtr gradient);
    void choose(int model);
    /// Another sequence for the same models, made by `make` for the chosen one.
    void read(MakeSequence make, const Source& source = {});
    void readText(const QString& text, int spell = 0);
    /// A signal, or a file.
    void read(const Source& source);
    void undo() { goTo(m_aim - 1); } ///< back to the sequence that was read before
    void redo() { goTo(m_aim + 1); }
    /// Opens a file in the background. Reads the present text with it where its vocabulary allows.
    void open(const QString& path, const Choices& choices = {});
    /// The same, beside what is shown; see besideScene().
    void openBeside(const QString& path, const Choices& choices = {});
    /// Whether several models are shown, one of them opened, so that one can be closed.
    bool canClose() const;
    /// Shows the others without the chosen model.
    void close();
    /// The model of a file that is read already, with these choices; for one in which no network
    /// was recognised. Where it was to stand beside others, it joins them.
    void open(ContentsPtr contents, const QString& path, const Choices& choices);
    /// Makes the chosen model anew, of the same file, with these choices where it does not say.
    void assume(const Choices& choices);
    /// The same, with one choice more; or one less, which leaves it to what is usual.
    void assume(const std::string& name, const std::string& option);
    void assumeUsual(const std::string& name);
    /// The tokens of the chosen model, in the order of their ids.
    void assumeTokens(const std::vector<std::string>& tokens);
    /// One of the models made anew, for instance of another version of it. Where we are and
    /// what is selected stay.
    void remake(Remake make);
    /// One of the built-in examples, by id.
    void openExample(const QString& id);
    /// Asks for the gradient of these losses; latest wins.
    void traceGradient(LossStep loss);
    void cancel();

signals:
    void sceneChanged();
    void chosenChanged();
    void gradientChanged();
    void busyChanged(bool busy);
    void failed(const rnnscope::Error& error);
    /// A file was read and no network recognised in it; why follows as failed().
    void unrecognised(const rnnscope::ContentsPtr& contents, const QString& path);

private:
    using Work = std::function<Result<ScenePtr>(Watch&)>;
    /// What a new scene means for the history.
    enum class Step { Opening, Joining, Reading, Undoing, None };
    void start(Step step, Work work);
    void startFile(const QString& path, Job<FileScene>::Work work, Step step = Step::Opening);
    void finish(Result<ScenePtr> scene, Step step);
    void take(ScenePtr scene, Step step, GradientPtr gradient = nullptr);
    int placeAfter(Step step) const;
    void record(Step step);
    void goTo(int place);

    ScenePtr m_scene;
    GradientPtr m_gradient;
    History m_history;
    int m_aim = -1; ///< where in the history we are, or are going
    int m_openings = 0;
    int m_chosen = 0;
    std::string m_cell = "lstm"; ///< the kind of cell last chosen
    Choices m_wanted; ///< the choices of the chosen model that is shown or under way
    std::weak_ptr<const Contents> m_unjoined; ///< of the file that was to stand beside others, and
                                              ///< in which no network was recognised
    Job<FileScene> m_scenes;
    LossStep m_asked; ///< the losses of the gradient that is under way
    Job<GradientPtr> m_gradients;
};

} // namespace rnnscope
