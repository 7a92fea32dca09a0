#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QWidget>

namespace rnnscope {

/// The suffixes that picture() knows: png, svg, pdf.
const QStringList& pictureSuffixes();

/// Draws a widget and everything in it at its size, in logical pixels; PNG with `scale` pixels to
/// each. Empty for another suffix.
QByteArray picture(QWidget& widget, const QString& suffix, double scale = 1);

} // namespace rnnscope
