#include "ui/view/learningcurves.h"

#include "core/cell/cells.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// A number of every checkpoint, over the seeds that have it.
template <class Number>
std::vector<Band> bandsOf(const std::vector<const CourseRun*>& seeds, Number number)
{
    std::vector<Band> bands;
    for (size_t epoch = 0;; ++epoch) {
        std::vector<double> values;
        for (const CourseRun* run : seeds)
            if (epoch < run->learned.checkpoints.size())
                values.push_back(number(run->learned.checkpoints[epoch]));
        if (values.empty())
            return bands;
        bands.push_back(bandOf(std::move(values)));
    }
}

/// The median of each stretch of updates.
/// @param known those of the same training that were found before; whole epochs are kept
std::vector<double> medians(const std::vector<TrainProgress>& curve, double TrainProgress::*number,
    const Comparison& comparison, int stretches, std::vector<double> known)
{
    const auto interval = static_cast<size_t>(intervalOf(comparison));
    const size_t whole = known.empty() ? 0 : (known.size() - 1) / static_cast<size_t>(stretches);
    std::vector<double> all = std::move(known);
    all.resize(whole * static_cast<size_t>(stretches));
    for (size_t epoch = whole * interval; epoch < curve.size(); epoch += interval)
        for (int stretch = 0; stretch < stretches; ++stretch) {
            const auto edge = [&](int place) {
                return std::min(curve.size(),
                    epoch + interval * static_cast<size_t>(place) / static_cast<size_t>(stretches));
            };
            std::vector<double> values;
            for (size_t i = edge(stretch); i < edge(stretch + 1); ++i)
                values.push_back(curve[i].*number);
            if (!values.empty())
                all.push_back(bandOf(std::move(values)).median);
        }
    return all;
}

}

int stretchesOf(const Comparison& comparison)
{
    constexpr int shown = 200;
    const int interval = intervalOf(comparison);
    const int epochs = (comparison.updates + interval - 1) / interval;
    return std::clamp(shown / epochs, 1, interval);
}

std::vector<LearningCurve> learningCurves(
    const Training& training, int stretches, const std::vector<LearningCurve>& before)
{
    const Comparison& comparison = training.comparison();
    std::vector<LearningCurve> all;
    for (size_t cell = 0; cell < comparison.cells.size(); ++cell) {
        std::vector<const CourseRun*> seeds;
        for (size_t run = cell; run < training.runs().size(); run += comparison.cells.size())
            seeds.push_back(&training.runs()[run]);
        if (seeds.empty())
            break;
        const CellPtr& kind = findCell(comparison.cells[cell]);
        const auto style = std::ranges::find(cells(), kind) - cells().begin();
        const auto& updates = seeds.front()->learned.curve;
        const LearningCurve known = cell < before.size() ? before[cell] : LearningCurve();
        all.push_back({QString::fromUtf8(kind->name()), static_cast<int>(style),
            bandsOf(seeds, [](const Checkpoint& one) { return one.score.loss; }),
            bandsOf(seeds, [](const Checkpoint& one) { return one.score.accuracy; }),
            medians(updates, &TrainProgress::norm, comparison, stretches, known.norms),
            medians(updates, &TrainProgress::clipped, comparison, stretches, known.clipped), {}});
    }
    return all;
}

} // namespace rnnscope
