#include "ui/view/proseview.h"

#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace rnnscope {

ProseView::ProseView(const Desk& desk, QWidget* parent)
    : View(desk, parent)
    , m_scroll(new QScrollBar(Qt::Vertical, this))
{
    setCursor(Qt::PointingHandCursor);
    m_scroll->setCursor(Qt::ArrowCursor);
    m_scroll->setFocusPolicy(Qt::TabFocus);
    connect(m_scroll, &QScrollBar::valueChanged, this, &ProseView::redraw);
}

void ProseView::takeText(ModelPtr model, SequencePtr sequence)
{
    m_model = std::move(model);
    m_sequence = std::move(sequence);
    m_steps = static_cast<int>(m_sequence->steps());
    m_room = {};
    layOut();
}

/// How a token is written in prose: as it is, a line break by its sign.
ProseView::Glyph ProseView::glyphOf(int token) const
{
    using Kind = ProsePiece::Kind;
    const QFontMetricsF metrics(m_type);
    QString text = shownToken(m_model->vocabulary, token);
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
Prose ProseView::wrapped()
{
    m_glyphs.clear();
    const QFontMetricsF metrics(m_type);
    const auto& ids = m_sequence->ids;
    std::vector<ProsePiece> pieces;
    pieces.reserve(size_t(m_steps));
    for (const int id : ids) {
        auto [known, isNew] = m_glyphs.try_emplace(id);
        if (isNew)
            known->second = glyphOf(id);
        pieces.push_back(known->second.piece);
    }
    if (ids.empty()) { // cells with the numbers of the steps
        const double width = metrics.horizontalAdvance(QString::number(m_steps)) + 8;
        pieces.assign(size_t(m_steps), {static_cast<float>(width)});
    }
    return {pieces, area().width(), std::ceil(metrics.height()) + 4};
}

/// Wraps the text for the present size, once.
void ProseView::layOut()
{
    if (!ready() || m_room == area().size())
        return;
    m_room = area().size();
    const Vocabulary& words = m_model->vocabulary;
    const auto& ids = m_sequence->ids;
    constexpr size_t character = 4; // bytes at most
    m_spaced = std::any_of(ids.begin(), ids.end(), [&](int id) {
        return id < words.size() && words.token(id).size() > character;
    }) && std::none_of(ids.begin(), ids.end(), [&](int id) {
        return id < words.size() && words.token(id).find(' ') != std::string::npos;
    });
    for (const double size : {2.0, 1.6, 1.3, 1.0}) {
        constexpr int longest = 2000; // longer texts have no room for large type
        if (size > 1 && m_steps > longest)
            continue;
        m_type = scaled(font(), size);
        m_prose = wrapped();
        if (m_prose.height() <= m_room.height())
            break;
    }
}

void ProseView::follow()
{
    const double page = shown().height();
    m_scroll->setValue(static_cast<int>(std::floor(m_prose.place(step()).top() / page) * page));
}

void ProseView::redraw()
{
    m_page = {};
    m_scroll->setAccessibleName(tr("Scrolls the text"));
    const double hidden = ready() ? std::max(0.0, m_prose.height() - shown().height()) : 0;
    m_scroll->setVisible(hidden > 0);
    m_scroll->setRange(0, static_cast<int>(hidden));
    m_scroll->setPageStep(static_cast<int>(shown().height()));
    m_scroll->setSingleStep(static_cast<int>(m_prose.line()));
    update();
}

QRectF ProseView::area() const
{
    const double top = 12 + QFontMetricsF(font()).height()
        + QFontMetricsF(scaled(font(), smaller)).height() + 14;
    const double right = width() - margin - scaleWidth - 12 - m_scroll->sizeHint().width();
    return QRectF(QPointF(margin, top), QPointF(right, height() - 12.0)).toRect();
}

/// The whole lines that there is room for.
QRectF ProseView::shown() const
{
    QRectF lines = area();
    lines.setHeight(std::max(1.0, std::floor(lines.height() / m_prose.line())) * m_prose.line());
    return lines;
}

/// Pixels of the text that are hidden above: whole lines.
double ProseView::scrolled() const
{
    return std::round(m_scroll->value() / m_prose.line()) * m_prose.line();
}

QRectF ProseView::placeOf(int step) const
{
    const QRectF place = m_prose.place(step).translated(shown().topLeft() - QPointF(0, scrolled()));
    return shown().adjusted(0, -1, 0, 1).contains(place) ? place : QRectF();
}

int ProseView::stepAt(QPointF place) const
{
    if (!ready() || !shown().contains(place))
        return -1;
    return m_prose.tokenAt(place - shown().topLeft() + QPointF(0, scrolled()));
}

QString ProseView::placeText(int step) const
{
    QString place = QString::number(step + 1);
    if (const auto& ids = m_sequence->ids; !ids.empty())
        place += tr(" “%1”").arg(shownToken(m_model->vocabulary, ids[size_t(step)]));
    return place;
}

void ProseView::scrub(QPointF place)
{
    if (const int step = stepAt(place); step >= 0 && trace() == shownTrace())
        desk().playback->toStep(step);
}

void ProseView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        scrub(event->position());
}

void ProseView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        scrub(event->position());
}

void ProseView::wheelEvent(QWheelEvent* event) { QCoreApplication::sendEvent(m_scroll, event); }

void ProseView::resizeEvent(QResizeEvent*)
{
    const QRect area = this->area().toRect();
    const int wide = m_scroll->sizeHint().width();
    m_scroll->setGeometry(width() - wide - 4, area.top(), wide, area.height());
    layOut();
    redraw();
    if (ready())
        follow();
}

bool ProseView::event(QEvent* event)
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
