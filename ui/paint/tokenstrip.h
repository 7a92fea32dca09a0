#pragma once

#include "core/model/vocabulary.h"
#include "ui/paint/scale.h"

#include <QFontMetricsF>
#include <QString>

#include <span>

namespace rnnscope {

/// A token as it is shown: white space by a visible sign ("␣", "⏎", "⇥"), everything else as it is.
QString shownToken(std::string_view token);
/// The token of that id; the id itself where the vocabulary does not reach.
QString shownToken(const Vocabulary& vocabulary, int id);

/// The width of the widest shown token among `ids`, at most `limit`.
double widestToken(const Vocabulary& vocabulary, std::span<const int> ids,
    const QFontMetricsF& metrics, double limit);

/// Steps of equal width in a row, seen through a window that is `width` wide. Pixels.
struct Strip {
    double pitch; ///< width of a step
    int steps;
    double width;

    /// The nearest scroll that shows no empty place.
    double bounded(double scroll) const;
    /// The scroll that has this position of the playback in the middle.
    double follow(double position) const { return bounded(position * pitch - width / 2); }
    /// The steps [first, last) of which something is seen.
    int first(double scroll) const;
    int last(double scroll) const;
};

/// How a prediction came out; Open where nothing is known to be true.
enum class Verdict { Right, Wrong, Open };

/// A token in a circle, in a pill where it is wide, upright where there is little room; without its
/// text where there is none. Right is filled, Wrong hollow, Open dashed.
/// @param ground what a hollow one is filled with, where it is valid
void drawToken(QPainter& painter, const QRectF& area, const QString& text, const QColor& role,
    Verdict verdict, const Palette& palette, const QColor& ground = {});

/// All units of one column as a block of nearly square cells, row by row, in a frame; without one
/// where there is no room for it.
void drawBlock(QPainter& painter, const QRectF& area, Eigen::Ref<const Vector> column,
    const Scale& scale, const QColor& frame, const Palette& palette);

/// Few numbers as bars on a zero line, `range` at full height; many as a block of cells.
/// @param ground what the bars stand on, where it is valid; instead of a block it stands alone
void drawValues(QPainter& painter, const QRectF& area, Eigen::Ref<const Vector> column,
    double range, const QColor& role, const Palette& palette, const QColor& ground = {});

/// A line with a small head at its end.
void drawArrow(QPainter& painter, QPointF from, QPointF to, const QColor& colour);

} // namespace rnnscope
