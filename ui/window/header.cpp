#include "ui/window/header.h"

#include "core/load/assume.h"
#include "ui/view/chip.h"
#include "ui/view/choices.h"

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

QString nameOf(const Model& model)
{
    const std::string_view name = model.layers.front().cell->name();
    return QString::fromUtf8(name);
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
    m_title->setText(scene->title);
    const auto old = m_group->buttons();
    if (old.size() != static_cast<qsizetype>(scene->models.size())) {
        qDeleteAll(old);
        for (size_t i = 0; i < scene->models.size(); ++i) {
            auto* button = new Chip(m_desk, {}, this);
            m_group->addButton(button, static_cast<int>(i));
            m_models->addWidget(button);
        }
    }
    for (QAbstractButton* button : m_group->buttons())
        button->setText(nameOf(*scene->models[static_cast<size_t>(m_group->id(button))]));
    showNetworks();
    follow();
}

void Header::showNetworks()
{
    const ScenePtr scene = m_desk.session->scene();
    const Note* note
        = scene && scene->models.size() == 1 ? networkNote(*scene->models.front()) : nullptr;
    m_networks->setVisible(note);
    if (note)
        showOptions(*m_networks, *note);
}

void Header::follow()
{
    const ScenePtr scene = m_desk.session->scene();
    for (QAbstractButton* button : m_group->buttons()) {
        const int id = m_group->id(button);
        const Model& model = *scene->models[static_cast<size_t>(id)];
        button->setChecked(id == m_desk.session->chosen());
        button->setToolTip(
            tr("%1 units, %2 parameters")
                .arg(model.layers.front().weights.units())
                .arg(QLocale().toString(static_cast<qlonglong>(model.parameters()))));
        button->setAccessibleName(button->text());
    }
}

void Header::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && m_desk.session->scene()) {
        showNetworks();
        follow();
    }
    QWidget::changeEvent(event);
}

} // namespace rnnscope
