#include "ui/view/curves.h"

#include "core/cell/cells.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rnnscope {

namespace {

/// The largest finite norm; 0 where there is none.
double peak(const GradientCurve& curve)
{
    double peak = 0;
    for (const double norm : curve.norms)
        if (std::isfinite(norm))
            peak = std::max(peak, norm);
    return peak;
}

}

std::vector<GradientCurve> gradientCurves(const GradientScene& gradient, int layer)
{
    std::vector<GradientCurve> curves;
    for (size_t m = 0; m < gradient.flows.size(); ++m) {
        const Model& model = *gradient.scene->models[m];
        const int shown = std::min(layer, static_cast<int>(model.layers.size()) - 1);
        const Cell& cell = *model.layers[static_cast<size_t>(shown)].cell;
        const size_t place = placeOf(cell);
        const bool single = cell.indexOf(Role::Cell) < 0;
        const QString name = QString::fromUtf8(cell.name().data(), std::ssize(cell.name()));
        for (const Flow& flow : gradient.flows[m]) {
            if (flow.layer != shown)
                continue;
            const Track& track = cell.tracks()[static_cast<size_t>(flow.track)];
            const QString symbol = QString::fromUtf8(track.symbol.data(), std::ssize(track.symbol));
            curves.push_back({single ? name : name + ' ' + symbol, static_cast<int>(place),
                single || track.role == Role::Cell, flow.norms,
                model.layers[static_cast<size_t>(shown)].backward});
        }
    }
    return curves;
}

GradientRange gradientRange(const std::vector<GradientCurve>& curves)
{
    double smallest = std::numeric_limits<double>::infinity();
    double largest = 0;
    for (const GradientCurve& curve : curves) {
        const double top = peak(curve);
        if (top > 0)
            smallest = std::min(smallest, top);
        largest = std::max(largest, top);
    }
    if (largest == 0)
        return {};
    const double lost = smallest * float32Floor;
    return {lost / 30, largest * 3, lost};
}

} // namespace rnnscope
