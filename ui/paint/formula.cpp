#include "ui/paint/formula.h"

#include "ui/paint/text.h"

namespace rnnscope {

namespace {

/// A stretch of one style. Single letters are variables and italic; longer words and σ are
/// functions and upright.
struct Piece {
    QString text;
    bool subscript;
    bool italic;
};

/// Appends the pieces of text that is all on one level.
void split(const QString& text, bool subscript, std::vector<Piece>& pieces)
{
    for (qsizetype i = 0; i < text.size();) {
        qsizetype end = i;
        while (end < text.size() && text[end].isLetter())
            ++end;
        const bool italic
            = end - i == 1 && text[i] != QChar(u'σ') && text[i].script() != QChar::Script_Hangul;
        while (end == i || (end < text.size() && !text[end].isLetter() && !italic))
            ++end;
        pieces.push_back({text.mid(i, end - i), subscript, italic});
        i = end;
    }
}

std::vector<Piece> parse(std::string_view markup)
{
    const QString text = QString::fromUtf8(markup.data(), static_cast<qsizetype>(markup.size()));
    std::vector<Piece> pieces;
    qsizetype from = 0;
    for (qsizetype mark = text.indexOf(u'_'); mark >= 0; mark = text.indexOf(u'_', from)) {
        split(text.mid(from, mark - from), false, pieces);
        const bool braced = text.mid(mark + 1, 1) == QStringLiteral("{");
        const qsizetype begin = mark + (braced ? 2 : 1);
        const qsizetype close = braced ? text.indexOf(u'}', begin) : begin + 1;
        const qsizetype end = close < 0 ? text.size() : close;
        split(text.mid(begin, end - begin), true, pieces);
        from = end + (braced ? 1 : 0);
    }
    split(text.mid(from), false, pieces);
    return pieces;
}

/// The serif face of formulas, at the size of `base`.
QFont fontOf(const Piece& piece, const QFont& base)
{
    QFont font = scaled(base, piece.subscript ? 0.72 : 1);
    font.setFamilies({QStringLiteral("STIX Two Text"), QStringLiteral("Noto Serif"),
        QStringLiteral("DejaVu Serif"), QStringLiteral("Noto Serif CJK KR"),
        QStringLiteral("serif")});
    font.setStyleHint(QFont::Serif);
    font.setItalic(piece.italic);
    return font;
}

/// How far a subscript stands below the line.
double dropOf(const QFont& base) { return 0.22 * QFontMetricsF(base).ascent(); }

}

QSizeF formulaSize(std::string_view markup, const QFont& font)
{
    double width = 0;
    const QFontMetricsF plain(fontOf({{}, false, false}, font));
    for (const Piece& piece : parse(markup))
        width += QFontMetricsF(fontOf(piece, font)).horizontalAdvance(piece.text);
    return {width, plain.height() + dropOf(font) / 2};
}

void drawFormula(QPainter& painter, QPointF origin, std::string_view markup, const QFont& font)
{
    painter.save();
    for (const Piece& piece : parse(markup)) {
        const QFont face = fontOf(piece, font);
        painter.setFont(face);
        painter.drawText(origin + QPointF(0, piece.subscript ? dropOf(font) : 0), piece.text);
        origin.rx() += QFontMetricsF(face).horizontalAdvance(piece.text);
    }
    painter.restore();
}

std::vector<std::string> wrapFormula(std::string_view markup, const QFont& font, double width)
{
    constexpr std::string_view plus = " + ";
    std::vector<std::string> lines;
    size_t begin = 0; // of the line
    size_t fits = std::string_view::npos; // the last break that leaves a short enough line
    for (size_t at = markup.find(plus);; at = markup.find(plus, at + 1)) {
        const bool tooLong = formulaSize(markup.substr(begin, at - begin), font).width() > width;
        if (tooLong && fits != std::string_view::npos) {
            lines.emplace_back(markup.substr(begin, fits - begin));
            begin = fits + 1; // the plus begins the next line
        }
        if (at == std::string_view::npos)
            break;
        fits = at;
    }
    lines.emplace_back(markup.substr(begin));
    return lines;
}

QString formulaHtml(std::string_view markup)
{
    QString html;
    for (const Piece& piece : parse(markup)) {
        QString text = piece.text.toHtmlEscaped();
        if (piece.italic)
            text = QStringLiteral("<i>%1</i>").arg(text);
        html += piece.subscript ? QStringLiteral("<sub>%1</sub>").arg(text) : text;
    }
    return html;
}

QString formulaText(std::string_view markup)
{
    QString text;
    for (const Piece& piece : parse(markup))
        text += piece.text;
    return text;
}

} // namespace rnnscope
