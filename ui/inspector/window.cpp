#include "ui/inspector/window.h"

#include "ui/panel/notice.h"

#include <QEvent>
#include <QFileInfo>
#include <QSettings>
#include <QShortcut>
#include <QVBoxLayout>

#include <utility>

namespace rnnscope {

InspectorWindow::InspectorWindow(
    const Desk& desk, const ContentsPtr& contents, const QString& path, QWidget* parent)
    : QMainWindow(parent)
    , m_desk(desk)
    , m_notice(new Notice(desk))
    , m_inspector(new Inspector(desk))
{
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_notice);
    column->addWidget(m_inspector, 1);
    setCentralWidget(centre);
    resize(1180, 760);
    restoreGeometry(QSettings().value("inspector").toByteArray());
    connect(m_inspector, &Inspector::failed, m_notice, &Notice::tell);
    connect(desk.session, &Session::sceneChanged, this, [this] { refresh(Change::Scene); });
    connect(desk.session, &Session::chosenChanged, this, [this] { refresh(Change::Cell); });
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_inspector,
        &Inspector::search);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_W), this), &QShortcut::activated, this,
        &QWidget::close);
    auto* escape = new QShortcut(Qt::Key_Escape, this);
    connect(escape, &QShortcut::activated, this, [this] {
        if (!m_inspector->clearSearch())
            close();
    });
    connect(escape, &QShortcut::activatedAmbiguously, m_notice, &Notice::dismiss);
    refresh(Change::All);
    if (contents)
        look(contents, path);
}

void InspectorWindow::look(const ContentsPtr& contents, const QString& path)
{
    show();
    if (contents || m_inspector->given()) {
        m_path = path;
        m_inspector->open(contents);
    }
    retitle();
    raise();
    activateWindow();
}

void InspectorWindow::refresh(Changes changes)
{
    m_owed |= changes;
    if (!isVisible())
        return;
    m_inspector->refresh(std::exchange(m_owed, {}));
    retitle();
}

void InspectorWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    refresh({});
}

void InspectorWindow::retitle()
{
    const ModelPtr model = m_desk.session->model();
    const QString name = m_inspector->given() ? QFileInfo(m_path).fileName()
        : model                               ? QString::fromStdString(model->title)
                                              : QString();
    setWindowTitle(
        name.isEmpty() ? tr("What the file holds") : tr("%1 – what the file holds").arg(name));
}

void InspectorWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh(Change::Look);
    QMainWindow::changeEvent(event);
}

void InspectorWindow::closeEvent(QCloseEvent* event)
{
    QSettings().setValue("inspector", saveGeometry());
    QMainWindow::closeEvent(event);
}

} // namespace rnnscope
