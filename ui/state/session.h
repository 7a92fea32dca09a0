#pragma once

#include "core/load/open.h"
#include "ui/state/job.h"
#include "ui/state/scene.h"

namespace rnnscope {

/// What the program works on. Holds whole immutable values, swaps them when a background job is
/// done, and emits one signal per part. Whatever fails leaves everything as it was.
class Session : public QObject {
    Q_OBJECT

public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    ScenePtr scene() const { return m_scene; } ///< null until the first one is ready
    GradientPtr gradient() const { return m_gradient; } ///< null while none fits the scene
    int chosen() const { return m_chosen; } ///< index into scene()->models
    ModelPtr model() const; ///< the chosen one
    TracePtr trace() const;
    bool busy() const { return m_scenes.running(); }
    double progress() const { return m_scenes.progress(); }

    /// Swaps in a scene made elsewhere; the first model is chosen unless that place exists already.
    void show(ScenePtr scene);
    void choose(int model);
    /// Another sequence for the same models, made by `make` for the first of them.
    void read(std::function<Result<Sequence>(const Model&)> make);
    void readText(const QString& text);
    /// Opens a file in the background.
    void open(const QString& path);
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

private:
    void start(std::function<Result<ScenePtr>(Watch&)> work);

    ScenePtr m_scene;
    GradientPtr m_gradient;
    int m_chosen = 0;
    Job<ScenePtr> m_scenes;
    Job<GradientPtr> m_gradients;
};

} // namespace rnnscope
