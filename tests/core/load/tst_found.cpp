#include "core/load/open.h"
#include "tests/support/files.h"
#include "tests/support/process.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QTest>

using namespace rnnscope;

/// Every reader reads every file there is, of its own format, of others, and what fuzzing found
/// (tests/data/found/READER): it answers within a second. Sanitizers watch over it.
class FoundTest : public QObject {
    Q_OBJECT

private slots:
    void everyReaderAnswers_data();
    void everyReaderAnswers();
};

namespace {

/// As the fuzzers have it: the file itself stands for every other part of the model.
Input alone(const std::string& bytes)
{
    Input input = inputOf(bytes, "found");
    input.sibling
        = [bytes](const std::string& name) -> Result<Input> { return inputOf(bytes, name); };
    return input;
}

}

void FoundTest::everyReaderAnswers_data()
{
    QTest::addColumn<QString>("path");
    const QDir root(QString::fromStdString(dataPath("")));
    QDirIterator files(root.path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        if (files.fileInfo().size() < 200'000)
            QTest::newRow(qPrintable(root.relativeFilePath(path))) << path;
    }
}

void FoundTest::everyReaderAnswers()
{
    QFETCH(QString, path);
    const std::string bytes = contentOf(path.toStdString());
    for (const Reader& reader : readers()) {
        QElapsedTimer clock;
        clock.start();
        Watch watch;
        const auto contents = reader.read(alone(bytes), watch);
        if (contents)
            (void)modelOf(*contents);
        else
            QVERIFY2(!contents.error().where.empty() && !contents.error().found.empty()
                    && !contents.error().advice.empty(),
                contents.error().text().c_str());
        QVERIFY2(clock.elapsed() < 1'000 * slowness, reader.id.data());
    }
}

QTEST_APPLESS_MAIN(FoundTest)
#include "tst_found.moc"
