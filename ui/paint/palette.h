#pragma once

#include "core/cell/wiring.h"
#include "core/trace/track.h"

#include <QColor>
#include <QPen>

namespace rnnscope {

enum class Theme { Light, Dark };
/// Which set of colours: the standard one, or one of more contrast that holds on weak projectors.
enum class Scheme { Standard, Strong };

/// Every colour of the program; each has one meaning. Neighbouring meanings are told apart with
/// deuteranopia and protanopia too, which a test measures.
struct Palette {
    Theme theme;
    Scheme scheme;
    QColor window; ///< behind the cards
    QColor card; ///< behind a view
    QColor border;
    QColor text;
    QColor dim; ///< secondary text
    QColor faint; ///< grid lines
    QColor accent; ///< the one highlighted thing: current step, chosen button
    QColor accentText;
    QColor input, memory, output, cellLine; ///< the four roles
    QColor third; ///< of a curve beside those of output's and of memory's colour
    QColor gateLow, gateHigh; ///< [0, 1]
    QColor shutter; ///< of a gate: nothing comes through
    QColor negative, zero, positive; ///< [−r, r], symmetric
    QColor lost; ///< band where float32 sees nothing
    QColor good, bad; ///< right and wrong prediction, never without a sign beside it

    QColor carrier(Carrier carrier) const;
    /// The curve of the kind of cell at that place in cells(); dash and hue both differ.
    QPen curve(int cell) const;
};

/// The same object every time.
const Palette& palette(Theme theme, Scheme scheme = Scheme::Standard);

/// A colour between two, made of that part of the first.
QColor mix(const QColor& first, const QColor& second, double part);

} // namespace rnnscope
