#include "ui/view/reading.h"

#include "core/model/depth.h"
#include "core/pack/tensor.h"
#include "core/trace/memory.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/view/stillview.h"

#include <QCoreApplication>

#include <cmath>

namespace rnnscope {

namespace {

QString symbolOf(const Track& track)
{
    return QString::fromUtf8(track.symbol.data(), static_cast<qsizetype>(track.symbol.size()));
}

}

void TextByUnit::refresh(Changes changes)
{
    if (!onlyMoves(changes)) {
        setAccessibleName(title());
        if (model())
            takeIn();
        redraw();
    }
    if (ready())
        follow();
    update();
}

const Matrix& TextByUnit::values() const
{
    return m_all->trace->layers[size_t(tint().layer)].tracks[size_t(tint().track)];
}

/// Takes in everything of the desk but the position.
void TextByUnit::takeIn()
{
    const Selection& selection = *desk().selection;
    const TracePtr before = shownTrace();
    const Tint old = ready() ? tint() : Tint{-1, -1, -1, {}};
    m_all = {model(), trace(), desk().session->sequence()};
    m_all->tint = {selection.layer(), selection.track(), selection.unit(), old.scale};
    if (before != trace() || old.layer != tint().layer || old.track != tint().track)
        m_all->tint->scale = scaleOf(shownTrack(), values());
    m_life = memoryHalfLives(values().row(tint().unit)).front();
    setAccessibleDescription(remark());
    if (before != trace())
        takeText(m_all->model, m_all->sequence);
}

QString TextByUnit::title() const { return tr("Text by unit"); }

QString TextByUnit::emptyText() const { return tr("appears with the first sequence"); }

QColor TextByUnit::ground(int step) const { return tint().colour(*m_all->trace, step, colours()); }

void TextByUnit::drawLegend(QPainter& painter, const QRectF& area) const
{
    drawScale(painter, area, tint().scale, colours());
}

/// How many tokens have been read; all where the layer reads from the end, as it needs them all.
int TextByUnit::readCount() const
{
    return whole(*m_all->model, tint().layer)
        ? m_all->steps()
        : static_cast<int>(std::ceil(desk().playback->position()));
}

QString TextByUnit::describe(int step) const
{
    return tr("step %1: %2 %3, unit %4: %5")
        .arg(placeText(step), QCoreApplication::translate("cell", shownTrack().name),
            symbolOf(shownTrack()))
        .arg(tint().unit)
        .arg(fixedNumber(tint().at(*m_all->trace, step), 3));
}

QString TextByUnit::remark() const
{
    QStringList parts;
    if (m_all->model->layers.size() > 1 || shownLayer().backward)
        parts += layerName(*m_all->model, tint().layer);
    parts += QCoreApplication::translate("cell", shownTrack().name) + u' ' + symbolOf(shownTrack());
    parts += tr("unit %1 of %2").arg(tint().unit).arg(values().rows());
    parts += tr("memory half-life %1 steps").arg(fixedNumber(m_life, 1));
    return parts.join(QStringLiteral(" · "));
}

QString TextByUnit::hint() const
{
    const QString note = readingNote(shownLayer());
    const QString first = m_all->sequence->ids.empty()
        ? tr("Each step on the colour that this unit has then. ↑ ↓ other units.")
        : tr("Each token on the colour that this unit has once it is read. ↑ ↓ other units.");
    return note.isEmpty() ? first : note + QStringLiteral(" · ") + first;
}

std::vector<Tensor> TextByUnit::numbers() const
{
    if (!ready())
        return {};
    const std::string name = layerId(*m_all->model, tint().layer) + "/"
        + std::string(shownTrack().id) + "[:," + std::to_string(tint().unit) + "]";
    return {tensorOf(name, values().row(tint().unit).transpose())};
}

} // namespace rnnscope
