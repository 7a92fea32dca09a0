#pragma once

#include "ui/view/view.h"

#include <QFrame>

class QAction;
class QLabel;
class QToolButton;

namespace rnnscope {

/// A calm bar that says what failed, until it is closed; never in the way of work.
class Notice : public QFrame {
    Q_OBJECT

public:
    explicit Notice(const Desk& desk, QWidget* parent = nullptr);

    /// Beside the error that was told last: what can be done about it.
    void offer(const QList<QAction*>& actions);

public slots:
    void tell(const rnnscope::Error& error);
    void dismiss() { hide(); }

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();

    const Desk& m_desk;
    Error m_error;
    QLabel* m_headline;
    QLabel* m_detail;
    QLabel* m_advice;
    QToolButton* m_close;
    QWidget* m_offers;
};

} // namespace rnnscope
