#include "ui/window/savetrained.h"

#include "ui/panel/savepath.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMessageBox>

namespace rnnscope {

namespace {

QStringList namesThere(const QStringList& files)
{
    QStringList names;
    for (const QString& file : files)
        if (QFileInfo::exists(file))
            names += QFileInfo(file).fileName();
    return names;
}

}

std::optional<Error> saveTrained(const Training& training, QWidget* window)
{
    const QString title = QCoreApplication::translate("saveTrained", "Save trained networks");
    const QString path
        = askForPath(window, title, QString::fromStdString(training.comparison().task),
            {QCoreApplication::translate("saveTrained", "Networks (*.safetensors)")});
    if (path.isEmpty())
        return {};
    const QStringList files = training.filesFor(path), there = namesThere(files);
    const bool asked = files.size() == 1; // by the dialog
    if (!asked && !there.isEmpty() && !mayReplace(window, title, there))
        return {};
    return training.save(path);
}

bool mayLeave(const Training& training, QWidget* window)
{
    if (training.state() != Training::State::Running)
        return true;
    return QMessageBox::question(window,
               QCoreApplication::translate("saveTrained", "Training is under way"),
               QCoreApplication::translate(
                   "saveTrained", "Networks are being trained. Leave them, and what they learned?"))
        == QMessageBox::Yes;
}

} // namespace rnnscope
