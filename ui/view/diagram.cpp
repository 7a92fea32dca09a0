#include "ui/view/diagram.h"

#include "ui/paint/layers.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>

namespace rnnscope {

namespace {

constexpr double margin = 16;
constexpr double gap = 8;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

}

CellDiagram::CellDiagram(const Desk& desk, QWidget* parent)
    : View(desk, parent)
    , m_phases(new PhaseBar(desk, this))
{
    setMouseTracking(true);
}

void CellDiagram::refresh(Changes changes)
{
    const bool anew = bool(changes & ~Changes(Change::Position | Change::Gradient));
    if (anew) {
        const int layer = desk().selection->layer();
        m_picture.take(desk().session->scene(), size_t(desk().session->chosen()), layer);
        m_phases->setPhases(model() ? phases(*model(), layer) : std::vector<const Phase*>());
    }
    if (anew || desk().playback->step() != m_picture.step()) {
        m_picture.read(desk().playback->step());
        describeStep();
    }
    if (anew)
        arrange();
    if (changes != Change::Position || explainedNow(desk()) != m_explained)
        readLight();
    update();
}

/// What the open term read.
void CellDiagram::readLight()
{
    m_explained = model() ? explainedNow(desk()) : Explained{};
    CellLight light;
    if (m_explained.term >= 0) {
        const Explanation explanation = explain(*model(), *trace(), m_explained.origin);
        if (const auto term = static_cast<size_t>(m_explained.term);
            term < explanation.terms.size())
            light = lightOf(scene(), m_explained.origin,
                sourcesOf(*model(), *desk().session->sequence(), *trace(), m_explained.origin,
                    explanation.terms[term]));
    }
    m_picture.setLight(std::move(light));
}

/// What the picture says, for those who do not see it.
void CellDiagram::describeStep()
{
    setAccessibleName(tr("Cell diagram"));
    QStringList said;
    for (size_t i = 0; i < scene().nodes.size(); ++i)
        if (const NodeContent& content = scene().nodes[i];
            !content.remark.isEmpty() || (!content.text.isEmpty() && !content.name.isEmpty()))
            said << content.name + u' ' + (content.empty() ? content.said() : content.remark);
    setAccessibleDescription(scene().wiring ? tr("%1, step %2: %3")
                                                  .arg(remark())
                                                  .arg(m_picture.step() + 1)
                                                  .arg(said.join(QStringLiteral("; ")))
                                            : QString());
}

QString CellDiagram::remark() const
{
    const Weights& weights = layer().weights;
    QStringList parts{text(layer().cell->name())};
    if (model()->layers.size() > 1 || layer().backward)
        parts += layerPlace(*model(), desk().selection->layer());
    parts += scene().units == 1 ? tr("1 unit") : tr("%1 units").arg(scene().units);
    if (weights.outputs() != weights.units())
        parts.back() += u' ' + tr("projected to %1").arg(weights.outputs());
    parts += layer().backward ? readingNote(layer()) : tr("every strip shows all units");
    return parts.join(QStringLiteral(" · "));
}

/// Places the phases beside the heading where there is room, else below it, and the cell under
/// both.
void CellDiagram::arrange()
{
    if (m_picture.empty())
        return;
    const QFontMetricsF metrics(font());
    const QSize wanted = m_phases->sizeHint();
    const bool beside = headingWidth(remark()) + 3 * gap + wanted.width() + margin <= width();
    const int top = qRound(beside ? gap : 12 + metrics.height() + gap);
    const int left = beside ? qRound(width() - margin) - wanted.width() : int(margin);
    m_phases->setGeometry(
        left, top, std::min(wanted.width(), qRound(width() - 2 * margin)), wanted.height() + 2);
    const double above = m_phases->geometry().bottom() + gap;
    m_picture.arrange({margin, above, width() - 2 * margin, height() - above - margin / 2}, font());
}

void CellDiagram::resizeEvent(QResizeEvent*) { arrange(); }

void CellDiagram::drawFrame(QPainter& painter) const
{
    painter.fillRect(rect(), colours().card);
    if (m_picture.empty())
        drawEmpty(painter, tr("Cell"),
            tr("Here the inside of the network appears, step by step, once there is one."));
    else
        drawHeading(painter, tr("Cell"), hinted(remark()));
}

/// The remark, and how to read a valve where there is room for that.
QString CellDiagram::hinted(const QString& remark) const
{
    const QString both
        = remark + QStringLiteral(" · ") + tr("shutters open as far as the gate says");
    const double end = m_phases->y() < 12 ? m_phases->x() - gap : width() - margin;
    const bool fits = headingWidth(both) <= end;
    return fits && std::ranges::any_of(scene().nodes, &NodeContent::isValve) ? both : remark;
}

/// Where the heading with that remark ends.
double CellDiagram::headingWidth(const QString& remark) const
{
    QFont bold = font();
    bold.setBold(true);
    return margin + QFontMetricsF(bold).horizontalAdvance(tr("Cell")) + 10
        + QFontMetricsF(font()).horizontalAdvance(remark);
}

void CellDiagram::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawFrame(painter);
    if (!m_picture.empty())
        m_picture.draw(painter, desk().playback->phase(), marks(), colours());
}

void CellDiagram::print(QPainter& painter)
{
    drawFrame(painter);
    if (m_picture.empty())
        return;
    m_picture.print(painter, desk().playback->phase(), marks(), colours());
    m_phases->render(&painter, m_phases->pos(), {}, DrawChildren);
}

void CellDiagram::mousePressEvent(QMouseEvent* event)
{
    const auto hit = m_picture.hit(event->position());
    if (!hit || event->button() != Qt::LeftButton)
        return;
    if (const auto value = originAt(*hit))
        press(*value);
    else if (hit->unit >= 0 && scene().showsUnits(hit->node))
        desk().selection->setUnit(hit->unit);
}

/// The value, or the selected unit's, where one is shown that the words can explain.
std::optional<Origin> CellDiagram::originAt(const CellHit& hit) const
{
    const Selection& selection = *desk().selection;
    const Index step = m_picture.step();
    const Part part = scene().wiring->nodes[hit.node].part;
    const int track = scene().nodes[hit.node].track;
    if (part == Part::Output && track < 0
        && phases(*model(), selection.layer()).back() == &predictPhase())
        return Origin{Origin::Output, selection.layer(), -1, 0, step};
    if (track < 0)
        return {};
    const bool onUnit = hit.unit >= 0 && scene().showsUnits(hit.node);
    const int unit = onUnit ? hit.unit : selection.unit();
    const Index before = part == Part::Before ? layerTrace().before(step) : step;
    return Origin{before < 0 ? Origin::Start : Origin::Value, selection.layer(), track, unit,
        before < 0 ? step : before};
}

/// Selects a value and goes to where it is made; what the step before left, to that step.
void CellDiagram::press(const Origin& value)
{
    if (value.kind == Origin::Output)
        return desk().playback->setPosition(madeAt(*model(), value));
    const Phase& here = *phases(*model(), value.layer)[static_cast<size_t>(m_explained.phase)];
    const bool made = value.step == m_picture.step()
        && std::ranges::find(here.tracks, value.track) != here.tracks.end();
    if (made || value.kind == Origin::Start)
        desk().selection->choose(value.layer, value.track, static_cast<int>(value.unit));
    else
        explainValue(desk(), value);
}

void CellDiagram::mouseMoveEvent(QMouseEvent* event)
{
    const auto hit = m_picture.hit(event->position());
    const bool acts = hit && (originAt(*hit) || (hit->unit >= 0 && scene().showsUnits(hit->node)));
    setCursor(acts ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

bool CellDiagram::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return View::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto hit = m_picture.hit(help->pos());
    QToolTip::showText(help->globalPos(),
        hit ? rnnscope::describe(scene(), hit->node, hit->unit) : QString(), this);
    return true;
}

} // namespace rnnscope
