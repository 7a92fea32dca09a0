#include "core/base/words.h"
#include "core/task/repeat.h"
#include "core/task/table.h"

#include <array>
#include <numbers>

namespace rnnscope {

namespace {

constexpr std::string_view symbols[]{"B", "T", "S", "X", "P", "V", "E"};
enum Symbol { B, T, S, X, P, V, E };
constexpr int choices[]{T, P};

/// An arrow of the grammar's graph: what is said, and the node it leads to.
struct Arrow {
    int symbol;
    int node;
};

/// The two arrows of every node but the last, from which only E follows.
constexpr int last = 5;
constexpr Arrow graph[last][2]{
    {{T, 1}, {P, 2}},
    {{S, 1}, {X, 3}},
    {{T, 2}, {V, 4}},
    {{X, 2}, {S, 5}},
    {{P, 3}, {V, 5}},
};

using Nodes = std::array<double, last + 1>;

/// [k][node]: how many walks of k arrows lead from that node to the last.
std::vector<Nodes> walks(int arrows)
{
    std::vector<Nodes> all{{0, 0, 0, 0, 0, 1}};
    for (int k = 1; k <= arrows; ++k) {
        Nodes next{};
        for (size_t node = 0; node < last; ++node)
            for (const Arrow& arrow : graph[node])
                next[node] += all.back()[static_cast<size_t>(arrow.node)];
        all.push_back(next);
    }
    return all;
}

/// Appends the symbols of a walk of so many arrows from the first node to the last. All are equally
/// likely, as they are in the grammar, where each arrow of a node is taken half of the time.
void walk(int arrows, Random& random, std::vector<int>& word)
{
    const std::vector<Nodes> all = walks(arrows);
    size_t node = 0;
    for (int left = arrows; left > 0; --left) {
        const Nodes& after = all[static_cast<size_t>(left - 1)];
        const double first = after[static_cast<size_t>(graph[node][0].node)];
        const double second = after[static_cast<size_t>(graph[node][1].node)];
        const Arrow& arrow = graph[node][random.uniform() * (first + second) >= first];
        word.push_back(arrow.symbol);
        node = static_cast<size_t>(arrow.node);
    }
}

/// Word: B, T or P, a word of the inner grammar of `distance` symbols, the same T or P, E.
Sequence one(int distance, Random& random)
{
    const int outer = choices[random.below(2)];
    std::vector<int> word{B, outer, B};
    walk(distance - 2, random, word);
    word.insert(word.end(), {E, outer, E});

    Sequence sequence;
    sequence.ids.assign(word.begin(), word.end() - 1);
    sequence.targets.assign(word.begin() + 1, word.end());
    return sequence;
}

bool isLastButOne(const Sequence& sequence, Index step) { return step == sequence.steps() - 2; }

} // namespace

constexpr Drill reber{
    .id = "reber",
    .title = QT_TRANSLATE_NOOP("task", "Embedded Reber grammar"),
    .dial
    = QT_TRANSLATE_NOOP("task", "steps from the outer symbol to the prediction of its return"),
    .easy = 5,
    .low = 5,
    .high = 100,
    .inputs = symbols,
    .outputs = symbols,
    .choices = choices,
    .judges = isLastButOne,
    .chance = 1.0 / 2,
    .baseline = std::numbers::ln2,
    .make = repeat<one>,
};

} // namespace rnnscope
