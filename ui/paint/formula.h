#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace rnnscope {

/// Formulas are short mark-up: `_t` or `_{t−1}` is a subscript, everything else is text.

/// Width and height of the mark-up in this font, in pixels.
QSizeF formulaSize(std::string_view markup, const QFont& font);

/// Draws it with its baseline starting at `origin`.
void drawFormula(QPainter& painter, QPointF origin, std::string_view markup, const QFont& font);

/// Lines of at most `width` pixels, broken before a plus where that is possible.
std::vector<std::string> wrapFormula(std::string_view markup, const QFont& font, double width);

/// The same as rich text for labels and tool tips.
QString formulaHtml(std::string_view markup);
/// The same as plain text, for those who hear it.
QString formulaText(std::string_view markup);

} // namespace rnnscope
