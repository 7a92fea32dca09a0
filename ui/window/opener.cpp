#include "ui/window/opener.h"

#include "core/load/reader.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMimeData>
#include <QSettings>
#include <QUrl>

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

}

QString chooseFile(QWidget* parent)
{
    QSettings settings;
    const QString path = QFileDialog::getOpenFileName(parent,
        QCoreApplication::translate("Opener", "Open a model"), settings.value("folder").toString(),
        fileFilters());
    if (!path.isEmpty())
        settings.setValue("folder", QFileInfo(path).absolutePath());
    return path;
}

QString droppedFile(const QMimeData* data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 ? urls.front().toLocalFile() : QString();
}

} // namespace rnnscope
