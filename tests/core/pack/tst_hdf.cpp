#include "core/pack/hdf5.h"

#include "core/pack/limits.h"
#include "tests/support/files.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

using namespace rnnscope;

namespace {

std::string file(const char* name) { return contentOf(dataPath("load/hdf5/") + name + ".h5"); }

Result<Hdf5> read(const std::string& bytes)
{
    // Bytes of its own: what reads past their end is seen by the sanitizers.
    const auto keep = std::make_shared<const std::vector<char>>(bytes.begin(), bytes.end());
    Watch watch;
    return readHdf5(Data(std::as_bytes(std::span(*keep)), keep), "file.h5", watch);
}

const Tensor* tensor(const Hdf5& file, std::string_view name)
{
    const auto found = std::ranges::find(file.tensors, name, &Tensor::name);
    return found == file.tensors.end() ? nullptr : &*found;
}

using List = std::vector<std::string>;

} // namespace

class Hdf5Test : public QObject {
    Q_OBJECT

private:
    static void files();

private slots:
    void numbersOfEveryType_data();
    void numbersOfEveryType();
    void contiguousNumbersAreShared();
    void textsOfEveryKind();
    void whatIsNoNumberIsNamed();
    void newerHeadersAreRead();
    void treesOfManyLevels();
    void circlesEnd();
    void refuses_data();
    void refuses();
    void truncatedAnywhere_data() { files(); }
    void truncatedAnywhere();
    void flippedBits_data() { files(); }
    void flippedBits();
    void textsBeyondTheirHeap();
};

void Hdf5Test::numbersOfEveryType_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Type>("type");
    QTest::addColumn<double>("scale");
    const std::pair<const char*, Type> kinds[] = {{"f8", Type::F64}, {"f4", Type::F32},
        {"f2", Type::F16}, {"i8", Type::I64}, {"i4", Type::I32}, {"i2", Type::I16},
        {"i1", Type::I8}, {"u8", Type::U64}, {"u4", Type::U32}, {"u2", Type::U16}, {"u1", Type::U8},
        {"big f4", Type::F32}, {"big i2", Type::I16}};
    for (const auto& [name, type] : kinds)
        QTest::newRow(name) << name << type << 1.0;
    QTest::newRow("compact") << "compact" << Type::F32 << 0.25;
    QTest::newRow("chunked") << "chunked" << Type::F32 << 0.25;
    QTest::newRow("bfloat16 by an attribute") << "brain" << Type::BF16 << 0.25;
}

void Hdf5Test::numbersOfEveryType()
{
    QFETCH(QString, name);
    QFETCH(Type, type);
    QFETCH(double, scale);
    const auto found = read(file("kinds"));
    QVERIFY2(found, found ? "" : found.error().text().c_str());
    const Tensor* one = tensor(*found, name.toStdString());
    QVERIFY(one);
    QCOMPARE(one->type, type);
    QCOMPARE(one->shape, (std::vector<int64_t>{3, 4}));
    const auto numbers = one->numbers();
    for (size_t i = 0; i < 12; ++i)
        QCOMPARE(numbers[i], scale * static_cast<double>(i));
}

void Hdf5Test::contiguousNumbersAreShared()
{
    const std::string bytes = file("kinds");
    const auto keep = std::make_shared<const std::string>(bytes);
    Watch watch;
    const auto found = readHdf5(Data(bytesOf(*keep), keep), "file.h5", watch);
    const Bytes numbers = tensor(*found, "f4")->data.inMemory();
    QVERIFY(numbers.data() > bytesOf(*keep).data());
    QVERIFY(numbers.data() + numbers.size() <= bytesOf(*keep).data() + keep->size());
}

void Hdf5Test::textsOfEveryKind()
{
    const auto found = read(file("kinds"));
    const hdf5::Texts& texts = found->groups.at("");
    QCOMPARE(texts.at("fixed"), (List{"one", "three"}));
    QCOMPARE(texts.at("variable"), (List{"één", ""}));
    QCOMPARE(texts.at("scalar"), List{"text"});
    QCOMPARE(texts.at("nothing"), List{});
    QVERIFY(!texts.contains("number"));
}

void Hdf5Test::whatIsNoNumberIsNamed()
{
    const auto found = read(file("kinds"));
    QCOMPARE(found->skipped, (List{"pair", "text"}));
    QCOMPARE(tensor(*found, "?")->type, Type::Bool);
    QCOMPARE(tensor(*found, "scalar")->numbers(), std::vector<double>{2.5});
    QCOMPARE(tensor(*found, "empty")->elements(), int64_t(0));
}

void Hdf5Test::newerHeadersAreRead()
{
    const auto found = read(file("newer"));
    QVERIFY(found);
    QCOMPARE(found->groups.at("").at("scalar"), List{"text"});
    QCOMPARE(tensor(*found, "numbers")->numbers()[5], 1.25);
}

void Hdf5Test::treesOfManyLevels()
{
    const auto found = read(file("wide"));
    QVERIFY2(found, found ? "" : found.error().text().c_str());
    QCOMPARE(tensor(*found, "link 300")->numbers()[5], 1.25);
    const auto pieces = tensor(*found, "pieces")->numbers();
    QCOMPARE(pieces.size(), size_t(100));
    for (size_t i = 0; i < pieces.size(); ++i)
        QCOMPARE(pieces[i], static_cast<double>(i));
    QCOMPARE(found->skipped, List{"typed"});
}

void Hdf5Test::circlesEnd()
{
    const auto found = read(file("circle"));
    QVERIFY(found);
    QCOMPARE(found->tensors.size(), size_t(1));
    QCOMPARE(found->groups.size(), size_t(2));
}

void Hdf5Test::refuses_data()
{
    QTest::addColumn<QString>("said");
    QTest::newRow("soft") << "“elsewhere” in file.h5: expected a group or numbers, found a link";
    QTest::newRow("outside") << "“elsewhere” in file.h5: expected a group or numbers, found a link";
    QTest::newRow("storage") << "expected its numbers in the file, found them in another";
    QTest::newRow("view") << "expected its numbers in the file, found a view of others";
    QTest::newRow("deep") << "expected at most 32 groups in each other";
    QTest::newRow("huge") << "found 1099511627776 × 1024";
    QTest::newRow("unwritten") << "expected 48 bytes of numbers, found none stored";
    QTest::newRow("hole") << "expected all of its chunks, found some missing";
    QTest::newRow("filter") << "found the filter scaleoffset";
    QTest::newRow("bomb") << "found some missing or damaged";
    QTest::newRow("many") << "a newer form of the format";
    QTest::newRow("links") << "expected a list of what is in it, found a newer form of the format";
    QTest::newRow("pieces") << "expected a tree of its chunks, found a newer form of the format";
}

void Hdf5Test::refuses()
{
    QFETCH(QString, said);
    const auto found = read(file(QTest::currentDataTag()));
    QVERIFY(!found);
    QVERIFY2(
        QString::fromStdString(found.error().text()).contains(said), found.error().text().c_str());
}

void Hdf5Test::files()
{
    QTest::addColumn<std::string>("bytes");
    QTest::newRow("every kind") << file("kinds");
    QTest::newRow("newer") << file("newer");
    QTest::newRow("many levels") << file("wide");
    QTest::newRow("Keras 2") << contentOf(dataPath("load/keras/types.h5"));
    QTest::newRow("weights of Keras 3") << contentOf(dataPath("load/keras/after.weights.h5"));
}

void Hdf5Test::truncatedAnywhere()
{
    QFETCH(std::string, bytes);
    QVERIFY(!bytes.empty());
    for (size_t length = 0; length < bytes.size(); length += 7) {
        const auto found = read(bytes.substr(0, length));
        QVERIFY2(!found && !found.error().advice.empty(), qPrintable(QString::number(length)));
    }
}

void Hdf5Test::flippedBits()
{
    QFETCH(std::string, bytes);
    std::mt19937 random(3);
    QElapsedTimer timer;
    for (int round = 0; round < 500; ++round) {
        std::string broken = bytes;
        for (unsigned flips = 1 + random() % 4; flips > 0; --flips)
            broken[random() % broken.size()] ^= static_cast<char>(1u << random() % 8);
        timer.start();
        const auto found = read(broken);
        QVERIFY(timer.elapsed() < 1000);
        for (const Tensor& one : found ? found->tensors : std::vector<Tensor>())
            QCOMPARE(one.numbers().size(), static_cast<size_t>(one.elements()));
    }
}

/// A text's number in its heap, and the heap's and the text's own sizes, are not to be trusted.
void Hdf5Test::textsBeyondTheirHeap()
{
    const std::string bytes = file("kinds");
    const size_t heap = bytes.find("GCOL");
    QVERIFY(heap != bytes.npos);
    for (const size_t place : {heap + 4, heap + 8, heap + 13, heap + 16, heap + 24, heap + 29})
        for (const char with : {'\0', '\1', '\x7f', '\xff'}) {
            std::string broken = bytes;
            broken[place] = with;
            const auto found = read(broken);
            QVERIFY(found || found.error().text().find("attributes") != std::string::npos);
        }
}

QTEST_APPLESS_MAIN(Hdf5Test)
#include "tst_hdf.moc"
