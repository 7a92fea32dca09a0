#include "ui/view/words.h"

#include "core/model/depth.h"
#include "core/pack/tensor.h"
#include "ui/paint/formula.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/view/stillview.h"
#include "ui/view/trailbar.h"

#include <QAction>
#include <QApplication>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace rnnscope {

namespace {
constexpr size_t fewest = 6; ///< products listed at first
}

Words::Words(const Desk& desk, QWidget* parent)
    : View(desk, parent)
    , m_bar(new TrailBar(desk, this))
    , m_column(new BlockColumn(AccountLine::margin, this))
    , m_back(new QAction(this))
    , m_forward(new QAction(this))
    , m_most(fewest)
{
    setMinimumSize(240, 160);
    m_unit = new QSpinBox(m_column->sheet());
    m_unit->hide();
    m_bar->hide();
    connect(m_unit, &QSpinBox::valueChanged, this, &Words::chooseUnit);
    // Return gives the keys back to the window
    connect(m_unit, &QSpinBox::editingFinished, m_unit, &QWidget::clearFocus);
    connect(m_bar, &TrailBar::chosen, this, &Words::goTo);
    m_back->setShortcuts({QKeySequence(Qt::ALT | Qt::Key_Left), QKeySequence(Qt::Key_Backspace)});
    m_forward->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Right));
    for (const auto& [action, by] : {std::pair(m_back, -1), std::pair(m_forward, 1)}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(action, &QAction::triggered, this, [this, by = by] { goTo(m_trail.place() + by); });
    }
}

void Words::refresh(Changes changes)
{
    if (!trace() || (onlyMoves(changes) && explainedNow(desk()) == m_explained))
        return;
    const Explained before = m_explained;
    const bool keys = isAncestorOf(QApplication::focusWidget());
    takeIn();
    takeTrail(changes);
    place();
    if (keys && !isAncestorOf(QApplication::focusWidget()))
        moveKeys(-1, 1); // the line that had them is gone
    describeAll();
    if (m_explained.term >= 0 && before != m_explained)
        showOpen();
    update();
}

/// Scrolls so that the open term and what it came from are seen, the term first.
void Words::showOpen()
{
    const auto term = static_cast<size_t>(m_explained.term);
    for (const size_t line : {term + m_sources.size(), term})
        m_column->ensureWidgetVisible(m_lines[line], 0, 8);
}

void Words::takeIn()
{
    const Explained before = std::exchange(m_explained, explainedNow(desk()));
    const Selection& selection = *desk().selection;
    const Sequence& sequence = *desk().session->sequence();
    m_steps = desk().playback->steps();
    m_account = accountOf(*model(), sequence, *trace(),
        {selection.layer(), selection.track(), selection.unit(),
            static_cast<int>(m_explained.origin.step), m_explained.phase});
    if (m_explained.term >= static_cast<int>(m_account.terms.size()))
        m_explained.term = -1;
    if (before != m_explained)
        m_end = -1;
    if (before.term != m_explained.term)
        m_most = fewest;
    m_sources.clear();
    if (m_explained.term >= 0) {
        const Term& term = m_account.explanation.terms[static_cast<size_t>(m_explained.term)];
        m_sources = sourceLines(*model(), m_account.origin, term,
            sourcesOf(*model(), sequence, *trace(), m_account.origin, term), m_most);
    }
    const QSignalBlocker quiet(m_unit);
    m_unit->setPrefix(tr("unit ", "before a number"));
    m_unit->setAccessibleName(tr("Unit"));
    m_back->setText(tr("Back on the walk through the numbers"));
    m_forward->setText(tr("Forward on the walk through the numbers"));
    m_unit->setMaximum(std::max(0, m_account.units - 1));
    m_unit->setValue(m_account.unit);
    m_unit->setVisible(m_account.subject.isEmpty());
}

/// The walk is forgotten with its scene, and where something is chosen that it does not lead to.
void Words::takeTrail(Changes changes)
{
    const bool another = changes & Changes(Change::Scene | Change::Cell);
    const bool chosen = changes & Change::Selection && !m_trail.empty()
        && m_trail.here().origin != m_explained.origin;
    if (another || chosen)
        m_trail.clear();
    m_bar->setTrail(m_trail);
    m_bar->setVisible(!m_trail.empty());
}

/// All that is shown, for those who do not see it.
void Words::describeAll()
{
    QStringList said{m_account.title};
    for (const std::string& equation : m_account.equations)
        said << formulaText(equation);
    for (const AccountLine* line : lines())
        said << line->accessibleName();
    said << m_account.hint;
    setAccessibleDescription(said.join(QStringLiteral("; ")));
}

std::vector<Tensor> Words::numbers() const
{
    if (m_steps == 0)
        return {};
    const Origin& of = m_account.origin;
    const std::string name = of.kind == Origin::Output ? "logits"
                                                       : layerId(*model(), of.layer) + "/"
            + std::string(model()
                              ->layers[static_cast<size_t>(of.layer)]
                              .cell->tracks()[static_cast<size_t>(of.track)]
                              .id);
    const Explanation& said = m_account.explanation;
    Matrix terms(said.terms.size(), 1);
    for (size_t i = 0; i < said.terms.size(); ++i)
        terms(static_cast<Index>(i), 0) = static_cast<Real>(said.terms[i].value);
    return {tensorOf(name + "/terms", terms),
        tensorOf(name + "/sum", Matrix::Constant(1, 1, static_cast<Real>(said.argument))),
        tensorOf(name + "/value", Matrix::Constant(1, 1, static_cast<Real>(said.value)))};
}

/// A unit that the selected track has not, because a projection made fewer or more, is one of the
/// track that is explained.
void Words::chooseUnit(int unit)
{
    const auto selected = static_cast<size_t>(desk().selection->track());
    if (m_account.track >= 0 && unit >= layerTrace().tracks[selected].rows())
        desk().selection->setTrack(m_account.track);
    desk().selection->setUnit(unit);
}

std::vector<AccountLine*> Words::lines() const
{
    return {m_lines.begin(), m_lines.begin() + static_cast<ptrdiff_t>(m_acts.size())};
}

void Words::press(size_t line)
{
    if (const auto act = m_acts[line])
        act();
}

/// Opens a term of what is explained, which is selected with it, or closes it.
void Words::toggle(int term)
{
    Selection& selection = *desk().selection;
    if (term == m_explained.term)
        return selection.closeTerm();
    const bool predicts = m_account.origin.kind == Origin::Output;
    if (!predicts)
        selection.choose(selection.layer(), m_account.track, m_account.unit);
    selection.openTerm(term, predicts);
}

Stop Words::stopNow() const
{
    const Selection& selection = *desk().selection;
    return {m_account.origin, selection.layer(), selection.track(), selection.unit(),
        desk().playback->position(), m_explained.term};
}

void Words::walk(const Origin& to)
{
    m_trail.walk(
        stopNow(), {to, to.layer, to.track, static_cast<int>(to.unit), madeAt(*model(), to), -1});
    explainValue(desk(), to);
}

void Words::goTo(int stop)
{
    if (!m_trail.canGo(stop - m_trail.place()))
        return;
    m_trail.goTo(stop);
    const Stop& to = m_trail.here();
    desk().selection->choose(to.layer, to.track, to.unit);
    desk().playback->setPosition(to.position);
    desk().selection->openTerm(to.term, to.origin.kind == Origin::Output);
}

/// The arrow keys go from line to line.
void Words::moveKeys(int line, int direction)
{
    const auto count = static_cast<int>(m_acts.size());
    for (int i = line + direction; i >= 0 && i < count; i += direction)
        if (AccountLine* const next = m_lines[static_cast<size_t>(i)]; next->isEnabled()) {
            next->setFocus(Qt::TabFocusReason);
            m_column->ensureWidgetVisible(next, 0, 8);
            return;
        }
}

void Words::resizeEvent(QResizeEvent*)
{
    if (m_steps > 0)
        place();
}

/// The heading on top, the walk where there is one, and the account below.
void Words::place()
{
    int top = QFontMetrics(font()).height() + 18;
    if (!m_trail.empty()) {
        m_bar->setGeometry(0, top, width(), m_bar->sizeHint().height());
        top += m_bar->height() + 2;
    }
    m_column->setGeometry(0, top, width(), height() - top);
    arrange();
}

void Words::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_steps == 0) {
        drawEmpty(painter, tr("In words"),
            tr("Here stands what happens in each part of a step, with its equation and its "
               "numbers, once there is a sequence."));
        return;
    }
    QString remark = tr("phase %1 of %2").arg(m_explained.phase + 1).arg(m_explained.phases);
    if (model()->layers.size() > 1 || layer().backward)
        remark += QStringLiteral(" · ") + layerPlace(*model(), desk().selection->layer());
    drawHeading(painter, tr("Step %1 of %2").arg(m_explained.origin.step + 1).arg(m_steps), remark);
}

} // namespace rnnscope
