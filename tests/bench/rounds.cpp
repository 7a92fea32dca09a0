// Our side of tests/bench/compare: stays alive between the rounds and measures on demand. Reads
// lines `WHAT CELL UNITS STEPS BATCH REPEATS`, for instance `forward lstm 64 1000 1 20`; answers
// each with a line: what one took, nanoseconds, or `none` where it cannot be measured.

#include "core/cell/cells.h"
#include "tests/bench/runs.h"

#include <iostream>
#include <map>
#include <sstream>

using namespace rnnscope;

namespace {

/// The task of a line without its last word; a null cell where it is not understood.
Task read(const std::string& line)
{
    std::istringstream words(line);
    Task task{};
    std::string cell;
    if (words >> task.what >> cell >> task.units >> task.steps >> task.batch)
        task.cell = findCell(cell);
    return task;
}

}

int main()
{
    std::map<std::string, Run> runs; // kept: several may take turns
    for (std::string line; std::getline(std::cin, line);) {
        const size_t end = line.rfind(' ');
        const Task task = read(line.substr(0, end));
        const int repeats = std::atoi(line.c_str() + std::min(end, line.size()));
        if (!task.cell || repeats < 1) {
            std::cerr << "Not understood: " << line << '\n';
            return 2;
        }
        const auto [run, isNew] = runs.try_emplace(line.substr(0, end));
        if (isNew)
            run->second = prepare(task);
        if (run->second)
            std::cout << run->second(repeats) << std::endl;
        else
            std::cout << "none" << std::endl;
    }
}
