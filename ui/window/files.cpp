#include "ui/window/files.h"

#include "ui/inspector/window.h"
#include "ui/panel/editor.h"
#include "ui/panel/inputactions.h"
#include "ui/panel/notice.h"
#include "ui/state/remember.h"
#include "ui/view/mapbyhand.h"
#include "ui/view/vocabulary.h"
#include "ui/window/actions.h"
#include "ui/window/drops.h"
#include "ui/window/opener.h"

#include <QToolButton>

#include <algorithm>

namespace rnnscope {

ModelFiles::ModelFiles(const Desk& desk, const Around& around, QWidget* window)
    : QObject(window)
    , m_desk(desk)
    , m_session(*desk.session)
    , m_around(around)
    , m_window(window)
    , m_lookInside(new QAction(this))
{
    connectActions();
    connectSession();
    auto* drops = new Drops(m_session, window);
    connect(drops, &Drops::dropped, this, &ModelFiles::takeDropped);
    connect(drops, &Drops::severalDropped, this, &ModelFiles::open);
    connect(&around.editor, &SequenceEditor::failed, this, &ModelFiles::fail);
    refreshActions();
    retranslate();
}

void ModelFiles::connectActions()
{
    const Actions& actions = m_around.actions;
    connect(actions.open, &QAction::triggered, this, [this] { askForModel(false); });
    connect(actions.beside, &QAction::triggered, this, [this] { askForModel(true); });
    connect(actions.close, &QAction::triggered, &m_session, &Session::close);
    connect(&actions, &Actions::exampleChosen, this, &ModelFiles::openExample);
    connect(m_around.inputs.file, &QAction::triggered, this, &ModelFiles::askForInput);
    connect(actions.vocabulary, &QAction::triggered, this,
        [this] { askForVocabulary(m_session, m_window); });
    connect(actions.mapping, &QAction::triggered, this, &ModelFiles::askForMapping);
    for (const QAction* look : {actions.inspect, m_lookInside})
        connect(look, &QAction::triggered, this, &ModelFiles::inspect);
}

void ModelFiles::connectSession()
{
    connect(&m_session, &Session::sceneChanged, this, &ModelFiles::followScene);
    connect(&m_session, &Session::chosenChanged, this, &ModelFiles::refreshActions);
    connect(&m_session, &Session::failed, this, &ModelFiles::fail);
    connect(&m_session, &Session::unrecognised, this,
        [this](const ContentsPtr& contents, const QString& path) {
            m_unrecognised = {contents, path};
            m_offers = true;
            refreshActions();
        });
    connect(
        &m_session, &Session::busyChanged, this,
        [this] {
            if (!m_session.busy() && !m_around.editor.reading()) // the last one was stopped
                m_next.clear();
        },
        Qt::QueuedConnection);
}

/// Leaves behind what was asked for before.
void ModelFiles::begin()
{
    m_next.clear();
    m_unrecognised = {};
    m_around.notice.dismiss();
    refreshActions();
}

void ModelFiles::open(const QStringList& paths, bool beside)
{
    begin();
    m_next = paths;
    // Models first: they are to read the input.
    std::stable_partition(
        m_next.begin(), m_next.end(), [](const QString& path) { return !isFeed(path); });
    openNext(beside);
}

/// Input goes to what is shown, a model beside it or in its place.
void ModelFiles::openNext(bool beside)
{
    if (m_next.isEmpty())
        return;
    const QString path = m_next.takeFirst();
    if (m_session.scene() && isFeed(path))
        m_around.editor.openFile(path);
    else if (beside)
        m_session.openBeside(path, rememberedChoices(path));
    else
        m_session.open(path, rememberedChoices(path));
}

void ModelFiles::openExample(const QString& id)
{
    begin();
    m_session.openExample(id);
}

/// A vocabulary for the chosen model, another model, or input.
void ModelFiles::takeDropped(const QString& path, bool beside)
{
    const auto tokens = beside ? Result<bool>(false) : takeVocabulary(m_session, path, m_window);
    if (!tokens)
        m_around.notice.tell(tokens.error());
    else if (*tokens)
        begin();
    else
        open({path}, beside);
}

void ModelFiles::askForModel(bool beside)
{
    const QString path
        = chooseFile(m_window, beside ? tr("Open a model beside") : tr("Open a model"));
    if (!path.isEmpty())
        open({path}, beside);
}

void ModelFiles::askForInput()
{
    const QString path = chooseInput(m_window);
    if (path.isEmpty())
        return;
    begin();
    m_around.editor.openFile(path);
}

/// Of the file that was read last.
void ModelFiles::askForMapping()
{
    m_around.notice.dismiss();
    if (m_unrecognised.first)
        mapByHand(m_desk, m_unrecognised.first, m_unrecognised.second, m_window);
    else if (const FileOrigin origin = m_session.origin(); origin.contents)
        mapByHand(m_desk, origin.contents, origin.path, m_window);
}

/// Looks into a file in which no network was recognised, or else into the chosen model's.
void ModelFiles::inspect()
{
    if (!m_inspector) {
        m_inspector = new InspectorWindow(m_desk, nullptr, {}, m_window);
        auto* map = new QToolButton;
        map->setDefaultAction(m_around.actions.mapping);
        m_inspector->inspector().add(map);
    }
    m_inspector->look(m_unrecognised.first, m_unrecognised.second);
}

void ModelFiles::closeInspector()
{
    if (m_inspector)
        m_inspector->close();
}

/// What was chosen for a file is known when it is opened again.
void ModelFiles::followScene()
{
    m_unrecognised = {};
    refreshActions();
    for (const FileOrigin& origin : m_session.scene()->origins)
        if (!origin.path.isEmpty())
            rememberChoices(origin.path, origin.choices);
    openNext(true);
}

/// What can be done with the file that was read last, or the chosen model's.
void ModelFiles::refreshActions()
{
    const Actions& actions = m_around.actions;
    actions.mapping->setEnabled(m_unrecognised.first || !m_session.origin().path.isEmpty());
    actions.vocabulary->setEnabled(takesTokens(m_session));
}

/// The editor speaks of what was typed; everything else is told above the views.
void ModelFiles::fail(const Error& error)
{
    m_next.clear();
    const bool offers = std::exchange(m_offers, false);
    if (error.fault == Fault::Input)
        return;
    m_around.notice.tell(error);
    if (offers)
        m_around.notice.offer({m_around.actions.mapping, m_lookInside});
}

void ModelFiles::retranslate() { m_lookInside->setText(tr("Look inside")); }

} // namespace rnnscope
