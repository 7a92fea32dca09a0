#pragma once

#include "ui/state/session.h"

#include <QStringList>

class QAction;
class QWidget;

namespace rnnscope {

class Actions;
class InputActions;
class InspectorWindow;
class Notice;
class SequenceEditor;
struct Desk;

/// Files on their way into the window: chosen, dropped or named, one or several; and what can
/// be done with one in which no network was recognised.
class ModelFiles : public QObject {
    Q_OBJECT

public:
    /// What files are asked for by, and who takes them or tells what is wrong with them.
    struct Around {
        const Actions& actions;
        const InputActions& inputs;
        SequenceEditor& editor;
        Notice& notice;
    };
    /// @param window that is dropped onto; owns this. All the others outlive it.
    ModelFiles(const Desk& desk, const Around& around, QWidget* window);

    /// Saved models side by side, in place of what is shown or `beside` it, and input for them: the
    /// content of each tells. Where one fails the next is not opened.
    void open(const QStringList& paths, bool beside = false);
    /// A built-in example, by id.
    void openExample(const QString& id);

    void retranslate();
    void closeInspector();

private:
    void connectActions();
    void connectSession();
    void begin();
    void openNext(bool beside);
    void takeDropped(const QString& path, bool beside);
    void askForModel(bool beside);
    void askForInput();
    void askForMapping();
    void inspect();
    void followScene();
    void refreshActions();
    void fail(const Error& error);

    const Desk& m_desk;
    Session& m_session;
    const Around m_around;
    QWidget* m_window;
    QAction* m_lookInside; ///< into the file in which no network was recognised
    InspectorWindow* m_inspector = nullptr; ///< made when it is first asked for
    QStringList m_next; ///< files that are still to be opened, after the one that is being opened
    std::pair<ContentsPtr, QString> m_unrecognised; ///< the file that was read last and its path,
                                                    ///< where no network was found in it
    bool m_offers = false; ///< whether the error that comes is of that file
};

} // namespace rnnscope
