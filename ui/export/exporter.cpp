#include "ui/export/exporter.h"

#include "core/load/tracearrays.h"
#include "ui/export/animationdialog.h"
#include "ui/export/filename.h"
#include "ui/export/patience.h"
#include "ui/export/picture.h"
#include "ui/export/values.h"
#include "ui/panel/savepath.h"
#include "ui/state/save.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QToolTip>

namespace rnnscope {

namespace {

std::string_view viewOn(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<size_t>(bytes.size())};
}

/// Whether it stands in the window, or in a window of that one.
bool belongs(const QWidget* widget, const QWidget* window)
{
    while (widget && widget != window)
        widget = widget->parentWidget();
    return widget;
}

}

View* viewOf(QWidget* widget)
{
    for (; widget; widget = widget->parentWidget())
        if (auto* view = qobject_cast<View*>(widget))
            return view;
    return nullptr;
}

Exporter::Exporter(Desk& desk, ExportActions& actions, QWidget* window)
    : QObject(window)
    , m_desk(desk)
    , m_actions(actions)
    , m_window(window)
{
    connect(actions.picture, &QAction::triggered, this, [this] { askForPicture(seen()); });
    connect(actions.copy, &QAction::triggered, this, [this] { copyPicture(seen()); });
    connect(actions.animation, &QAction::triggered, this, [this] { askForAnimation(); });
    connect(actions.values, &QAction::triggered, this, &Exporter::askForValues);
    connect(actions.wholePicture, &QAction::triggered, this, [this] { askForPicture(*m_window); });
    connect(actions.wholeCopy, &QAction::triggered, this, [this] { copyPicture(*m_window); });
    connect(actions.trace, &QAction::triggered, this, &Exporter::askForTrace);
    connect(desk.session, &Session::sceneChanged, this, &Exporter::refresh);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (View* view = viewOf(now); isOfStage(view))
            m_view = view;
    });
    qApp->installEventFilter(this); // menus on views, wherever they stand
    refresh();
}

void Exporter::refresh()
{
    for (QAction* ofRun : {m_actions.animation, m_actions.values, m_actions.trace})
        ofRun->setEnabled(m_desk.session->scene() != nullptr);
}

View* Exporter::view() const
{
    if (m_view && m_view->isVisible())
        return m_view;
    View* first = nullptr;
    for (View* view : views())
        if (!first || view->objectName() == "cell")
            first = view;
    return first;
}

/// Those that are seen in the window or float above it.
QList<View*> Exporter::views() const
{
    QList<View*> seen;
    for (View* view : m_window->findChildren<View*>())
        if (view->isVisible() && isOfStage(view))
            seen << view;
    return seen;
}

/// Whether it stands in the window, or in a dock that floats: other windows have their own export.
bool Exporter::isOfStage(const View* view) const
{
    return view
        && (view->window() == m_window
            || (qobject_cast<const QDockWidget*>(view->window()) && belongs(view, m_window)));
}

QWidget& Exporter::seen() const
{
    View* const shown = view();
    return shown ? *shown : *m_window;
}

bool Exporter::eventFilter(QObject* object, QEvent* event)
{
    auto* view = event->type() == QEvent::ContextMenu ? qobject_cast<View*>(object) : nullptr;
    if (!isOfStage(view))
        return QObject::eventFilter(object, event);
    showMenu(*view, static_cast<QContextMenuEvent*>(event)->globalPos());
    return true;
}

void Exporter::showMenu(View& view, const QPoint& place)
{
    m_view = &view;
    auto* menu = new QMenu(&view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSection(view.accessibleName());
    menu->addActions(m_actions.ofView());
    menu->popup(place);
}

void Exporter::askForPicture(QWidget& target)
{
    const QString path
        = askForPath(m_window, tr("Save picture"), fileNameFor(m_desk, &target, true),
            {tr("PNG picture of twice the size") + " (*.png)",
                tr("SVG: lines and text") + " (*.svg)", tr("PDF: lines and text") + " (*.pdf)"});
    if (!path.isEmpty())
        savePicture(target, path);
}

void Exporter::savePicture(QWidget& target, const QString& path)
{
    const QByteArray bytes = picture(target, QFileInfo(path).suffix().toLower(), 2);
    end(saveWhole(path, [&](const Put& put) { return put(viewOn(bytes)); }), target, path);
}

void Exporter::copyPicture(QWidget& target)
{
    auto* data = new QMimeData;
    data->setImageData(imageOf(target, 2));
    data->setData("image/svg+xml", picture(target, "svg"));
    QGuiApplication::clipboard()->setMimeData(data);
    say(target, tr("Copied as a picture"));
}

void Exporter::askForAnimation()
{
    QList<QWidget*> targets;
    for (View* view : views())
        targets << view;
    targets << m_window;
    auto* dialog = new AnimationDialog(*m_desk.playback, targets, &seen(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        askForAnimation(*dialog->target(), dialog->animation(), dialog->scale(), dialog->suffix());
    });
    dialog->open();
}

void Exporter::askForAnimation(
    QWidget& target, const Animation& animation, int scale, const QString& suffix)
{
    QString path = askForPath(m_window, tr("Save animation"), fileNameFor(m_desk, &target, false),
        {tr("Animation") + " (*." + suffix + ')'});
    if (path.isEmpty())
        return;
    if (suffix == "png")
        path.insert(path.size() - 4, "-%04d");
    saveAnimation(target, animation, scale, path);
}

void Exporter::saveAnimation(
    QWidget& target, const Animation& animation, int scale, const QString& path)
{
    if (const QString standing = standingFrame(path, animation.frames()); !standing.isEmpty())
        return emit failed({Fault::File, "Cannot write “" + standing.toStdString() + "”",
            "expected a new name, found pictures of that name", "Choose another"});
    auto* recording = new Recording(
        std::make_unique<Camera>(m_desk, target, scale), animation, makeFilm(path), this);
    auto* patience = awaited(path, [recording] { return recording->progress(); });
    connect(patience, &Patience::cancelled, recording, &Recording::cancel);
    connect(patience, &Patience::cancelled, recording, &QObject::deleteLater);
    connect(recording, &Recording::finished, this,
        [=, this, shown = QPointer(&target)](const std::optional<Error>& error) {
            patience->end();
            recording->deleteLater();
            end(error, shown ? *shown : *m_window, path);
        });
    recording->start();
}

void Exporter::askForValues()
{
    View* const from = view();
    if (!from || from->busy() || from->numbers().empty())
        return say(seen(),
            from && from->busy() ? tr("Its numbers are still being made")
                                 : tr("This view draws no numbers"));
    const QString path
        = askForPath(m_window, tr("Save values of the view"), fileNameFor(m_desk, from, true),
            {tr("Text with commas") + " (*.csv)", tr("NumPy") + " (*.npz)"});
    if (!path.isEmpty())
        saveArrays([arrays = from->numbers()] { return arrays; }, path);
}

void Exporter::askForTrace()
{
    const QString path = askForPath(m_window, tr("Save all values of the run"),
        fileNameFor(m_desk, nullptr, false),
        {tr("NumPy") + " (*.npz)", tr("Text with commas") + " (*.csv)"});
    if (!path.isEmpty())
        saveArrays([model = m_desk.session->model(),
                       trace = m_desk.session->trace()] { return traceArrays(*model, *trace); },
            path, "step");
}

void Exporter::saveArrays(
    std::function<std::vector<Tensor>()> make, const QString& path, std::string_view rows)
{
    auto* job = new Job<bool>(this);
    auto* patience = awaited(path, [job] { return job->progress(); });
    connect(patience, &Patience::cancelled, job, [job] {
        job->drop();
        job->deleteLater();
    });
    job->start(
        [make = std::move(make), path, rows](Watch& watch) -> Result<bool> {
            const auto error = saveValues(make(), path, watch, rows);
            return error ? Result<bool>(*error) : true;
        },
        [=, this](const Result<bool>& done) {
            patience->end();
            job->deleteLater();
            end(done ? std::nullopt : std::optional(done.error()), *m_window, path);
        });
}

/// Says how far the saving of a file is.
Patience* Exporter::awaited(const QString& path, std::function<double()> progress) const
{
    return new Patience(
        tr("Saving %1").arg(QFileInfo(path).fileName()), std::move(progress), m_window);
}

/// A word that goes away by itself.
void Exporter::say(const QWidget& target, const QString& text) const
{
    const QPoint middle(target.width() / 2, target.height() / 2);
    QToolTip::showText(target.mapToGlobal(middle), text, m_window);
}

void Exporter::end(const std::optional<Error>& error, const QWidget& target, const QString& path)
{
    if (error)
        emit failed(*error);
    else
        say(target, tr("Saved: %1").arg(QDir::toNativeSeparators(path)));
}

} // namespace rnnscope
