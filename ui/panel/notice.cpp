#include "ui/panel/notice.h"

#include "ui/panel/glyph.h"

#include <QAccessibleWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QToolButton>

namespace rnnscope {

namespace {

constexpr int sign = 40; ///< room at the left for the exclamation mark

QString headline(const Error& error)
{
    switch (error.fault) {
    case Fault::File:
        return error.where.starts_with("Cannot write") ? Notice::tr("The file cannot be written")
                                                       : Notice::tr("The file cannot be opened");
    case Fault::Format:
        return Notice::tr("The file cannot be read");
    case Fault::Model:
        return Notice::tr("The file holds no network that can be shown");
    case Fault::Input:
        return Notice::tr("The input cannot be read");
    case Fault::Cancelled:
        return Notice::tr("Stopped");
    }
    return {};
}

/// Tells a screen reader that this is an alert.
QAccessibleInterface* makeAccessible(const QString&, QObject* object)
{
    if (auto* notice = qobject_cast<Notice*>(object))
        return new QAccessibleWidget(notice, QAccessible::AlertMessage);
    return nullptr;
}

QString sentence(const std::string& text)
{
    QString shown = QString::fromStdString(text);
    return shown.isEmpty() || shown.endsWith(u'.') || shown.endsWith(u'?') ? shown : shown + u'.';
}

}

Notice::Notice(const Desk& desk, QWidget* parent)
    : QFrame(parent)
    , m_desk(desk)
    , m_headline(new QLabel(this))
    , m_detail(new QLabel(this))
    , m_advice(new QLabel(this))
    , m_close(new QToolButton(this))
    , m_offers(new QWidget(this))
{
    [[maybe_unused]] static const bool once = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    auto* text = new QVBoxLayout;
    text->setSpacing(2);
    for (QLabel* label : {m_headline, m_detail, m_advice}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        text->addWidget(label);
    }
    QFont bold = font();
    bold.setBold(true);
    m_headline->setFont(bold);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16 + sign, 8, 8, 8);
    row->addLayout(text, 1);
    auto* offers = new QHBoxLayout(m_offers);
    offers->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_offers, 0, Qt::AlignVCenter);
    row->addWidget(m_close, 0, Qt::AlignTop);
    m_offers->hide();
    m_close->setAutoRaise(true);
    connect(m_close, &QToolButton::clicked, this, &Notice::dismiss);
    connect(new QShortcut(Qt::Key_Escape, this), &QShortcut::activated, this, &Notice::dismiss);
    retranslate();
    hide();
}

void Notice::tell(const Error& error)
{
    m_error = error;
    m_offers->hide();
    retranslate();
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Notice::offer(const QList<QAction*>& actions)
{
    qDeleteAll(m_offers->findChildren<QToolButton*>());
    for (QAction* action : actions) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        m_offers->layout()->addWidget(button);
    }
    m_offers->show();
}

void Notice::retranslate()
{
    m_headline->setText(headline(m_error));
    m_detail->setText(
        sentence(m_error.where + (m_error.found.empty() ? "" : ": " + m_error.found)));
    m_advice->setText(sentence(m_error.advice));
    setAccessibleName(m_headline->text());
    setAccessibleDescription(m_detail->text() + u' ' + m_advice->text());
    m_close->setToolTip(tr("Close (Esc)"));
    m_close->setAccessibleName(tr("Close"));
    m_close->setIcon(glyphIcon(Glyph::Close, m_desk.colours().text));
}

void Notice::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
    QFrame::changeEvent(event);
}

void Notice::paintEvent(QPaintEvent*)
{
    const Palette& colours = m_desk.colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), colours.card);
    painter.fillRect(QRectF(0, 0, 4, height()), colours.bad);
    painter.fillRect(QRectF(0, height() - 1, width(), 1), colours.border);
    const QRectF disc(20, 12, 22, 22);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.bad);
    painter.drawEllipse(disc);
    painter.setFont(m_headline->font());
    painter.setPen(colours.card);
    painter.drawText(disc, Qt::AlignCenter, QStringLiteral("!"));
}

} // namespace rnnscope
