#include "ui/state/remember.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace rnnscope;

class RememberTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void choicesComeBackForTheirFile();
    void anotherSizeIsAnotherFile();
    void nothingChosenIsForgotten();
    void onlySoManyFilesAreKept();
    void endlessChoicesAreNotKept();

private:
    QString fileOf(const QString& name, int size = 3);

    QTemporaryDir m_folder;
};

void RememberTest::init()
{
    QCoreApplication::setOrganizationName("rnnscope");
    QCoreApplication::setApplicationName("test of remember");
    QSettings().clear();
}

QString RememberTest::fileOf(const QString& name, int size)
{
    QFile file(m_folder.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(QByteArray(size, 'x'));
    return file.fileName();
}

void RememberTest::choicesComeBackForTheirFile()
{
    const Choices choices{{"gate order", "f i g o"}, {"tokens", R"(["가","\n","\""])"}};
    rememberChoices(fileOf("a"), choices);
    rememberChoices(fileOf("b"), {{"reset", "x"}});
    QCOMPARE(rememberedChoices(fileOf("a")), choices);
    QVERIFY(rememberedChoices(fileOf("c")).empty());
}

void RememberTest::anotherSizeIsAnotherFile()
{
    rememberChoices(fileOf("a"), {{"reset", "x"}});
    QVERIFY(rememberedChoices(fileOf("a", 4)).empty());
}

void RememberTest::nothingChosenIsForgotten()
{
    rememberChoices(fileOf("a"), {{"reset", "x"}});
    rememberChoices(fileOf("a"), {});
    QVERIFY(QSettings().value("choices").toStringList().isEmpty());
}

void RememberTest::onlySoManyFilesAreKept()
{
    for (int i = 0; i <= rememberedFiles; ++i)
        rememberChoices(fileOf(QString::number(i)), {{"reset", "x"}});
    QCOMPARE(QSettings().value("choices").toStringList().size(), rememberedFiles);
    QVERIFY(rememberedChoices(fileOf("0")).empty()); // the oldest
    QVERIFY(!rememberedChoices(fileOf("1")).empty());
}

void RememberTest::endlessChoicesAreNotKept()
{
    rememberChoices(fileOf("a"), {{"tokens", std::string(rememberedLength, 'x')}});
    QVERIFY(rememberedChoices(fileOf("a")).empty());
}

QTEST_GUILESS_MAIN(RememberTest)
#include "tst_remember.moc"
