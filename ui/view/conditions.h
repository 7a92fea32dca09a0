#pragma once

#include "core/task/fairness.h"
#include "ui/state/scene.h"

#include <QStringList>

namespace rnnscope {

/// What a comparison of networks has in common and where they differ, in the present language. Rich
/// text.
struct Conditions {
    struct Fact {
        QString name;
        QStringList values; ///< one for all models alike, or one per model
    };

    QStringList models; ///< their names; plain text
    std::vector<Fact> facts;
    Fairness fairness;
    QStringList reasons; ///< why it is unfair, a sentence each; empty where it is fair
};

/// @param gradient of the same scene, or null; when it starts from one loss, the facts include how
/// fast it falls (stepsPerHalving of the memory's M1 in `layer`)
Conditions compare(const Scene& scene, const GradientScene* gradient, int layer);

} // namespace rnnscope
