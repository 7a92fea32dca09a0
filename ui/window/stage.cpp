#include "ui/window/stage.h"

#include "ui/window/look.h"
#include "ui/window/views.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QIODevice>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace rnnscope {

namespace {

QSplitter* split(Qt::Orientation orientation, const QList<QWidget*>& parts)
{
    auto* splitter = new QSplitter(orientation);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(8);
    for (QWidget* part : parts)
        splitter->addWidget(part);
    return splitter;
}

/// Shares of the height or width, in the order in which the stage makes its splitters.
const QList<QList<int>> defaultSizes{{580, 420}, {140, 268, 240}, {304, 116, 228}, {950, 330}};

}

Stage::Stage(const Desk& desk, Refresher& refresher, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_refresher(refresher)
    , m_facts(new QTabWidget)
{
    m_facts->setDocumentMode(true);
    auto* bottom = split(Qt::Horizontal, {place("gradient"), place("heatmap")});
    auto* left = split(Qt::Vertical, {place("sequence"), place("cell"), bottom});
    auto* words = place("words");
    auto* output = place("output");
    m_facts->addTab(place("constant"), {});
    m_facts->addTab(place("card"), {});
    auto* right = split(Qt::Vertical, {words, output, m_facts});
    auto* all = split(Qt::Horizontal, {left, right});
    m_splitters = {bottom, left, right, all};
    all->setStretchFactor(0, 1);
    left->setStretchFactor(1, 1);
    right->setStretchFactor(2, 1);

    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(all);
    connect(desk.session, &Session::sceneChanged, this, &Stage::showFacts);
    setFocusPolicy(Qt::StrongFocus); // where the keys go when no view has them
    retranslate();
    restoreState({});
}

QWidget* Stage::place(std::string_view id)
{
    const ViewInfo* info = findView(id);
    View* view = info->make(m_desk, nullptr);
    view->setObjectName(QString::fromUtf8(id));
    m_views.insert(std::string(id), view);
    m_refresher.add(view);
    return new Card(view);
}

/// A file alone has nothing to compare: its card says what was found in it.
void Stage::showFacts()
{
    if (std::exchange(m_opening, m_desk.session->openings()) != m_desk.session->openings())
        m_facts->setCurrentIndex(m_desk.session->scene()->models.size() > 1 ? 0 : 1);
    retranslate();
}

void Stage::reveal(View* view)
{
    for (int i = 0; i < m_facts->count(); ++i)
        if (m_facts->widget(i)->isAncestorOf(view))
            m_facts->setCurrentIndex(i);
    view->setFocus(Qt::ShortcutFocusReason);
}

void Stage::retranslate()
{
    const ScenePtr scene = m_desk.session->scene();
    m_facts->setTabText(0,
        scene && scene->models.size() == 1 ? tr("This network")
                                           : tr("This comparison holds constant"));
    m_facts->setTabText(1, tr("Model card"));
    for (const ViewInfo& info : views())
        if (View* one = view(info.id); one && one->accessibleName().isEmpty())
            one->setAccessibleName(QCoreApplication::translate("view", info.title));
}

QByteArray Stage::saveState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    for (const QSplitter* splitter : m_splitters)
        out << splitter->saveState();
    return state;
}

void Stage::restoreState(const QByteArray& state)
{
    QDataStream in(state);
    for (qsizetype i = 0; i < m_splitters.size(); ++i) {
        QByteArray one;
        in >> one;
        if (!m_splitters[i]->restoreState(one))
            m_splitters[i]->setSizes(defaultSizes[i]);
    }
}

} // namespace rnnscope
