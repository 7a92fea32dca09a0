#pragma once

#include "core/load/vocabularyfile.h"
#include "ui/state/session.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;

namespace rnnscope {

/// Asks for the tokens of a model: typed as characters in order or one a line, or from a file. Says
/// while typing how many there are and how many there have to be.
class VocabularyDialog : public QDialog {
    Q_OBJECT

public:
    /// @param expected how many tokens the model has
    VocabularyDialog(size_t expected, const Tokens& present, QWidget* parent = nullptr);

    /// As many as are expected, once the dialog is accepted.
    Tokens tokens() const;

private:
    void show(const Tokens& tokens);
    void chooseFile();
    void check();

    size_t m_expected;
    QRadioButton *m_characters, *m_lines;
    QPlainTextEdit* m_text;
    QLabel* m_count;
    QCheckBox* m_complete;
    QPushButton* m_accept;
};

/// Whether the session shows the model of a file that reads or answers in tokens.
bool takesTokens(const Session& session);

/// Asks for the vocabulary of the model of a file that the session shows, and assumes it.
/// @param tokens to begin with; the model's own where there are none
void askForVocabulary(Session& session, QWidget* parent, const Tokens& tokens = {});

/// Takes a file of tokens for the model of a file that the session shows; asks where they are not
/// as many as they have to be. False where it is no such file, or where no model needs one. Fails
/// on a text file that cannot be read.
Result<bool> takeVocabulary(Session& session, const QString& path, QWidget* parent);

} // namespace rnnscope
