#pragma once

#include "core/run/start.h"
#include "core/run/train.h"
#include "ui/state/scene.h"

namespace rnnscope {

/// A network over the characters of a poem, trained for a moment: so many layers, in one or both
/// directions.
inline ModelPtr quicklyTrained(const CellPtr& cell, int depth, bool both, int updates = 150)
{
    constexpr Index units = 32, dimensions = 24;
    const std::string text(findExample("poem-en")->opening);
    Random random(3);
    Model model = startModel(cell, Vocabulary::ofCharacters(text), dimensions, units, 3);
    model.layers.clear();
    for (int l = 0; l < depth; ++l) {
        const Index inputs = l > 0 ? model.width(model.layers.size() - 1) : dimensions;
        for (const bool backward : both ? std::vector{false, true} : std::vector{false}) {
            Layer layer{cell, defaultStart(*cell, inputs, units, random)};
            layer.backward = layer.second = backward;
            model.layers.push_back(std::move(layer));
        }
    }
    const Index top = model.width(model.layers.size() - 1);
    model.head.w = uniformStart(model.tokens(), top, 0.2, random);
    Watch watch;
    auto sequence = sequenceFromText(model, text);
    auto trained = train(model, {*std::move(sequence)}, {.steps = updates, .rate = 0.01}, watch,
        [](const TrainProgress&) {});
    return std::make_shared<const Model>(*std::move(trained));
}

/// That network alone on the poem, with the file that it would be saved as.
inline ScenePtr sceneOf(const ModelPtr& model, const QString& title)
{
    Scene scene;
    scene.title = title;
    scene.models = {model};
    const std::string text(findExample("poem-en")->opening);
    auto sequence = sequenceFromText(*model, text);
    Watch watch;
    auto saved = openInput(inputOf(saveSafetensors(*model, {}), title.toStdString()), watch);
    scene.contents = {std::make_shared<const Contents>(std::move(saved->contents))};
    return *runScene(std::move(scene), std::move(sequence), watch);
}

} // namespace rnnscope
