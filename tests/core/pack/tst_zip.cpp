#include "core/pack/json.h"
#include "core/pack/zip.h"

#include <QTest>

#include <random>
#include <zlib.h>

using namespace rnnscope;

namespace {

template <class Number>
void put(std::string& out, Number value)
{
    out += textOf(std::as_bytes(std::span(&value, 1)));
}

/// A zip of one entry, stored, with all sizes and places in the 64-bit form.
std::string wideZip(const std::string& name, const std::string& content)
{
    constexpr uint32_t far = 0xffffffff;
    const auto checksum = static_cast<uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(content.data()), uInt(content.size())));
    const auto header = [&](std::string& out, bool directory) {
        out += directory ? std::string("PK\1\2-\0", 6) : std::string("PK\3\4");
        for (const uint16_t number : {45, 0, 0, 0, 33}) // version, flags, method, time, day
            put(out, number);
        for (const uint32_t number : {checksum, far, far})
            put(out, number);
        put(out, static_cast<uint16_t>(name.size()));
        put(out, static_cast<uint16_t>(directory ? 28 : 20));
        if (directory)
            out += std::string(10, '\0') + "\xff\xff\xff\xff"; // comment, disk, attributes; place
        out += name;
        put(out, uint16_t(1));
        put(out, static_cast<uint16_t>(directory ? 24 : 16));
        put(out, uint64_t(content.size()));
        put(out, uint64_t(content.size()));
        if (directory)
            put(out, uint64_t(0));
    };
    std::string out;
    header(out, false);
    out += content;
    const uint64_t from = out.size();
    header(out, true);
    const uint64_t end = out.size();
    out += "PK\6\6";
    put(out, uint64_t(44));
    put(out, uint32_t(0x002d002d)); // made by, needs
    put(out, uint64_t(0)); // disks
    for (const uint64_t number : {uint64_t(1), uint64_t(1), end - from, from})
        put(out, number);
    out += "PK\6\7";
    put(out, uint32_t(0));
    put(out, end);
    put(out, uint32_t(1));
    out += std::string("PK\5\6\0\0\0\0", 8) + std::string(12, '\xff');
    put(out, uint16_t(0));
    return out;
}

/// "content" over and over, deflated, as Python's zipfile writes it.
std::string deflatedZip()
{
    const std::string content(1000, 'c');
    const auto checksum
        = static_cast<uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(content.data()), 1000));
    std::string packed(100, '\0');
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = 1000;
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = uInt(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    std::string file = writeZip({{"a", packed}});
    for (const auto& [mark, at] : {std::pair("PK\3\4", 8), std::pair("PK\1\2", 10)}) {
        const size_t header = file.find(mark);
        file[header + size_t(at)] = 8;
        std::memcpy(&file[header + size_t(at) + 6], &checksum, 4);
        const uint32_t size = 1000;
        std::memcpy(&file[header + size_t(at) + 14], &size, 4);
    }
    return file;
}

bool within(Bytes part, std::string_view whole)
{
    return textOf(part).data() >= whole.data()
        && textOf(part).data() + part.size() <= whole.data() + whole.size();
}

} // namespace

class ZipTest : public QObject {
    Q_OBJECT

private slots:
    void writtenEntriesReadBack();
    void cutFilesAreRefused();
    void damagedDataIsRefused();
    void bombIsRefused();
    void missingEntryIsNamed();
    void storedEntriesAreShared_data();
    void storedEntriesAreShared();
    void deflatedEntriesAreUnpacked();
    void damagedSharesAreRefused();
    void sharesAreNotTakenWithoutEnd();
    void sharesOfDamagedZipsLieWithin();
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

void ZipTest::storedEntriesAreShared_data()
{
    QTest::addColumn<std::string>("file");
    QTest::newRow("plain") << writeZip({{"b", "other"}, {"a", "first"}});
    QTest::newRow("64 bits") << wideZip("a", "first");
    std::string commented = writeZip({{"a", "first"}}) + "a comment";
    commented[commented.size() - 11] = 9; // its length
    QTest::newRow("with a comment") << commented;
}

void ZipTest::storedEntriesAreShared()
{
    QFETCH(std::string, file);
    auto zip = Zip::open(bytesOf(file), "x.zip");
    QVERIFY2(zip, zip ? "" : zip.error().text().c_str());
    const auto data = zip->share("a", nullptr);
    QVERIFY2(data, data ? "" : data.error().text().c_str());
    QCOMPARE(textOf(data->inMemory()), std::string_view("first"));
    QVERIFY(within(data->inMemory(), file));
    QCOMPARE(textOf(*zip->read("a")), std::string_view("first"));
    QCOMPARE(zip->share("c", nullptr).error().where, std::string("Cannot read “c” in x.zip"));
}

void ZipTest::deflatedEntriesAreUnpacked()
{
    const std::string file = deflatedZip();
    auto zip = Zip::open(bytesOf(file), "x.zip");
    QVERIFY(zip);
    const auto data = zip->share("a", nullptr);
    QVERIFY2(data, data ? "" : data.error().text().c_str());
    QCOMPARE(textOf(data->inMemory()), std::string_view(std::string(1000, 'c')));
    QVERIFY(!within(data->inMemory(), file));
}

void ZipTest::damagedSharesAreRefused()
{
    std::string file = writeZip({{"a", "first"}});
    file[file.find("first")] = 'F';
    auto zip = Zip::open(bytesOf(file), "bad.zip");
    QVERIFY(zip);
    QCOMPARE(QString::fromStdString(zip->share("a", nullptr).error().text()),
        QString("Cannot read “a” in bad.zip: expected 5 bytes with a right checksum, found damaged "
                "data. Copy or download the file again."));
}

/// Many entries may be one and the same data.
void ZipTest::sharesAreNotTakenWithoutEnd()
{
    const std::string file = writeZip({{"a", std::string(10'000'000, 'a')}});
    auto zip = Zip::open(bytesOf(file), "x.zip");
    int taken = 0;
    while (taken < 100 && zip->share("a", nullptr))
        ++taken;
    QCOMPARE(taken, 14); // 8 times the file, and 64 MB
}

void ZipTest::sharesOfDamagedZipsLieWithin()
{
    std::mt19937 random(1);
    for (const std::string& whole : {wideZip("a", "first"), writeZip({{"a", "first"}, {"b", ""}})})
        for (int i = 0; i < 20'000; ++i) {
            std::string file = whole.substr(0, whole.size() - (i % 4 == 0 ? random() % 40 : 0));
            for (int flips = 1 + i % 3; flips > 0; --flips)
                file[random() % file.size()] ^= static_cast<char>(1 << random() % 8);
            for (const auto& [name, place] : placesIn(bytesOf(file)))
                QVERIFY(place.from <= file.size() && place.size <= file.size() - place.from);
        }
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
