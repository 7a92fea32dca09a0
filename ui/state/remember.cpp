#include "ui/state/remember.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

namespace rnnscope {

namespace {

constexpr auto group = "choices"; ///< a list of JSON objects, the file opened last first

/// What tells a file again.
QJsonObject keyOf(const QString& path)
{
    const QFileInfo file(path);
    return {{"file", file.absoluteFilePath()}, {"bytes", file.size()}};
}

QJsonObject objectOf(const QString& entry)
{
    return QJsonDocument::fromJson(entry.toUtf8()).object();
}

bool isOf(const QString& path, const QString& entry)
{
    const QJsonObject key = keyOf(path), object = objectOf(entry);
    return object["file"] == key["file"] && object["bytes"] == key["bytes"];
}

}

Choices rememberedChoices(const QString& path)
{
    Choices choices;
    for (const QString& entry : QSettings().value(group).toStringList()) {
        if (!isOf(path, entry))
            continue;
        const QJsonObject all = objectOf(entry)["choices"].toObject();
        for (auto one = all.begin(); one != all.end(); ++one)
            choices[one.key().toStdString()] = one->toString().toStdString();
    }
    return choices;
}

void rememberChoices(const QString& path, const Choices& choices)
{
    QJsonObject object = keyOf(path), all;
    for (const auto& [name, option] : choices)
        all[QString::fromStdString(name)] = QString::fromStdString(option);
    object["choices"] = all;
    const QString text = QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    QSettings settings;
    const QStringList before = settings.value(group).toStringList();
    QStringList after = before;
    after.removeIf([&](const QString& entry) { return isOf(path, entry); });
    if (!choices.empty() && text.size() <= rememberedLength)
        after.prepend(text);
    if (after.size() > rememberedFiles)
        after.resize(rememberedFiles);
    if (after != before)
        settings.setValue(group, after);
}

} // namespace rnnscope
