#include "ui/panel/describe.h"

#include <QCoreApplication>
#include <QLocale>

namespace rnnscope {

namespace {

QString said(const char* text) { return QCoreApplication::translate("Source", text); }

QString number(Index value) { return QLocale().toString(static_cast<qlonglong>(value)); }

/// Which part of a file, where it is not all of it.
QString stretchText(const FromFile& file, const Sequence& sequence)
{
    const Index all = file.feed->steps(file.take.transposed);
    if (sequence.steps() == all || all == 0)
        return {};
    return said(QT_TRANSLATE_NOOP("Source", ", from %1 of %2"))
        .arg(number(file.take.from.value_or(0)), number(all));
}

QString soundText(const Wave& wave, const Sequence& sequence)
{
    QString text
        = said(QT_TRANSLATE_NOOP("Source", ", %1 kHz")).arg(QLocale().toString(wave.rate / 1000.0));
    if (wave.channels > sequence.values.rows())
        text += said(QT_TRANSLATE_NOOP("Source", ", mean of %1 channels")).arg(wave.channels);
    return text;
}

}

QString describe(const Source& source, const Sequence& sequence)
{
    QString text = said(QT_TRANSLATE_NOOP("Source", "Numbers"));
    if (const Signal* signal = source.signal())
        text = QCoreApplication::translate("signal", findSignal(signal->kind)->title);
    const FromFile* file = source.file();
    if (file)
        text = QString::fromStdString(file->feed->name);
    text += QStringLiteral(", %1").arg(number(sequence.steps()));
    if (sequence.ids.empty())
        text += QStringLiteral(" × %1").arg(number(sequence.values.rows()));
    if (file)
        text += stretchText(*file, sequence);
    if (file && file->feed->sound())
        text += soundText(*file->feed->sound(), sequence);
    return text;
}

} // namespace rnnscope
