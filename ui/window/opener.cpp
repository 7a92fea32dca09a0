#include "ui/window/opener.h"

#include "core/load/reader.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

namespace rnnscope {

namespace {

QString fileFilters()
{
    QStringList all, filters;
    for (const Reader& reader : readers()) {
        all.append(QString::fromUtf8(reader.suffixes).split(' '));
        filters.append(
            QString::fromUtf8(reader.title) + " (" + QString::fromUtf8(reader.suffixes) + ")");
    }
    all.removeDuplicates();
    filters.prepend(
        QCoreApplication::translate("Opener", "Saved models") + " (" + all.join(' ') + ")");
    filters.append(QCoreApplication::translate("Opener", "All files") + " (*)");
    return filters.join(";;");
}

/// A file, beginning in the folder that was left under `key`.
QString choose(QWidget* parent, const QString& title, const QString& filters, const QString& key)
{
    QSettings settings;
    const QString path
        = QFileDialog::getOpenFileName(parent, title, settings.value(key).toString(), filters);
    if (!path.isEmpty())
        settings.setValue(key, QFileInfo(path).absolutePath());
    return path;
}

}

QString chooseFile(QWidget* parent, const QString& title)
{
    return choose(parent, title, fileFilters(), "folder");
}

QString chooseInput(QWidget* parent)
{
    const QString filters = QCoreApplication::translate("Opener", "Numbers, sounds and texts")
        + " (*.csv *.npy *.wav *.txt);;" + QCoreApplication::translate("Opener", "All files")
        + " (*)";
    return choose(parent, QCoreApplication::translate("Opener", "Read a file as input"), filters,
        "inputFolder");
}

} // namespace rnnscope
