#include "core/pack/json.h"
#include "core/pack/zip.h"

#include <QTest>

using namespace rnnscope;

class ZipTest : public QObject {
    Q_OBJECT

private slots:
    void writtenEntriesReadBack();
    void cutFilesAreRefused();
    void damagedDataIsRefused();
    void bombIsRefused();
    void missingEntryIsNamed();
    void jsonKeepsItsBounds_data();
    void jsonKeepsItsBounds();
};

void ZipTest::writtenEntriesReadBack()
{
    const std::string file = writeZip({{"a/one", "first"}, {"두", ""}});
    auto zip = Zip::open(bytesOf(file), "x.zip");
    QVERIFY(zip);
    QCOMPARE(zip->entries(), (std::vector<std::string>{"a/one", "두"}));
    QVERIFY(zip->has("두"));
    QCOMPARE(textOf(*zip->read("a/one")), std::string_view("first"));
    QVERIFY(zip->read("두")->empty());
}

void ZipTest::cutFilesAreRefused()
{
    const std::string file = writeZip({{"a", "first"}});
    for (size_t length = 1; length < file.size(); ++length)
        QVERIFY(!Zip::open(bytesOf(file).first(length), "cut.zip"));
}

void ZipTest::damagedDataIsRefused()
{
    std::string file = writeZip({{"a", "first"}});
    file[file.find("first")] = 'F';
    auto zip = Zip::open(bytesOf(file), "bad.zip");
    QVERIFY(zip);
    const auto bytes = zip->read("a");
    QVERIFY(!bytes);
    QVERIFY(bytes.error().found.find("damaged data") != std::string::npos);
}

/// A file whose directory says that an entry unpacks to 4 GB.
void ZipTest::bombIsRefused()
{
    std::string file = writeZip({{"a", "first"}});
    const size_t directory = file.find("PK\1\2");
    for (size_t at : {directory + 24, size_t{22}}) // the unpacked size, in both headers
        file.replace(at, 4, "\xf0\xff\xff\xff");
    auto zip = Zip::open(bytesOf(file), "bomb.zip");
    if (!zip)
        return; // libzip may see through it by itself
    const auto bytes = zip->read("a");
    QVERIFY(!bytes);
    QVERIFY2(bytes.error().found.starts_with("expected at most"), bytes.error().found.c_str());
}

void ZipTest::missingEntryIsNamed()
{
    const std::string file = writeZip({{"a", "first"}});
    auto zip = Zip::open(bytesOf(file), "x.zip");
    QCOMPARE(zip->read("b").error().where, std::string("Cannot read “b” in x.zip"));
}

void ZipTest::jsonKeepsItsBounds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("a key twice") << QByteArray(R"({"a":1,"a":2})")
                                 << "expected every key once, found “a” twice";
    QTest::newRow("a key twice, deep")
        << QByteArray(R"([{"b":{"a":1,"a":2}}])") << "expected every key once, found “a” twice";
    QTest::newRow("the same key in two objects") << QByteArray(R"([{"a":{"a":1}},{"a":2}])") << "";
    QTest::newRow("cut off") << QByteArray(R"({"a":)")
                             << "expected JSON, found a syntax error at byte 6";
    QTest::newRow("deep") << QByteArray(1'000'000, '[') << "expected at most 64 levels, found more";
    QTest::newRow("no UTF-8") << QByteArray("\"\xff\"")
                              << "expected JSON, found a syntax error at byte 2";
}

void ZipTest::jsonKeepsItsBounds()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, said);
    const auto json = parseJson(text.toStdString(), "test");
    QCOMPARE(json ? QString() : QString::fromStdString(json.error().found), said);
}

QTEST_APPLESS_MAIN(ZipTest)
#include "tst_zip.moc"
