#include "ui/panel/inputstatus.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace rnnscope {

InputStatus::InputStatus(const Desk& desk, QWidget* parent)
    : QStackedWidget(parent)
    , m_desk(desk)
    , m_message(new QLabel(this))
{
    m_message->setMinimumWidth(1);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    addWidget(m_message);
    addWidget(makeProgress());
    m_patience.setObjectName(QStringLiteral("patience"));
    m_patience.setSingleShot(true);
    m_patience.setInterval(300);
    m_poll.setInterval(100);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        setCurrentIndex(1);
        m_poll.start();
    });
    connect(&m_poll, &QTimer::timeout, this,
        [this] { m_progress->setValue(qRound(m_desk.session->progress() * 1000)); });
    connect(desk.session, &Session::busyChanged, this, &InputStatus::followBusy);
    retranslate();
}

QWidget* InputStatus::makeProgress()
{
    auto* page = new QWidget(this);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    m_progress = new QProgressBar(page);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_cancel = new QPushButton(page);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_desk.session->cancel();
        emit stopped();
    });
    return page;
}

void InputStatus::followBusy(bool busy)
{
    if (busy && !m_patience.isActive() && !m_poll.isActive())
        m_patience.start();
    if (busy)
        return;
    m_patience.stop();
    m_poll.stop();
    setCurrentIndex(0);
}

void InputStatus::say(const QString& message, const QString& detail)
{
    m_failed = false;
    m_said = message;
    m_detail = detail;
    m_message->setToolTip({});
    lay();
}

void InputStatus::complain(const QString& message, const QString& detail, const QString& all)
{
    m_failed = true;
    m_said = message;
    m_detail = detail;
    m_message->setToolTip(all);
    lay();
    QAccessibleEvent alert(m_message, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

/// What does not fit is cut at its beginning: the end names what was found.
void InputStatus::lay()
{
    const auto line = [&](const QString& text) {
        return m_message->fontMetrics().elidedText(text, Qt::ElideLeft, width());
    };
    m_message->setText(m_detail.isEmpty() ? line(m_said) : line(m_said) + u'\n' + line(m_detail));
    QPalette colours = m_message->palette();
    colours.setColor(QPalette::WindowText, m_failed ? m_desk.colours().bad : m_desk.colours().dim);
    m_message->setPalette(colours);
}

void InputStatus::retranslate()
{
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stops reading; the earlier sequence stays"));
}

void InputStatus::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        lay();
    QStackedWidget::changeEvent(event);
}

void InputStatus::resizeEvent(QResizeEvent* event)
{
    lay();
    QStackedWidget::resizeEvent(event);
}

} // namespace rnnscope
