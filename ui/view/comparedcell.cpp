#include "ui/view/comparedcell.h"

#include "core/math/activation.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"
#include "ui/state/beside.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>

namespace rnnscope {

namespace {

constexpr int pad = 8;
constexpr QSizeF least{180, 80}; ///< of a cell that can be read

}

ComparedCell::ComparedCell(const Desk& desk, int place, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_place(place)
    , m_name(new Chip(desk, {}, this))
    , m_phases(new PhaseBar(desk, this))
{
    setMouseTracking(true);
    connect(m_name, &Chip::clicked, this, [this] { m_desk.session->choose(m_place); });
}

/// The selected layer, or the top where this model has fewer.
int ComparedCell::layer() const
{
    const auto& models = m_desk.session->scene()->models;
    const auto layers = std::ssize(models[static_cast<size_t>(m_place)]->layers);
    return std::min(m_desk.selection->layer(), static_cast<int>(layers) - 1);
}

void ComparedCell::takeIn()
{
    m_picture.take(m_desk.session->scene(), static_cast<size_t>(m_place), layer());
    m_picture.read(m_desk.playback->step());
    m_phases->setPhases(phases(model(), layer()));
    const QString name = namesOf(*m_desk.session->scene())[m_place];
    m_name->setText(shortened(name));
    m_name->setShortcut({}); // a file's “&” is none
    m_name->setChecked(chosen());
    m_name->setToolTip(tr("Show %1 in all views").arg(name.toHtmlEscaped()));
    m_name->setAccessibleName(name);
    setAccessibleName(name);
    m_size = sizeText();
    m_said = predictionText();
    setAccessibleDescription(m_said);
    arrange();
    update();
}

void ComparedCell::follow()
{
    if (m_picture.step() != m_desk.playback->step()) {
        m_picture.read(m_desk.playback->step());
        m_said = predictionText();
        setAccessibleDescription(m_said);
    }
    update();
}

QString ComparedCell::sizeText() const
{
    const Index units = m_picture.scene().units;
    QStringList parts{units == 1 ? tr("1 unit") : tr("%1 units").arg(units)};
    if (model().layers.size() > 1)
        parts.prepend(layerPlace(model(), m_picture.layer()));
    const QString cell = QString::fromUtf8(model().layers.front().cell->name());
    if (cell != m_name->accessibleName())
        parts.prepend(cell);
    parts += tr("%1 parameters")
                 .arg(QLocale().toString(static_cast<qlonglong>(model().parameters())));
    return parts.join(QStringLiteral(" · "));
}

QString ComparedCell::predictionText() const
{
    if (m_picture.empty() || !model().predictsTokens())
        return {};
    const auto step = static_cast<size_t>(m_picture.step());
    const Vector likely = softmax(m_picture.trace().logits.col(m_picture.step()));
    Index best = 0;
    const double sure = likely.maxCoeff(&best);
    const auto quoted = [&](int id) { return shownToken(model().vocabulary, id); };
    const QString said
        = tr("predicts “%1” %2").arg(quoted(static_cast<int>(best)), fixedNumber(sure, 2));
    const auto& targets = m_picture.sequence().targets;
    if (targets.empty() || targets[step] < 0)
        return said;
    return said + u' '
        + (targets[step] == best ? tr("✓ right") : tr("✗ true: “%1”").arg(quoted(targets[step])));
}

/// How much of the step's last phase is done.
double ComparedCell::predicted() const
{
    const auto count = static_cast<double>(m_phases->pills().size());
    return std::clamp(m_desk.playback->phase() * count - (count - 1), 0.0, 1.0);
}

/// Name and size, the prediction and the phases beside or below them, and the cell, as far as there
/// is room.
void ComparedCell::arrange()
{
    if (m_picture.empty())
        return;
    const QFont face = scaled(font(), 0.9);
    const QFontMetricsF metrics(face);
    for (QWidget* widget : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_phases)})
        widget->setFont(face);
    m_name->setGeometry({{pad, pad}, m_name->sizeHint()});
    const double words
        = metrics.horizontalAdvance(m_size) + metrics.horizontalAdvance(prediction());
    m_below = !prediction().isEmpty() && m_name->geometry().right() + words + 4 * pad > width()
        && height() > 3 * metrics.height() + 2 * pad;
    double top = m_name->geometry().bottom() + (m_below ? metrics.height() + pad : pad);
    const QSize bar = m_phases->sizeHint();
    m_beside = m_name->geometry().right() + words + bar.width() + 5 * pad < width();
    if (m_beside)
        m_phases->setGeometry(width() - pad - bar.width(), pad, bar.width(), bar.height() + 2);
    else
        m_phases->setGeometry(
            pad, qRound(top), std::min(bar.width(), width() - 2 * pad), bar.height() + 2);
    top = m_phases->geometry().bottom() + pad;
    const QRectF area(pad, top, width() - 2 * pad, height() - top - pad);
    m_drawn = area.width() >= least.width() && area.height() >= least.height();
    m_phases->setVisible(m_phases->geometry().bottom() + pad < height());
    m_picture.arrange(area, face);
}

void ComparedCell::resizeEvent(QResizeEvent*) { arrange(); }

/// Units of the chosen model are marked; those of the others are not the same ones.
CellMarks ComparedCell::marks() const
{
    return chosen() ? CellMarks{m_desk.selection->track(), m_desk.selection->unit()} : CellMarks{};
}

void ComparedCell::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawFrame(painter);
    if (m_drawn)
        m_picture.draw(painter, m_desk.playback->phase(), marks(), m_desk.colours());
}

void ComparedCell::print(QPainter& painter) const
{
    drawFrame(painter);
    if (m_drawn)
        m_picture.print(painter, m_desk.playback->phase(), marks(), m_desk.colours());
    for (QWidget* child : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_phases)})
        if (child->isVisibleTo(this))
            child->render(&painter, child->pos(), {}, DrawChildren);
}

void ComparedCell::drawFrame(QPainter& painter) const
{
    const Palette& colours = m_desk.colours();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(colours.card);
    painter.setPen(chosen() ? QPen(colours.accent, 2) : QPen(colours.border, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    painter.setFont(m_name->font());
    drawWords(painter);
}

/// The size beside the name, the prediction at the right end of that line or below it, pale until
/// it is made.
void ComparedCell::drawWords(QPainter& painter) const
{
    const QFontMetricsF metrics(painter.font());
    const double right = m_beside ? m_phases->x() - 2 * pad : width() - pad;
    const QRectF line(m_name->geometry().right() + pad, m_name->y(),
        right - m_name->geometry().right() - pad, m_name->height());
    const QString& said = m_said;
    const double beside = m_below || said.isEmpty() ? 0 : metrics.horizontalAdvance(said) + pad;
    painter.setPen(m_desk.colours().dim);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(m_size, Qt::ElideRight, line.width() - beside));
    const QRectF below(pad + 2, line.bottom() + 2, width() - 2 * pad - 2, metrics.height());
    painter.setPen(mix(m_desk.colours().text, m_desk.colours().card, 0.6 + 0.4 * predicted()));
    painter.drawText(m_below ? below : line,
        (m_below ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter,
        metrics.elidedText(said, Qt::ElideRight, (m_below ? below : line).width()));
}

void ComparedCell::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_desk.session->choose(m_place);
}

bool ComparedCell::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto hit = m_drawn ? m_picture.hit(help->pos()) : std::nullopt;
    QToolTip::showText(help->globalPos(),
        hit ? describe(m_picture.scene(), hit->node, hit->unit) : QString(), this);
    return true;
}

} // namespace rnnscope
