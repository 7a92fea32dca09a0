#include "core/load/assembly.h"

#include "core/base/words.h"
#include "core/load/card.h"
#include "core/load/layout.h"
#include "core/load/shown.h"
#include "core/load/verify.h"
#include "core/pack/limits.h"

#include <algorithm>

namespace rnnscope {

void Assembly::noteLayers()
{
    const Layer& first = m_model.layers.front();
    const StoredLayer& stored = m_network.layers.front();
    const Tensor& u = m_archive.tensors[static_cast<size_t>(stored.blocks[0].u.tensor)];
    Saying said = std::string(first.cell->name());
    if (!m_network.described)
        said += {QT_TRANSLATE_NOOP("card", "by %1 rows of %2 over %3 units"),
            {std::to_string(first.weights.u.rows()), shownName(u.name),
                std::to_string(first.weights.units())}};
    note(QT_TRANSLATE_NOOP("card", "cell"), std::move(said));

    if (stored.blocks.size() == 1 && !(stored.unsaid & unsaid::activation))
        note(QT_TRANSLATE_NOOP("card", "nonlinearity"),
            std::string(first.cell->squash(0)->function.text()));

    std::string units;
    int depth = 0;
    for (const Layer& layer : m_model.layers) {
        depth += !layer.second;
        if (!layer.second)
            units += (units.empty() ? "" : ", ") + std::to_string(layer.weights.units());
    }
    const bool both = std::ranges::any_of(m_model.layers, &Layer::second);
    Saying layers(std::to_string(depth));
    layers += {QT_TRANSLATE_NOOP("card", "units: %1"), {units}};
    if (both)
        layers += {QT_TRANSLATE_NOOP("card", "in both directions")};
    if (m_network.joined)
        layers += {QT_TRANSLATE_NOOP("card", "modules on top of each other by their numbers")};
    note(QT_TRANSLATE_NOOP("card", "layers"), std::move(layers), m_network.joined);
    if (!stored.order.empty() && !(stored.unsaid & unsaid::order)) {
        Saying order = stored.order;
        order += {QT_TRANSLATE_NOOP("card", "as stored")};
        note(QT_TRANSLATE_NOOP("card", "gate order"), std::move(order));
    }
    const auto bare = [](const StoredLayer& layer) {
        return layer.blocks[0].b.empty() && layer.blocks[0].d.empty();
    };
    if (std::ranges::any_of(m_network.layers, bare))
        note(QT_TRANSLATE_NOOP("card", "biases"),
            QT_TRANSLATE_NOOP("card", "missing ones are zero"));
    if (std::ranges::any_of(m_model.layers, [](const Layer& one) { return !one.start.empty(); }))
        note(QT_TRANSLATE_NOOP("card", "initial state"),
            QT_TRANSLATE_NOOP("card", "stored in the file, and used"));
}

void Assembly::noteRest()
{
    for (const std::string& around : m_network.around)
        note(QT_TRANSLATE_NOOP("card", "not reproduced"), around);
    note(QT_TRANSLATE_NOOP("card", "stored numbers"), storedTypes(m_archive));
    if (const auto skipped = m_archive.metadata.find("not read");
        skipped != m_archive.metadata.end())
        note(QT_TRANSLATE_NOOP("card", "not read"), fitToShow(skipped->second, limits::shownText));
    if (const std::string left = leftOver(m_archive, m_used, m_choices.contains(choice::mapping));
        !left.empty())
        note(QT_TRANSLATE_NOOP("card", "not used"), left);
    noteWeights();
}

/// What is suspicious about the numbers of the tensors that are used.
void Assembly::noteWeights()
{
    const auto tests = testTensors(m_archive);
    for (const Tensor& tensor : m_archive.tensors) {
        if (!m_used.contains(&tensor) || std::ranges::count(tests, &tensor))
            continue;
        const Count count = countOf(tensor, m_watch);
        const bool wrong = count.wrong > 0;
        if (!wrong && (tensor.shape.size() < 2 || 2 * count.zeros <= tensor.elements()))
            continue;
        Phrase said{wrong ? QT_TRANSLATE_NOOP("card",
                        "%1 of %2 numbers in %3 are infinite or no numbers: what they touch cannot "
                        "be shown")
                          : QT_TRANSLATE_NOOP("card", "%1 of %2 numbers in %3 are zero"),
            {std::to_string(wrong ? count.wrong : count.zeros), std::to_string(tensor.elements()),
                shownName(tensor.name)}};
        note(QT_TRANSLATE_NOOP("card", "weights"), std::move(said)).warning = true;
    }
}

} // namespace rnnscope
