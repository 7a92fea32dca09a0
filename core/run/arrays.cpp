#include "core/run/arrays.h"

#include <cmath>

namespace rnnscope {

namespace {

template <class Part>
std::span<Real> flat(Part& part)
{
    return {part.data(), static_cast<size_t>(part.size())};
}

template <class Parts>
Arrays arraysOf(Parts& parts, const std::vector<Weights*>& layers)
{
    Arrays all{flat(parts.embedding), flat(parts.head.w), flat(parts.head.b)};
    for (Weights* layer : layers)
        all.insert(all.end(),
            {flat(layer->w), flat(layer->u), flat(layer->b), flat(layer->d), flat(layer->peep),
                flat(layer->projection)});
    return all;
}

} // namespace

Arrays arraysOf(Model& model)
{
    std::vector<Weights*> layers;
    for (Layer& layer : model.layers)
        layers.push_back(&layer.weights);
    return arraysOf(model, layers);
}

Arrays arraysOf(ParameterGradients& gradients)
{
    std::vector<Weights*> layers;
    for (Weights& layer : gradients.layers)
        layers.push_back(&layer);
    return arraysOf(gradients, layers);
}

Norms clip(const Arrays& gradients, Index count, double clip)
{
    double squares = 0;
    for (const std::span<Real> part : gradients)
        for (const Real g : part)
            squares += static_cast<double>(g) * g;
    const double norm = std::sqrt(squares) / static_cast<double>(count);
    const bool tooLong = clip > 0 && norm > clip;
    const double scale = (tooLong ? clip / norm : 1) / static_cast<double>(count);
    for (const std::span<Real> part : gradients)
        for (Real& g : part)
            g = static_cast<Real>(g * scale);
    return {norm, tooLong ? clip : norm};
}

} // namespace rnnscope
