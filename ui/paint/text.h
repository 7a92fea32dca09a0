#pragma once

#include <QFont>
#include <QString>

namespace rnnscope {

/// The font at `factor` times its size.
QFont scaled(QFont font, double factor);

/// Numbers with a true minus sign: with as many digits as needed, with at most `digits` of them,
/// with `decimals`, and with a plus sign too.
QString plainNumber(double value);
QString briefNumber(double value, int digits);
QString fixedNumber(double value, int decimals);
QString signedNumber(double value, int decimals);

/// Bytes for reading: "1.5 MB".
QString bytesText(uint64_t bytes);

/// The next of 1, 2, 5, 10, 20 … that is not below `number`: the distance between labels of an
/// axis.
int roundAbove(double number);

} // namespace rnnscope
