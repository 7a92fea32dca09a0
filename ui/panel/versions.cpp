#include "ui/panel/versions.h"

#include "ui/panel/arrowbutton.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace rnnscope {

Versions::Versions(const Watched& watched, QAction* earlier, QAction* later, QWidget* parent)
    : QWidget(parent)
    , m_watched(watched)
    , m_earlier(earlier)
    , m_later(later)
    , m_text(new QLabel(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(makeArrowButton(earlier, Qt::LeftArrow, this));
    row->addWidget(m_text);
    row->addWidget(makeArrowButton(later, Qt::RightArrow, this));
    connect(&watched, &Watched::changed, this, &Versions::follow);
    follow();
}

void Versions::follow()
{
    const Watched::Version* shown = m_watched.shown();
    m_earlier->setEnabled(m_watched.hasEarlier());
    m_later->setEnabled(m_watched.hasLater());
    setVisible(shown && m_watched.newest() > 1);
    if (!shown)
        return;
    m_text->setText(tr("version %1 of %2 · %3")
                        .arg(shown->number)
                        .arg(m_watched.newest())
                        .arg(shown->seen.toString(QStringLiteral("HH:mm:ss"))));
    QFont font = this->font();
    font.setBold(m_watched.hasLater()); // there is a newer one
    m_text->setFont(font);
    QStringList says{tr("When this version of the file was seen.")};
    if (m_watched.hasLater())
        says += tr("There is a newer one.");
    if (m_watched.letGo() > 0)
        says += tr("Older ones no longer kept: %1.").arg(m_watched.letGo());
    m_text->setToolTip(says.join(u' '));
    m_text->setAccessibleDescription(m_text->toolTip());
}

void Versions::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        follow();
    QWidget::changeEvent(event);
}

} // namespace rnnscope
