#include "core/base/words.h"
#include "core/task/repeat.h"
#include "core/task/table.h"

namespace rnnscope {

namespace {

constexpr std::string_view symbols[]{"a", "b", "c", "d", "(", ")"};
constexpr std::string_view depths[]{"0", "1", "2", "3", "4"};
constexpr int opening = 4, closing = 5;
constexpr int deepest = 4;
constexpr int places = 16; ///< where a bracket may stand, each `distance` letters after the last

/// The depth after each place. Its beginning is drawn: that many brackets open, letters fill the
/// rest of the first `deepest` places. From there on one opens or closes by chance, and where that
/// is impossible a letter stands. So each depth goes to another as often as the other to it, and
/// all stay equally likely.
std::vector<int> walk(Random& random)
{
    const int start = random.below(deepest + 1);
    std::vector<int> walked;
    for (int place = 0; place < deepest; ++place)
        walked.push_back(std::min(place + 1, start));
    while (walked.size() < places)
        walked.push_back(std::clamp(walked.back() + 2 * random.below(2) - 1, 0, deepest));
    return walked;
}

Sequence one(int distance, Random& random)
{
    const std::vector<int> depth = walk(random);
    Sequence sequence = noise(places * (distance + 1), random);
    for (size_t place = 0, step = 0; place < places; ++place) {
        const int before = place == 0 ? 0 : depth[place - 1];
        if (depth[place] != before)
            sequence.ids[step] = depth[place] > before ? opening : closing;
        for (int i = 0; i <= distance; ++i, ++step)
            sequence.targets[step] = place + 1 < deepest ? -1 : depth[place];
    }
    return sequence;
}

} // namespace

constexpr Drill brackets{
    .id = "brackets",
    .title = QT_TRANSLATE_NOOP("task", "Bracket depth"),
    .dial = QT_TRANSLATE_NOOP("task", "letters between two brackets, at least"),
    .easy = 1,
    .low = 1,
    .high = 20,
    .inputs = symbols,
    .outputs = depths,
    .chance = 1.0 / 5,
    .baseline = 1.6094379124341003, // ln 5
    .make = repeat<one>,
};

} // namespace rnnscope
