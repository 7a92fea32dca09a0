#include "ui/export/animation.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

const std::vector<int>& Animation::rates()
{
    static const std::vector<int> all{5, 10, 20, 25, 50};
    return all;
}

int Animation::frames() const
{
    const double moves = std::abs(to - from) / speed * rate;
    return static_cast<int>(std::clamp(std::round(moves), 1.0, 1e6)) + 1;
}

double Animation::position(int frame) const
{
    return std::lerp(from, to, static_cast<double>(frame) / (frames() - 1));
}

int Animation::milliseconds(int frame) const { return frame + 1 == frames() ? rest : 1000 / rate; }

int Animation::milliseconds() const { return (frames() - 1) * (1000 / rate) + rest; }

} // namespace rnnscope
