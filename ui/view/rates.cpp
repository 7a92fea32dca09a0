#include "ui/view/rates.h"

#include "core/run/lyapunov.h"
#include "ui/paint/text.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

constexpr Index leading = 32; ///< how many exponents are shown at most

Result<MeasuredCurves> ratesOf(
    const Scene& scene, int layer, const std::vector<CurveName>& names, Watch& watch)
{
    MeasuredCurves curves;
    for (size_t m = 0; m < scene.models.size(); ++m) {
        const Watch::Part part(watch, double(m), double(scene.models.size()));
        const Model& model = *scene.models[m];
        auto found = lyapunov(model, *scene.traces[m], layerIn(model, layer), leading, watch);
        if (!found)
            return found.error();
        curves.push_back({names[m].label, names[m].style, true,
            "M5/" + names[m].label.toStdString(), std::move(found->rates)});
    }
    return curves;
}

/// By what a change is multiplied at each step.
QString factorOf(double rate)
{
    constexpr double plain = 1e-3, much = 1e4;
    const double factor = std::exp(rate);
    return factor == 0 || (factor >= plain && factor < much) ? briefNumber(factor, 3)
                                                             : scientific(factor);
}

}

MeasureView::Work GradientRates::work(const Subject& subject) const
{
    return [scene = subject.scene, layer = subject.layer,
               names = curveNames(*subject.scene, subject.layer)](
               Watch& watch) { return ratesOf(*scene, layer, names, watch); };
}

/// Every step multiplies its Jacobian with all directions.
bool GradientRates::isQuick(const Scene& scene) const
{
    constexpr double quick = 2e7;
    double products = 0;
    for (const ModelPtr& model : scene.models) {
        const auto& weights
            = model->layers[static_cast<size_t>(layerIn(*model, subject().layer))].weights;
        products += double(weights.u.size() * leading) * double(scene.steps());
    }
    return products < quick;
}

QString GradientRates::title() const { return tr("Rates of growth"); }

QString GradientRates::remark() const
{
    return ofLayer(tr("Lyapunov exponents λᵢ, nats a step · %1 at most").arg(leading));
}

QString GradientRates::reading() const
{
    return tr("In each direction a small change of the memory is multiplied by exp(λ) at every "
              "step, on the average: λ₁ is the direction that lasts longest. The gradient through "
              "time follows the same rates.");
}

QString GradientRates::across() const { return tr("i: directions, the longest lasting first"); }

QString GradientRates::up() const { return tr("λᵢ, nats a step"); }

QString GradientRates::placeText(Index place) const { return QStringLiteral("λ%1").arg(place); }

QString GradientRates::numberText(double rate) const
{
    if (std::isnan(rate))
        return MeasureView::numberText(rate);
    const QString number = std::isfinite(rate) ? signedNumber(rate, 4)
        : rate < 0                             ? QStringLiteral("−∞")
                                               : QStringLiteral("+∞");
    return tr("%1, × %2 a step").arg(number, factorOf(rate));
}

/// There is room for words on both sides of the zero line.
std::pair<double, double> GradientRates::rangeOf(std::span<const PlotLine> lines) const
{
    constexpr double part = 0.25;
    const auto [low, high] = zeroedOf(lines);
    const double room = part * std::max(high, -low);
    return {std::min(low, -room), std::max(high, room)};
}

/// In the corners that falling curves leave free.
std::vector<FieldWords> GradientRates::words() const
{
    return {{tr("above 0: explodes"), {Qt::AlignTop | Qt::AlignRight, Qt::AlignTop}},
        {tr("below 0: vanishes"), {Qt::AlignBottom, Qt::AlignBottom | Qt::AlignRight}}};
}

} // namespace rnnscope
