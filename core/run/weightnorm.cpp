#include "core/run/weightnorm.h"

#include "core/run/arrays.h"

namespace rnnscope {

Result<double> weightNorm(const Model& model, const Sequence& sequence, const Trace& trace,
    LossStep step, Watch& watch, const RunOptions& options)
{
    ParameterGradients parameters;
    const auto gradient = backward(model, sequence, trace, step, watch, &parameters, options);
    if (!gradient)
        return gradient.error();
    constexpr double unclipped = 0;
    return clip(arraysOf(parameters), 1, unclipped).before;
}

double clipFactor(double norm, double threshold)
{
    return threshold > 0 && norm > threshold ? threshold / norm : 1;
}

} // namespace rnnscope
