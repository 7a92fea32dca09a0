#include "ui/view/diagram.h"

#include "core/model/depth.h"
#include "core/pack/tensor.h"
#include "ui/paint/cellpaint.h"
#include "ui/paint/layers.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

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
{
    setMouseTracking(true);
}

void CellDiagram::refresh(Changes changes)
{
    if (changes & ~Changes(Change::Position | Change::Gradient)) {
        m_scales.clear();
        if (model())
            m_scales = nodeScales(*model(), *trace(), desk().selection->layer());
        readStep();
        arrange();
    } else if (desk().playback->step() != m_step) {
        readStep();
    }
    update();
}

/// Brings the scene to the current step.
void CellDiagram::readStep()
{
    m_scene = {};
    m_step = desk().playback->step();
    if (model())
        m_scene = cellScene(
            {*model(), *desk().session->sequence(), *trace(), desk().selection->layer(), m_step},
            m_scales);
    describeStep();
}

std::vector<Tensor> CellDiagram::numbers() const
{
    if (!model())
        return {};
    std::vector<Tensor> arrays;
    const std::string name = layerId(*model(), desk().selection->layer()) + "/";
    const std::span<const Track> tracks = layer().cell->tracks();
    for (size_t i = 0; i < tracks.size(); ++i)
        arrays.push_back(tensorOf(
            name + std::string(tracks[i].id), layerTrace().tracks[i].col(m_step).transpose()));
    return arrays;
}

/// What the picture says, for those who do not see it.
void CellDiagram::describeStep()
{
    setAccessibleName(tr("Cell diagram"));
    QStringList said;
    for (size_t i = 0; i < m_scene.nodes.size(); ++i)
        if (const NodeContent& content = m_scene.nodes[i];
            !content.remark.isEmpty() || (!content.text.isEmpty() && !content.name.isEmpty()))
            said << content.name + u' ' + (content.empty() ? content.text : content.remark);
    setAccessibleDescription(m_scene.wiring ? tr("%1, step %2: %3")
                                                  .arg(remark())
                                                  .arg(m_step + 1)
                                                  .arg(said.join(QStringLiteral("; ")))
                                            : QString());
}

QString CellDiagram::remark() const
{
    const Weights& weights = layer().weights;
    QStringList parts{text(layer().cell->name())};
    if (model()->layers.size() > 1 || layer().backward)
        parts += layerPlace(*model(), desk().selection->layer());
    parts += m_scene.units == 1 ? tr("1 unit") : tr("%1 units").arg(m_scene.units);
    if (weights.outputs() != weights.units())
        parts.back() += u' ' + tr("projected to %1").arg(weights.outputs());
    parts += layer().backward ? readingNote(layer()) : tr("every strip shows all units");
    return parts.join(QStringLiteral(" · "));
}

std::vector<QString> CellDiagram::phaseNames() const
{
    std::vector<QString> names;
    for (const Phase* phase : phases(*model(), desk().selection->layer()))
        names.push_back(QStringLiteral("%1 %2")
                            .arg(names.size() + 1)
                            .arg(QCoreApplication::translate("cell", phase->name)));
    return names;
}

/// Places the phases beside the heading where there is room, else below it, and the cell under
/// both.
void CellDiagram::arrange()
{
    m_pills.clear();
    if (!m_scene.wiring)
        return;
    const QFontMetricsF metrics(font());
    QFont bold = font();
    bold.setBold(true);
    const double heading = margin + QFontMetricsF(bold).horizontalAdvance(tr("Cell")) + 10
        + metrics.horizontalAdvance(remark()) + 3 * gap;
    double room = 0;
    for (const QString& name : phaseNames())
        room += metrics.horizontalAdvance(name) + 3 * gap + gap;
    const bool beside = heading + room + margin <= width();
    const double height = std::round(metrics.height() + gap);
    const double top = beside ? gap + 1 : std::round(12 + metrics.height() + gap);
    double x = beside ? width() - margin - room + gap : margin;
    for (const QString& name : phaseNames()) {
        m_pills.emplace_back(x, top, metrics.horizontalAdvance(name) + 3 * gap, height);
        x = m_pills.back().right() + gap;
    }
    const double above = top + height + gap;
    m_layout = layOut(m_scene,
        QRectF(margin, above, width() - 2 * margin, this->height() - above - margin / 2), font());
}

void CellDiagram::resizeEvent(QResizeEvent*) { arrange(); }

void CellDiagram::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().card);
    if (!m_scene.wiring) {
        drawHeading(painter, tr("Cell"), {});
        painter.drawText(rect(), Qt::AlignCenter,
            tr("Here the inside of the network appears, step by step, once there is one."));
        return;
    }
    drawHeading(painter, tr("Cell"), remark());
    drawPills(painter);
    painter.setFont(font());
    drawCell(painter, m_scene, m_layout, desk().playback->phase(),
        {desk().selection->track(), desk().selection->unit()}, colours());
}

/// The phase under way dark, those done tinted, the others outlined.
void CellDiagram::drawPills(QPainter& painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font());
    const std::vector<QString> names = phaseNames();
    const int current = phaseAt(desk().playback->phase(), static_cast<int>(names.size()));
    for (int i = 0; i < static_cast<int>(names.size()); ++i) {
        const QRectF& pill = m_pills[static_cast<size_t>(i)];
        painter.setPen(QPen(i == current ? colours().accent : colours().border, 1));
        painter.setBrush(i == current ? colours().accent
                : i < current         ? colours().border
                                      : colours().card);
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
        painter.setPen(i == current ? colours().accentText
                : i < current       ? colours().text
                                    : colours().dim);
        painter.drawText(pill, Qt::AlignCenter, names[static_cast<size_t>(i)]);
    }
}

int CellDiagram::pillAt(QPointF point) const
{
    for (size_t i = 0; i < m_pills.size(); ++i)
        if (m_pills[i].contains(point))
            return static_cast<int>(i);
    return -1;
}

void CellDiagram::mousePressEvent(QMouseEvent* event)
{
    if (!m_scene.wiring || event->button() != Qt::LeftButton)
        return;
    if (const int pill = pillAt(event->position()); pill >= 0) {
        desk().playback->setPosition(m_step + (pill + 1.0) / static_cast<double>(m_pills.size()));
        return;
    }
    const auto hit = m_layout.hit(m_scene, event->position());
    if (!hit)
        return;
    if (const int track = m_scene.nodes[hit->node].track; track >= 0)
        desk().selection->setTrack(track);
    if (hit->unit >= 0 && m_scene.showsUnits(hit->node))
        desk().selection->setUnit(hit->unit);
}

void CellDiagram::mouseMoveEvent(QMouseEvent* event)
{
    const auto hit = m_scene.wiring ? m_layout.hit(m_scene, event->position()) : std::nullopt;
    const bool acts
        = pillAt(event->position()) >= 0 || (hit && m_scene.nodes[hit->node].track >= 0);
    setCursor(acts ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

bool CellDiagram::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !m_scene.wiring)
        return View::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const auto hit = m_layout.hit(m_scene, help->pos()))
        QToolTip::showText(help->globalPos(), describe(m_scene, hit->node, hit->unit), this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace rnnscope
