#pragma once

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

namespace rnnscope {

/// What a run of the program left.
struct Outcome {
    int status = -1; ///< −1: it crashed or did not end
    QString out;
    QString err;
};

/// Runs rnnscope as a script would: no window, no display, no desktop.
inline Outcome runProgram(const QStringList& arguments)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"})
        environment.remove(name);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(RNNSCOPE_PROGRAM, arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError())};
}

/// Whether a text is one line of three parts: `where: found. advice.`
inline bool isErrorLine(const QString& text)
{
    static const QRegularExpression line(R"(^[^\n]+: [^\n]+\. [^\n]+\.\n$)");
    return line.match(text).hasMatch();
}

inline QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace rnnscope
