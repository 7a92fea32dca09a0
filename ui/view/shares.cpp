#include "ui/view/shares.h"

#include "core/run/share.h"
#include "ui/paint/text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rnnscope {

namespace {

constexpr double quick = 1e7; ///< multiplications that take no more than a part of a frame
constexpr double most = 2e12; ///< that take some minutes

constexpr double little = 1e-3; ///< a share that cannot be seen
constexpr size_t fewest = 20; ///< lags in sight, where there are so many

/// Multiplications a step of one loss that is followed back one step.
double costOf(const Scene& scene)
{
    double cost = 0;
    for (const ModelPtr& model : scene.models)
        cost += static_cast<double>(model->parameters());
    return cost;
}

/// The loss of every step is followed back to the first.
double allOf(const Scene& scene)
{
    const auto steps = static_cast<double>(scene.steps());
    return costOf(scene) * steps * steps / 2;
}

Result<MeasuredCurves> sharesOf(
    const Scene& scene, int layer, const std::vector<CurveName>& names, Watch& watch)
{
    MeasuredCurves curves;
    for (size_t m = 0; m < scene.models.size(); ++m) {
        const Watch::Part part(watch, double(m), double(scene.models.size()));
        const Model& model = *scene.models[m];
        auto all = lagShares(model, *scene.sequences[m], *scene.traces[m], watch);
        if (!all)
            return all.error();
        Shares& shares = (*all)[static_cast<size_t>(layerIn(model, layer))];
        curves.push_back({names[m].label, names[m].style, true,
            "M4/" + names[m].label.toStdString(), std::move(shares.parts)});
    }
    return curves;
}

QString percent(double share)
{
    return fixedNumber(100 * share, std::abs(share) < 0.1 ? 2 : 1) + QStringLiteral(" %");
}

}

MeasureView::Work GradientShares::work(const Subject& subject) const
{
    if (allOf(*subject.scene) > most)
        return [](Watch&) -> Result<MeasuredCurves> { return MeasuredCurves(); };
    return [scene = subject.scene, layer = subject.layer,
               names = curveNames(*subject.scene, subject.layer)](
               Watch& watch) { return sharesOf(*scene, layer, names, watch); };
}

bool GradientShares::isQuick(const Scene& scene) const
{
    return allOf(scene) < quick || allOf(scene) > most;
}

QString GradientShares::title() const { return tr("Share of the weight gradient"); }

QString GradientShares::remark() const
{
    return ofLayer(tr("share of ∂L/∂U by lag · losses of all steps, before clipping"));
}

QString GradientShares::reading() const
{
    return tr("Which part of what U learns comes from how far back: all lags together are 1. Near "
              "0 from some lag on: learning does not see so far. Below 0: such a lag pulls against "
              "the rest.");
}

/// All lags that count for something, as far as a round number.
size_t GradientShares::placesShown(size_t all) const
{
    size_t last = 0;
    for (const MeasuredCurve& curve : curves())
        for (size_t lag = last; lag < curve.numbers.size(); ++lag)
            if (std::abs(curve.numbers[lag]) >= little)
                last = lag;
    const auto round = static_cast<size_t>(roundAbove(static_cast<double>(std::max(last, fewest))));
    return std::min(all, round + 1);
}

QString GradientShares::across() const
{
    const QString text = tr("lag: steps from the use of U to the loss");
    const auto shown = static_cast<int>(chart().right);
    if (!std::ranges::any_of(curves(),
            [&](const MeasuredCurve& curve) { return std::ssize(curve.numbers) > shown + 1; }))
        return text;
    return text + QStringLiteral(" · ") + tr("beyond %1 each is below 0.1 %").arg(shown);
}

QString GradientShares::up() const { return tr("share, all together 1"); }

QString GradientShares::placeText(Index lag) const { return tr("lag %1").arg(lag); }

QString GradientShares::pointText(const MeasuredCurve& curve, size_t lag) const
{
    const double beyond = std::accumulate(
        curve.numbers.begin() + static_cast<std::ptrdiff_t>(lag), curve.numbers.end(), 0.0);
    return tr("%1, with all beyond it %2").arg(percent(curve.numbers[lag]), percent(beyond));
}

QString GradientShares::emptyText() const
{
    const Scene& scene = *subject().scene;
    if (allOf(scene) <= most)
        return MeasureView::emptyText();
    return tr("This follows the loss of every step back by itself, which takes too long for %1 "
              "steps. Read at most %2 here.")
        .arg(scene.steps())
        .arg(static_cast<int>(std::sqrt(2 * most / costOf(scene))));
}

} // namespace rnnscope
