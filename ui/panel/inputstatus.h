#pragma once

#include "ui/view/view.h"

#include <QStackedWidget>
#include <QTimer>

class QLabel;
class QProgressBar;
class QPushButton;

namespace rnnscope {

/// What is said of the sequence that was asked for, in two lines; and how far it is, where reading
/// it takes long.
class InputStatus : public QStackedWidget {
    Q_OBJECT

public:
    explicit InputStatus(const Desk& desk, QWidget* parent = nullptr);

    /// @param detail the second line; may be empty
    void say(const QString& message, const QString& detail);
    /// The same of what failed; a screen reader hears of it. @param all that is known of it
    void complain(const QString& message, const QString& detail = {}, const QString& all = {});
    bool complains() const { return m_failed; }

signals:
    void stopped(); ///< by hand

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeProgress();
    void followBusy(bool busy);
    void lay();
    void retranslate();

    const Desk& m_desk;
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QTimer m_patience{this}; ///< before a progress bar is shown
    QTimer m_poll{this}; ///< while it is
    QString m_said, m_detail; ///< a line each
    bool m_failed = false; ///< they tell an error
};

} // namespace rnnscope
