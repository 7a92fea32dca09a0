#include "ui/window/mainwindow.h"

#include "ui/export/exporter.h"
#include "ui/panel/editor.h"
#include "ui/panel/epochbar.h"
#include "ui/panel/inputactions.h"
#include "ui/panel/notice.h"
#include "ui/panel/playactions.h"
#include "ui/panel/transport.h"
#include "ui/panel/versions.h"
#include "ui/state/together.h"
#include "ui/view/card.h"
#include "ui/view/trainingdials.h"
#include "ui/view/wording.h"
#include "ui/window/about.h"
#include "ui/window/actions.h"
#include "ui/window/files.h"
#include "ui/window/header.h"
#include "ui/window/keys.h"
#include "ui/window/savetrained.h"
#include "ui/window/stage.h"
#include "ui/window/views.h"

#include <QCloseEvent>
#include <QCoreApplication>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>

namespace rnnscope {

QString openingExample()
{
    return QCoreApplication::translate("MainWindow", "poem-en", "id of the example to open with");
}

MainWindow::MainWindow(const Appearance& appearance, QWidget* parent)
    : QMainWindow(parent)
    , m_appearance(appearance)
{
    keepTogether(m_session, m_playback, m_selection);
    m_refresher = new Refresher(m_desk, this);
    applyStyle();
    applyAppearance();
    setLanguage(appearance.language);
    build();
    connectActions();
    constexpr QSize frame(16, 48); // about what a desktop puts around it
    resize(QSize(1440, 900).boundedTo(screen()->availableSize() - frame));
    m_stage->setFocus();
    setMinimumSize(1024, 700);
    refreshLook();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    m_play = new PlayActions(m_desk, this);
    auto* menus = new QMenuBar(this);
    m_inputs = new InputActions(m_desk, this);
    m_exports = new ExportActions(this);
    m_actions = new Actions(m_desk, *m_play, *m_inputs, *m_exports, *menus, this);
    m_header = new Header(m_desk, menus, {m_actions->open, m_actions->examples},
        {m_actions->keys, m_actions->otherLanguage}, this);
    m_header->add(new Versions(m_watched, m_actions->earlier, m_actions->later, this));
    m_notice = new Notice(m_desk, this);
    m_stage = new Stage(m_desk, *m_refresher, this);
    m_editor = new SequenceEditor(m_desk, *m_inputs, this);
    m_transport = new Transport(m_desk, *m_play, this);
    m_files = new ModelFiles(m_desk, {*m_actions, *m_inputs, *m_editor, *m_notice}, this);
    auto* stage = new QWidget(this);
    auto* margins = new QVBoxLayout(stage);
    margins->setContentsMargins(8, 8, 8, 0);
    margins->addWidget(m_stage);
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_notice);
    column->addWidget(stage, 1);
    column->addWidget(m_editor);
    column->addWidget(new EpochBar(m_desk, m_actions->epochBack, m_actions->epochForward, this));
    column->addWidget(m_transport);
    setCentralWidget(centre);
}

void MainWindow::openLab()
{
    if (!m_lab.open())
        m_lab.begin(m_lab.preset().id);
    for (const char* id : {"gradient", "reach", "dials"})
        m_stage->reveal(id);
}

void MainWindow::openTraining()
{
    for (const char* id : {"gradient", "learning", "training"})
        m_stage->reveal(id);
}

/// The networks that are made here: the gradient lab's and those in training.
void MainWindow::connectExperiments()
{
    connect(&m_lab, &Lab::failed, m_notice, &Notice::tell);
    connect(m_actions->lab, &QAction::triggered, this, &MainWindow::openLab);
    connect(&m_training, &Training::failed, m_notice, &Notice::tell);
    connect(m_actions->train, &QAction::triggered, this, &MainWindow::openTraining);
    if (auto* dials = qobject_cast<TrainingDials*>(m_stage->view("training")))
        connect(dials, &TrainingDials::saveAsked, this, [this] {
            if (const auto error = saveTrained(m_training, this))
                m_notice->tell(*error);
        });
}

void MainWindow::connectActions()
{
    connect(&m_session, &Session::sceneChanged, this, &MainWindow::followScene);
    connect(&m_session, &Session::sceneChanged, this, &MainWindow::welcome);
    if (auto* card = qobject_cast<ModelCard*>(m_stage->view("card")))
        connect(card, &ModelCard::vocabularyAsked, m_actions->vocabulary, &QAction::trigger);
    auto* exporter = new Exporter(m_desk, *m_exports, this);
    connect(exporter, &Exporter::failed, m_notice, &Notice::tell);
    connectExperiments();
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(&m_watched, &Watched::troubled, m_notice, &Notice::tell);
    connect(&m_watched, &Watched::mended, m_notice, &Notice::dismiss);
    connect(m_actions->earlier, &QAction::triggered, &m_watched, &Watched::showEarlier);
    connect(m_actions->later, &QAction::triggered, &m_watched, &Watched::showLater);
    connect(m_actions->follow, &QAction::toggled, &m_watched, &Watched::setFollowing);
    m_actions->follow->setChecked(m_watched.following());
    connect(m_actions->themes, &QActionGroup::triggered, this,
        [this](const QAction* action) { setTheme(action->data().toString()); });
    connect(m_actions->schemes, &QActionGroup::triggered, this,
        [this](const QAction* action) { setScheme(action->data().toString()); });
    connect(m_actions->languages, &QActionGroup::triggered, this,
        [this](const QAction* action) { setLanguage(action->data().toString()); });
    connect(m_actions->otherLanguage, &QAction::triggered, this,
        [this] { setLanguage(m_actions->otherLanguage->data().toString()); });
    connectViews();
    connect(m_actions->fullScreen, &QAction::toggled, this,
        [this](bool full) { full ? showFullScreen() : showNormal(); });
    connect(m_actions->keys, &QAction::triggered, this,
        [this] { showKeys(m_actions->withKeys(), this); });
    connect(m_actions->about, &QAction::triggered, this, [this] { tellAbout(this); });
}

void MainWindow::connectViews()
{
    const auto follow = [this](QAction* action) {
        action->setChecked(m_stage->isOpen(action->data().toString().toStdString()));
    };
    for (QAction* action : m_actions->views->actions())
        follow(action);
    connect(m_actions->views, &QActionGroup::triggered, this, [this, follow](QAction* action) {
        const std::string id = action->data().toString().toStdString();
        findView(id)->home == Home::Window ? m_actions->inspect->trigger() : m_stage->toggle(id);
        follow(action);
    });
    connect(m_stage, &Stage::opened, this, [this, follow](const QString& id) {
        for (QAction* action : m_actions->views->actions())
            if (action->data() == id)
                follow(action);
    });
    connect(m_actions->closeView, &QAction::triggered, m_stage, &Stage::closeCurrent);
    connect(m_actions->floatView, &QAction::triggered, m_stage, &Stage::floatCurrent);
    connect(
        m_actions->resetLayout, &QAction::triggered, this, [this] { m_stage->restoreLayout({}); });
}

void MainWindow::setTheme(const QString& theme)
{
    m_appearance.theme = theme;
    applyAppearance();
}

void MainWindow::setScheme(const QString& scheme)
{
    m_appearance.scheme = scheme;
    applyAppearance();
}

void MainWindow::applyAppearance()
{
    m_desk.theme = themeOf(m_appearance);
    m_desk.scheme = schemeOf(m_appearance);
    applyColours(m_desk.colours());
}

void MainWindow::setLanguage(const QString& language)
{
    m_appearance.language = language;
    applyLanguage(language.isEmpty() ? systemLanguage() : language);
}

void MainWindow::openFile(const QString& path) { m_files->open({path}); }

void MainWindow::openFiles(const QStringList& paths) { m_files->open(paths); }

void MainWindow::openExample(const QString& id) { m_files->openExample(id); }

/// Another model is met in the middle of its sequence and takes one step, so that it is seen to
/// move.
void MainWindow::welcome()
{
    if (std::exchange(m_met, m_session.openings()) == m_session.openings())
        return;
    m_playback.setPosition(openingSteps - 1);
    m_playback.forward();
}

void MainWindow::followScene()
{
    refreshTitle();
    const Scene& scene = *m_session.scene();
    m_actions->follow->setEnabled(scene.models.size() == 1 || !scene.opened());
}

void MainWindow::refreshLook()
{
    m_actions->retranslate();
    m_files->retranslate();
    m_play->refresh();
    m_inputs->retranslate();
    m_exports->retranslate();
    m_stage->retranslate();
    for (QAction* action : m_actions->themes->actions())
        action->setChecked(action->data().toString() == m_appearance.theme);
    for (QAction* action : m_actions->schemes->actions())
        action->setChecked(
            (action->data().toString() == "strong") == (m_desk.scheme == Scheme::Strong));
    for (QAction* action : m_actions->languages->actions())
        action->setChecked(action->data().toString() == m_appearance.language);
    refreshTitle();
    m_refresher->changed(Change::Look);
}

void MainWindow::refreshTitle()
{
    const ScenePtr scene = m_session.scene();
    setWindowTitle(scene ? wordedTitle(scene->title) + " – RNN Scope" : QString("RNN Scope"));
    const bool alone = scene && scene->models.size() == 1;
    setWindowFilePath(alone ? scene->origins.front().path : QString());
}

/// The system has another theme.
bool MainWindow::event(QEvent* event)
{
    if (event->type() == QEvent::ThemeChange && m_appearance.theme.isEmpty())
        applyAppearance();
    return QMainWindow::event(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    if (centralWidget()
        && (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange))
        refreshLook();
    QMainWindow::changeEvent(event);
}

void MainWindow::restore()
{
    const QSettings settings;
    restoreGeometry(settings.value("geometry").toByteArray());
    resize(size().boundedTo(screen()->availableVirtualSize()));
    m_stage->restoreLayout(settings.value("layout").toByteArray());
    m_actions->follow->setChecked(settings.value("follow", true).toBool());
    const std::string training = settings.value("training").toString().toStdString();
    if (const auto setting = readComparison(training, "settings"))
        m_training.turn(*setting);
    constexpr double slowest = 0.01, fastest = 1000;
    if (const double speed = settings.value("speed").toDouble(); speed > 0)
        m_playback.setSpeed(std::clamp(speed, slowest, fastest));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayLeave(m_training, this))
        return event->ignore();
    rememberAppearance(m_appearance);
    QSettings settings;
    settings.setValue("geometry", saveGeometry());
    settings.setValue("layout", m_stage->layoutState());
    settings.setValue("speed", m_playback.speed());
    settings.setValue("follow", m_watched.following());
    settings.setValue("training", QString::fromStdString(writeComparison(m_training.setting())));
    m_files->closeInspector();
    QMainWindow::closeEvent(event);
}

} // namespace rnnscope
