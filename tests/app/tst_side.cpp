#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/tensors.h"

#include <QTemporaryDir>

using namespace rnnscope;

/// Two files side by side, drawn from the command line.
class BothSides : public QObject {
    Q_OBJECT

private slots:
    void bothFilesAreDrawn();
    void aFileBesideABuiltInNetworkIsRefusedWhereItReadsOther();
    void schemesOfColoursDiffer();

private:
    QString write(const QString& name, int64_t inputs);
    Outcome draw(const QStringList& arguments, const QString& picture);

    QTemporaryDir m_folder;
};

QString BothSides::write(const QString& name, int64_t inputs)
{
    QFile file(m_folder.filePath(name));
    if (file.open(QFile::WriteOnly))
        file.write(QByteArray::fromStdString(
            safetensorsOf({{"weight_ih_l0", {8, inputs}}, {"weight_hh_l0", {8, 2}}})));
    return file.fileName();
}

Outcome BothSides::draw(const QStringList& arguments, const QString& picture)
{
    return runProgram(
        QStringList{"render", "--size", "400x400", "--force", "-o", m_folder.filePath(picture)}
        + arguments);
}

void BothSides::bothFilesAreDrawn()
{
    const QString a = write("first.safetensors", 3), b = write("second.safetensors", 3);
    const Outcome outcome = draw({a, "--beside", b, "--view", "constant"}, "both.svg");
    QVERIFY2(outcome.status == 0, qPrintable(outcome.err));
    const std::string drawn = contentOf(m_folder.filePath("both.svg").toStdString());
    for (const char* name : {"first", "second"})
        QVERIFY2(drawn.find(name) != std::string::npos, name);
}

void BothSides::aFileBesideABuiltInNetworkIsRefusedWhereItReadsOther()
{
    const Outcome outcome
        = draw({"poem-lstm", "--beside", write("numbers.safetensors", 3)}, "none.png");
    QCOMPARE(outcome.status, 1);
    QVERIFY2(isErrorLine(outcome.err) && outcome.err.contains("numbers.safetensors"),
        qPrintable(outcome.err));
    QVERIFY(!QFile::exists(m_folder.filePath("none.png")));
}

void BothSides::schemesOfColoursDiffer()
{
    const auto bytes = [this](const char* scheme) {
        const QString picture = QString("%1.png").arg(scheme);
        const Outcome outcome = draw({"--view", "sequence", "--palette", scheme}, picture);
        return outcome.status == 0 ? contentOf(m_folder.filePath(picture).toStdString())
                                   : std::string();
    };
    QVERIFY(!bytes("strong").empty());
    QVERIFY(bytes("strong") != bytes("standard"));
}

QTEST_GUILESS_MAIN(BothSides)
#include "tst_side.moc"
