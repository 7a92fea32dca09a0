#pragma once

#include <QProgressDialog>
#include <QTimer>

#include <functional>

namespace rnnscope {

/// Says how far something is that takes longer than half a second, and lets it be cancelled.
class Patience : public QProgressDialog {
    Q_OBJECT

public:
    /// @param progress 0 to 1
    Patience(const QString& title, std::function<double()> progress, QWidget* parent);

    void end();

signals:
    void cancelled();

private:
    void follow();

    std::function<double()> m_progress;
    QTimer m_timer;
};

} // namespace rnnscope
