#include "ui/view/reach.h"

#include "core/base/team.h"
#include "core/run/influence.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numbers>
#include <thread>

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

/// The curves of one model.
Result<MeasuredCurves> reachOf(
    const Scene& scene, size_t m, int layer, const CurveName& name, Watch& watch)
{
    const RunOptions alone{.threads = 1}; // a second one would stand in the way of the window
    const Model& model = *scene.models[m];
    const int place = layerIn(model, layer);
    const auto all = influence(model, *scene.traces[m], place, watch, alone);
    if (!all)
        return all.error();
    MeasuredCurves curves{curveOf(*all, name.label, name.style, true)};
    const auto line = lineInfluence(model, *scene.traces[m], place, watch);
    if (!line)
        return line.error();
    if (!line->logs.empty())
        curves.push_back(curveOf(*line, name.label, name.style, false));
    return curves;
}

/// Those of all models, one after the other or, where no one waits to see how far it is, together.
Result<MeasuredCurves> reachOfAll(
    const Scene& scene, int layer, const std::vector<CurveName>& names, bool together, Watch& watch)
{
    const size_t count = scene.models.size();
    std::vector<Result<MeasuredCurves>> each(count, MeasuredCurves());
    const auto measure = [&](size_t m) { each[m] = reachOf(scene, m, layer, names[m], watch); };
    if (together) {
        Team team(std::clamp(int(std::thread::hardware_concurrency()), 1, int(count)));
        std::atomic<size_t> next{0};
        team.run([&](int) {
            for (size_t m = next++; m < count; m = next++)
                measure(m);
        });
    } else {
        for (size_t m = 0; m < count; ++m) {
            const Watch::Part part(watch, double(m), double(count));
            measure(m);
        }
    }
    MeasuredCurves curves;
    for (Result<MeasuredCurves>& one : each) {
        if (!one)
            return one.error();
        std::ranges::move(*one, std::back_inserter(curves));
    }
    return curves;
}

}

MeasureView::Work Reach::work(const Subject& subject) const
{
    return [scene = subject.scene, layer = subject.layer, quick = isQuick(*subject.scene),
               names = curveNames(*subject.scene, subject.layer)](
               Watch& watch) { return reachOfAll(*scene, layer, names, quick, watch); };
}

/// The products of states × states of all steps.
bool Reach::isQuick(const Scene& scene) const
{
    constexpr double quick = 8e6;
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
