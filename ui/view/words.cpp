#include "ui/view/words.h"

#include "ui/paint/formula.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"

#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace rnnscope {

namespace {
constexpr double margin = 16;
constexpr double indent = 20; ///< of the later lines of an equation
}

Words::Words(const Desk& desk, QWidget* parent)
    : View(desk, parent)
    , m_unit(new QSpinBox(this))
{
    setMinimumSize(240, 240);
    m_unit->hide();
    connect(m_unit, &QSpinBox::valueChanged, this, &Words::chooseUnit);
    // Return gives the keys back to the window
    connect(m_unit, &QSpinBox::editingFinished, m_unit, &QWidget::clearFocus);
}

Words::Place Words::placeNow() const
{
    const int count = static_cast<int>(phases(*model(), desk().selection->layer()).size());
    return {desk().playback->step(), desk().playback->phaseOf(count), count};
}

void Words::refresh(Changes changes)
{
    if (!trace() || (changes == Change::Position && placeNow() == m_place))
        return;
    takeIn();
    arrange();
    update();
}

void Words::takeIn()
{
    const Selection& selection = *desk().selection;
    m_place = placeNow();
    m_steps = desk().playback->steps();
    m_account = accountOf(*model(), *desk().session->sequence(), *trace(),
        {selection.layer(), selection.track(), selection.unit(), m_place.step, m_place.phase});
    const QSignalBlocker quiet(m_unit);
    m_unit->setPrefix(tr("unit ", "before a number"));
    m_unit->setAccessibleName(tr("Unit"));
    m_unit->setMaximum(std::max(0, m_account.units - 1));
    m_unit->setValue(m_account.unit);
    m_unit->setVisible(m_account.subject.isEmpty());
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

void Words::resizeEvent(QResizeEvent*)
{
    if (m_steps > 0)
        arrange();
}

/// As much of the hint as there is room for; what is left out is the tool tip.
void Words::arrange()
{
    for (const Hint hint : {Hint::Titled, Hint::Plain, Hint::None}) {
        arrange(hint);
        setToolTip(hint == Hint::None ? m_account.hint : QString());
        if (bottom() <= height())
            return;
    }
}

void Words::arrange(Hint hint)
{
    m_blocks.clear();
    QFont bold = font();
    bold.setBold(true);
    addText(m_account.title, scaled(bold, 1.3), 4);
    addEquations();
    addSubject();
    for (const AccountRow& row : m_account.terms)
        addRow(row, false);
    addRow(m_account.result, true);
    if (hint == Hint::Titled)
        addText(tr("What to look for"), bold, 14);
    if (hint != Hint::None)
        addText(m_account.hint, font(), hint == Hint::Titled ? 2 : 14);
    stack();
}

void Words::addText(const QString& text, const QFont& font, double gap)
{
    const QRectF room(0, 0, width() - 2 * margin, 10000);
    const double height = QFontMetricsF(font).boundingRect(room, Qt::TextWordWrap, text).height();
    const auto draw = [=, this](QPainter& painter, const QRectF& area) {
        painter.setFont(font);
        painter.setPen(colours().text);
        painter.drawText(area, Qt::TextWordWrap, text);
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
        for (const std::string& line : wrapFormula(equation, font, width() - 2 * margin - indent)) {
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
    m_subject = m_blocks.size();
    const QSize box = m_unit->sizeHint();
    const double left = chooser ? box.width() + 8 : 0;
    const auto draw = [=, this](QPainter& painter, const QRectF& area) {
        painter.setFont(font());
        painter.setPen(colours().dim);
        painter.drawText(area.adjusted(left, 0, 0, 0), Qt::AlignVCenter, text);
    };
    m_blocks.push_back({10, static_cast<double>(box.height()), draw});
}

void Words::addRow(const AccountRow& row, bool result)
{
    const double gap = &row == m_account.terms.data() ? 12 : 8;
    m_blocks.push_back({gap, QFontMetricsF(font()).height(),
        [=, this](QPainter& painter, const QRectF& area) { drawRow(painter, area, row, result); }});
}

/// What it is on the left, its value on the right, a rule above; a strong one above the result.
void Words::drawRow(QPainter& painter, const QRectF& area, const AccountRow& row, bool result) const
{
    QFont face = font();
    face.setBold(result);
    painter.fillRect(QRectF(area.left(), area.top() - 4, area.width(), 1),
        result ? colours().dim : colours().faint);
    const QPointF base(area.left(), area.top() + QFontMetricsF(face).ascent());
    painter.setPen(colours().text);
    drawFormula(painter, base, row.symbol, face);
    painter.setFont(face);
    painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, row.value);
    painter.setFont(font());
    painter.setPen(colours().dim);
    painter.drawText(base + QPointF(formulaSize(row.symbol, face).width() + 8, 0), row.note);
}

/// Gives every block its area; where the view is low the gaps shrink, down to a third.
void Words::stack()
{
    const double top = QFontMetricsF(font()).height() + 18;
    double gaps = 0;
    double heights = 0;
    for (const Block& block : m_blocks) {
        gaps += block.gap;
        heights += block.height;
    }
    const double squeeze = std::clamp((height() - top - 10 - heights) / gaps, 0.33, 1.0);
    m_areas.clear();
    double y = top;
    for (const Block& block : m_blocks) {
        y += block.gap * squeeze;
        m_areas.emplace_back(margin, y, width() - 2 * margin, block.height);
        y += block.height;
    }
    m_unit->setGeometry(QRect(m_areas[m_subject].topLeft().toPoint(), m_unit->sizeHint()));
}

void Words::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_steps == 0) {
        const double top = drawHeading(painter, tr("In words"), {});
        painter.drawText(QRectF(margin, top, width() - 2 * margin, height() - top),
            Qt::TextWordWrap,
            tr("Here stands what happens in each part of a step, with its equation and its "
               "numbers, "
               "once there is a sequence."));
        return;
    }
    QString remark = tr("phase %1 of %2").arg(m_place.phase + 1).arg(m_place.phases);
    if (model()->layers.size() > 1 || layer().backward)
        remark += QStringLiteral(" · ") + layerPlace(*model(), desk().selection->layer());
    drawHeading(painter, tr("Step %1 of %2").arg(m_place.step + 1).arg(m_steps), remark);
    for (size_t i = 0; i < m_blocks.size(); ++i)
        m_blocks[i].draw(painter, m_areas[i]);
}

} // namespace rnnscope
