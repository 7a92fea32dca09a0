#include "core/base/words.h"
#include "core/task/repeat.h"
#include "core/task/table.h"

#include <limits>

namespace rnnscope {

namespace {

/// Row 0 holds the numbers, row 1 is 1 at the two marked and 0 elsewhere.
Sequence one(int distance, Random& random)
{
    const int half = distance / 2;
    const int first = random.below(half);
    const int second = half + random.below(distance - half);

    Sequence sequence;
    sequence.values = Matrix::Zero(2, distance);
    for (Real& number : sequence.values.row(0))
        number = static_cast<Real>(random.uniform());
    sequence.values(1, first) = sequence.values(1, second) = 1;
    sequence.goals = Matrix::Constant(1, distance, std::numeric_limits<Real>::quiet_NaN());
    sequence.goals(0, distance - 1) = sequence.values(0, first) + sequence.values(0, second);
    return sequence;
}

} // namespace

// The sum s of two has the density 1 − |s − 1|. Saying 1 is off by its variance, 2/12, and within
// the tolerance with probability 1 − (1 − tolerance)².
constexpr Drill adding{
    .id = "adding",
    .title = QT_TRANSLATE_NOOP("task", "Adding two marked numbers"),
    .dial = QT_TRANSLATE_NOOP("task", "numbers to read, one marked in either half"),
    .easy = 10,
    .low = 2,
    .high = 400,
    .numbers = 2,
    .chance = 1 - (1 - tolerance) * (1 - tolerance),
    .baseline = 1.0 / 12,
    .make = repeat<one>,
};

} // namespace rnnscope
