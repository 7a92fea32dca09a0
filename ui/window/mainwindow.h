#pragma once

#include "ui/state/lab.h"
#include "ui/state/training.h"
#include "ui/state/watched.h"
#include "ui/view/refresher.h"
#include "ui/window/look.h"

#include <QMainWindow>

namespace rnnscope {

class Actions;
class ExportActions;
class ModelFiles;
class Header;
class InputActions;
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
    void connectActions();
    void connectViews();
    void openLab();
    void openTraining();
    void connectExperiments();
    void welcome();
    void followScene();
    void applyAppearance();
    void refreshLook();
    void refreshTitle();

    Session m_session;
    Playback m_playback;
    Selection m_selection;
    Lab m_lab{m_session, m_playback, m_selection};
    Training m_training{m_session, m_playback, m_selection};
    Desk m_desk{
        &m_session, &m_playback, &m_selection, Theme::Light, Scheme::Standard, &m_lab, &m_training};
    Appearance m_appearance;
    Watched m_watched{m_session};
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
    ModelFiles* m_files;
};

/// The example that the program opens with: in the language that it speaks.
QString openingExample();
/// The steps that have been read when a model opens.
inline constexpr int openingSteps = 14;

} // namespace rnnscope
