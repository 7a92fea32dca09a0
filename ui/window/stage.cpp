#include "ui/window/stage.h"

#include "ui/window/dock.h"

#include <QApplication>
#include <QChildEvent>
#include <QMouseEvent>
#include <QProxyStyle>
#include <QTabBar>

#include <algorithm>

namespace rnnscope {

namespace {

constexpr auto where = Qt::LeftDockWidgetArea; ///< there is one area, which fills the stage
constexpr int version = 1; ///< of the saved layout

/// A row or column of docks and their shares of it, by default.
struct Shares {
    Qt::Orientation orientation;
    std::vector<std::pair<std::string_view, int>> docks;
};

const Shares shares[]{
    {Qt::Vertical, {{"sequence", 148}, {"cell", 268}, {"gradient", 232}}},
    {Qt::Horizontal, {{"gradient", 580}, {"heatmap", 420}}},
    {Qt::Vertical, {{"words", 304}, {"output", 116}, {"card", 228}}},
    {Qt::Horizontal, {{"cell", 930}, {"words", 350}}},
};

/// Leaves more air between the docks, and less in their tabs.
class StageStyle : public QProxyStyle {
public:
    StageStyle()
        : QProxyStyle(QStringLiteral("Fusion"))
    {
    }
    int pixelMetric(
        PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override
    {
        if (metric == PM_DockWidgetSeparatorExtent)
            return 7;
        if (metric == PM_TabBarTabVSpace)
            return 4;
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
};

}

Stage::Stage(const Desk& desk, Refresher& refresher, QWidget* parent)
    : QMainWindow(parent, Qt::Widget)
    , m_desk(desk)
{
    auto* style = new StageStyle;
    style->setParent(this);
    setStyle(style);
    setDockNestingEnabled(true);
    setDocumentMode(true);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setContextMenuPolicy(Qt::NoContextMenu);
    for (const ViewInfo& info : views()) {
        if (info.home == Home::Window)
            continue;
        auto* dock = new Dock(info, desk, refresher, this);
        m_docks.append(dock);
        connect(dock->toggleViewAction(), &QAction::toggled, this,
            [this, dock](bool open) { emit opened(dock->objectName(), open); });
        connect(dock, &QDockWidget::topLevelChanged, this, [this] { m_rearranged = true; });
        connect(dock, &QDockWidget::dockLocationChanged, this, [this] { m_rearranged = true; });
    }
    connect(desk.session, &Session::sceneChanged, this, &Stage::showFacts);
    setFocusPolicy(Qt::StrongFocus); // where the keys go when no view has them
    arrange();
    retranslate();
}

Dock* Stage::dock(std::string_view id) const
{
    const auto found
        = std::ranges::find_if(m_docks, [&](const Dock* dock) { return dock->info().id == id; });
    return found == m_docks.end() ? nullptr : *found;
}

View* Stage::view(std::string_view id) const
{
    Dock* found = dock(id);
    return found ? found->view() : nullptr;
}

Dock* Stage::dockInFocus() const
{
    for (QWidget* widget = QApplication::focusWidget(); widget; widget = widget->parentWidget())
        if (auto* dock = qobject_cast<Dock*>(widget))
            return dock;
    return nullptr;
}

View* Stage::viewInFocus() const
{
    Dock* dock = dockInFocus();
    return dock ? dock->view() : nullptr;
}

bool Stage::isOpen(std::string_view id) const
{
    const Dock* found = dock(id);
    return found && found->toggleViewAction()->isChecked();
}

void Stage::toggle(std::string_view id)
{
    Dock* found = dock(id);
    if (found && found == dockInFocus())
        closeCurrent();
    else
        reveal(id);
}

void Stage::reveal(std::string_view id)
{
    Dock* found = dock(id);
    if (!found)
        return;
    found->show();
    found->raise();
    if (found->info().beside == "cell" || id == "cell")
        m_front = id;
    if (!m_rearranged) // the layout leaves little to a dock that comes back
        shareOut();
    found->window()->activateWindow();
    found->view()->setFocus(Qt::ShortcutFocusReason);
}

void Stage::closeCurrent()
{
    if (Dock* dock = dockInFocus()) {
        dock->close();
        setFocus();
    }
}

void Stage::floatCurrent()
{
    if (Dock* dock = dockInFocus()) {
        const std::string_view id = dock->info().id;
        dock->setFloating(!dock->isFloating());
        reveal(id);
    }
}

/// The default: everything else is closed, and stands beside what it belongs to when it is opened.
void Stage::arrange()
{
    for (Dock* dock : m_docks) {
        dock->setFloating(false);
        removeDockWidget(dock);
    }
    addDockWidget(where, dock("sequence"));
    splitDockWidget(dock("sequence"), dock("words"), Qt::Horizontal);
    splitDockWidget(dock("sequence"), dock("cell"), Qt::Vertical);
    splitDockWidget(dock("cell"), dock("gradient"), Qt::Vertical);
    splitDockWidget(dock("gradient"), dock("heatmap"), Qt::Horizontal);
    splitDockWidget(dock("words"), dock("output"), Qt::Vertical);
    splitDockWidget(dock("output"), dock("constant"), Qt::Vertical);
    for (Dock* one : m_docks) {
        if (!one->info().beside.empty())
            tabifyDockWidget(dock(one->info().beside), one);
        one->setVisible(one->info().home == Home::Stage);
    }
    m_rearranged = false;
    m_front = "cell";
    shareOut();
    setFocus(); // else it goes to the text below, with the docks that were taken away
}

/// A sequence of several layers needs more room than one of one, and several cells more than one.
double Stage::heightFor(std::string_view id, int share) const
{
    constexpr double part = 0.86; // of what it would like
    constexpr int several = 400;
    if (id == "sequence")
        return std::max<double>(share, part * view(id)->sizeHint().height());
    return id == "cell" && m_front == "compare" ? several : share;
}

void Stage::shareOut()
{
    for (const Shares& row : shares) {
        QList<QDockWidget*> docks;
        QList<int> sizes;
        const int room = row.orientation == Qt::Horizontal ? width() : height();
        const auto wanted = [&](std::string_view id, int share) {
            return row.orientation == Qt::Vertical ? heightFor(id, share) : share;
        };
        double sum = 0;
        for (const auto& [id, share] : row.docks)
            sum += wanted(id, share);
        for (const auto& [id, share] : row.docks) {
            docks.append(dock(id));
            sizes.append(qRound(wanted(id, share) / sum * room));
        }
        resizeDocks(docks, sizes, row.orientation);
    }
}

void Stage::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    if (!m_rearranged)
        shareOut();
}

/// A border that is dragged belongs to whoever drags it.
bool Stage::event(QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress
        && isSeparator(static_cast<QMouseEvent*>(event)->position().toPoint()))
        m_rearranged = true;
    return QMainWindow::event(event);
}

/// Tab bars come and go with the docks that stand behind each other.
void Stage::childEvent(QChildEvent* event)
{
    QMainWindow::childEvent(event);
    if (!event->added() && !event->polished())
        return;
    if (auto* bar = qobject_cast<QTabBar*>(event->child())) {
        bar->setAccessibleName(tr("Views behind each other"));
        bar->setFocusPolicy(Qt::TabFocus);
        bar->setStyle(style());
        bar->setToolTip(tr("Views that share a place (arrow keys; the keys of the View menu)"));
    }
}

/// A file alone has nothing to compare: its card says what was found in it.
void Stage::showFacts()
{
    const std::pair opening(m_desk.session->openings(), m_desk.session->scene()->models.size());
    if (std::exchange(m_opening, opening) != opening) {
        dock(opening.second > 1 ? "constant" : "card")->raise();
        retranslate();
    }
    if (!m_rearranged)
        shareOut();
}

void Stage::retranslate()
{
    setAccessibleName(tr("Views"));
    for (Dock* dock : m_docks)
        dock->retranslate();
    const ScenePtr scene = m_desk.session->scene();
    if (scene && scene->models.size() == 1)
        dock("constant")->setWindowTitle(tr("This network"));
}

QByteArray Stage::layoutState() const
{
    const auto asByDefault = [](const Dock* dock) {
        return dock->toggleViewAction()->isChecked() == (dock->info().home == Home::Stage);
    };
    return !m_rearranged && std::ranges::all_of(m_docks, asByDefault) ? QByteArray()
                                                                      : saveState(version);
}

void Stage::restoreLayout(const QByteArray& state)
{
    if (state.isEmpty() || !restoreState(state, version))
        arrange();
    else
        m_rearranged = true;
}

} // namespace rnnscope
