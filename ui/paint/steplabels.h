#pragma once

#include "core/model/vocabulary.h"
#include "ui/paint/timeaxis.h"

#include <QString>

#include <span>

namespace rnnscope {

/// What a sequence of tokens reads; nothing for one of numbers.
struct StepTokens {
    const Vocabulary& vocabulary;
    std::span<const int> ids;
};

/// A step as a person counts it, with its token where it has one: `5 “비”`.
QString stepText(const StepTokens& tokens, Index step);

/// Labels the steps below the axis in the painter's font: every token below its step where all that
/// are shown have room, else the numbers of the steps.
void drawStepLabels(
    QPainter& painter, const TimeAxis& axis, const StepTokens& tokens, const Palette& palette);
/// Whether those labels are tokens.
bool labelsAreTokens(const TimeAxis& axis, const StepTokens& tokens, const QFont& font);

} // namespace rnnscope
