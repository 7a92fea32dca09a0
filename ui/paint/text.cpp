#include "ui/paint/text.h"

#include <QCoreApplication>
#include <QLocale>

namespace rnnscope {

namespace {

QString withMinus(QString number) { return number.replace(u'-', u'−'); }

}

QFont scaled(QFont font, double factor)
{
    if (font.pixelSize() > 0)
        font.setPixelSize(qRound(factor * font.pixelSize()));
    else
        font.setPointSizeF(factor * font.pointSizeF());
    return font;
}

QString plainNumber(double value) { return withMinus(QString::number(value)); }

QString briefNumber(double value, int digits)
{
    return withMinus(QString::number(value, 'g', digits));
}

QString fixedNumber(double value, int decimals)
{
    QString text = QString::number(value, 'f', decimals);
    if (text.startsWith(u'-') && text.toDouble() == 0)
        text.remove(0, 1);
    return withMinus(text);
}

QString signedNumber(double value, int decimals)
{
    const QString text = fixedNumber(value, decimals);
    return text.startsWith(u'−') ? text : u'+' + text;
}

QString bytesText(uint64_t bytes)
{
    if (bytes < 1000)
        return QCoreApplication::translate("text", "%1 bytes").arg(bytes);
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

int roundAbove(double number)
{
    constexpr int most = 1'000'000'000; // also for an axis without width
    for (int decade = 1; decade < most; decade *= 10)
        for (const int round : {decade, 2 * decade, 5 * decade})
            if (round >= number)
                return round;
    return most;
}

} // namespace rnnscope
