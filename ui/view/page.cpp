#include "ui/view/page.h"

#include "ui/view/pageflow.h"

#include <QAbstractTextDocumentLayout>
#include <QBoxLayout>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

QString styleFor(const Palette& palette)
{
    return QStringLiteral("table { border-collapse: collapse; width: 100%; }"
                          "td { padding: 1px 0 1px 0; border-bottom: 1px solid %1; }"
                          "td.value { padding-left: 12px; }"
                          "h3 { margin: 12px 0 4px 0; font-size: medium; }"
                          "p { margin: 0 0 6px 0; }"
                          "p.reason { margin: 0 0 4px 0; }"
                          ".dim { color: %2; }"
                          ".mark { color: %3; background: %4; }"
                          ".bad { color: %5; font-weight: bold; }")
        .arg(palette.faint.name(), palette.dim.name(), palette.accentText.name(),
            palette.accent.name(), palette.bad.name());
}

}

Page::Page(const Desk& desk, QWidget* parent)
    : View(desk, parent)
    , m_scroll(new QScrollArea(this))
    , m_text(new PageFlow)
{
    m_text->installEventFilter(this);
    auto* body = new QWidget;
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_text);
    m_column->addStretch();
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus); // the text has it
    setFocusProxy(m_text);
    m_scroll->setWidget(body);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_scroll);
}

void Page::setAbove(QWidget* widget) { m_column->insertWidget(0, widget); }

/// The text does not scroll by itself.
bool Page::eventFilter(QObject* watched, QEvent* event)
{
    constexpr std::array keys
        = {Qt::Key_Up, Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Home, Qt::Key_End};
    if (event->type() == QEvent::KeyPress
        && std::ranges::count(keys, static_cast<QKeyEvent*>(event)->key()) > 0)
        return QCoreApplication::sendEvent(m_scroll->verticalScrollBar(), event);
    return View::eventFilter(watched, event);
}

void Page::setPage(
    const QString& title, const QString& remark, const QString& html, const QString& printed)
{
    if (m_title != title || m_remark != remark) {
        m_title = title;
        m_remark = remark;
        m_text->setAccessibleName(title);
        update();
    }
    m_printed = printed.isEmpty() ? html : printed;
    const int heading = isWindow() ? fontMetrics().height() + 14 : 0; // a tab has its own
    layout()->setContentsMargins(16, 8 + heading, 8, 8);
    if (m_look != &colours() || m_font != font())
        dress();
    m_text->say(html, m_style);
}

/// In the colours and the font of the desk.
void Page::dress()
{
    m_look = &colours();
    m_font = font();
    m_style = styleFor(colours());
    QPalette look = m_text->palette();
    look.setColor(QPalette::Base, colours().card);
    look.setColor(QPalette::Window, colours().card);
    look.setColor(QPalette::Text, colours().text);
    m_scroll->setPalette(look);
    m_text->setPalette(look);
    QFont smaller = font();
    smaller.setPixelSize(QFontInfo(font()).pixelSize() * 12 / 13);
    m_text->setFont(smaller);
    update();
}

QString Page::text() const { return m_text->toPlainText(); }

void Page::drawFrame(QPainter& painter) const
{
    painter.fillRect(rect(), colours().card);
    if (isWindow())
        drawHeading(painter, m_title, m_remark);
}

void Page::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawFrame(painter);
}

void Page::print(QPainter& painter)
{
    layout()->activate();
    drawFrame(painter);
    QTextDocument document;
    document.setDefaultFont(m_text->font());
    document.setDocumentMargin(0);
    document.setDefaultStyleSheet(m_style);
    document.setHtml(m_printed);
    indent(document);
    document.setTextWidth(m_scroll->width());
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette = m_text->palette();
    context.clip = QRectF(QPointF(), m_scroll->size());
    painter.save();
    painter.translate(m_scroll->pos());
    painter.setClipRect(context.clip);
    document.documentLayout()->draw(&painter, context);
    painter.restore();
}

QString tableRow(const QStringList& cells, int columns)
{
    QString row = QStringLiteral("<tr><td class=dim>%1</td>").arg(cells.first());
    const qsizetype span = columns - (cells.size() - 1) + 1;
    for (qsizetype i = 1; i < cells.size(); ++i)
        row += QStringLiteral("<td class=value align=right colspan=%1>%2</td>")
                   .arg(i + 1 == cells.size() ? span : 1)
                   .arg(cells[i]);
    return row + "</tr>";
}

QString paragraph(const QString& style, const QString& text)
{
    return QStringLiteral("<p class=%1>%2</p>").arg(style, text);
}

} // namespace rnnscope
