#include "ui/panel/editor.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QStackedWidget>

#include <cmath>
#include <numbers>

namespace rnnscope {

namespace {

constexpr Index sampleSteps = 48;

Result<Sequence> sequenceFromNumbers(const Model& model, const QString& text)
{
    static const QRegularExpression gaps(QStringLiteral("[,;\\s]+"));
    std::vector<int> ids;
    for (const QString& part : text.split(gaps, Qt::SkipEmptyParts)) {
        bool whole = false;
        ids.push_back(part.toInt(&whole));
        if (!whole)
            return Error{Fault::Input, "Cannot read the token numbers",
                "expected whole numbers from 0 to " + std::to_string(model.tokens() - 1)
                    + ", found “" + part.toStdString() + "”",
                "Write them with commas, such as 3, 1, 4"};
    }
    return sequenceFromIds(model, std::move(ids));
}

/// One sine a row, each of another period and phase.
Result<Sequence> sineSequence(const Model& model)
{
    Matrix values(model.reads(), sampleSteps);
    for (Index i = 0; i < values.rows(); ++i)
        for (Index t = 0; t < sampleSteps; ++t)
            values(i, t) = static_cast<Real>(std::sin(
                2 * std::numbers::pi * static_cast<double>(t) / (12.0 + 6.0 * (i % 4)) + i / 4));
    return sequenceFromValues(model, std::move(values));
}

QString joined(const std::vector<int>& ids, const Vocabulary& vocabulary)
{
    QString text;
    for (int id : ids) {
        if (!vocabulary.empty())
            text += QString::fromStdString(vocabulary.token(id));
        else
            text += (text.isEmpty() ? QString() : QStringLiteral(", ")) + QString::number(id);
    }
    return text;
}

}

SequenceEditor::SequenceEditor(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_label(new QLabel(this))
    , m_field(new QPlainTextEdit(this))
    , m_random(new QPushButton(this))
    , m_sine(new QPushButton(this))
    , m_side(new QStackedWidget(this))
    , m_message(new QLabel(this))
{
    m_field->setTabChangesFocus(true);
    m_field->setWordWrapMode(QTextOption::WrapAnywhere);
    m_field->setFixedHeight(2 * m_field->fontMetrics().lineSpacing()
        + 2 * static_cast<int>(m_field->document()->documentMargin()) + 2 * m_field->frameWidth()
        + 2);
    m_field->installEventFilter(this);
    m_label->setBuddy(m_field);
    m_message->setMinimumWidth(1);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_side->addWidget(m_message);
    m_side->addWidget(makeProgress());
    m_side->setFixedHeight(m_field->height());

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 16, 4);
    row->setSpacing(12);
    row->addWidget(m_label);
    row->addWidget(m_field, 3);
    row->addWidget(m_random);
    row->addWidget(m_sine);
    row->addWidget(m_side, 2);

    m_patience.setObjectName(QStringLiteral("patience"));
    m_patience.setSingleShot(true);
    m_patience.setInterval(300);
    m_poll.setInterval(100);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_side->setCurrentIndex(1);
        m_poll.start();
    });
    connect(&m_poll, &QTimer::timeout, this,
        [this] { m_progress->setValue(qRound(m_desk.session->progress() * 1000)); });
    connect(m_field, &QPlainTextEdit::textChanged, this, &SequenceEditor::take);
    connect(m_random, &QPushButton::clicked, this, [this] {
        m_desk.session->read([seed = ++m_seed](const Model& m) {
            return randomSequence(m, sampleSteps, seed); // another one at every press
        });
    });
    connect(m_sine, &QPushButton::clicked, this, [this] { m_desk.session->read(sineSequence); });
    connect(desk.session, &Session::sceneChanged, this, &SequenceEditor::followScene);
    connect(desk.session, &Session::busyChanged, this, &SequenceEditor::followBusy);
    connect(desk.session, &Session::failed, this, &SequenceEditor::fail);
    followScene();
}

QWidget* SequenceEditor::makeProgress()
{
    auto* page = new QWidget(this);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    m_progress = new QProgressBar(page);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_cancel = new QPushButton(page);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_desk.session->cancel();
        m_asked.clear();
        say(tr("✗ Stopped; nothing has changed (Esc)"), {}, true);
    });
    return page;
}

SequenceEditor::Mode SequenceEditor::mode() const
{
    const ModelPtr model = m_desk.session->model();
    if (!model || !model->vocabulary.empty())
        return Mode::Text;
    return model->tokens() > 0 ? Mode::Numbers : Mode::Values;
}

/// The sequence that is shown, as it would be typed.
QString SequenceEditor::shownText() const
{
    const ScenePtr scene = m_desk.session->scene();
    if (!scene)
        return {};
    const Sequence& sequence = *scene->sequence;
    return sequence.text.empty() ? joined(sequence.ids, m_desk.session->model()->vocabulary)
                                 : QString::fromStdString(sequence.text);
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
    return typed && typed->ids == m_desk.session->scene()->sequence->ids;
}

/// Reads what stands in the field, unless a syllable is still being composed.
void SequenceEditor::take()
{
    const QString text = typedText();
    if (m_composing || text == m_asked || mode() == Mode::Values)
        return;
    m_asked = text;
    if (mode() == Mode::Text)
        m_desk.session->readText(text);
    else
        m_desk.session->read(
            [text](const Model& model) { return sequenceFromNumbers(model, text); });
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
    if (m_desk.session->scene() && !m_composing && !holdsShown()) {
        m_asked = shownText();
        m_field->setPlainText(m_asked);
    }
    m_failed = false;
    retranslate();
}

void SequenceEditor::followBusy(bool busy)
{
    if (busy && !m_patience.isActive() && !m_poll.isActive())
        m_patience.start();
    if (busy)
        return;
    m_patience.stop();
    m_poll.stop();
    m_side->setCurrentIndex(0);
}

void SequenceEditor::fail(const Error& error)
{
    if (error.fault != Fault::Input)
        return;
    say(tr("✗ Not read; the earlier sequence stays (Esc)"), QString::fromStdString(error.found),
        true);
    m_message->setToolTip(QString::fromStdString(error.text()));
}

void SequenceEditor::say(const QString& message, const QString& detail, bool failed)
{
    m_failed = failed;
    m_said = message;
    m_detail = detail;
    m_message->setToolTip({});
    layMessage();
    if (!failed)
        return;
    QAccessibleEvent alert(m_message, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

/// A line each. What does not fit is cut at its beginning: the end names what was found.
void SequenceEditor::layMessage()
{
    const auto line = [&](const QString& text) {
        return m_message->fontMetrics().elidedText(text, Qt::ElideLeft, m_side->width());
    };
    m_message->setText(m_detail.isEmpty() ? line(m_said) : line(m_said) + u'\n' + line(m_detail));
    QPalette colours = m_message->palette();
    colours.setColor(QPalette::WindowText, m_failed ? m_desk.colours().bad : m_desk.colours().dim);
    m_message->setPalette(colours);
}

void SequenceEditor::retranslate()
{
    const ModelPtr model = m_desk.session->model();
    const bool values = mode() == Mode::Values;
    m_label->setText(mode() == Mode::Text ? tr("Text") : tr("Input"));
    m_field->setAccessibleName(tr("Sequence to read"));
    m_field->setReadOnly(values);
    m_field->setPlaceholderText(mode() == Mode::Text ? tr("Type a text; it is read as you type")
            : mode() == Mode::Numbers
            ? tr("Type token numbers, such as 3, 1, 4")
            : tr("This model reads numbers, %1 a step: try a test sequence").arg(model->reads()));
    m_random->setText(tr("Random"));
    m_random->setToolTip(tr("Reads %1 random steps").arg(sampleSteps));
    m_random->setVisible(mode() != Mode::Text);
    m_sine->setText(tr("Sine"));
    m_sine->setToolTip(tr("Reads %1 steps of sine waves").arg(sampleSteps));
    m_sine->setVisible(values);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stops reading; the earlier sequence stays"));
    if (m_failed || !m_desk.session->scene())
        return layMessage();
    const Index steps = m_desk.session->scene()->sequence->steps();
    say(tr("length %1").arg(steps), values ? QString() : tr("read as you type"), false);
}

/// Esc, Enter and unfinished syllables in the field.
bool SequenceEditor::eventFilter(QObject* object, QEvent* event)
{
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
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (enter && m_desk.session->model()
        && !m_desk.session->model()->vocabulary.encode("\n")) // it knows no line break
        return true;
    return QWidget::eventFilter(object, event);
}

void SequenceEditor::resizeEvent(QResizeEvent* event)
{
    layMessage();
    QWidget::resizeEvent(event);
}

void SequenceEditor::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace rnnscope
