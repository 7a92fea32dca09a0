#include "ui/view/page.h"

#include <QAbstractTextDocumentLayout>
#include <QBoxLayout>
#include <QScrollBar>
#include <QTextBrowser>
#include <QTextFrame>

namespace rnnscope {

namespace {

QString styleFor(const Palette& palette)
{
    return QStringLiteral("table { border-collapse: collapse; width: 100%; }"
                          "td { padding: 1px 0 1px 0; border-bottom: 1px solid %1; }"
                          "td.value { padding-left: 12px; }"
                          "h3 { margin: 12px 0 4px 0; font-size: medium; }"
                          "p { margin: 0 0 6px 0; }"
                          ".dim { color: %2; }"
                          ".mark { color: %3; background: %4; }"
                          ".bad { color: %5; font-weight: bold; }")
        .arg(palette.faint.name(), palette.dim.name(), palette.accentText.name(),
            palette.accent.name(), palette.bad.name());
}

}

Page::Page(const Desk& desk, QWidget* parent)
    : View(desk, parent)
    , m_text(new QTextBrowser(this))
{
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(0);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setWordWrapMode(QTextOption::WordWrap);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_text);
}

void Page::setPage(const QString& title, const QString& remark, const QString& html)
{
    m_title = title;
    m_remark = remark;
    const int heading = isWindow() ? fontMetrics().height() + 14 : 0; // a tab has its own
    layout()->setContentsMargins(16, 8 + heading, 8, 8);
    QPalette look = m_text->palette();
    look.setColor(QPalette::Base, colours().card);
    look.setColor(QPalette::Text, colours().text);
    m_text->setPalette(look);
    QFont smaller = font();
    smaller.setPixelSize(QFontInfo(font()).pixelSize() * 12 / 13);
    m_text->setFont(smaller);
    m_text->setAccessibleName(title);
    const int place = m_text->verticalScrollBar()->value();
    m_text->document()->setDefaultStyleSheet(styleFor(colours()));
    m_text->setHtml(html);
    QTextFrameFormat beside = m_text->document()->rootFrame()->frameFormat();
    beside.setRightMargin(8); // between the text and a scroll bar
    m_text->document()->rootFrame()->setFrameFormat(beside);
    m_text->verticalScrollBar()->setValue(place);
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
    painter.save();
    painter.translate(m_text->pos());
    QScopedPointer<QTextDocument> document(m_text->document()->clone());
    document->setTextWidth(m_text->width());
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette = m_text->palette();
    context.clip = QRectF(QPointF(), m_text->size());
    painter.setClipRect(context.clip);
    document->documentLayout()->draw(&painter, context);
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
