#include "core/model/model.h"

#include "core/base/words.h"
#include "core/model/depth.h"

namespace rnnscope {

Index Model::tokens() const
{
    switch (entry) {
    case Entry::Embedding:
        return embedding.cols();
    case Entry::OneHot:
        return reads();
    case Entry::Values:
        break;
    }
    return 0;
}

Index Model::width(size_t layer) const
{
    const Layer& one = layers[layer];
    const Index outputs = one.weights.outputs();
    return one.second && one.merge == Merge::Concat ? layers[layer - 1].weights.outputs() + outputs
                                                    : outputs;
}

Index Model::outputs() const
{
    if (!head.empty())
        return head.w.rows();
    return after.empty() ? width(layers.size() - 1) : after.back().w.rows();
}

Index Model::parameters() const
{
    Index count = embedding.size() + head.w.size() + head.b.size();
    for (const Layer& layer : layers)
        count += layer.weights.count();
    for (const std::vector<Dense>* around : {&before, &after})
        for (const Dense& dense : *around)
            count += dense.w.size() + dense.b.size();
    return count;
}

std::string_view predictEquation() { return "y_t = softmax(V h_t + a)"; }

const Phase& predictPhase()
{
    static const Phase phase{"predict", QT_TRANSLATE_NOOP("cell", "predict"),
        QT_TRANSLATE_NOOP("cell", "Output: the prediction"),
        QT_TRANSLATE_NOOP("cell",
            "A linear layer turns the hidden state into one score for each output; softmax makes "
            "probabilities of the scores."),
        {}};
    return phase;
}

std::vector<const Phase*> phases(const Model& model, int layer)
{
    std::vector<const Phase*> all;
    for (const Phase& phase : model.layers[static_cast<size_t>(layer)].cell->phases())
        all.push_back(&phase);
    if (!model.head.empty() && onTop(model, layer))
        all.push_back(&predictPhase());
    return all;
}

} // namespace rnnscope
