#pragma once

#include "core/run/backward.h"
#include "core/run/optimizer.h"

namespace rnnscope {

/// All parameters of a model, and all gradients of them, in one order.
Arrays arraysOf(Model& model);
Arrays arraysOf(ParameterGradients& gradients);

/// The norm of a gradient before and after clipping.
struct Norms {
    double before;
    double after;
};

/// Divides a gradient by `count`, which makes the mean of a sum, and scales it down where its
/// 2-norm then exceeds `clip`; 0 clips nothing.
Norms clip(const Arrays& gradients, Index count, double clip);

} // namespace rnnscope
