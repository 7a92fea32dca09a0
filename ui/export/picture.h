#pragma once

#include <QByteArray>
#include <QImage>
#include <QWidget>

namespace rnnscope {

/// The suffixes that picture() knows: png, svg, pdf.
const QStringList& pictureSuffixes();

/// Draws a widget and everything in it at its size, in logical pixels; PNG with `scale` pixels to
/// each. Empty for another suffix.
QByteArray picture(QWidget& widget, const QString& suffix, double scale = 1);

/// The same as an opaque image of that many pixels to a logical one.
/// @param size what is drawn of it, in logical pixels; all of it where it is not given
QImage imageOf(QWidget& widget, double scale, QSize size = {});

} // namespace rnnscope
