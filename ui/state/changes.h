#pragma once

#include <QFlags>

namespace rnnscope {

/// What moved since a view last looked. Changes are merged until the event loop turns.
enum class Change {
    Scene = 1, ///< models, sequence or traces
    Cell = 2, ///< another of the scene's models was chosen
    Gradient = 4, ///< a new gradient through time arrived
    Position = 8,
    Selection = 16,
    Look = 32, ///< theme or language
    All = 63
};
Q_DECLARE_FLAGS(Changes, Change)
Q_DECLARE_OPERATORS_FOR_FLAGS(Changes)

} // namespace rnnscope
