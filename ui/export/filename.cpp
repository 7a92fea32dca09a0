#include "ui/export/filename.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace rnnscope {

namespace {

/// Letters and digits of any language, with hyphens for everything else.
QString plain(const QString& text)
{
    QString plain;
    for (const QChar sign : text)
        plain += sign.isLetterOrNumber() ? sign : u' ';
    return plain.simplified().replace(u' ', u'-');
}

}

QString fileNameFor(const Desk& desk, const QWidget* target, bool step)
{
    QStringList parts;
    if (const ModelPtr model = desk.session->model()) {
        const QString title = QFileInfo(QString::fromStdString(model->title)).completeBaseName();
        parts << plain(title.isEmpty() ? desk.session->scene()->title : title);
    }
    if (target)
        parts << plain(target->isWindow()
                ? QCoreApplication::translate("FileName", "window", "in a file's name")
                : target->objectName());
    if (step && desk.session->scene())
        parts << QCoreApplication::translate("FileName", "step%1", "in a file's name")
                     .arg(desk.playback->step() + 1);
    parts.removeAll({});
    return parts.join(u'-');
}

} // namespace rnnscope
