#include "ui/view/words.h"

#include "ui/paint/formula.h"
#include "ui/paint/text.h"

#include <QSpinBox>

#include <algorithm>

namespace rnnscope {

namespace {
constexpr double indent = 20; ///< of the later lines of an equation
constexpr double gap = 8; ///< between columns
constexpr double leastBar = 28;
constexpr double mostBar = 80;
constexpr size_t further = 24; ///< products listed with every press on the rest
}

/// As much of the hint as there is room for; what is left out is the tool tip.
void Words::arrange()
{
    for (const Hint hint : {Hint::Titled, Hint::Plain, Hint::None}) {
        m_column->setBlocks(blocks(hint));
        m_column->setToolTip(hint == Hint::None ? m_account.hint : QString());
        if (bottom() <= height())
            break;
    }
    for (size_t i = 0; i < m_lines.size(); ++i)
        m_lines[i]->setVisible(i < m_acts.size());
}

std::vector<Block> Words::blocks(Hint hint)
{
    m_blocks.clear();
    m_acts.clear();
    QFont bold = font();
    bold.setBold(true);
    addText(m_account.title, scaled(bold, 1.3), 4);
    addEquations();
    addSubject();
    for (int term = 0; term < static_cast<int>(m_account.terms.size()); ++term)
        addTerm(term);
    const AccountRow& result = m_account.result;
    addLine({result.symbol, result.note, result.value, {}, 0, 0, false, true});
    if (hint == Hint::Titled)
        addText(tr("What to look for"), bold, 14);
    if (hint != Hint::None)
        addText(m_account.hint, font(), hint == Hint::Titled ? 2 : 14);
    return std::move(m_blocks);
}

void Words::addText(const QString& text, const QFont& font, double gap, double inset)
{
    const QRectF room(0, 0, m_column->room() - inset, 10000);
    const double height = QFontMetricsF(font).boundingRect(room, Qt::TextWordWrap, text).height();
    const QColor colour = inset > 0 ? colours().dim : colours().text;
    const auto draw = [=](QPainter& painter, const QRectF& area) {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(area.adjusted(inset, 0, 0, 0), Qt::TextWordWrap, text);
    };
    m_blocks.push_back({gap, height, draw});
}

/// The explained equation large, what else the phase computes below it.
void Words::addEquations()
{
    for (const std::string& equation : m_account.equations) {
        const bool main = &equation == &m_account.equations.front();
        const QFont font = scaled(this->font(), main ? 1.25 : 1);
        const QColor colour = main ? colours().text : colours().dim;
        double left = 0;
        for (const std::string& line : wrapFormula(equation, font, m_column->room() - indent)) {
            const auto draw = [=](QPainter& painter, const QRectF& area) {
                const QPointF base(left, QFontMetricsF(font).ascent());
                painter.setPen(colour);
                drawFormula(painter, area.topLeft() + base, line, font);
            };
            m_blocks.push_back({left > 0 ? 0.0 : 6.0, formulaSize(line, font).height(), draw});
            left = indent;
        }
    }
}

/// Whose numbers follow; the selected unit is chosen here.
void Words::addSubject()
{
    const bool chooser = m_account.subject.isEmpty();
    const QString text = !chooser   ? m_account.subject
        : m_account.order.isEmpty() ? tr("with this step’s numbers")
                                    : m_account.order;
    const QSize box = m_unit->sizeHint();
    m_unit->resize(box);
    const double left = chooser ? box.width() + 8 : 0;
    const QFont font = this->font();
    const QColor colour = colours().dim;
    const auto draw = [=](QPainter& painter, const QRectF& area) {
        painter.setFont(font);
        painter.setPen(colour);
        const QRectF room = area.adjusted(left, 0, 0, 0);
        painter.drawText(room, Qt::AlignVCenter,
            QFontMetricsF(font).elidedText(text, Qt::ElideRight, room.width()));
    };
    m_blocks.push_back({10, static_cast<double>(box.height()), draw, m_unit});
}

/// The widgets of lines are kept, so that the keys stay with the line that was pressed.
void Words::addLine(const LineText& line, std::function<void()> act)
{
    const size_t place = m_acts.size();
    if (place == m_lines.size()) {
        auto* made = new AccountLine(desk(), m_column->sheet());
        connect(made, &AccountLine::clicked, this, [this, place] { press(place); });
        connect(made, &AccountLine::left, this,
            [=, this](int to) { moveKeys(static_cast<int>(place), to); });
        m_lines.push_back(made);
        if (place == 0)
            setFocusProxy(made);
    }
    m_lines[place]->setLine(line);
    m_acts.push_back(std::move(act));
    const double gap = line.inner ? 4 : place == 0 ? 12 : 8;
    m_blocks.push_back({gap, QFontMetricsF(font()).height(), {}, m_lines[place], true});
}

void Words::addTerm(int term)
{
    const AccountRow& row = m_account.terms[static_cast<size_t>(term)];
    const bool open = term == m_explained.term;
    LineText line{row.symbol, row.note, row.value};
    line.sign = open ? LineText::Open : LineText::Closed;
    line.help = open ? tr("Close") : tr("Show what it came from");
    addLine(line, [this, term] { toggle(term); });
    if (open)
        addSources();
}

/// How the lines of what the open term came from are divided: arithmetic is left out where it does
/// not fit, and a bar takes what notes leave over.
Words::Columns Words::columns() const
{
    double symbols = 0, details = 0, notes = 0;
    for (const SourceLine& source : m_sources) {
        if (source.detail.empty())
            continue;
        symbols = std::max(symbols, formulaSize(source.symbol, font()).width());
        details = std::max(details, formulaSize(source.detail, font()).width());
        if (!source.note.isEmpty())
            notes = std::max(notes, gap + QFontMetricsF(font()).horizontalAdvance(source.note));
    }
    const double room = m_column->room() - AccountLine::indent - AccountLine::valueRoom(font());
    const double left = room - symbols - gap - details - gap;
    const bool bars = m_sources.size() > 2 && left - notes >= leastBar + gap;
    return {symbols + gap, left >= 0, bars ? std::min(left - notes - gap, mostBar) : 0};
}

/// What a press on a source does: more of them, the way back, or why there is none.
std::function<void()> Words::actOf(int source, const QString& end, LineText& line)
{
    const SourceLine& pressed = m_sources[static_cast<size_t>(source)];
    if (pressed.rest) {
        line.sign = LineText::Closed;
        line.help = tr("List more of them");
        return [this] {
            m_most += further;
            refresh(Change::Look);
        };
    }
    if (pressed.origin && pressed.origin->leadsOn()) {
        line.sign = LineText::Back;
        line.help = tr("Go to where it was made");
        return [this, to = *pressed.origin] { walk(to); };
    }
    if (end.isEmpty() || m_sources.size() == 1)
        return {};
    line.sign = m_end == source ? LineText::Open : LineText::Closed;
    line.help = end;
    return [this, source] {
        m_end = m_end == source ? -1 : source;
        refresh(Change::Look);
    };
}

/// What the open term came from; each number leads to where it was made.
void Words::addSources()
{
    const Columns columns = this->columns();
    for (int i = 0; i < static_cast<int>(m_sources.size()); ++i) {
        const SourceLine& source = m_sources[static_cast<size_t>(i)];
        const QString end = source.origin
            ? endOfWalk(*model(), *desk().session->sequence(), *source.origin)
            : QString();
        LineText line{source.symbol, source.note, source.value};
        if (columns.details)
            line.detail = source.detail;
        line.detailAt = columns.detailAt;
        line.share = source.share;
        line.bar = source.value.isEmpty() ? 0 : columns.bar;
        line.inner = true;
        std::function<void()> act = actOf(i, end, line);
        if (!source.detail.empty()) // in full, whatever there is room for
            line.help
                = QStringLiteral("%1 %2\n%3")
                      .arg(formulaText(source.symbol + " " + source.detail), source.note, line.help)
                      .trimmed();
        addLine(line, std::move(act));
        if (!end.isEmpty() && (m_sources.size() == 1 || i == m_end))
            addText(end, font(), 4, AccountLine::indent);
    }
}

} // namespace rnnscope
