#include "ui/window/actions.h"

#include "core/cell/cells.h"
#include "ui/export/actions.h"
#include "ui/panel/inputactions.h"
#include "ui/panel/playactions.h"
#include "ui/window/views.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

namespace rnnscope {

namespace {

int wrapped(int value, int count) { return (value % count + count) % count; }

}

Actions::Actions(const Desk& desk, PlayActions& play, InputActions& inputs, ExportActions& exports,
    QMenuBar& bar, QWidget* window)
    : QObject(window)
    , open(new QAction(this))
    , beside(make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)}))
    , close(make({QKeySequence(Qt::CTRL | Qt::Key_W)}))
    , inspect(make({QKeySequence(Qt::CTRL | Qt::Key_I)}))
    , vocabulary(new QAction(this))
    , mapping(new QAction(this))
    , quit(new QAction(this))
    , earlier(make({QKeySequence(Qt::ALT | Qt::Key_PageUp)}))
    , later(make({QKeySequence(Qt::ALT | Qt::Key_PageDown)}))
    , follow(new QAction(this))
    , lab(make({QKeySequence(Qt::CTRL | Qt::Key_G)}))
    , train(make({QKeySequence(Qt::CTRL | Qt::Key_R)}))
    , epochBack(make({QKeySequence(Qt::CTRL | Qt::Key_Left)}))
    , epochForward(make({QKeySequence(Qt::CTRL | Qt::Key_Right)}))
    , examples(new QAction(this))
    , views(new QActionGroup(this))
    , closeView(make({QKeySequence(Qt::CTRL | Qt::Key_F4)}))
    , floatView(make({QKeySequence(Qt::CTRL | Qt::Key_F5)}))
    , languages(new QActionGroup(this))
    , themes(new QActionGroup(this))
    , schemes(new QActionGroup(this))
    , otherLanguage(new QAction(this))
    , resetLayout(new QAction(this))
    , fullScreen(new QAction(this))
    , keys(new QAction(this))
    , about(new QAction(this))
    , m_desk(desk)
    , m_window(window)
    , m_file(bar.addMenu(QString()))
    , m_input(bar.addMenu(QString()))
    , m_play(bar.addMenu(QString()))
    , m_look(bar.addMenu(QString()))
    , m_view(bar.addMenu(QString()))
    , m_help(bar.addMenu(QString()))
    , m_examples(new QMenu(window))
    , m_export(new QMenu(window))
    , m_language(new QMenu(window))
    , m_theme(new QMenu(window))
    , m_scheme(new QMenu(window))
    , m_models(new QActionGroup(this))
    , m_nextUnit(make({Qt::Key_Down}))
    , m_previousUnit(make({Qt::Key_Up}))
    , m_nextTrack(make({Qt::Key_BracketRight}))
    , m_previousTrack(make({Qt::Key_BracketLeft}))
    , m_nextLayer(make({Qt::Key_Y}))
    , m_loss(make({Qt::Key_L}))
{
    open->setShortcut(QKeySequence::Open);
    vocabulary->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_T));
    for (QAction* ofAFile : {mapping, vocabulary})
        ofAFile->setEnabled(false);
    quit->setShortcut(QKeySequence::Quit);
    follow->setCheckable(true);
    otherLanguage->setShortcut(Qt::Key_F2);
    otherLanguage->setShortcutContext(Qt::ApplicationShortcut); // the inspector's window too
    fullScreen->setShortcut(Qt::Key_F11);
    fullScreen->setCheckable(true);
    keys->setShortcuts({Qt::Key_Question, Qt::Key_F1});
    fillExamples();
    for (const QString& id : {QString(), QString("en"), QString("ko")})
        m_language->addAction(choice(languages, id));
    for (const QString& id : {QString(), QString("light"), QString("dark")})
        m_theme->addAction(choice(themes, id));
    for (const QString& id : {QString("standard"), QString("strong")})
        m_scheme->addAction(choice(schemes, id));
    connectSelection();
    fillMenus(play, inputs, exports);
    retranslate();
    followScene();
}

QAction* Actions::make(const QList<QKeySequence>& shortcuts)
{
    auto* action = new QAction(this);
    action->setShortcuts(shortcuts);
    return action;
}

QAction* Actions::choice(QActionGroup* group, const QString& data)
{
    auto* action = group->addAction(QString());
    action->setCheckable(true);
    action->setData(data);
    return action;
}

void Actions::fillExamples()
{
    examples->setMenu(m_examples);
    for (const Task& task : tasks())
        for (const Example& example : task.examples) {
            const QString id = QString::fromUtf8(example.id);
            connect(m_examples->addAction(QString::fromUtf8(example.title)), &QAction::triggered,
                this, [this, id] { emit exampleChosen(id); });
        }
    m_examples->addSeparator();
    m_examples->addActions({lab, train});
}

void Actions::connectSelection()
{
    Selection* const selection = m_desk.selection;
    const auto cell = [this]() -> const Cell& {
        return *m_desk.session->model()
                    ->layers[static_cast<size_t>(m_desk.selection->layer())]
                    .cell;
    };
    const auto units = [this] {
        return static_cast<int>(m_desk.session->trace()
                                    ->layers[static_cast<size_t>(m_desk.selection->layer())]
                                    .tracks[static_cast<size_t>(m_desk.selection->track())]
                                    .rows());
    };
    const auto onScene = [this](QAction* action, auto act) {
        connect(action, &QAction::triggered, this, [this, act] {
            if (m_desk.session->scene())
                act();
        });
    };
    onScene(m_nextUnit, [=] { selection->setUnit(wrapped(selection->unit() + 1, units())); });
    onScene(m_previousUnit, [=] { selection->setUnit(wrapped(selection->unit() - 1, units())); });
    const auto tracks = [=] { return static_cast<int>(cell().tracks().size()); };
    onScene(m_nextTrack, [=] { selection->setTrack(wrapped(selection->track() + 1, tracks())); });
    onScene(
        m_previousTrack, [=] { selection->setTrack(wrapped(selection->track() - 1, tracks())); });
    onScene(m_nextLayer, [this, selection] {
        const auto depth = static_cast<int>(m_desk.session->model()->layers.size());
        selection->setLayer(wrapped(selection->layer() + 1, depth));
    });
    connect(m_loss, &QAction::triggered, this, [selection] {
        selection->setLosses(
            static_cast<Losses>(wrapped(static_cast<int>(selection->losses()) + 1, 3)));
    });
    for (int i = 0; i < static_cast<int>(mostBeside); ++i) {
        QAction* action = m_models->addAction(QString());
        action->setShortcut(QKeyCombination(Qt::CTRL, static_cast<Qt::Key>(Qt::Key_1 + i)));
        connect(action, &QAction::triggered, this, [this, i] { m_desk.session->choose(i); });
    }
    connect(m_desk.session, &Session::sceneChanged, this, &Actions::followScene);
}

/// What stands in each place; what an example would have there as long as nothing does.
void Actions::followScene()
{
    const ScenePtr scene = m_desk.session->scene();
    const QStringList names = scene ? namesOf(*scene) : QStringList();
    for (qsizetype i = 0; i < m_models->actions().size(); ++i) {
        const std::string_view cell = cells()[static_cast<size_t>(i)]->name();
        QAction* action = m_models->actions()[i];
        QString name = i < names.size() ? names[i] : QString::fromUtf8(cell);
        action->setText(name.replace("&", "&&"));
        action->setEnabled(!scene || i < names.size());
    }
    close->setEnabled(m_desk.session->canClose());
}

void Actions::fillMenus(PlayActions& play, InputActions& inputs, ExportActions& exports)
{
    m_file->addActions({open, beside, close, inspect, vocabulary, mapping, examples});
    m_file->addSeparator();
    m_file->addActions({earlier, later, follow});
    m_file->addSeparator();
    m_file->addMenu(m_export);
    m_export->addActions(exports.all());
    m_file->addSeparator();
    m_file->addAction(quit);
    m_input->addActions(inputs.all());
    m_input->setToolTipsVisible(true);
    m_play->addActions(play.all());
    m_play->addSeparator();
    m_play->addActions({epochBack, epochForward});
    m_look->addActions(m_models->actions());
    m_look->addSeparator();
    m_look->addActions(
        {m_previousUnit, m_nextUnit, m_previousTrack, m_nextTrack, m_nextLayer, m_loss});
    for (const ViewInfo& info : rnnscope::views()) {
        QAction* action = choice(views, QString::fromUtf8(info.id));
        action->setCheckable(info.home != Home::Window);
        action->setShortcut(QKeySequence(info.key));
    }
    views->setExclusionPolicy(QActionGroup::ExclusionPolicy::None);
    m_view->addActions(views->actions());
    m_view->addSeparator();
    m_view->addActions({closeView, floatView, resetLayout});
    m_view->addSeparator();
    m_view->addMenu(m_theme);
    m_view->addMenu(m_scheme);
    m_view->addMenu(m_language);
    m_view->addActions({otherLanguage, fullScreen});
    m_help->addActions({keys, about});
    // On the window too, so that the keys work with the menu bar hidden.
    for (const QMenu* menu :
        {m_file, m_examples, m_export, m_input, m_play, m_look, m_view, m_help})
        m_window->addActions(menu->actions());
}

void Actions::retranslate()
{
    m_file->setTitle(tr("&File"));
    m_input->setTitle(tr("&Input"));
    m_play->setTitle(tr("&Step"));
    m_look->setTitle(tr("&Look at"));
    m_view->setTitle(tr("&View"));
    m_help->setTitle(tr("&Help"));
    open->setText(tr("&Open a model…"));
    beside->setText(tr("Open &beside…"));
    close->setText(tr("&Close the chosen model"));
    m_export->setTitle(tr("E&xport"));
    inspect->setText(tr("Look &inside the file"));
    vocabulary->setText(tr("&Vocabulary of the model…"));
    mapping->setText(tr("&Map tensors by hand…"));
    examples->setText(tr("&Examples"));
    lab->setText(tr("&Gradient lab: untrained networks"));
    train->setText(tr("&Train networks side by side"));
    epochBack->setText(tr("Epoch before"));
    epochForward->setText(tr("Next epoch"));
    earlier->setText(tr("&Earlier version of the file"));
    later->setText(tr("&Later version of the file"));
    follow->setText(tr("&Follow the file as it is written anew"));
    quit->setText(tr("&Quit"));
    m_nextUnit->setText(tr("Next unit"));
    m_previousUnit->setText(tr("Previous unit"));
    m_nextTrack->setText(tr("Next gate or state"));
    m_previousTrack->setText(tr("Previous gate or state"));
    m_nextLayer->setText(tr("Next layer"));
    m_loss->setText(tr("Gradient of other losses"));
    m_theme->setTitle(tr("&Theme"));
    m_scheme->setTitle(tr("Colo&urs"));
    schemes->actions()[0]->setText(tr("Standard"));
    schemes->actions()[1]->setText(tr("Strong, for weak projectors"));
    m_language->setTitle(tr("&Language · 언어"));
    const QStringList themeNames{tr("As the system"), tr("Light"), tr("Dark")};
    const QStringList languageNames{tr("As the system"), "English", "한국어"};
    for (qsizetype i = 0; i < 3; ++i) {
        themes->actions()[i]->setText(themeNames[i]);
        languages->actions()[i]->setText(languageNames[i]);
    }
    for (qsizetype i = 0; i < views->actions().size(); ++i)
        views->actions()[i]->setText(
            QCoreApplication::translate("view", rnnscope::views()[static_cast<size_t>(i)].title));
    otherLanguage->setText(tr("한국어", "the other language, in itself"));
    otherLanguage->setData(tr("ko", "code of the other language"));
    closeView->setText(tr("&Close this view"));
    floatView->setText(tr("&Float this view, or put it back"));
    resetLayout->setText(tr("&Default layout"));
    fullScreen->setText(tr("Full screen"));
    keys->setText(tr("&Keys"));
    about->setText(tr("&About RNN Scope"));
    for (QAction* action : withKeys()) // wherever a button stands for one
        action->setToolTip(QStringLiteral("%1 (%2)").arg(
            action->text().remove(u'&'), action->shortcut().toString(QKeySequence::NativeText)));
}

QList<QAction*> Actions::withKeys() const
{
    QList<QAction*> candidates = m_window->actions(), all;
    for (const View* view : m_window->findChildren<View*>())
        candidates += view->actions();
    for (QAction* action : candidates)
        if (!action->shortcut().isEmpty())
            all.append(action);
    return all;
}

} // namespace rnnscope
