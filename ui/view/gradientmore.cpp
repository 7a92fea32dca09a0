// What the gradient through time shows beside the gradient: other seeds, and clipping.

#include "core/run/weightnorm.h"
#include "ui/state/lab.h"
#include "ui/state/scenemaker.h"
#include "ui/view/background.h"
#include "ui/view/gradient.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

/// The norms that clipping compares with its threshold.
void GradientPlot::weigh()
{
    if (threshold() == 0 || !ready())
        return;
    Index units = 0;
    for (const ModelPtr& model : m_drawn->scene->models)
        units = std::max(units, model->layers.front().weights.units());
    const auto work = [gradient = m_drawn](Watch& watch) -> Result<std::vector<double>> {
        const Scene& scene = *gradient->scene;
        std::vector<double> norms;
        for (size_t m = 0; m < scene.models.size(); ++m) {
            const auto norm = weightNorm(
                *scene.models[m], *scene.sequences[m], *scene.traces[m], gradient->loss, watch);
            if (!norm)
                return norm.error();
            norms.push_back(*norm);
        }
        return norms;
    };
    doOrStart<std::vector<double>>(m_weighing, isQuickToMake(units, m_drawn->scene->steps()), work,
        [this](Result<std::vector<double>> norms) {
            if (norms)
                m_weightNorms = std::move(*norms);
            redraw();
        });
}

double GradientPlot::factorOf(const GradientCurve& curve) const
{
    return curve.model < m_weightNorms.size() ? clipFactor(m_weightNorms[curve.model], threshold())
                                              : 1;
}

/// The gradient of the same losses from the other seeds, once they are there.
void GradientPlot::followOthers()
{
    m_following.drop();
    if (!desk().lab || desk().lab->others().empty() || !isVisible() || !ready()
        || m_drawn->scene != desk().session->scene() || threshold() > 0)
        return; // of what is clipped there is no band
    const auto work = [scenes = desk().lab->others(), loss = m_drawn->loss](
                          Watch& watch) -> Result<std::vector<GradientPtr>> {
        std::vector<GradientPtr> gradients;
        for (const ScenePtr& scene : scenes) {
            auto gradient = gradientOf(scene, loss, watch);
            if (!gradient)
                return gradient.error();
            gradients.push_back(std::move(*gradient));
        }
        return gradients;
    };
    m_following.start(work, [this](Result<std::vector<GradientPtr>> others) {
        if (others)
            takeOthers(*others);
    });
}

void GradientPlot::takeOthers(const std::vector<GradientPtr>& others)
{
    std::vector<std::vector<std::vector<double>>> logs(m_curves.size()); // curve, seed, step
    const auto add = [&](const std::vector<GradientCurve>& curves) {
        for (size_t i = 0; i < logs.size(); ++i) {
            logs[i].emplace_back();
            for (const double norm : curves[i].norms)
                logs[i].back().push_back(std::log10(norm));
        }
    };
    add(m_curves);
    for (const GradientPtr& other : others)
        add(gradientCurves(*other, desk().selection->layer()));
    m_bands.clear();
    for (const auto& seeds : logs)
        m_bands.push_back(seedBand(seeds));
    redraw();
}

} // namespace rnnscope
