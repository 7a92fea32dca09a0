#include "ui/panel/editor.h"

#include "ui/panel/describe.h"
#include "ui/panel/dials.h"
#include "ui/panel/inputactions.h"
#include "ui/panel/inputstatus.h"
#include "ui/panel/written.h"

#include <QHBoxLayout>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

namespace rnnscope {

SequenceEditor::SequenceEditor(const Desk& desk, InputActions& actions, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_actions(actions)
    , m_label(new QLabel(this))
    , m_field(new QPlainTextEdit(this))
    , m_inputs(new QToolButton(this))
    , m_dials(new Dials(this))
    , m_transpose(new QPushButton(this))
    , m_status(new InputStatus(desk, this))
{
    m_field->setTabChangesFocus(true);
    m_field->setWordWrapMode(QTextOption::WrapAnywhere);
    m_field->setFixedHeight(2 * m_field->fontMetrics().lineSpacing()
        + 2 * static_cast<int>(m_field->document()->documentMargin()) + 2 * m_field->frameWidth()
        + 2);
    m_field->installEventFilter(this);
    m_field->viewport()->installEventFilter(this);
    m_label->setBuddy(m_field);
    m_status->setFixedHeight(m_field->height());

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 16, 4);
    row->setSpacing(12);
    row->addWidget(m_label);
    row->addWidget(m_field, 3);
    row->addWidget(m_inputs);
    row->addWidget(m_dials);
    row->addWidget(m_transpose);
    row->addWidget(m_status, 2);

    connect(m_field, &QPlainTextEdit::textChanged, this, &SequenceEditor::take);
    connect(desk.session, &Session::sceneChanged, this, &SequenceEditor::followScene);
    connect(desk.session, &Session::chosenChanged, this, &SequenceEditor::followChosen);
    connect(desk.session, &Session::failed, this, &SequenceEditor::fail);
    connect(m_status, &InputStatus::stopped, this, [this] {
        m_asked.clear();
        m_status->complain(tr("✗ Stopped; nothing has changed (Esc)"));
    });
    connectActions();
    followScene();
}

void SequenceEditor::connectActions()
{
    auto* menu = new QMenu(m_inputs);
    menu->addActions(m_actions.all());
    menu->setToolTipsVisible(true);
    m_inputs->setMenu(menu);
    m_inputs->setPopupMode(QToolButton::InstantPopup);
    m_inputs->setFocusPolicy(Qt::StrongFocus);
    connect(m_actions.text, &QAction::triggered, this, [this] { type(false); });
    connect(m_actions.numbers, &QAction::triggered, this, [this] { type(true); });
    connect(m_actions.kinds, &QActionGroup::triggered, this,
        [this](const QAction* action) { choose(action->data().toString()); });
    connect(m_dials, &Dials::turned, m_desk.session, qOverload<const Source&>(&Session::read));
    connect(m_transpose, &QPushButton::clicked, this, [this] {
        FromFile file = m_offered;
        file.take = {.transposed = true};
        m_desk.session->read(Source{file, ++m_spell});
    });
}

/// A signal of the length of the one before it; another noise at every choice.
void SequenceEditor::choose(const QString& kind)
{
    if (!m_desk.session->scene())
        return;
    const SignalKind& chosen = *findSignal(kind.toStdString());
    const Signal* shown = m_desk.session->scene()->source.signal();
    Signal signal = shown ? *shown : Signal();
    if (shown && chosen.knob == Knob::Seed && shown->kind == chosen.id)
        ++signal.seed;
    signal.kind = chosen.id;
    signal.at = std::min(signal.at, signal.steps - 1);
    m_desk.session->read(Source{signal, ++m_spell});
}

/// Gives the field to typing, as a text or as token numbers.
void SequenceEditor::type(bool numbers)
{
    m_typing = true;
    m_numbers = numbers;
    if (m_desk.session->scene()) {
        m_unread = false;
        m_asked = shownText();
        m_field->setPlainText(m_asked);
    }
    retranslate();
    m_field->setFocus(Qt::OtherFocusReason);
    m_field->selectAll();
}

Result<SequenceEditor::Offer> SequenceEditor::offerOf(const Model& model, const QString& path)
{
    auto feed = openFeed(path);
    if (!feed)
        return feed.error();
    Offer offer{{*std::move(feed), {}}};
    const Feed& content = *offer.file.feed;
    if (fitsTransposed(model, content))
        offer.unfit = sequenceFromFeed(model, content, {}).error();
    else if (const auto stretch = stretchOf(model, content, {}); stretch && content.steps() > 0)
        offer.file.take = *stretch;
    return offer;
}

void SequenceEditor::openFile(const QString& path)
{
    if (const ModelPtr model = m_desk.session->model())
        m_files.start([model, path](Watch&) { return offerOf(*model, path); },
            [this](const Result<Offer>& found) {
                if (found)
                    return offer(*found);
                fail(found.error());
                emit failed(found.error());
            });
}

void SequenceEditor::offer(const Offer& offer)
{
    if (!offer.unfit)
        return m_desk.session->read(Source{offer.file, ++m_spell});
    fail(*offer.unfit);
    m_offered = offer.file;
    m_transpose->show();
    emit failed(*offer.unfit);
}

SequenceEditor::Mode SequenceEditor::mode() const
{
    const ModelPtr model = m_desk.session->model();
    if (!model)
        return Mode::Text;
    const bool values = m_desk.session->sequence()->ids.empty();
    if (model->tokens() == 0 || (values && !m_typing))
        return Mode::Values;
    return m_numbers || model->vocabulary.empty() ? Mode::Numbers : Mode::Text;
}

/// The sequence that is shown, as it would be typed.
QString SequenceEditor::shownText() const
{
    const ScenePtr scene = m_desk.session->scene();
    if (!scene)
        return {};
    const Sequence& sequence = *m_desk.session->sequence();
    if (mode() == Mode::Values)
        return describe(scene->source, sequence);
    return mode() == Mode::Numbers ? writtenNumbers(sequence)
                                   : writtenTokens(sequence, m_desk.session->model()->vocabulary);
}

QString SequenceEditor::typedText() const
{
    return m_field->toPlainText().normalized(QString::NormalizationForm_C);
}

/// Whether the field already stands for the sequence that is shown, however it is written.
bool SequenceEditor::holdsShown() const
{
    if (mode() != Mode::Numbers)
        return typedText() == shownText();
    const auto typed = sequenceFromNumbers(*m_desk.session->model(), typedText());
    return typed && typed->ids == m_desk.session->sequence()->ids;
}

/// Reads what stands in the field, unless a syllable is still being composed.
void SequenceEditor::take()
{
    const QString text = typedText();
    if (m_composing || text == m_asked || mode() == Mode::Values)
        return;
    m_asked = text;
    m_unread = true;
    if (mode() == Mode::Text)
        m_desk.session->readText(text, m_spell);
    else
        m_desk.session->read(
            [text](const Model& model) { return sequenceFromNumbers(model, text); }, {{}, m_spell});
}

/// Puts the shown sequence's text back, in a way that can be undone.
void SequenceEditor::restore()
{
    QTextCursor all(m_field->document());
    all.select(QTextCursor::Document);
    all.insertText(shownText());
}

void SequenceEditor::followScene()
{
    m_typing = false;
    m_unread = false;
    m_transpose->hide();
    m_dials->show(m_desk.session->scene() ? m_desk.session->scene()->source : Source());
    if (m_desk.session->scene() && !m_composing && !holdsShown()) {
        m_asked = shownText();
        m_field->setPlainText(m_asked);
    }
    writeTexts();
    sayShown();
}

/// What is typed and not read stays: it is not the other model's to take away.
void SequenceEditor::followChosen() { m_unread ? retranslate() : followScene(); }

void SequenceEditor::fail(const Error& error)
{
    if (error.fault != Fault::Input)
        return;
    m_status->complain(tr("✗ Not read; the earlier sequence stays (Esc)"),
        QString::fromStdString(error.found), QString::fromStdString(error.text()));
}

void SequenceEditor::retranslate()
{
    writeTexts();
    if (!m_status->complains())
        sayShown();
}

void SequenceEditor::writeTexts()
{
    m_label->setText(mode() == Mode::Text ? tr("Text")
            : mode() == Mode::Numbers     ? tr("Tokens")
                                          : tr("Numbers"));
    m_field->setAccessibleName(tr("Sequence to read"));
    m_field->setReadOnly(mode() == Mode::Values);
    m_field->setPlaceholderText(mode() == Mode::Text ? tr("Type a text; it is read as you type")
            : mode() == Mode::Numbers                ? tr("Type token numbers, such as 3, 1, 4")
                                                     : QString());
    m_inputs->setText(tr("Input"));
    m_inputs->setToolTip(tr("What the network is to read: typed, from a file, or a test signal"));
    m_inputs->setAccessibleName(m_inputs->text());
    m_inputs->setAccessibleDescription(m_inputs->toolTip());
    m_dials->retranslate();
    m_transpose->setText(tr("Transpose"));
    m_transpose->setToolTip(tr("Reads the file's columns as steps: so it fits the model"));
}

/// How long the sequence is that is shown, and where it came from.
void SequenceEditor::sayShown()
{
    if (!m_desk.session->scene())
        return;
    const bool values = mode() == Mode::Values;
    const Scene& scene = *m_desk.session->scene();
    const Model& model = *m_desk.session->model();
    const Sequence& sequence = *m_desk.session->sequence();
    const Index unknown = unknownIn(model, sequence);
    const QString source = values ? tr("numbers a step: %1").arg(sequence.values.rows())
        : scene.source.file()     ? describe(scene.source, sequence)
        : unknown > 0
        ? tr("%1 unknown, read as %2")
              .arg(unknown)
              .arg(QString::fromStdString(model.vocabulary.token(*model.vocabulary.unknown())))
        : tr("read as you type");
    m_status->say(tr("length %1").arg(sequence.steps()), source);
    if (values && m_field->toPlainText() != shownText())
        m_field->setPlainText(shownText()); // in another language
}

/// Esc, Enter and unfinished syllables in the field; files that are dropped on it are the window's.
bool SequenceEditor::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::FocusIn)
        ++m_spell;
    if (event->type() == QEvent::DragEnter
        && static_cast<QDragEnterEvent*>(event)->mimeData()->hasUrls()) {
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::InputMethod) {
        m_composing = !static_cast<QInputMethodEvent*>(event)->preeditString().isEmpty();
        QMetaObject::invokeMethod(this, &SequenceEditor::take, Qt::QueuedConnection);
    }
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(object, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape && m_desk.session->scene()) { // back to what is shown, then out
        event->accept();
        if (event->type() == QEvent::KeyPress)
            holdsShown() ? m_field->clearFocus() : restore();
        return true;
    }
    const auto* keys = static_cast<QKeyEvent*>(event);
    const QTextDocument* typed = m_field->document();
    if (event->type() == QEvent::ShortcutOverride
        && ((keys->matches(QKeySequence::Undo) && !typed->isUndoAvailable())
            || (keys->matches(QKeySequence::Redo) && !typed->isRedoAvailable())))
        return true; // nothing typed: the window's own
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (enter && m_desk.session->model()
        && !m_desk.session->model()->vocabulary.encode("\n")) // it knows no line break
        return true;
    return QWidget::eventFilter(object, event);
}

void SequenceEditor::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace rnnscope
