#include "ui/window/header.h"

#include "core/load/assume.h"
#include "ui/view/chip.h"
#include "ui/view/choices.h"
#include "ui/view/wording.h"

#include <QAction>
#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenuBar>
#include <QToolButton>

namespace rnnscope {

namespace {

QToolButton* buttonOf(QAction* action, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::NoFocus); // the menus have it too
    return button;
}

}

Header::Header(const Desk& desk, QMenuBar* menus, const QList<QAction*>& left,
    const QList<QAction*>& right, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_bar(new QHBoxLayout(this))
    , m_title(new QLabel(this))
    , m_networks(makeChooser(this))
    , m_models(new QHBoxLayout)
    , m_group(new QButtonGroup(this))
{
    m_title->setForegroundRole(QPalette::PlaceholderText);
    m_group->setExclusive(false); // follow() checks the one that is chosen
    m_bar->setContentsMargins(8, 6, 8, 0);
    menus->setNativeMenuBar(false);
    menus->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
    m_bar->setSpacing(8);
    m_bar->addWidget(menus);
    for (QAction* action : left)
        m_bar->addWidget(buttonOf(action, this));
    m_bar->addWidget(m_title);
    m_bar->addWidget(m_networks);
    m_bar->addStretch();
    m_bar->addLayout(m_models);
    m_bar->addStretch();
    for (QAction* action : right)
        m_bar->addWidget(buttonOf(action, this));
    m_networks->setMinimumContentsLength(16);
    m_networks->hide();
    connect(m_networks, &QComboBox::activated, this, [this](int index) {
        m_desk.session->assume(
            choice::network, m_networks->itemData(index).toString().toStdString());
    });
    connect(desk.session, &Session::failed, this, &Header::showNetworks);
    connect(m_group, &QButtonGroup::idClicked, desk.session, &Session::choose);
    connect(desk.session, &Session::sceneChanged, this, &Header::rebuild);
    connect(desk.session, &Session::chosenChanged, this, &Header::follow);
}

void Header::add(QWidget* widget) { m_bar->insertWidget(m_bar->indexOf(m_title) + 1, widget); }

void Header::rebuild()
{
    const ScenePtr scene = m_desk.session->scene();
    const bool files = scene->opened() && scene->models.size() > 1;
    m_title->setText(files ? QString() : wordedTitle(scene->title)); // the buttons say it
    const auto old = m_group->buttons();
    if (old.size() != static_cast<qsizetype>(scene->models.size())) {
        qDeleteAll(old);
        for (size_t i = 0; i < scene->models.size(); ++i) {
            auto* button = new Chip(m_desk, {}, this);
            m_group->addButton(button, static_cast<int>(i));
            m_models->addWidget(button);
        }
    }
    const QStringList names = namesOf(*scene);
    for (QAbstractButton* button : m_group->buttons()) {
        button->setText(shortened(names[m_group->id(button)], names.size() > 2 ? 14 : 20));
        button->setShortcut({}); // a file's “&” is none
    }
    follow();
}

void Header::showNetworks()
{
    const ScenePtr scene = m_desk.session->scene();
    const auto chosen = static_cast<size_t>(m_desk.session->chosen());
    const Note* note
        = scene && scene->adjustable(chosen) ? networkNote(*scene->models[chosen]) : nullptr;
    m_networks->setVisible(note);
    if (note)
        showOptions(*m_networks, *note);
}

void Header::follow()
{
    const ScenePtr scene = m_desk.session->scene();
    const QStringList names = namesOf(*scene);
    for (QAbstractButton* button : m_group->buttons()) {
        const int id = m_group->id(button);
        const Model& model = *scene->models[static_cast<size_t>(id)];
        const QString& path = scene->origins[static_cast<size_t>(id)].path;
        const QString sizes
            = tr("%1 units, %2 parameters")
                  .arg(model.layers.front().weights.units())
                  .arg(QLocale().toString(static_cast<qlonglong>(model.parameters())));
        const std::string_view cell = model.layers.front().cell->name();
        button->setChecked(id == m_desk.session->chosen());
        button->setToolTip(path.isEmpty() || names.size() == 1
                ? sizes
                : QStringLiteral("%1\n%2 · %3").arg(path, QString::fromUtf8(cell), sizes));
        button->setAccessibleName(names[id]);
    }
    showNetworks();
}

void Header::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && m_desk.session->scene())
        follow();
    QWidget::changeEvent(event);
}

} // namespace rnnscope
