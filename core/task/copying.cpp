#include "core/base/words.h"
#include "core/task/repeat.h"
#include "core/task/table.h"

#include <numbers>

namespace rnnscope {

namespace {

constexpr std::string_view symbols[]{"a", "b", "c", "d", "e", "f", "g", "h", "_", "?"};
constexpr std::span<const std::string_view> remembered{symbols, 8};
constexpr int blank = 8, ask = 9;
constexpr int length = 10; ///< how many symbols are to be remembered

/// The symbols, `distance` blanks, the question mark, and blanks while the symbols are asked for.
Sequence one(int distance, Random& random)
{
    Sequence sequence;
    sequence.ids.assign(static_cast<size_t>(length + distance + 1 + length), blank);
    sequence.targets.assign(sequence.ids.size(), -1);
    sequence.ids[static_cast<size_t>(length + distance)] = ask;
    for (auto i = sequence.ids.begin(); i != sequence.ids.begin() + length; ++i)
        *i = random.below(static_cast<int>(remembered.size()));
    std::copy_n(sequence.ids.begin(), length, sequence.targets.end() - length);
    return sequence;
}

} // namespace

constexpr Drill copying{
    .id = "copy",
    .title = QT_TRANSLATE_NOOP("task", "Copying from memory"),
    .dial = QT_TRANSLATE_NOOP("task", "blanks between the symbols and the question mark"),
    .easy = 1,
    .low = 1,
    .high = 200,
    .inputs = symbols,
    .outputs = remembered,
    .chance = 1.0 / 8,
    .baseline = 3 * std::numbers::ln2,
    .make = repeat<one>,
};

} // namespace rnnscope
