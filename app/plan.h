#pragma once

#include "core/task/learn.h"

#include <QString>

namespace rnnscope {

/// What `rnnscope train` is to do.
struct Plan {
    Comparison comparison;
    QString out; ///< the .safetensors file
    QString checkpoints; ///< folder for checkpoints; empty for none
    QString record; ///< file for the comparison; empty for none

    /// With several cells or seeds they stand before the suffix: OUT-lstm-2.safetensors.
    QString fileOf(const Cell& cell, unsigned seed) const;
    /// CHECKPOINTS/lstm-2-000150.safetensors: cell, seed, updates.
    QString fileOf(const Learned& learned, const Checkpoint& checkpoint) const;
    /// All that training writes but checkpoints.
    QStringList files() const;
};

/// Trains, shows how far it is, saves, and tells what came of it. Ctrl+C stops it, and what was not
/// finished leaves no file. Returns the exit status.
int carryOut(const Plan& plan);

} // namespace rnnscope
