#include "ui/view/reach.h"

#include "core/run/influence.h"

#include <cmath>
#include <numbers>

namespace rnnscope {

namespace {

MeasuredCurve curveOf(const ByLag& measure, QString label, int style, bool main)
{
    const std::string array = (main ? "M2.log10/" : "M2.line.log10/") + label.toStdString();
    MeasuredCurve curve{main ? label : label + ' ' + Reach::tr("line"), style, main, array, {}};
    for (const double log : measure.logs)
        curve.numbers.push_back(log / std::numbers::ln10);
    return curve;
}

Result<MeasuredCurves> reachOf(
    const Scene& scene, int layer, const std::vector<CurveName>& names, Watch& watch)
{
    const RunOptions alone{.threads = 1}; // a second one would stand in the way of the window
    MeasuredCurves curves;
    for (size_t m = 0; m < scene.models.size(); ++m) {
        const Watch::Part part(watch, double(m), double(scene.models.size()));
        const Model& model = *scene.models[m];
        const int place = layerIn(model, layer);
        const auto all = influence(model, *scene.traces[m], place, watch, alone);
        if (!all)
            return all.error();
        curves.push_back(curveOf(*all, names[m].label, names[m].style, true));
        const auto line = lineInfluence(model, *scene.traces[m], place, watch);
        if (!line)
            return line.error();
        if (!line->logs.empty())
            curves.push_back(curveOf(*line, names[m].label, names[m].style, false));
    }
    return curves;
}

}

MeasureView::Work Reach::work(const Subject& subject) const
{
    return [scene = subject.scene, layer = subject.layer,
               names = curveNames(*subject.scene, subject.layer)](
               Watch& watch) { return reachOf(*scene, layer, names, watch); };
}

/// The products of states × states of all steps.
bool Reach::isQuick(const Scene& scene) const
{
    constexpr double quick = 4e6;
    double products = 0;
    for (const ModelPtr& model : scene.models) {
        const auto& weights
            = model->layers[static_cast<size_t>(layerIn(*model, subject().layer))].weights;
        products += double(weights.u.size()) * double(scene.steps());
    }
    return products < quick;
}

QString Reach::title() const { return tr("Reach of the memory"); }

QString Reach::remark() const { return ofLayer(tr("||∂sₜ/∂sₖ||₂, lag t − k · log scale")); }

QString Reach::reading() const
{
    return tr("How much a change of the memory so many steps ago can still change it at the end: "
              "below 1 it fades, above 1 it grows. Pale: along the cell line only, the product of "
              "its forget gates.");
}

QString Reach::across() const { return tr("lag: steps back from the end"); }

QString Reach::up() const { return tr("largest singular value"); }

QString Reach::placeText(Index lag) const { return tr("lag %1").arg(lag); }

} // namespace rnnscope
