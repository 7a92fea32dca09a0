#pragma once

#include <QString>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace rnnscope {

/// What may not be passed, milliseconds.
struct Bar {
    double most; ///< of the times, 95 %
    double worst;
};
/// Prints the times and tells whether they keep below the bar.
inline bool report(const QString& name, std::vector<double> times, const Bar& bar)
{
    std::sort(times.begin(), times.end());
    const auto at = [&](double part) {
        return times[static_cast<size_t>(part * static_cast<double>(times.size() - 1))];
    };
    const bool met = at(0.95) < bar.most && at(1) < bar.worst;
    std::printf("%-34s %5zu frames   median %6.2f   95 %% %6.2f   worst %6.2f ms%s\n",
        qPrintable(name), times.size(), at(0.5), at(0.95), at(1), met ? "" : "   MISSED");
    return met;
}

} // namespace rnnscope
