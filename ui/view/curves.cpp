#include "ui/view/curves.h"

#include "core/cell/cells.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

namespace rnnscope {

namespace {

const Layer& shownLayer(const Model& model, int layer)
{
    return model.layers[std::min(static_cast<size_t>(layer), model.layers.size() - 1)];
}

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

std::vector<int> curveStyles(const Scene& scene, int layer)
{
    std::vector<int> styles;
    for (const ModelPtr& model : scene.models)
        styles.push_back(static_cast<int>(placeOf(*shownLayer(*model, layer).cell)));
    if (std::set<int>(styles.begin(), styles.end()).size() < styles.size())
        std::iota(styles.begin(), styles.end(), 0);
    return styles;
}

std::vector<GradientCurve> gradientCurves(const GradientScene& gradient, int layer)
{
    const Scene& scene = *gradient.scene;
    const std::vector<int> styles = curveStyles(scene, layer);
    const QStringList names = namesOf(scene);
    std::vector<GradientCurve> curves;
    for (size_t m = 0; m < gradient.flows.size(); ++m) {
        const Model& model = *scene.models[m];
        const int shown = std::min(layer, static_cast<int>(model.layers.size()) - 1);
        const Cell& cell = *shownLayer(model, layer).cell;
        const bool single = cell.indexOf(Role::Cell) < 0;
        const QString name = scene.opened() && scene.models.size() > 1
            ? shortened(names[static_cast<qsizetype>(m)], 16)
            : QString::fromUtf8(cell.name().data(), std::ssize(cell.name()));
        for (const Flow& flow : gradient.flows[m]) {
            if (flow.layer != shown)
                continue;
            const Track& track = cell.tracks()[static_cast<size_t>(flow.track)];
            const QString symbol = QString::fromUtf8(track.symbol.data(), std::ssize(track.symbol));
            curves.push_back(
                {single ? name : name + ' ' + symbol, styles[m], single || track.role == Role::Cell,
                    flow.norms, model.layers[static_cast<size_t>(shown)].backward, m});
        }
    }
    return curves;
}

GradientRange gradientRange(const std::vector<GradientCurve>& curves, double floor)
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
    const double lost = smallest * floor;
    return {lost / 30, largest * 3, lost};
}

} // namespace rnnscope
