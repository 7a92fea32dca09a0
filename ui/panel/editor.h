#pragma once

#include "ui/view/view.h"

#include <QTimer>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace rnnscope {

/// The text that is read, to be changed in place: it is read as it is typed. What cannot be read is
/// said beside it while the old sequence stays. Models without a vocabulary take token numbers, or
/// a test sequence.
class SequenceEditor : public QWidget {
    Q_OBJECT

public:
    explicit SequenceEditor(const Desk& desk, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Mode { Text, Numbers, Values };

    Mode mode() const;
    QString shownText() const;
    QString typedText() const;
    bool holdsShown() const;
    QWidget* makeProgress();
    void take();
    void restore();
    void followScene();
    void followBusy(bool busy);
    void fail(const Error& error);
    void say(const QString& message, const QString& detail, bool failed);
    void layMessage();
    void retranslate();

    const Desk& m_desk;
    QLabel* m_label;
    QPlainTextEdit* m_field;
    QPushButton* m_random;
    QPushButton* m_sine;
    QStackedWidget* m_side; ///< message or progress
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QTimer m_patience{this}; ///< before a progress bar is shown
    QTimer m_poll{this}; ///< while it is
    QString m_asked; ///< what was last asked to be read
    unsigned m_seed = 0; ///< of the last random sequence
    bool m_composing = false; ///< an input method holds an unfinished syllable
    QString m_said, m_detail; ///< the message, one line each
    bool m_failed = false; ///< it tells an error
};

} // namespace rnnscope
