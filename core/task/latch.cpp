#include "core/base/words.h"
#include "core/task/repeat.h"
#include "core/task/table.h"

#include <numbers>

namespace rnnscope {

namespace {

constexpr std::string_view symbols[]{"a", "b", "c", "d", "X", "Y", "?"};
constexpr std::string_view classes[]{"X", "Y"};
constexpr int x = 4, ask = 6;

/// X or Y, then distance − 1 letters, then the question mark.
Sequence one(int distance, Random& random)
{
    const int which = random.below(2);
    Sequence sequence = noise(distance + 1, random);
    sequence.ids.front() = x + which;
    sequence.ids.back() = ask;
    sequence.targets.back() = which;
    return sequence;
}

} // namespace

constexpr Drill latch{
    .id = "latch",
    .title = QT_TRANSLATE_NOOP("task", "Latch"),
    .dial = QT_TRANSLATE_NOOP("task", "steps from the first symbol to the question"),
    .easy = 8,
    .low = 1,
    .high = 200,
    .inputs = symbols,
    .outputs = classes,
    .chance = 1.0 / 2,
    .baseline = std::numbers::ln2,
    .make = repeat<one>,
};

} // namespace rnnscope
