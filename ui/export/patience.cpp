#include "ui/export/patience.h"

#include <QProgressBar>

namespace rnnscope {

Patience::Patience(const QString& title, std::function<double()> progress, QWidget* parent)
    : QProgressDialog(title, tr("Cancel"), 0, 1000, parent)
    , m_progress(std::move(progress))
{
    setWindowTitle(tr("Saving"));
    setWindowModality(Qt::WindowModal);
    setMinimumDuration(500);
    setAutoReset(false);
    findChild<QProgressBar*>()->setAccessibleName(title);
    connect(this, &QProgressDialog::canceled, this, [this] {
        emit cancelled();
        end();
    });
    connect(&m_timer, &QTimer::timeout, this, &Patience::follow);
    m_timer.start(100);
}

void Patience::follow() { setValue(static_cast<int>(1000 * m_progress())); }

void Patience::end()
{
    m_timer.stop();
    hide();
    deleteLater();
}

} // namespace rnnscope
