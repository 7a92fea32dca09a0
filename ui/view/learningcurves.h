#pragma once

#include "core/task/distances.h"
#include "ui/paint/lines.h"
#include "ui/state/training.h"

namespace rnnscope {

/// What every cell of a training has come to, as it is drawn: an epoch a number, the start first.
/// Of several seeds the median, and a band from the lowest to the highest, over those that have
/// come so far; of the norms only the first seed.
struct LearningCurve {
    QString cell; ///< "LSTM"
    int style; ///< which of Palette::curve()
    std::vector<Band> loss; ///< mean on sequences that training does not see: nats, or half a
                            ///< squared error
    std::vector<Band> accuracy; ///< on the same, 0 to 1
    std::vector<double> norms; ///< of the gradient before clipping: the median of each stretch of
                               ///< updates, `stretches` an epoch
    std::vector<double> clipped; ///< the same after clipping
    std::vector<AtDistance> distances; ///< of the epoch that is shown; empty: not known
};

/// @param stretches of equally many updates, into which the updates of an epoch are divided
/// @param before the curves of the same training a moment ago, or none: a long one is not gone
/// through again
std::vector<LearningCurve> learningCurves(
    const Training& training, int stretches, const std::vector<LearningCurve>& before = {});

/// How many stretches an epoch is divided into, so that all epochs have about 200.
int stretchesOf(const Comparison& comparison);

} // namespace rnnscope
