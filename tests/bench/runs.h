#pragma once

#include "core/cell/cell.h"

#include <functional>

namespace rnnscope {

/// What is to be measured on one layer with as many inputs as units.
struct Task {
    std::string what; ///< "forward"
    CellPtr cell;
    Index units;
    Index steps;
    Index batch; ///< sequences an update
};

/// Does it so many times and returns what one took, nanoseconds.
using Run = std::function<double(int repeats)>;

/// Gets everything ready that does not count. Empty where core cannot do the task, or this machine
/// cannot.
Run prepare(const Task& task);

} // namespace rnnscope
