#include "core/load/sheet.h"

#include "core/load/digest.h"
#include "core/load/sheetfile.h"
#include "core/pack/csv.h"
#include "core/pack/npy.h"
#include "tests/support/process.h"

#include <QTest>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>

#include <fcntl.h>

using namespace rnnscope;

namespace {

/// 0, 1, 2, … in the shape, as floats.
Tensor counted(std::vector<int64_t> shape)
{
    Tensor tensor{"counted", Type::F32, std::move(shape), {}};
    std::vector<float> numbers(static_cast<size_t>(tensor.elements()));
    std::iota(numbers.begin(), numbers.end(), 0.F);
    const Bytes bytes = std::as_bytes(std::span(numbers));
    tensor.data = std::vector(bytes.begin(), bytes.end());
    return tensor;
}

template <class Number>
Tensor of(Type type, const std::vector<Number>& numbers)
{
    const Bytes bytes = std::as_bytes(std::span(numbers));
    return {"some", type, {std::ssize(numbers)}, std::vector(bytes.begin(), bytes.end())};
}

/// A file of `count` floats that are all zero but `last`, in no space of the disk; open.
struct Sparse {
    explicit Sparse(int64_t count)
        : path(std::filesystem::temp_directory_path() / "rnnscope-sparse")
    {
        const float last = 1;
        std::ofstream out(path, std::ios::binary);
        out.seekp((count - 1) * 4);
        out.write(reinterpret_cast<const char*>(&last), 4);
        out.close();
        file = std::make_shared<const OpenFile>(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    }
    ~Sparse() { std::filesystem::remove(path); }

    std::filesystem::path path;
    OpenFilePtr file;
};

std::string written(bool (*write)(const Sheet&, const Put&, Watch&), const Sheet& sheet)
{
    std::string bytes;
    Watch watch;
    const bool done = write(
        sheet, [&](std::string_view part) { return bytes += part, true; }, watch);
    return done ? bytes : "failed";
}

}

class TestSheet : public QObject {
    Q_OBJECT

private slots:
    void aTensorIsRowsAndColumns_data();
    void aTensorIsRowsAndColumns();
    void leadingIndexesNameARow();
    void windowsAreThoseOfTheTensor();
    void piecesStandWhereTheyArePut();
    void aTurnedPieceReadsColumnsAsRows();
    void windowsCoverEveryNumberOnce();
    void aPictureShowsTheLargestMagnitude();
    void theDigestIsOfTheTensorsNumbers();
    void aCurveIsARowOrAColumn();
    void aHugeFileIsReadOnlyWhereItIsLookedAt();
    void aChangedFileIsAnError();
    void npyReadsBack_data();
    void npyReadsBack();
    void csvReadsBack();
    void wholeNumbersKeepEveryDigit();
    void cancellingEndsTheWork();
};

void TestSheet::aTensorIsRowsAndColumns_data()
{
    QTest::addColumn<QList<int>>("shape");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::newRow("scalar") << QList<int>{} << 1 << 1;
    QTest::newRow("vector") << QList<int>{5} << 5 << 1;
    QTest::newRow("matrix") << QList<int>{3, 4} << 3 << 4;
    QTest::newRow("of four dimensions") << QList<int>{2, 3, 4, 5} << 24 << 5;
    QTest::newRow("empty") << QList<int>{0, 4} << 0 << 0;
}

void TestSheet::aTensorIsRowsAndColumns()
{
    QFETCH(QList<int>, shape);
    QFETCH(int, rows);
    QFETCH(int, columns);
    const Sheet sheet = Sheet::of(counted({shape.begin(), shape.end()}));
    QCOMPARE(sheet.rows(), int64_t(rows));
    QCOMPARE(sheet.columns(), int64_t(columns));
    Watch watch;
    const auto digest = digestOf(sheet, watch);
    QVERIFY(digest);
    QCOMPARE(digest->summary.count, int64_t(rows * columns));
}

void TestSheet::leadingIndexesNameARow()
{
    QCOMPARE(Sheet::of(counted({3, 4})).rowName(2), std::string("2"));
    const Sheet sheet = Sheet::of(counted({2, 3, 4, 5}));
    QCOMPARE(sheet.rowName(0), std::string("0, 0, 0"));
    QCOMPARE(sheet.rowName(23), std::string("1, 2, 3"));
    QCOMPARE(sheet.rowName(5), std::string("0, 1, 1"));
}

void TestSheet::windowsAreThoseOfTheTensor()
{
    const Sheet sheet = Sheet::of(counted({5, 4}));
    QCOMPARE(sheet.numbers({1, 2, 2, 2}), (std::vector<double>{6, 7, 10, 11}));
    QCOMPARE(sheet.numbers({4, 3, 1, 1}), (std::vector<double>{19}));
}

void TestSheet::piecesStandWhereTheyArePut()
{
    const Tensor tensor = counted({4, 3});
    const Piece whole{0, 0, 4, 3, 3, 1};
    // The lower half above the upper one, and a column beside.
    const Sheet sheet({{tensor, whole.rowsFrom(2, 2), 0, 0}, {tensor, whole.rowsFrom(0, 2), 2, 0},
        {tensor, whole.columnsFrom(1, 1), 0, 3}});
    QCOMPARE(sheet.rows(), 4);
    QCOMPARE(sheet.columns(), 4);
    QCOMPARE(sheet.numbers({0, 0, 4, 4}),
        (std::vector<double>{6, 7, 8, 1, 9, 10, 11, 4, 0, 1, 2, 7, 3, 4, 5, 10}));
}

void TestSheet::aTurnedPieceReadsColumnsAsRows()
{
    // As Keras stores a kernel: inputs × (gates · units).
    const Tensor tensor = counted({300, 400});
    const Piece gate{0, 100, 50, 300, 1, 400};
    const Sheet sheet({{tensor, gate}});
    QCOMPARE(sheet.numbers({0, 0, 2, 3}), (std::vector<double>{100, 500, 900, 101, 501, 901}));
    QCOMPARE(sheet.numbers({49, 299, 1, 1}), (std::vector<double>{299 * 400 + 149}));
    // In runs: numbers 0–9, 100–109, 200–209 … of the tensor.
    const Sheet runs({{tensor, {0, 0, 4, 5, 5, 1, 10, 100}}});
    QCOMPARE(runs.numbers({1, 3, 2, 2}), (std::vector<double>{8, 9, 103, 104}));
}

void TestSheet::windowsCoverEveryNumberOnce()
{
    for (const Sheet& sheet : {Sheet::of(counted({700, 300})), Sheet::of(counted({2, 200'000})),
             Sheet({{counted({300, 900}), {0, 0, 900, 300, 1, 900}}})}) {
        std::vector<int> seen(static_cast<size_t>(sheet.count()));
        Watch watch;
        sheet.inWindows(
            [&](const Window& window, const std::vector<double>& numbers) {
                QCOMPARE(std::ssize(numbers), window.count());
                QVERIFY(window.count() <= Sheet::atOnce);
                QCOMPARE(numbers, sheet.numbers(window));
                for (const double number : numbers)
                    ++seen[static_cast<size_t>(number)];
            },
            watch);
        QCOMPARE(std::ranges::count(seen, 1), std::ssize(seen));
        QCOMPARE(watch.progress(), 1.0);
    }
}

void TestSheet::aPictureShowsTheLargestMagnitude()
{
    Miniature picture(4, 6, 2, 3);
    QVERIFY(picture.reduced());
    std::vector<double> numbers(24, 0.5);
    numbers[1 * 6 + 1] = -2; // of the first cell
    numbers[3 * 6 + 5] = std::nan("");
    picture.add({0, 0, 2, 6}, std::span(numbers).first(12));
    picture.add({2, 0, 2, 6}, std::span(numbers).last(12));
    QCOMPARE(picture.at(0, 0), -2.0);
    QCOMPARE(picture.at(0, 1), 0.5);
    QVERIFY(std::isnan(picture.at(1, 2)));
    const Window cell = picture.windowOf(1, 2);
    QCOMPARE(cell.row, 2);
    QCOMPARE(cell.column, 4);
    QCOMPARE(cell.rows, 2);
    QCOMPARE(cell.columns, 2);
    QCOMPARE(picture.within(1, 2).at(0, 0), -2.0);
    QVERIFY(std::isnan(picture.within(1, 2).at(0, 1)));
}

void TestSheet::theDigestIsOfTheTensorsNumbers()
{
    const Tensor tensor = counted({3, 40'000});
    Watch watch;
    const auto digest = digestOf(Sheet::of(tensor), watch);
    QVERIFY(digest);
    QCOMPARE(digest->summary.count, tensor.elements());
    QCOMPARE(digest->summary.max, 119'999.0);
    QCOMPARE(digest->summary.mean, 59'999.5);
    QCOMPARE(std::accumulate(
                 digest->histogram.counts.begin(), digest->histogram.counts.end(), int64_t(0)),
        tensor.elements());
    QVERIFY(digest->picture.reduced());
    QCOMPARE(digest->picture.at(2, digest->picture.width - 1), 119'999.0);
}

void TestSheet::aCurveIsARowOrAColumn()
{
    const Sheet sheet = Sheet::of(counted({3, 5000}));
    Watch watch;
    const auto column = curveOf(sheet, {false, 2}, watch);
    QVERIFY(column);
    QCOMPARE(column->low, (std::vector<double>{2, 5002, 10002}));
    QCOMPARE(column->high, column->low);
    const auto row = curveOf(sheet, {true, 1}, watch);
    QVERIFY(row);
    QCOMPARE(row->count, 5000);
    QVERIFY(row->low.size() < 5000);
    QCOMPARE(row->low.front(), 5000.0);
    QCOMPARE(row->high.back(), 9999.0);
}

void TestSheet::aHugeFileIsReadOnlyWhereItIsLookedAt()
{
    constexpr int64_t rows = 1 << 20, columns = 1 << 10; // 4 GiB
    const Sparse sparse(rows * columns);
    const Sheet sheet
        = Sheet::of({"huge", Type::F32, {rows, columns}, {sparse.file, 0, rows * columns * 4}});
    const Footprint before = Footprint::now();
    QCOMPARE(sheet.numbers({rows - 1, columns - 2, 1, 2}), (std::vector<double>{0, 1}));
    QCOMPARE(sheet.numbers({0, 0, 100, 20}).size(), size_t(2000));
    QVERIFY(Footprint::now().resident - before.resident < 50'000'000);
}

void TestSheet::aChangedFileIsAnError()
{
    const Sparse sparse(1000);
    const Sheet sheet = Sheet::of({"cut", Type::F32, {10, 100}, {sparse.file, 0, 4000}});
    QVERIFY(!sheet.changed());
    std::filesystem::resize_file(sparse.path, 100);
    QVERIFY(sheet.changed());
    Watch watch;
    const auto digest = digestOf(sheet, watch);
    QVERIFY(!digest);
    QVERIFY(QString::fromStdString(digest.error().found).contains("changed"));
    QCOMPARE(written(putCsv, sheet), std::string("failed"));
}

void TestSheet::npyReadsBack_data()
{
    QTest::addColumn<Type>("type");
    for (const Type type : {Type::F64, Type::F32, Type::F16, Type::I64, Type::U8, Type::Bool})
        QTest::newRow(std::string(nameOf(type)).c_str()) << type;
}

void TestSheet::npyReadsBack()
{
    QFETCH(Type, type);
    Tensor tensor{"some", type, {2, 3, 5}, {}};
    std::vector<std::byte> bytes(30 * sizeOf(type));
    for (size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::byte>(type == Type::Bool ? i % 2 : i * 7 % 120);
    tensor.data = bytes;
    const std::string file = written(putNpy, Sheet::of(tensor));
    QCOMPARE(file, writeNpy(tensor));
    const auto back = readNpy(std::as_bytes(std::span(file)), "back");
    QVERIFY(back);
    QCOMPARE(back->shape, tensor.shape);
    QCOMPARE(back->type, type);
    QCOMPARE(back->data.all(), bytes);
    // What NumPy does not have is widened, to the same numbers.
    tensor = of<uint16_t>(Type::BF16, {0x3f80, 0xc000, 0x3dcd});
    const std::string wide = written(putNpy, Sheet::of(tensor));
    const auto floats = readNpy(std::as_bytes(std::span(wide)), "wide");
    QVERIFY(floats);
    QCOMPARE(floats->type, Type::F32);
    QCOMPARE(floats->numbers(), tensor.numbers());
}

void TestSheet::csvReadsBack()
{
    Tensor tensor = of<float>(Type::F32, {0.1F, -3e-8F, 1, 0, 123456.789F, -2.5F});
    tensor.shape = {2, 3};
    const std::string text = written(putCsv, Sheet::of(tensor));
    QVERIFY(text.starts_with("0.1,-3e-08,1\n"));
    const auto back = readCsv(text, "back");
    QVERIFY(back);
    QCOMPARE(*back, matrixOf(tensor));
    // Rows longer than what is read at once.
    const Sheet wide = Sheet::of(counted({2, 70'000}));
    const auto long2 = readCsv(written(putCsv, wide), "wide");
    QVERIFY(long2);
    QCOMPARE(long2->rows(), 2);
    QCOMPARE(long2->cols(), 70'000);
    QCOMPARE((*long2)(1, 69'999), Real(139'999));
}

void TestSheet::wholeNumbersKeepEveryDigit()
{
    const Sheet sheet = Sheet::of(
        of<int64_t>(Type::I64, {std::numeric_limits<int64_t>::max(), -9'007'199'254'740'993}));
    QCOMPARE(
        textOf(sheet, {0, 0, 2, 1}, '\t'), std::string("9223372036854775807\n-9007199254740993"));
    QCOMPARE(textOf(Sheet::of(of<uint8_t>(Type::Bool, {1, 0})), {0, 0, 2, 1}, '\t'),
        std::string("1\n0"));
}

void TestSheet::cancellingEndsTheWork()
{
    constexpr int64_t count = 1 << 28;
    const Sparse sparse(count);
    const Sheet sheet = Sheet::of({"huge", Type::F32, {count}, {sparse.file, 0, count * 4}});
    Watch watch;
    int windows = 0;
    sheet.inWindows(
        [&](const Window&, const std::vector<double>&) {
            if (++windows == 3)
                watch.cancel();
        },
        watch);
    QCOMPARE(windows, 3);
    const auto digest = digestOf(sheet, watch);
    QVERIFY(!digest);
    QCOMPARE(digest.error().fault, Fault::Cancelled);
    QVERIFY(!putNpy(
        sheet, [](std::string_view) { return true; }, watch));
}

QTEST_GUILESS_MAIN(TestSheet)
#include "tst_sheet.moc"
