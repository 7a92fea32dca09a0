#pragma once

#include <QColor>
#include <QIcon>

namespace rnnscope {

/// Small signs on buttons, drawn as vectors in any colour.
enum class Glyph { Start, Back, Play, Pause, Forward, End, Slower, Faster, Close, Float, Dock };

/// Sharp at every size and pixel ratio.
QIcon glyphIcon(Glyph glyph, const QColor& colour);

} // namespace rnnscope
