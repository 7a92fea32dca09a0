#pragma once

#include <vector>

namespace rnnscope {

/// A stretch of the run as it is played: which positions of the playback are shown, and how long.
struct Animation {
    double from = 0; ///< positions as in Playback
    double to = 1;
    double speed = 1.5; ///< steps a second
    int rate = 25; ///< frames a second, one of rates()

    static constexpr int rest = 1000; ///< the end is shown so long, in milliseconds
    static constexpr int mostFrames = 10'000;

    /// Those that last a whole number of hundredths of a second, as a GIF has it.
    static const std::vector<int>& rates();

    /// At least 2: the beginning and the end.
    int frames() const;
    double position(int frame) const;
    int milliseconds(int frame) const;
    int milliseconds() const; ///< of all of it
};

} // namespace rnnscope
