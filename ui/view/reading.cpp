#include "ui/view/reading.h"

#include "core/model/depth.h"
#include "core/pack/tensor.h"
#include "core/trace/memory.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

QString symbolOf(const Track& track)
{
    return QString::fromUtf8(track.symbol.data(), static_cast<qsizetype>(track.symbol.size()));
}

}

TextByUnit::TextByUnit(const Desk& desk, QWidget* parent)
    : View(desk, parent)
    , m_scroll(new QScrollBar(Qt::Vertical, this))
{
    setCursor(Qt::PointingHandCursor);
    m_scroll->setCursor(Qt::ArrowCursor);
    m_scroll->setFocusPolicy(Qt::TabFocus);
    connect(m_scroll, &QScrollBar::valueChanged, this, &TextByUnit::redraw);
}

void TextByUnit::refresh(Changes changes)
{
    if (changes & ~Changes(Change::Position | Change::Gradient)) {
        setAccessibleName(tr("Text by unit"));
        m_scroll->setAccessibleName(tr("Scrolls the text"));
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
    const TracePtr before = ready() ? m_all->trace : nullptr;
    const Tint old = ready() ? tint() : Tint{-1, -1, -1, {}};
    m_all = {model(), trace(), desk().session->sequence()};
    m_all->tint = {selection.layer(), selection.track(), selection.unit(), old.scale};
    if (before != trace() || old.layer != tint().layer || old.track != tint().track)
        m_all->tint->scale = scaleOf(shownTrack(), values());
    m_life = memoryHalfLives(values().row(tint().unit)).front();
    setAccessibleDescription(remark());
    if (before != trace()) {
        m_room = {};
        layOut();
    }
}

/// How a token is written in prose: as it is, a line break by its sign.
TextByUnit::Glyph TextByUnit::glyphOf(int token) const
{
    using Kind = ProsePiece::Kind;
    const QFontMetricsF metrics(m_type);
    QString text = shownToken(m_all->model->vocabulary, token);
    const Kind kind = text.contains(u'⏎') ? Kind::Break
        : text == u"␣"                    ? Kind::Space
        : text.startsWith(u'␣')           ? Kind::Start
                                          : Kind::Part;
    text.replace(u'␣', u' ');
    const double most = area().width() / 2; // a longer one is cut
    text = metrics.elidedText(text, Qt::ElideRight, most);
    const double gap = m_spaced ? metrics.horizontalAdvance(u' ') : 0;
    const double width = metrics.horizontalAdvance(text) + 2 * padding + gap;
    QStaticText prepared(text);
    prepared.setTextFormat(Qt::PlainText);
    prepared.prepare({}, m_type);
    return {prepared, {static_cast<float>(width), kind}};
}

/// The text in the present type.
Prose TextByUnit::wrapped()
{
    m_glyphs.clear();
    const QFontMetricsF metrics(m_type);
    const auto& ids = m_all->sequence->ids;
    std::vector<ProsePiece> pieces;
    pieces.reserve(size_t(m_all->steps()));
    for (const int id : ids) {
        auto [known, isNew] = m_glyphs.try_emplace(id);
        if (isNew)
            known->second = glyphOf(id);
        pieces.push_back(known->second.piece);
    }
    if (ids.empty()) { // cells with the numbers of the steps
        const double width = metrics.horizontalAdvance(QString::number(m_all->steps())) + 8;
        pieces.assign(size_t(m_all->steps()), {static_cast<float>(width)});
    }
    return {pieces, area().width(), std::ceil(metrics.height()) + 4};
}

/// Wraps the text for the present size, once.
void TextByUnit::layOut()
{
    if (!ready() || m_room == area().size())
        return;
    m_room = area().size();
    const Vocabulary& words = m_all->model->vocabulary;
    const auto& ids = m_all->sequence->ids;
    constexpr size_t character = 4; // bytes at most
    m_spaced = std::any_of(ids.begin(), ids.end(), [&](int id) {
        return id < words.size() && words.token(id).size() > character;
    }) && std::none_of(ids.begin(), ids.end(), [&](int id) {
        return id < words.size() && words.token(id).find(' ') != std::string::npos;
    });
    for (const double size : {2.0, 1.6, 1.3, 1.0}) {
        constexpr int longest = 2000; // longer texts have no room for large type
        if (size > 1 && m_all->steps() > longest)
            continue;
        m_type = scaled(font(), size);
        m_prose = wrapped();
        if (m_prose.height() <= m_room.height())
            break;
    }
}

/// Turns to the page of the current token: a function of the position, whatever was shown before.
void TextByUnit::follow()
{
    const double page = shown().height();
    m_scroll->setValue(static_cast<int>(std::floor(m_prose.place(step()).top() / page) * page));
}

void TextByUnit::redraw()
{
    m_page = {};
    const double hidden = ready() ? std::max(0.0, m_prose.height() - shown().height()) : 0;
    m_scroll->setVisible(hidden > 0);
    m_scroll->setRange(0, static_cast<int>(hidden));
    m_scroll->setPageStep(static_cast<int>(shown().height()));
    m_scroll->setSingleStep(static_cast<int>(m_prose.line()));
    update();
}

QRectF TextByUnit::area() const
{
    const double top = 12 + QFontMetricsF(font()).height()
        + QFontMetricsF(scaled(font(), smaller)).height() + 14;
    const double right = width() - margin - scaleWidth - 12 - m_scroll->sizeHint().width();
    return QRectF(QPointF(margin, top), QPointF(right, height() - 12.0)).toRect();
}

/// The whole lines that there is room for.
QRectF TextByUnit::shown() const
{
    QRectF lines = area();
    lines.setHeight(std::max(1.0, std::floor(lines.height() / m_prose.line())) * m_prose.line());
    return lines;
}

/// Pixels of the text that are hidden above: whole lines.
double TextByUnit::scrolled() const
{
    return std::round(m_scroll->value() / m_prose.line()) * m_prose.line();
}

QRectF TextByUnit::placeOf(int step) const
{
    const QRectF place = m_prose.place(step).translated(shown().topLeft() - QPointF(0, scrolled()));
    return shown().adjusted(0, -1, 0, 1).contains(place) ? place : QRectF();
}

int TextByUnit::stepAt(QPointF place) const
{
    if (!ready() || !shown().contains(place))
        return -1;
    return m_prose.tokenAt(place - shown().topLeft() + QPointF(0, scrolled()));
}

QString TextByUnit::describe(int step) const
{
    QString place = QString::number(step + 1);
    if (const auto& ids = m_all->sequence->ids; !ids.empty())
        place += tr(" “%1”").arg(shownToken(m_all->model->vocabulary, ids[size_t(step)]));
    return tr("step %1: %2 %3, unit %4: %5")
        .arg(place, QCoreApplication::translate("cell", shownTrack().name), symbolOf(shownTrack()))
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

/// How to read the picture.
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

void TextByUnit::scrub(QPointF place)
{
    if (const int step = stepAt(place); step >= 0 && trace() == m_all->trace)
        desk().playback->toStep(step);
}

void TextByUnit::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        scrub(event->position());
}

void TextByUnit::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        scrub(event->position());
}

void TextByUnit::wheelEvent(QWheelEvent* event) { QCoreApplication::sendEvent(m_scroll, event); }

void TextByUnit::resizeEvent(QResizeEvent*)
{
    const QRect area = this->area().toRect();
    const int wide = m_scroll->sizeHint().width();
    m_scroll->setGeometry(width() - wide - 4, area.top(), wide, area.height());
    layOut();
    redraw();
    if (ready())
        follow();
}

bool TextByUnit::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return View::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const int step = stepAt(help->pos()); step >= 0)
        QToolTip::showText(help->globalPos(), describe(step), this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace rnnscope
