#pragma once

#include "ui/view/view.h"

#include <QTimer>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace rnnscope {

class Dials;
class InputActions;

/// What is read, to be changed in place: a text or token numbers are read as they are typed; a
/// signal or a file is named, with what sets it beside it. What cannot be read is said there while
/// the old sequence stays.
class SequenceEditor : public QWidget {
    Q_OBJECT

public:
    SequenceEditor(const Desk& desk, InputActions& actions, QWidget* parent = nullptr);

    /// Reads a file of numbers, sound or text with the present model.
    void openFile(const QString& path);
    bool reading() const { return m_files.running(); } ///< a file

signals:
    void failed(const rnnscope::Error& error); ///< a file is none of these

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Mode { Text, Numbers, Values };

    /// A file as it will be read: its stretch is settled where the model can read it.
    struct Offer {
        FromFile file;
        std::optional<Error> unfit = {}; ///< why it cannot be read, where its transpose can
    };
    static Result<Offer> offerOf(const Model& model, const QString& path);

    Mode mode() const;
    QString shownText() const;
    QString typedText() const;
    bool holdsShown() const;
    QWidget* makeProgress();
    void connectActions();
    void choose(const QString& kind);
    void type(bool numbers);
    void offer(const Offer& offer);
    void take();
    void restore();
    void followScene();
    void followBusy(bool busy);
    void fail(const Error& error);
    void say(const QString& message, const QString& detail, bool failed);
    void layMessage();
    void retranslate();

    const Desk& m_desk;
    InputActions& m_actions;
    QLabel* m_label;
    QPlainTextEdit* m_field;
    QToolButton* m_inputs; ///< opens the menu of them
    Dials* m_dials;
    QPushButton* m_transpose; ///< there while a file would fit so
    QStackedWidget* m_side; ///< message or progress
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QTimer m_patience{this}; ///< before a progress bar is shown
    QTimer m_poll{this}; ///< while it is
    QString m_asked; ///< what was last asked to be read
    Job<Offer> m_files;
    FromFile m_offered; ///< the file that would fit transposed
    int m_spell = 0; ///< what is done now, of which the changes are undone together
    bool m_numbers = false; ///< tokens are written as numbers though they have names
    bool m_typing = false; ///< a text is to be typed though numbers are shown
    bool m_composing = false; ///< an input method holds an unfinished syllable
    QString m_said, m_detail; ///< the message, one line each
    bool m_failed = false; ///< it tells an error
};

} // namespace rnnscope
