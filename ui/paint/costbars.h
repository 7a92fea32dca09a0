#pragma once

#include "ui/paint/palette.h"

#include <QPainter>

#include <vector>

namespace rnnscope {

/// Numbers of one quantity as level bars from a common zero, with what they are at the right.
struct BarGroup {
    struct Row {
        QString label;
        double number; ///< not finite: not known yet
        double paler; ///< how much of it, at its end, is drawn paler
        QString text;
        QString brief; ///< the same where there is little room
        QColor colour;
    };
    QString title;
    QString unit;
    QString says; ///< what the quantity is, in a sentence
    std::vector<Row> rows;
};

/// The height of a group with so many pixels a row.
double groupHeight(const BarGroup& group, double row);

/// Across an area that is wide enough for them the full texts are shown.
inline constexpr double fullWidth = 300;

/// The bars fill what labels and texts of all groups leave free, so that groups below each other
/// line up. Texts are in the painter's font.
void drawGroup(QPainter& painter, const QRectF& area, const BarGroup& group,
    const std::vector<BarGroup>& beside, double row, const Palette& palette);

} // namespace rnnscope
