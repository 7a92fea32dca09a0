#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QTest>

namespace {

/// The rooms of the house from the ground up: a file includes its own room and those before it.
const QStringList rooms = {"core/base", "core/math", "core/trace", "core/pack", "core/cell",
    "core/model", "core/run", "core/load", "core/task", "ui/state", "ui/paint", "ui/view",
    "ui/panel", "ui/inspector", "ui/export", "ui/window", "app"};

QString roomOf(const QString& file) { return file.section('/', 0, -2); }

bool isWidget(const QString& header)
{
    const QString all = QLibraryInfo::path(QLibraryInfo::HeadersPath) + "/QtWidgets/";
    return header.startsWith("QtWidgets") || QFile::exists(all + header);
}

/// What is wrong with one include of `file`; empty when nothing is.
QString faultOf(const QString& file, const QString& header, bool quoted)
{
    const QString room = roomOf(file);
    if (quoted && !header.endsWith(".moc")) {
        if (!rooms.contains(roomOf(header)))
            return "is not written from the root";
        if (rooms.indexOf(roomOf(header)) > rooms.indexOf(room))
            return "points upward";
    }
    if (room.startsWith("core/") && header.startsWith('Q'))
        return "brings Qt into core";
    if ((room == "ui/state" || room == "ui/paint") && isWidget(header))
        return "brings a widget into " + room;
    return {};
}

/// Every include of `text`, the contents of `file`, that breaks the layering.
QStringList faults(const QString& file, const QString& text)
{
    if (!rooms.contains(roomOf(file)))
        return {file + ": its folder has no place among the layers"};
    static const QRegularExpression include(
        R"(^\s*#\s*include\s*(["<])([^">]+)[">])", QRegularExpression::MultilineOption);
    QStringList found;
    for (auto it = include.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString fault = faultOf(file, match.captured(2), match.captured(1) == "\"");
        if (!fault.isEmpty())
            found << file + ": " + match.captured(2) + " " + fault;
    }
    return found;
}

/// The types that a header defines, each with its namespace.
QStringList typesIn(const QString& text)
{
    static const QRegularExpression line(
        R"(^(?:namespace ([\w:]+) \{|(?:struct|class|enum class) (\w+)(?: final)?(?: :.*)?(?: \{.*)?$))",
        QRegularExpression::MultilineOption);
    QStringList found;
    QString space;
    for (auto it = line.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        if (match.captured(2).isEmpty())
            space = match.captured(1);
        else
            found << space + "::" + match.captured(2);
    }
    return found;
}

} // namespace

class Layers : public QObject {
    Q_OBJECT

private slots:
    void everyIncludePointsDownward();
    void wrongIncludesAreFound_data();
    void wrongIncludesAreFound();
    void rightIncludesPass();
    void everyTypeHasANameOfItsOwn();
    void typesAreFound();
};

void Layers::everyIncludePointsDownward()
{
    QStringList found;
    int files = 0;
    for (const char* top : {"core", "ui", "app"}) {
        QDirIterator it(QString(RNNSCOPE_ROOT) + '/' + top, {"*.h", "*.cpp"}, QDir::Files,
            QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            found += faults(QDir(RNNSCOPE_ROOT).relativeFilePath(file.fileName()), file.readAll());
            ++files;
        }
    }
    QVERIFY(files > 20);
    QVERIFY2(found.isEmpty(), qPrintable('\n' + found.join('\n')));
}

void Layers::wrongIncludesAreFound_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("line");
    QTest::newRow("core from core, upward") << "core/math/loss.h"
                                            << "#include \"core/cell/cell.h\"";
    QTest::newRow("ui from core") << "core/run/flow.cpp"
                                  << "#include \"ui/state/job.h\"";
    QTest::newRow("view from paint") << "ui/paint/cellscene.cpp"
                                     << "#include \"ui/view/view.h\"";
    QTest::newRow("app from window") << "ui/window/opener.cpp"
                                     << "#include \"app/options.h\"";
    QTest::newRow("Qt from core") << "core/pack/zip.cpp"
                                  << "  #  include <QFile>";
    QTest::newRow("widget from state") << "ui/state/session.h"
                                       << "#include <QLabel>";
    QTest::newRow("widget from paint") << "ui/paint/scale.cpp"
                                       << "#include <QtWidgets/QWidget>";
    QTest::newRow("neighbour by its short name") << "ui/view/ribbon.cpp"
                                                 << "#include \"view.h\"";
    QTest::newRow("folder without a place") << "core/misc/things.h"
                                            << "";
}

void Layers::wrongIncludesAreFound()
{
    QFETCH(QString, file);
    QFETCH(QString, line);
    QCOMPARE(faults(file, "#pragma once\n\n" + line + "\n#include <vector>\n").size(), 1);
}

void Layers::rightIncludesPass()
{
    QCOMPARE(faults("ui/view/page.cpp",
                 "#include \"ui/view/page.h\"\n#include \"core/run/flow.h\"\n#include <QLabel>\n"
                 "#include \"page.moc\"\n"),
        QStringList());
}

/// The linker takes two types of one name for the same, without a word.
void Layers::everyTypeHasANameOfItsOwn()
{
    QHash<QString, QString> files;
    for (const char* top : {"core", "ui", "app"}) {
        QDirIterator it(
            QString(RNNSCOPE_ROOT) + '/' + top, {"*.h"}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (const QString& type : typesIn(file.readAll())) {
                QVERIFY2(!files.contains(type),
                    qPrintable(type + ": " + files[type] + ", " + file.fileName()));
                files[type] = file.fileName();
            }
        }
    }
    QVERIFY(files.size() > 200);
}

void Layers::typesAreFound()
{
    QCOMPARE(typesIn("namespace a {\nclass B;\nclass C : public D {\n    struct E {\n    };\n};\n"
                     "struct F {\n};\n}\nnamespace a::b {\nenum class G { H };\n"
                     "class I final\n    : public J {\n"),
        (QStringList{"a::C", "a::F", "a::b::G", "a::b::I"}));
}

QTEST_GUILESS_MAIN(Layers)
#include "tst_layers.moc"
