#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <span>
#include <string>

/// A file of tests/data.
inline std::string dataPath(const char* name)
{
    return std::string(RNNSCOPE_ROOT "/tests/data/") + name;
}

/// A file of the models that lie beside the project, where they are there.
inline std::string sharedPath(const char* name)
{
    return std::string(RNNSCOPE_ROOT "/../shared/models/") + name;
}

inline std::string contentOf(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}
