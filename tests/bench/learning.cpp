// What networks learn here and how long it takes, with the default settings of the window: the
// latch at distance 20 by three cells side by side from five seeds, and the tasks of the literature
// at their easy distance by an LSTM. Prints a table; fails where a bar is missed.
//   bench_learning [latch | order | adding | copy | echo] …

#include "core/cell/cells.h"
#include "core/task/course.h"
#include "core/task/drills.h"
#include "core/task/subject.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <limits>
#include <numeric>

using namespace rnnscope;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// What one cell came to.
struct Outcome {
    double learned = std::numeric_limits<double>::infinity(); ///< seconds until the bar was reached
    double end = 0; ///< seconds until the end
    Score score; ///< at the end
};

/// All cells of the comparison side by side, as the window trains them.
std::vector<Outcome> train(const Comparison& comparison, double bar)
{
    std::vector<Outcome> all(comparison.cells.size());
    Course course(comparison);
    const auto begin = Clock::now();
    course.goTo(course.updates());
    for (size_t ended = 0; ended < all.size();) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        for (const auto& [run, news] : course.news()) {
            Outcome& one = all[run];
            for (const Checkpoint& checkpoint : news.learned.checkpoints) {
                one.score = checkpoint.score;
                if (checkpoint.score.accuracy >= bar)
                    one.learned = std::min(one.learned, secondsSince(begin));
            }
            if (news.ended) {
                one.end = secondsSince(begin);
                ++ended;
            }
        }
    }
    return all;
}

double median(std::vector<double> values) { return bandOf(std::move(values)).median; }

/// Three cells, matched parameters, five seeds: LSTM and GRU have to reach 95 % within a minute.
bool latch()
{
    constexpr double bar = 0.95, patience = 60;
    constexpr unsigned seeds = 5;
    Comparison comparison = defaultComparison("latch");
    comparison.distance = 20;
    std::vector<std::vector<Outcome>> cells(comparison.cells.size());
    for (unsigned seed = 1; seed <= seeds; ++seed) {
        comparison.seeds = {seed};
        const auto outcomes = train(comparison, bar);
        for (size_t cell = 0; cell < outcomes.size(); ++cell)
            cells[cell].push_back(outcomes[cell]);
    }
    bool met = true;
    std::printf("latch at distance 20, matched parameters, %u seeds: medians\n", seeds);
    for (size_t cell = 0; cell < cells.size(); ++cell) {
        std::vector<double> times, ends, accuracies;
        for (const Outcome& one : cells[cell]) {
            times.push_back(one.learned);
            ends.push_back(one.end);
            accuracies.push_back(one.score.accuracy);
        }
        const Band accuracy = bandOf(accuracies);
        const bool asked = comparison.cells[cell] != "rnn";
        const bool kept = !asked || median(times) <= patience;
        met &= kept;
        std::printf(
            "  %-5s accuracy %5.1f %% (%.1f to %.1f)   95 %% after %6.2f s   all %d updates "
            "after %6.2f s%s\n",
            comparison.cells[cell].c_str(), 100 * accuracy.median, 100 * accuracy.low,
            100 * accuracy.high, median(times), comparison.updates, median(ends),
            kept ? "" : "   MISSED");
    }
    return met;
}

/// A task, and what counts as learned.
struct Task {
    const char* id;
    double accuracy; ///< at least
    const char* source; ///< of the threshold
};

constexpr Task literature[]{
    {"order", 0.95, "95 % of the sequences right (H & S 1997, 6a, ask for all of 2,560)"},
    {"adding", 0.95, "95 % of the sums within 0.04 (H & S 1997, 4, ask for 1997 of 2,000)"},
    {"copy", 0.95, "95 % of the symbols right; guessing 12.5 % (Arjovsky et al. 2016)"},
    {"echo", 0.95, "95 % of the symbols right; guessing 25 %"},
};

bool learnedBy(const Task& task)
{
    Comparison comparison = defaultComparison(task.id);
    comparison.cells = {"lstm"};
    const Outcome one = train(comparison, task.accuracy).front();
    const bool met = one.score.accuracy >= task.accuracy;
    std::printf("%-7s at distance %3d: accuracy %5.1f %%, loss %.4g (guessing %.4g), reached after "
                "%6.1f s, %d updates after %6.1f s%s\n        %s\n",
        task.id, comparison.distance, 100 * one.score.accuracy, one.score.loss,
        findDrill(task.id)->baseline, one.learned, comparison.updates, one.end,
        met ? "" : "   MISSED", task.source);
    return met;
}

}

int main(int count, char** arguments)
{
    const auto asked = [&](const char* id) {
        return count == 1 || std::any_of(arguments + 1, arguments + count, [&](const char* one) {
            return std::strcmp(one, id) == 0;
        });
    };
    bool met = true;
    if (asked("latch"))
        met &= latch();
    for (const Task& task : literature)
        if (asked(task.id))
            met &= learnedBy(task);
    return met ? 0 : 1;
}
