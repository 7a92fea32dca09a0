#include "ui/view/pageflow.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QSignalBlocker>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFrame>

#include <cmath>

namespace rnnscope {

namespace {

/// Words of one look, where they stand.
struct Stretch {
    int place;
    QString words;
    QTextCharFormat look;
};

std::vector<Stretch> stretchesOf(const QTextDocument& document)
{
    std::vector<Stretch> all;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            all.push_back({fragment.position(), fragment.text(), fragment.charFormat()});
        }
    return all;
}

/// What toHtmlEscaped() did, undone.
QString unescaped(QString words)
{
    if (!words.contains(u'&'))
        return words;
    return words.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", QChar(QChar::Nbsp))
        .replace("&amp;", "&");
}

}

PageFlow::PageFlow(QWidget* parent)
    : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    document()->setDocumentMargin(0);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WordWrap);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

PageFlow::Said PageFlow::takenApart(const QString& html)
{
    Said said;
    qsizetype from = 0;
    while (from < html.size()) {
        const bool mark = html[from] == u'<';
        qsizetype to = html.indexOf(mark ? u'>' : u'<', from);
        to = to < 0 ? html.size() : to + mark;
        const QString part = html.mid(from, to - from);
        if (mark)
            said.marks += part;
        else {
            said.marks += QChar(QChar::Null);
            said.words += unescaped(part);
        }
        from = to;
    }
    return said;
}

void PageFlow::say(const QString& html, const QString& style)
{
    Said said = takenApart(html);
    const bool alike = style == m_style && said.marks == m_said.marks;
    if (alike && said.words == m_said.words)
        return;
    const double before = document()->size().height();
    if (!alike || !exchange(said.words)) {
        document()->setDefaultStyleSheet(style);
        setHtml(html);
        indent(*document());
    }
    m_said = std::move(said);
    m_style = style;
    m_heights.clear();
    if (!alike || document()->size().height() != before)
        updateGeometry();
}

/// False where the document is not made of just the words that were said.
bool PageFlow::exchange(const QStringList& words)
{
    const std::vector<Stretch> before = stretchesOf(*document());
    if (std::ssize(before) != words.size())
        return false;
    for (qsizetype i = 0; i < words.size(); ++i)
        if (before[static_cast<size_t>(i)].words != m_said.words[i])
            return false;
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (qsizetype i = words.size() - 1; i >= 0; --i) { // so that places before it hold
        const Stretch& old = before[static_cast<size_t>(i)];
        if (words[i] == old.words)
            continue;
        cursor.setPosition(old.place);
        cursor.setPosition(old.place + static_cast<int>(old.words.size()), QTextCursor::KeepAnchor);
        cursor.insertText(words[i], old.look);
    }
    cursor.endEditBlock();
    return true;
}

int PageFlow::heightForWidth(int width) const
{
    const auto known = m_heights.constFind(width);
    if (known != m_heights.cend())
        return *known;
    const QSignalBlocker quiet(document()->documentLayout()); // or it is laid out as wide as it is
    const double present = document()->textWidth();
    if (present != width)
        document()->setTextWidth(width);
    const double height = document()->size().height();
    if (present != width)
        document()->setTextWidth(present);
    return m_heights[width] = static_cast<int>(std::ceil(height));
}

void PageFlow::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_heights.clear();
}

void indent(QTextDocument& document)
{
    QTextFrameFormat beside = document.rootFrame()->frameFormat();
    beside.setRightMargin(8);
    document.rootFrame()->setFrameFormat(beside);
}

} // namespace rnnscope
