#pragma once

#include "ui/view/view.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace rnnscope {

class Dials;
class InputActions;
class InputStatus;

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
    void failed(const rnnscope::Error& error); ///< a file is not read

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void changeEvent(QEvent* event) override;

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
    void connectActions();
    void choose(const QString& kind);
    void type(bool numbers);
    void offer(const Offer& offer);
    void take();
    void restore();
    void followScene();
    void followChosen();
    void fail(const Error& error);
    void sayShown();
    void writeTexts();
    void retranslate();

    const Desk& m_desk;
    InputActions& m_actions;
    QLabel* m_label;
    QPlainTextEdit* m_field;
    QToolButton* m_inputs; ///< opens the menu of them
    Dials* m_dials;
    QPushButton* m_transpose; ///< there while a file would fit so
    InputStatus* m_status; ///< on what was asked to be read
    QString m_asked; ///< what was last asked to be read
    bool m_unread = false; ///< what is typed is being read, or was refused
    Job<Offer> m_files;
    FromFile m_offered; ///< the file that would fit transposed
    int m_spell = 0; ///< what is done now, of which the changes are undone together
    bool m_numbers = false; ///< tokens are written as numbers though they have names
    bool m_typing = false; ///< a text is to be typed though numbers are shown
    bool m_composing = false; ///< an input method holds an unfinished syllable
};

} // namespace rnnscope
