#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/view/spectrum.h"

#include <QCoreApplication>
#include <QPushButton>

#include <cmath>

// The picture of the eigenvalues and its words; where they come from is in spectrum.cpp.

namespace rnnscope {

namespace {

QString percent(double share) { return fixedNumber(100 * share, 0) + QStringLiteral(" %"); }

/// Three decimals, or fewer digits of what is large.
QString sizeText(double number)
{
    constexpr double large = 1000;
    return number < large ? fixedNumber(number, 3) : briefNumber(number, 4);
}

/// The first of the texts that is not too wide; the last one where all are.
QString fitting(const QStringList& texts, const QFont& font, double width)
{
    const QFontMetricsF metrics(font);
    for (const QString& text : texts)
        if (metrics.horizontalAdvance(text) <= width)
            return text;
    return texts.back();
}

}

QString RecurrentSpectrum::remark() const
{
    const Track& track = trackOf(block());
    QStringList parts;
    if (m_found->model->layers.size() > 1)
        parts += layerName(*m_found->model, m_found->source.layer);
    parts += QCoreApplication::translate("cell", track.name) + u' '
        + QString::fromUtf8(track.symbol.data(), static_cast<qsizetype>(track.symbol.size()));
    const Weights& weights = shownLayer().weights;
    parts += QStringLiteral("%1 × %2").arg(weights.units()).arg(weights.u.cols());
    if (weights.projection.size() > 0)
        parts += tr("eigenvalues: of P U, with the projection P");
    return parts.join(QStringLiteral(" · "));
}

/// What the track of the block is over the sequence.
QString RecurrentSpectrum::facts() const
{
    const TrackState& state = m_found->why.tracks[static_cast<size_t>(block().track)];
    const Track& track = trackOf(block());
    const QString first
        = tr("Over the sequence, %1: mean %2, mean slope %3")
              .arg(QCoreApplication::translate("cell", track.name),
                  fixedNumber(state.mean.layer, 3), fixedNumber(state.slope.layer, 3));
    if (state.low.units.size() == 0)
        return first + u'.';
    return first
        + tr(", saturated below %1 in %2 and above %3 in %4 of the steps.")
              .arg(fixedNumber(track.role == Role::Gate ? 0.1 : -0.9, 1), percent(state.low.layer),
                  QStringLiteral("0.9"), percent(state.high.layer));
}

QString RecurrentSpectrum::reading() const
{
    if (!m_found)
        return {};
    constexpr int low = 300; // pixels: there the fields need the room
    const QString how
        = tr("Inside the unit circle a direction fades as U is applied again and again, outside "
             "(squares) it grows. Singular values: by how much one application stretches.");
    return height() < low ? how : facts() + u'\n' + how;
}

QString RecurrentSpectrum::emptyText() const
{
    if (!trace())
        return tr("Here you will see whether the recurrent weights make the memory grow or fade.");
    if (busy())
        return tr("Computing eigenvalues and singular values: %1 %")
            .arg(static_cast<int>(100 * m_measuring.progress()));
    if (m_begin->isHidden())
        return m_problem;
    const Index units = layer().weights.units();
    return tr("%1 units: eigenvalues and singular values of so large a U take many seconds. The "
              "window can be used meanwhile.")
        .arg(units);
}

void RecurrentSpectrum::drawStill(QPainter& painter) const
{
    if (!m_found)
        return drawEmpty(painter, tr("Eigenvalues of U"), emptyText());
    const double reserve = m_chips.empty() ? 0 : width() - m_chips.front()->x();
    drawHeading(painter, tr("Eigenvalues of U"), remark(), reserve);
    drawReading(painter);
    painter.setFont(scaled(font(), small));
    painter.setRenderHint(QPainter::Antialiasing);
    drawPlane(painter);
    drawFall(painter);
}

/// The plane, on which the dashed circle is as wide as the spectral radius.
void RecurrentSpectrum::drawPlane(QPainter& painter) const
{
    const QString radius = sizeText(block().radius);
    const double room = m_fall.area.left() - m_plane.area.left() - margin / 2;
    drawAxes(painter, m_plane, tr("real part"),
        fitting({tr("imaginary part · spectral radius %1").arg(radius),
                    tr("spectral radius %1").arg(radius), QStringLiteral("ρ ") + radius},
            painter.font(), room),
        colours());
    if (!std::isfinite(block().radius)) {
        painter.setPen(colours().dim);
        painter.drawText(m_plane.area.adjusted(6, 6, -6, -6), Qt::AlignCenter | Qt::TextWordWrap,
            tr("not computed: some numbers are not finite, or no end was found"));
        return;
    }
    painter.setPen(QPen(colours().dim, 1, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    const double rho = block().radius;
    painter.drawEllipse(QRectF(m_plane.at(-rho, rho), m_plane.at(rho, -rho)));
    drawEigenvalues(painter, m_plane,
        {block().eigenvalues.data(), static_cast<size_t>(block().eigenvalues.size())}, colours());
}

/// The singular values, with a line at 1.
void RecurrentSpectrum::drawFall(QPainter& painter) const
{
    const QString most = sizeText(block().singular[0]);
    drawAxes(painter, m_fall, tr("place"),
        fitting({tr("singular values · largest %1").arg(most), tr("largest σ %1").arg(most)},
            painter.font(), width() - margin - m_fall.area.left()),
        colours());
    if (!block().singular.allFinite())
        return;
    const double one = m_fall.at(0, 1).y();
    painter.setPen(QPen(colours().text, 1.2));
    painter.drawLine(QPointF(m_fall.area.left(), one), QPointF(m_fall.area.right(), one));
    Chart stems = m_fall; // whose first is at 0
    stems.left -= 1;
    stems.right -= 1;
    drawStems(painter, stems,
        {block().singular.data(), static_cast<size_t>(block().singular.size())}, colours());
}

} // namespace rnnscope
