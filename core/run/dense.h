#pragma once

#include "core/cell/pass.h"
#include "core/model/model.h"

namespace rnnscope {

/// Columns [first, first + count) of φ(w x + b).
void applyDense(
    const Dense& dense, const Matrix& x, Index first, Index count, DenseTrace& out, Pass& pass);

/// ∂L/∂x of a dense layer from ∂L/∂(its output), outputs × columns.
Matrix throughDense(const Dense& dense, const DenseTrace& values, Matrix gradient, Pass& pass);

/// What the head reads: the topmost dense layer's output, or what the top layers hand on.
const Matrix& headInput(const Model& model, const Trace& trace);

/// ∂L/∂(what the top layers hand on) from ∂L/∂(what the head reads).
Matrix throughAfter(const Model& model, const Trace& trace, Matrix gradient, Pass& pass);

/// What the model answers: the logits after the activation that the file states for the head, or
/// what the head would read where there is none. Outputs × columns.
Matrix answerOf(const Model& model, const Trace& trace);

} // namespace rnnscope
