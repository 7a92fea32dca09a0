#include "core/pack/npy.h"
#include "core/pack/zip.h"

#include <QTest>

using namespace rnnscope;
using namespace std::string_literals;

namespace {

/// A file as NumPy writes it: version, header text padded, data.
std::string numpy(int version, const std::string& header, const std::string& data)
{
    std::string out = "\x93NUMPY";
    out += static_cast<char>(version);
    out += '\0';
    out += static_cast<char>(header.size());
    out.append(version == 1 ? 1 : 3, '\0');
    return out + header + data;
}

template <class Number>
std::string raw(std::initializer_list<Number> numbers)
{
    return std::string(
        reinterpret_cast<const char*>(numbers.begin()), numbers.size() * sizeof(Number));
}

} // namespace

class NpyTest : public QObject {
    Q_OBJECT

private slots:
    void writtenMatrixReadsBack();
    void readsEveryLayout_data();
    void readsEveryLayout();
    void refuses_data();
    void refuses();
    void truncatedAnywhereIsRefused();
    void npzHoldsEveryTensor();
    void sidesOfOneAreLeftOut();
};

void NpyTest::sidesOfOneAreLeftOut()
{
    using Shape = std::vector<int64_t>;
    for (const auto& [shape, left] : {std::pair<Shape, Shape>{{1, 1, 2}, {1, 2}},
             {{1, 4, 3}, {4, 3}}, {{4, 1, 3}, {4, 3}}, {{1, 3}, {1, 3}}, {{2, 2, 2}, {2, 2, 2}}}) {
        Shape found = shape;
        squeeze(found);
        QCOMPARE(found, left);
    }
}

void NpyTest::writtenMatrixReadsBack()
{
    Matrix matrix(2, 3);
    matrix << 1, 2, 3, 4, 5, 6;
    const std::string file = writeNpy(tensorOf("m", matrix));
    QCOMPARE(file.size(), 128 + 6 * sizeof(Real)); // data begin at a multiple of 64
    const auto read = readNpyMatrix(bytesOf(file), "m.npy");
    QVERIFY(read);
    QCOMPARE(*read, matrix);
}

void NpyTest::readsEveryLayout_data()
{
    QTest::addColumn<std::string>("file");
    const std::string c = ", 'fortran_order': False, 'shape': (2, 3), }\n";
    const std::string f = ", 'fortran_order': True, 'shape': (2, 3), }\n";
    QTest::newRow("float32, C") << numpy(1, "{'descr': '<f4'" + c, raw<float>({1, 2, 3, 4, 5, 6}));
    QTest::newRow("float64, Fortran, version 2")
        << numpy(2, "{'descr': '<f8'" + f, raw<double>({1, 4, 2, 5, 3, 6}));
    QTest::newRow("int32, version 3")
        << numpy(3, "{'descr': '<i4'" + c, raw<int32_t>({1, 2, 3, 4, 5, 6}));
    QTest::newRow("int64, Fortran")
        << numpy(1, "{'descr': '<i8'" + f, raw<int64_t>({1, 4, 2, 5, 3, 6}));
    QTest::newRow("float32, big-endian")
        << numpy(1, "{'descr': '>f4'" + c, "?\x80\0\0@\0\0\0@@\0\0@\x80\0\0@\xa0\0\0@\xc0\0\0"s);
    QTest::newRow("int16, big-endian, Fortran")
        << numpy(1, "{'descr': '>i2'" + f, "\0\1\0\4\0\2\0\5\0\3\0\6"s);
    QTest::newRow("int8") << numpy(1, "{'descr': '|i1'" + c, raw<int8_t>({1, 2, 3, 4, 5, 6}));
}

void NpyTest::readsEveryLayout()
{
    QFETCH(std::string, file);
    Matrix expected(2, 3);
    expected << 1, 2, 3, 4, 5, 6;
    const auto read = readNpyMatrix(bytesOf(file), "m.npy");
    QVERIFY2(read, read ? "" : read.error().text().c_str());
    QCOMPARE(*read, expected);
}

void NpyTest::refuses_data()
{
    QTest::addColumn<std::string>("file");
    QTest::addColumn<QString>("said");
    const auto file = [](const char* descr, const char* shape, const std::string& data) {
        return numpy(1,
            std::string("{'descr': '") + descr + "', 'fortran_order': False, 'shape': " + shape
                + ", }\n",
            data);
    };
    QTest::newRow("nothing") << std::string() << "expected a NumPy file";
    QTest::newRow("objects") << file("|O", "(1,)", "12345678") << "found the type '|O'";
    QTest::newRow("complex numbers") << file("<c8", "(1,)", "12345678") << "found the type '<c8'";
    QTest::newRow("text") << file("<U3", "(1,)", "123456789012") << "found the type '<U3'";
    QTest::newRow("too few bytes") << file("<f4", "(2,)", "1234") << "found 4 bytes";
    QTest::newRow("a shape that overflows")
        << file("<f4", "(4294967296, 4294967296)", "") << "4294967296 × 4294967296";
    QTest::newRow("a negative side") << file("<f4", "(-1,)", "") << "-1 numbers";
    QTest::newRow("three dimensions")
        << file("<f4", "(2, 2, 2)", std::string(32, '1')) << "rows × columns";
    QTest::newRow("no shape") << file("<f4", "x", "1234") << "with a type and a shape";
}

void NpyTest::refuses()
{
    QFETCH(std::string, file);
    QFETCH(QString, said);
    const auto read = readNpyMatrix(bytesOf(file), "m.npy");
    QVERIFY(!read);
    QVERIFY2(
        QString::fromStdString(read.error().text()).contains(said), read.error().text().c_str());
}

void NpyTest::truncatedAnywhereIsRefused()
{
    const std::string file = writeNpy(tensorOf("m", Matrix::Ones(2, 2)));
    for (size_t length = 0; length < file.size(); ++length)
        QVERIFY(!readNpy(bytesOf(file).first(length), "m.npy"));
}

void NpyTest::npzHoldsEveryTensor()
{
    const std::string file
        = writeNpz({tensorOf("0/hidden", Matrix::Ones(2, 2)), tensorOf("x", Matrix::Zero(1, 3))});
    auto zip = Zip::open(bytesOf(file), "a.npz");
    QVERIFY(zip);
    QCOMPARE(zip->entries(), (std::vector<std::string>{"0/hidden.npy", "x.npy"}));
    const auto entry = zip->read("0/hidden.npy");
    QVERIFY(entry);
    QCOMPARE(*readNpyMatrix(*entry, "h"), Matrix(Matrix::Ones(2, 2)));
    QCOMPARE(
        writeNpz({tensorOf("0/hidden", Matrix::Ones(2, 2)), tensorOf("x", Matrix::Zero(1, 3))}),
        file);
}

QTEST_APPLESS_MAIN(NpyTest)
#include "tst_npy.moc"
