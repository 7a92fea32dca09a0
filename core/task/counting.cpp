#include "core/base/words.h"
#include "core/task/repeat.h"
#include "core/task/table.h"

#include <numbers>

namespace rnnscope {

namespace {

constexpr std::string_view symbols[]{"a", "b", "."};
constexpr int b = 1, end = 2;
constexpr int choices[]{b, end};

Sequence one(int distance, Random& random)
{
    const int n = 2 + random.below(distance - 1);
    Sequence sequence;
    sequence.ids.assign(static_cast<size_t>(n), 0);
    sequence.ids.resize(static_cast<size_t>(2 * n), b);
    sequence.ids.resize(static_cast<size_t>(2 * distance), end);
    sequence.targets.assign(sequence.ids.size(), -1);
    std::fill_n(sequence.targets.begin() + n, n - 1, b);
    sequence.targets[static_cast<size_t>(2 * n - 1)] = end;
    return sequence;
}

bool isLastOrBefore(const Sequence& sequence, Index step)
{
    const auto target = sequence.targets.begin() + step;
    return *target == end || *(target + 1) == end;
}

} // namespace

constexpr Drill counting{
    .id = "counting",
    .title = QT_TRANSLATE_NOOP("task", "Counting: aⁿbⁿ"),
    .dial = QT_TRANSLATE_NOOP("task", "largest n"),
    .easy = 5,
    .low = 3,
    .high = 100,
    .inputs = symbols,
    .outputs = symbols,
    .choices = choices,
    .judges = isLastOrBefore,
    .chance = 1.0 / 2,
    .baseline = std::numbers::ln2,
    .make = repeat<one>,
};

} // namespace rnnscope
