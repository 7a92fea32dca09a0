#pragma once

#include "ui/state/watched.h"
#include "ui/view/refresher.h"
#include "ui/window/look.h"

#include <QMainWindow>

namespace rnnscope {

class Actions;
class ExportActions;
class Header;
class InputActions;
class InspectorWindow;
class Notice;
class PlayActions;
class SequenceEditor;
class Stage;
class Transport;

/// The window: owns the desk, arranges views and panels around it, and wires menus to both.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const Appearance& appearance, QWidget* parent = nullptr);
    ~MainWindow() override;

    Desk& desk() { return m_desk; }
    Stage& stage() { return *m_stage; }
    void setTheme(const QString& theme);
    void setScheme(const QString& scheme);
    void setLanguage(const QString& language);
    /// A saved model, or input for the present one: its content tells.
    void openFile(const QString& path);
    /// A saved model beside what is shown.
    void openBeside(const QString& path);
    /// Saved models side by side.
    void openFiles(const QStringList& paths);
    /// A built-in example, by id.
    void openExample(const QString& id);

    /// Takes up what was remembered of the last time: place, layout, speed.
    void restore();

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void build();
    void connectFiles();
    void connectActions();
    void connectViews();
    void welcome();
    void askForMapping();
    void takeDropped(const QString& path, bool beside);
    void refreshScene();
    void refreshFile();
    void askForInput();
    void fail(const Error& error);
    void inspect(const ContentsPtr& contents, const QString& path);
    void applyAppearance();
    void refreshLook();
    void refreshTitle();

    Session m_session;
    Playback m_playback;
    Selection m_selection;
    Desk m_desk{&m_session, &m_playback, &m_selection};
    Appearance m_appearance;
    Watched m_watched{m_session};
    std::pair<ContentsPtr, QString> m_unrecognised; ///< the file that was read last and its path,
                                                    ///< where no network was found in it
    bool m_offers = false; ///< whether the error that comes is of that file
    QStringList m_next; ///< files that are to be opened beside the one that is being opened
    int m_met = 0; ///< the opening that was last welcomed
    Refresher* m_refresher;
    PlayActions* m_play;
    InputActions* m_inputs;
    ExportActions* m_exports;
    Actions* m_actions;
    Header* m_header;
    Notice* m_notice;
    Stage* m_stage;
    SequenceEditor* m_editor;
    Transport* m_transport;
    InspectorWindow* m_inspector = nullptr; ///< made when it is first asked for
    QAction* m_lookInside; ///< into the file in which no network was recognised
};

/// The example that the program opens with: in the language that it speaks.
QString openingExample();
/// The steps that have been read when a model opens.
inline constexpr int openingSteps = 14;

} // namespace rnnscope
