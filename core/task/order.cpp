#include "core/base/words.h"
#include "core/task/repeat.h"
#include "core/task/table.h"

#include <numbers>

namespace rnnscope {

namespace {

constexpr std::string_view symbols[]{"a", "b", "c", "d", "X", "Y", "E", "B"};
constexpr std::string_view classes[]{"XX", "XY", "YX", "YY"};
constexpr int x = 4, begin = 6, ask = 7;

/// E … X or Y … X or Y … B. The first of the two stands at distance/8 to distance/4, the second is
/// drawn from the same stretch distance/2 further on, and B stands at distance/4 + distance.
Sequence one(int distance, Random& random)
{
    const int play = distance / 8;
    const int first = play + random.below(play + 1);
    const int second = play + distance / 2 + random.below(play + 1);
    const int which = random.below(4);

    Sequence sequence = noise(2 * play + distance + 1, random);
    sequence.ids.front() = begin;
    sequence.ids[static_cast<size_t>(first)] = x + which / 2;
    sequence.ids[static_cast<size_t>(second)] = x + which % 2;
    sequence.ids.back() = ask;
    sequence.targets.back() = which;
    return sequence;
}

} // namespace

constexpr Drill temporalOrder{
    .id = "order",
    .title = QT_TRANSLATE_NOOP("task", "Temporal order"),
    .dial = QT_TRANSLATE_NOOP("task", "steps from the first symbol to the question, at least"),
    .easy = 8,
    .low = 8,
    .high = 200,
    .inputs = symbols,
    .outputs = classes,
    .chance = 1.0 / 4,
    .baseline = 2 * std::numbers::ln2,
    .make = repeat<one>,
};

} // namespace rnnscope
