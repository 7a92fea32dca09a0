#include "core/base/words.h"
#include "core/task/repeat.h"
#include "core/task/table.h"

#include <numbers>

namespace rnnscope {

namespace {

constexpr std::string_view symbols[]{"a", "b", "c", "d"};
constexpr int answers = 20;

Sequence one(int distance, Random& random)
{
    Sequence sequence = noise(distance + answers, random);
    std::copy_n(sequence.ids.begin(), answers, sequence.targets.begin() + distance);
    return sequence;
}

} // namespace

constexpr Drill echo{
    .id = "echo",
    .title = QT_TRANSLATE_NOOP("task", "Echo"),
    .dial = QT_TRANSLATE_NOOP("task", "steps from a symbol to its echo"),
    .easy = 2,
    .low = 1,
    .high = 30,
    .inputs = symbols,
    .outputs = symbols,
    .chance = 1.0 / 4,
    .baseline = 2 * std::numbers::ln2,
    .make = repeat<one>,
};

} // namespace rnnscope
