#pragma once

#include "core/run/start.h"
#include "core/run/train.h"
#include "ui/state/scene.h"

namespace rnnscope {

/// A network over the characters of a poem, as it starts: so many layers, in one or both
/// directions.
inline Model startOf(const CellPtr& cell, int depth, bool both)
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
            layer.weights.u *= 3; // so that its states are not all near zero
            layer.backward = layer.second = backward;
            model.layers.push_back(std::move(layer));
        }
    }
    const Index top = model.width(model.layers.size() - 1);
    model.head.w = uniformStart(model.tokens(), top, 0.6, random);
    return model;
}

/// The same, trained for a moment; of one direction.
inline Model quicklyTrained(const CellPtr& cell, int depth)
{
    Model model = startOf(cell, depth, false);
    Watch watch;
    auto sequence = sequenceFromText(model, findExample("poem-en")->opening);
    return *train(model, {*std::move(sequence)}, {.steps = 200, .rate = 0.01}, watch,
        [](const TrainProgress&) {});
}

/// That network alone on the poem, with the file that it would be saved as.
inline ScenePtr sceneOf(Model model, const QString& title)
{
    Scene scene;
    scene.title = title;
    scene.models = {std::make_shared<const Model>(std::move(model))};
    const std::string text(findExample("poem-en")->opening);
    auto sequence = sequenceFromText(*scene.models.front(), text);
    Watch watch;
    auto saved = openInput(
        inputOf(saveSafetensors(*scene.models.front(), {}), title.toStdString()), watch);
    scene.origins = {{title, {}, std::make_shared<const Contents>(std::move(saved->contents))}};
    return *runScene(std::move(scene), std::move(sequence), watch);
}

} // namespace rnnscope
