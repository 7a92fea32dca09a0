#include "ui/inspector/inspector.h"

#include "core/load/child.h"
#include "core/load/sheetfile.h"
#include "core/pack/csv.h"
#include "core/pack/npy.h"
#include "tests/support/files.h"
#include "tests/support/process.h"
#include "tests/support/sample.h"
#include "tests/support/tensors.h"
#include "ui/inspector/charts.h"
#include "ui/inspector/heat.h"
#include "ui/inspector/numbers.h"
#include "ui/inspector/overview.h"
#include "ui/inspector/spectrumpane.h"
#include "ui/inspector/window.h"
#include "ui/window/look.h"

#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeView>
#include <QtTest>

#include <cmath>

#include <fcntl.h>

using namespace rnnscope;

namespace {

ContentsPtr contentsIn(const std::string& path)
{
    Watch watch;
    auto contents = contentsOf(path, watch);
    return contents ? std::make_shared<const Contents>(std::move(*contents)) : nullptr;
}

ContentsPtr contentsOfTensors(std::vector<Tensor> tensors)
{
    return std::make_shared<const Contents>(
        Contents{{"some", "safetensors", std::move(tensors), {}, {}}});
}

Tensor numbered(const std::string& name, std::vector<int64_t> shape)
{
    Tensor tensor{name, Type::F32, std::move(shape), {}};
    std::vector<float> numbers(static_cast<size_t>(tensor.elements()));
    for (size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = std::sin(static_cast<float>(i));
    const Bytes bytes = std::as_bytes(std::span(numbers));
    tensor.data = std::vector(bytes.begin(), bytes.end());
    return tensor;
}

/// An inspector on the built-in LSTM, or on a file that is given.
struct Bench {
    explicit Bench(const ContentsPtr& given = nullptr)
        : inspector(desk)
    {
        keepTogether(session, playback, selection);
        Watch watch;
        const Example& example = *findExample("poem-en");
        auto scene = exampleScene(example, watch);
        session.show(*scene);
        inspector.resize(1200, 800);
        inspector.refresh(Change::All);
        if (given)
            inspector.open(given);
        inspector.show();
        settle();
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(!inspector.busy(), 20'000); }
    bool choose(const QString& name)
    {
        const bool found = inspector.select(name);
        settle();
        return found;
    }
    template <class P>
    P& pane(const QString& id)
    {
        inspector.details().openPane(id);
        settle();
        return *inspector.findChild<P*>();
    }
    const Model& model() const { return *session.model(); }

    Session session;
    Playback playback;
    Selection selection;
    Desk desk{&session, &playback, &selection};
    Inspector inspector;
};

constexpr int64_t hugeRows = 1 << 18, hugeColumns = 1 << 10;

/// A tensor of 1 GiB, of which the disk holds nothing.
Tensor hugeTensor(const QTemporaryDir& folder)
{
    constexpr int64_t bytes = hugeRows * hugeColumns * 4;
    QFile file(folder.filePath("huge"));
    if (!file.open(QFile::ReadWrite) || !file.resize(bytes))
        return {};
    const auto open = std::make_shared<const OpenFile>(
        ::open(file.fileName().toLocal8Bit().constData(), O_RDONLY | O_CLOEXEC));
    return {"huge", Type::F32, {hugeRows, hugeColumns}, {open, 0, bytes}};
}

const QString layerPath = QStringLiteral("layer 1: LSTM, 24 → 64");

int shownRows(const QTreeView& tree, const QModelIndex& parent = {})
{
    int rows = tree.model()->rowCount(parent);
    for (int i = rows; i-- > 0;)
        rows += shownRows(tree, tree.model()->index(i, 0, parent));
    return rows;
}

}

class TestInspector : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::English); }
    void theOverviewSaysWhatTheFileIs();
    void everyTensorIsThere();
    void aGateIsTheBlockOfTheModel_data();
    void aGateIsTheBlockOfTheModel();
    void aTransposedKernelIsMarkedByColumns();
    void wholeLayersHaveTheirGatesMarked();
    void figuresAreThoseOfTheTensor();
    void theHeatMapTellsExactNumbers();
    void noNumbersAreHatched();
    void theTableHasTheTensorsNumbers();
    void aCurveIsTheTensorsRow();
    void aSpectrumIsOfEveryGate();
    void aLargeSpectrumIsNotBegunUnasked();
    void biasesAreAddedAsTheGateDoes();
    void searchFindsAsOneTypes();
    void tenThousandTensorsAreSearchedAtOnce();
    void copiesWhatIsSelected();
    void exportsReadBack_data();
    void exportsReadBack();
    void anExportThatFailsIsTold();
    void aHugeTensorIsNotReadAtOnce();
    void whatWasStoppedIsReadWhenChosenAgain();
    void anotherLanguageIsThereAtOnce();
    void aFileWithoutANetworkIsShown();
    void theWindowFollowsTheSession();
};

void TestInspector::theOverviewSaysWhatTheFileIs()
{
    Bench bench;
    QVERIFY(bench.choose("Overview"));
    const QString text = bench.inspector.findChild<Overview*>()->text();
    for (const char* said : {"safetensors", "layer 1: LSTM", "24 → 64 units", "F32", "tensors",
             "memory as it is stepped"})
        QVERIFY2(text.contains(said), said);
}

void TestInspector::everyTensorIsThere()
{
    Bench bench;
    for (const Tensor& tensor : bench.inspector.contents()->archive.tensors) {
        QVERIFY2(bench.choose(QString::fromStdString(tensor.name)), tensor.name.c_str());
        const Sheet& sheet = bench.inspector.details().shown().exhibit->sheet;
        QCOMPARE(sheet.numbers({0, 0, sheet.rows(), sheet.columns()}), tensor.numbers());
    }
}

void TestInspector::aGateIsTheBlockOfTheModel_data()
{
    QTest::addColumn<QString>("side");
    QTest::addColumn<Matrix Weights::*>("matrix");
    QTest::newRow("W") << "W, input weights" << &Weights::w;
    QTest::newRow("U") << "U, recurrent weights" << &Weights::u;
}

void TestInspector::aGateIsTheBlockOfTheModel()
{
    QFETCH(QString, side);
    QFETCH(Matrix Weights::*, matrix);
    Bench bench;
    const Layer& layer = bench.model().layers.front();
    const Matrix& all = layer.weights.*matrix;
    const Index units = layer.weights.units();
    const QStringList gates{"input gate i", "forget gate f", "candidate g", "output gate o"};
    for (Index block = 0; block < 4; ++block) {
        QVERIFY(bench.choose(layerPath + '/' + side + '/' + gates[block]));
        const Sheet& sheet = bench.inspector.details().shown().exhibit->sheet;
        QCOMPARE(sheet.rows(), units);
        QCOMPARE(sheet.columns(), all.cols());
        const std::vector<double> numbers = sheet.numbers({0, 0, units, all.cols()});
        for (Index i = 0; i < units; ++i)
            for (Index j = 0; j < all.cols(); ++j)
                QCOMPARE(numbers[size_t(i * all.cols() + j)], double(all(block * units + i, j)));
    }
    QVERIFY(bench.inspector.details().shown().exhibit->remark.contains("rows 192–255"));
}

void TestInspector::aTransposedKernelIsMarkedByColumns()
{
    const ContentsPtr contents = contentsIn(dataPath("load/keras/lstm.h5"));
    QVERIFY(contents);
    Watch watch;
    const auto network = takenFrom(*contents, {}, watch);
    QVERIFY(network);
    const Piece& forget = network->layers[0].blocks[1].u;
    std::vector<Mark> rows, columns;
    markTensor(*network, contents->archive, forget.tensor, rows, columns);
    QVERIFY(rows.empty());
    QCOMPARE(columns.size(), size_t(4));
    const int64_t units = forget.rows;
    QCOMPARE(columns[0], (Mark{"input gate i", 0, units}));
    QCOMPARE(columns[1], (Mark{"forget gate f", units, units}));
    QCOMPARE(columns[2], (Mark{"candidate g", 2 * units, units}));
    const Tensor& tensor = contents->archive.tensors[size_t(forget.tensor)];
    QCOMPARE(placeText(forget, tensor),
        QString("columns %1–%2, turned around").arg(units).arg(2 * units - 1));
}

void TestInspector::wholeLayersHaveTheirGatesMarked()
{
    Bench bench;
    QVERIFY(bench.choose(layerPath));
    const Exhibit& exhibit = *bench.inspector.details().shown().exhibit;
    QCOMPARE(exhibit.rows.size(), size_t(4));
    QCOMPARE(exhibit.rows[1], (Mark{"forget gate f", 64, 64}));
    QCOMPARE(exhibit.columns,
        (std::vector<Mark>{{"W", 0, 24}, {"U", 24, 64}, {"b", 88, 1}, {"d", 89, 1}}));
    const Weights& weights = bench.model().layers.front().weights;
    const std::vector<double> row = exhibit.sheet.numbers({70, 0, 1, 90});
    QCOMPARE(row[3], double(weights.w(70, 3)));
    QCOMPARE(row[24 + 5], double(weights.u(70, 5)));
    QCOMPARE(row[88], double(weights.b(70)));
    QCOMPARE(row[89], double(weights.d(70)));
    QVERIFY(exhibit.remark.contains("i f g o"));
}

void TestInspector::figuresAreThoseOfTheTensor()
{
    Bench bench;
    QVERIFY(bench.choose("head.weight"));
    const std::vector<double> numbers
        = bench.inspector.contents()
              ->archive.tensors[size_t(placeOf(bench.inspector.contents()->archive, "head.weight"))]
              .numbers();
    const Digest& digest = *bench.inspector.details().shown().digest;
    QCOMPARE(digest.summary.count, std::ssize(numbers));
    QCOMPARE(digest.summary.min, *std::ranges::min_element(numbers));
    QCOMPARE(digest.summary.max, *std::ranges::max_element(numbers));
    const auto& pane = bench.pane<HistogramPane>("histogram");
    // The bar in the middle of the field, and how many numbers are in it.
    const QString said = pane.describe({pane.width() / 3.0, pane.height() / 2.0});
    static const QRegularExpression words("^(.+) to (.+): (\\d+) numbers$");
    const auto match = words.match(said);
    QVERIFY2(match.hasMatch(), qPrintable(said));
    const double low = match.captured(1).replace(u'−', u'-').toDouble();
    const double high = match.captured(2).replace(u'−', u'-').toDouble();
    const auto between
        = std::ranges::count_if(numbers, [&](double x) { return x >= low && x < high; });
    QVERIFY(std::abs(match.captured(3).toInt() - between) <= 1); // the ends are rounded
}

void TestInspector::theHeatMapTellsExactNumbers()
{
    Bench bench;
    QVERIFY(bench.choose("rnn.weight_hh_l0"));
    auto& pane = bench.pane<HeatPane>("heat");
    const QRectF map = pane.area();
    const auto spot = pane.spotAt(
        {map.left() + map.width() * 10.5 / 64, map.top() + map.height() * 70.5 / 256});
    QVERIFY(spot);
    QCOMPARE(spot->row, 70);
    QCOMPARE(spot->column, 10);
    QCOMPARE(spot->number, double(bench.model().layers.front().weights.u(70, 10)));
    QVERIFY(pane.describe(*spot).startsWith("row 70, column 10: "));
    QVERIFY(pane.describe(*spot).contains("forget gate f: 6"));
    QVERIFY(!pane.spotAt({1, 1}));
    // A press goes to the number in the table.
    QTest::mouseClick(&pane, Qt::LeftButton, {}, map.center().toPoint());
    QVERIFY(bench.inspector.findChild<NumbersPane*>()->isVisible());
    QCOMPARE(bench.inspector.findChild<QTableView*>()->currentIndex().row(), 128);
}

void TestInspector::noNumbersAreHatched()
{
    Tensor tensor = numbered("holes", {4, 4});
    std::vector<std::byte> bytes = tensor.data.all();
    std::fill_n(bytes.begin(), 4, std::byte(0xff));
    tensor.data = bytes;
    Bench bench(contentsOfTensors({tensor}));
    QVERIFY(bench.choose("holes"));
    QCOMPARE(bench.inspector.details().shown().digest->summary.nan, 1);
    auto& pane = bench.pane<HeatPane>("heat");
    const QImage image = pane.grab().toImage();
    const QRect corner(pane.area().topLeft().toPoint(), QSize(12, 12));
    int hatched = 0;
    for (int x = corner.left(); x < corner.right(); ++x)
        for (int y = corner.top(); y < corner.bottom(); ++y)
            hatched += image.pixelColor(x, y) == bench.desk.colours().cellLine;
    QVERIFY(hatched > 5);
}

void TestInspector::theTableHasTheTensorsNumbers()
{
    const Tensor tensor = numbered("long", {250'000, 3});
    Bench bench(contentsOfTensors({tensor}));
    QVERIFY(bench.choose("long"));
    bench.inspector.details().openPane("numbers");
    auto& pane = *bench.inspector.findChild<NumbersPane*>();
    const auto* model = bench.inspector.findChild<QTableView*>()->model();
    QCOMPARE(model->columnCount(), 3);
    QCOMPARE(model->data(model->index(70, 2)).toString().toFloat(),
        float(tensor.numbers(212, 1).front()));
    pane.goTo(249'999, 1);
    const QModelIndex last = bench.inspector.findChild<QTableView*>()->currentIndex();
    QCOMPARE(float(last.data().toDouble()), float(tensor.numbers(749'998, 1).front()));
    QCOMPARE(model->headerData(last.row(), Qt::Vertical).toString(), "249999");
}

void TestInspector::aCurveIsTheTensorsRow()
{
    const Tensor tensor = numbered("matrix", {5, 40});
    Bench bench(contentsOfTensors({tensor, numbered("vector", {30})}));
    QVERIFY(bench.choose("matrix"));
    auto& pane = bench.pane<CurvePane>("curve");
    QCOMPARE(pane.curve().low, tensor.numbers(0, 40));
    pane.choose({true, 3});
    bench.settle();
    QCOMPARE(pane.curve().low, tensor.numbers(120, 40));
    pane.choose({false, 3});
    bench.settle();
    QCOMPARE(pane.curve().low.size(), size_t(5));
    QCOMPARE(pane.curve().low[1], tensor.numbers(43, 1).front());
    QVERIFY(bench.choose("vector"));
    QCOMPARE(pane.curve().low.size(), size_t(30));
}

void TestInspector::aSpectrumIsOfEveryGate()
{
    Bench bench;
    QVERIFY(bench.choose(layerPath));
    const auto& pane = bench.pane<SpectrumPane>("spectrum");
    QCOMPARE(pane.spectra().size(), size_t(4));
    const Matrix& u = bench.model().layers.front().weights.u;
    for (Index gate = 0; gate < 4; ++gate) {
        const Eigen::MatrixXd block = u.middleRows(64 * gate, 64).cast<double>();
        const auto& found = pane.spectra()[size_t(gate)];
        QVERIFY(found);
        // Σ σ² is the squared Frobenius norm, Σ λ the trace.
        double squares = 0;
        std::complex<double> sum = 0;
        for (const double value : found->singular)
            squares += value * value;
        for (const std::complex<double>& value : found->eigenvalues)
            sum += value;
        QVERIFY(std::abs(squares - block.squaredNorm()) < 1e-9 * squares);
        QVERIFY(std::abs(sum - block.trace()) < 1e-9);
    }
    QVERIFY(bench.choose(layerPath + "/U, recurrent weights/forget gate f"));
    QCOMPARE(pane.spectra().size(), size_t(1));
    QVERIFY(bench.choose("head.weight"));
    QVERIFY(!bench.inspector.details().openPane("spectrum"));
}

void TestInspector::aLargeSpectrumIsNotBegunUnasked()
{
    constexpr int64_t units = manyRows + 1;
    Bench bench;
    Watch watch;
    // An RNN: one square U.
    const std::string file
        = safetensorsOf({{"rnn.weight_ih_l0", {units, 1}}, {"rnn.weight_hh_l0", {units, units}}});
    auto contents = readContents(inputOf(file, "large.safetensors"), watch);
    QVERIFY(contents);
    const auto kept = std::make_shared<const Contents>(std::move(*contents));
    auto scene = contentsScene(kept, "large.safetensors", {}, {}, watch);
    QVERIFY(scene);
    bench.session.show(*scene);
    bench.inspector.refresh(Change::Scene);
    bench.settle();
    QVERIFY(bench.choose(QString("layer 1: RNN, 1 → %1").arg(units)));
    auto& pane = bench.pane<SpectrumPane>("spectrum");
    auto* button = pane.findChild<QPushButton*>();
    QVERIFY(button->isVisible());
    QVERIFY(pane.spectra().empty());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(pane.busy());
    QCOMPARE(button->text(), "Stop");
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!pane.busy());
    QVERIFY(pane.spectra().empty());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(pane.spectra().size(), size_t(1), 60'000);
    // Every number is 0.1: one direction alone is stretched, by 0.1 · units.
    QVERIFY(std::abs(pane.spectra().front()->norm() - 0.1F * units) < 1e-6 * units);
    QVERIFY(!button->isVisible());
}

void TestInspector::biasesAreAddedAsTheGateDoes()
{
    Bench bench;
    QVERIFY(bench.choose(layerPath));
    const auto& biases = bench.inspector.details().shown().exhibit->biases;
    QCOMPARE(biases.size(), size_t(3)); // the candidate is no gate
    const Weights& weights = bench.model().layers.front().weights;
    QVERIFY(biases[1].forget);
    for (Index i = 0; i < 64; ++i)
        QCOMPARE(float(biases[1].numbers[size_t(i)]), weights.b(64 + i) + weights.d(64 + i));
}

void TestInspector::searchFindsAsOneTypes()
{
    Bench bench;
    auto* field = bench.inspector.findChild<QLineEdit*>("search");
    const auto& tree = *bench.inspector.findChild<QTreeView*>();
    const int all = shownRows(tree);
    QTest::keyClicks(field, "BIAS_HH");
    QCOMPARE(shownRows(tree), 2); // it, and what it belongs to
    field->setText("nothing of that name");
    QCOMPARE(shownRows(tree), 0);
    field->clear();
    QCOMPARE(shownRows(tree), all);
}

void TestInspector::tenThousandTensorsAreSearchedAtOnce()
{
    std::vector<Tensor> tensors;
    for (int i = 0; i < 10'000; ++i)
        tensors.push_back(numbered("block." + std::to_string(i) + ".weight", {2, 2}));
    Bench bench(contentsOfTensors(std::move(tensors)));
    const double before = processSeconds();
    auto* field = bench.inspector.findChild<QLineEdit*>("search");
    QTest::keyClicks(field, "block.9999");
    QCoreApplication::processEvents();
    QCOMPARE(shownRows(*bench.inspector.findChild<QTreeView*>()), 2);
    QVERIFY(processSeconds() - before < 3 * slowness);
    QVERIFY(bench.choose("block.123.weight"));
}

void TestInspector::copiesWhatIsSelected()
{
    const Tensor tensor = numbered("matrix", {4, 4});
    Bench bench(contentsOfTensors({tensor, numbered("large", {1001, 1000})}));
    QVERIFY(bench.choose("matrix"));
    bench.inspector.details().copy();
    const QString all = QGuiApplication::clipboard()->text();
    QCOMPARE(all.count('\n'), 3);
    QCOMPARE(all.count('\t'), 12);
    QCOMPARE(all.section('\n', 2, 2).section('\t', 1, 1).toFloat(), std::sin(9.F));
    bench.inspector.details().openPane("numbers");
    auto* table = bench.inspector.findChild<QTableView*>();
    table->selectionModel()->select(
        {table->model()->index(1, 1), table->model()->index(2, 2)}, QItemSelectionModel::Select);
    bench.inspector.details().copy();
    QCOMPARE(QGuiApplication::clipboard()->text(),
        QString::fromStdString(
            textOf(bench.inspector.details().shown().exhibit->sheet, {1, 1, 2, 2}, '\t')));
    QGuiApplication::clipboard()->setText("before");
    QVERIFY(bench.choose("large"));
    bench.inspector.details().copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), "before");
}

void TestInspector::exportsReadBack_data()
{
    QTest::addColumn<QString>("part");
    QTest::newRow("tensor") << "rnn.weight_hh_l0";
    QTest::newRow("gate") << layerPath + "/U, recurrent weights/forget gate f";
    QTest::newRow("layer") << layerPath;
    QTest::newRow("bias") << "rnn.bias_hh_l0";
}

void TestInspector::exportsReadBack()
{
    QFETCH(QString, part);
    Bench bench;
    QVERIFY(bench.choose(part));
    const Sheet& sheet = bench.inspector.details().shown().exhibit->sheet;
    const std::vector<double> numbers = sheet.numbers({0, 0, sheet.rows(), sheet.columns()});
    QTemporaryDir folder;
    bench.inspector.details().exportTo(folder.filePath("out.npy"));
    bench.settle();
    const std::string npy = contentOf(folder.filePath("out.npy").toStdString());
    const auto tensor = readNpy(std::as_bytes(std::span(npy)), "out.npy");
    QVERIFY(tensor);
    QCOMPARE(tensor->type, Type::F32);
    QCOMPARE(tensor->numbers(), numbers);
    bench.inspector.details().exportTo(folder.filePath("out.csv"));
    bench.settle();
    const auto matrix = readCsv(contentOf(folder.filePath("out.csv").toStdString()), "out.csv");
    QVERIFY(matrix);
    QCOMPARE(matrix->rows(), sheet.rows());
    QCOMPARE(matrix->cols(), sheet.columns());
    QCOMPARE(double((*matrix)(sheet.rows() - 1, sheet.columns() - 1)), numbers.back());
}

void TestInspector::anExportThatFailsIsTold()
{
    Bench bench;
    QVERIFY(bench.choose("head.weight"));
    int told = 0;
    connect(&bench.inspector, &Inspector::failed, this, [&](const Error& error) {
        ++told;
        QVERIFY(error.where.find("/nowhere/out.npy") != std::string::npos);
    });
    bench.inspector.details().exportTo("/nowhere/out.npy");
    bench.settle();
    QCOMPARE(told, 1);
}

void TestInspector::aHugeTensorIsNotReadAtOnce()
{
    QTemporaryDir folder;
    Bench bench(contentsOfTensors({hugeTensor(folder)}));
    const Footprint before = Footprint::now();
    const double spent = processSeconds();
    QVERIFY(bench.inspector.select("huge"));
    bench.inspector.details().openPane("numbers");
    auto* table = bench.inspector.findChild<QTableView*>();
    bench.inspector.findChild<NumbersPane*>()->goTo(hugeRows - 1, hugeColumns - 1);
    QCOMPARE(table->currentIndex().data().toString(), "0");
    // The table stands there while the figures are still being made.
    QVERIFY(bench.inspector.busy());
    QVERIFY(processSeconds() - spent < 5 * slowness);
    QVERIFY(Footprint::now().resident - before.resident < 200'000'000);
    QVERIFY(bench.inspector.select("Overview")); // ends what is under way
    QTRY_VERIFY(!bench.inspector.busy());
}

void TestInspector::aFileWithoutANetworkIsShown()
{
    Bench bench(contentsOfTensors({numbered("matrix", {4, 4})}));
    QVERIFY(bench.inspector.given());
    QVERIFY(bench.inspector.findChild<Overview*>()->text().contains("No network was recognised"));
    QVERIFY(bench.choose("matrix"));
    QVERIFY(!bench.inspector.details().openPane("spectrum"));
    QVERIFY(!bench.inspector.details().openPane("biases"));
    // Another scene is followed, another sequence for the same one is not.
    bench.session.readText("abc");
    QTRY_COMPARE(bench.session.sequence()->steps(), Index(3));
    bench.inspector.refresh(Change::Scene);
    QVERIFY(bench.inspector.given());
    bench.session.openExample("poem-ko");
    QTRY_VERIFY(!bench.session.busy());
    bench.inspector.refresh(Change::Scene);
    QVERIFY(!bench.inspector.given());
}

void TestInspector::whatWasStoppedIsReadWhenChosenAgain()
{
    QTemporaryDir folder;
    Bench bench(contentsOfTensors({hugeTensor(folder)}));
    QVERIFY(bench.inspector.select("huge"));
    auto& details = bench.inspector.details();
    auto* stop = details.findChild<QToolButton*>();
    QTRY_VERIFY(stop->isVisible());
    QTest::mouseClick(stop, Qt::LeftButton);
    bench.settle();
    QVERIFY(details.shown().problem.startsWith("Stopped"));
    auto* tree = bench.inspector.findChild<QTreeView*>();
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_Return);
    QVERIFY(details.busy());
    QVERIFY(details.shown().problem.isEmpty());
    QVERIFY(bench.inspector.select("Overview"));
}

void TestInspector::anotherLanguageIsThereAtOnce()
{
    Bench bench;
    QVERIFY(bench.choose(layerPath));
    bench.inspector.details().openPane("heat");
    applyLanguage("ko");
    bench.inspector.refresh(Change::Look);
    const bool korean = bench.inspector.select("개요"); // at once: nothing is waited for
    applyLanguage("en");
    QVERIFY(korean);
    bench.inspector.refresh(Change::Look);
    QVERIFY(bench.choose("Overview"));
}

void TestInspector::theWindowFollowsTheSession()
{
    Bench bench;
    InspectorWindow window(bench.desk);
    QVERIFY(!window.inspector().contents()); // while it is hidden nothing is computed
    window.look(nullptr, {});
    QTRY_VERIFY(!window.inspector().busy());
    const ContentsPtr first = window.inspector().contents();
    QVERIFY(first);
    bench.session.choose(bench.session.chosen() == 0 ? 1 : 0);
    QTRY_VERIFY(!window.inspector().busy());
    QVERIFY(window.inspector().contents() != first);
    const ContentsPtr given = contentsOfTensors({numbered("matrix", {4, 4})});
    window.look(given, "/somewhere/else.bin");
    QCOMPARE(window.inspector().contents(), given);
    QVERIFY(window.windowTitle().contains("else.bin"));
}

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
