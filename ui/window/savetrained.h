#pragma once

#include "ui/state/training.h"

class QWidget;

namespace rnnscope {

/// Asks for a place and saves the networks of the epoch that is shown, a file each. Nothing is
/// written over unasked. The error is of a file that could not be written.
std::optional<Error> saveTrained(const Training& training, QWidget* window);

/// Whether the window may close: asks while networks are in training.
bool mayLeave(const Training& training, QWidget* window);

} // namespace rnnscope
