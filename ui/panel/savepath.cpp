#include "ui/panel/savepath.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>
#include <QSettings>

namespace rnnscope {

namespace {

/// "png" of "PNG picture (*.png)"
QString suffixOf(const QString& filter) { return filter.section("*.", 1).section(')', 0, 0); }

}

/// As the dialog asks, which has asked of the name without its suffix.
bool mayReplace(QWidget* window, const QString& title, const QStringList& names)
{
    const QString text = QCoreApplication::translate(
        "QFileDialog", "%1 already exists.\nDo you want to replace it?");
    return QMessageBox::warning(window, title, text.arg(names.join(", ")),
               QMessageBox::Yes | QMessageBox::No, QMessageBox::No)
        == QMessageBox::Yes;
}

QString askForPath(
    QWidget* window, const QString& title, const QString& name, const QStringList& filters)
{
    QSettings settings;
    const QString key = "exportSuffix/" + suffixOf(filters.first());
    QStringList suffixes;
    for (const QString& filter : filters)
        suffixes << suffixOf(filter);
    const auto last = std::max<qsizetype>(0, suffixes.indexOf(settings.value(key).toString()));
    QFileDialog dialog(window, title, settings.value("exportFolder").toString());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters(filters);
    dialog.selectNameFilter(filters[last]);
    dialog.setDefaultSuffix(suffixes[last]); // so that it asks before it writes over a file
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog,
        [&dialog](const QString& filter) { dialog.setDefaultSuffix(suffixOf(filter)); });
    dialog.selectFile(name);
    if (dialog.exec() != QDialog::Accepted)
        return {};
    QString path = dialog.selectedFiles().first();
    if (!suffixes.contains(QFileInfo(path).suffix().toLower())) {
        path += '.' + dialog.defaultSuffix();
        if (QFileInfo::exists(path) && !mayReplace(window, title, {QFileInfo(path).fileName()}))
            return {};
    }
    settings.setValue("exportFolder", QFileInfo(path).absolutePath());
    settings.setValue(key, QFileInfo(path).suffix().toLower());
    return path;
}

} // namespace rnnscope
