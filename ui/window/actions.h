#pragma once

#include "ui/view/view.h"

#include <QAction>
#include <QActionGroup>

class QMenu;
class QMenuBar;

namespace rnnscope {

class ExportActions;
class InputActions;
class PlayActions;

/// Everything the menus offer, with its keys. The window connects what it does itself.
class Actions : public QObject {
    Q_OBJECT

public:
    Actions(const Desk& desk, PlayActions& play, InputActions& inputs, ExportActions& exports,
        QMenuBar& bar, QWidget* window);

    /// Writes all texts in the present language.
    void retranslate();
    /// Every action that has a key, in the order of the menus.
    QList<QAction*> withKeys() const;

    QAction *const open,
        *const beside, *const close, *const inspect, *const vocabulary, *const mapping, *const quit;
    QAction *const earlier, *const later; ///< versions of the file
    QAction* const follow; ///< the file; checkable
    QAction* const lab; ///< untrained networks with dials
    QAction* const train; ///< networks, live
    QAction *const epochBack, *const epochForward; ///< through its checkpoints
    QAction* const examples; ///< carries the menu of the built-in examples
    QActionGroup* const views; ///< data: id; checked while open
    QAction *const closeView, *const floatView; ///< the one that has the keyboard
    QActionGroup* const languages; ///< data: "", "en", "ko"
    QActionGroup* const themes; ///< data: "", "light", "dark"
    QActionGroup* const schemes; ///< of colours; data: "standard", "strong"
    QAction* const otherLanguage; ///< from English to Korean and back
    QAction *const resetLayout, *const fullScreen;
    QAction *const keys, *const about;

signals:
    void exampleChosen(const QString& id);

private:
    QAction* make(const QList<QKeySequence>& keys);
    QAction* choice(QActionGroup* group, const QString& data);
    void fillExamples();
    void fillMenus(PlayActions& play, InputActions& inputs, ExportActions& exports);
    void connectSelection();
    void followScene();

    const Desk& m_desk;
    QWidget* m_window;
    QMenu *m_file, *m_input, *m_play, *m_look, *m_view, *m_help;
    QMenu *m_examples, *m_export, *m_language, *m_theme, *m_scheme;
    QActionGroup* m_models; ///< one a place in the scene
    QAction *m_nextUnit, *m_previousUnit, *m_nextTrack, *m_previousTrack, *m_nextLayer, *m_loss;
};

} // namespace rnnscope
