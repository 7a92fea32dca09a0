#include "core/cell/cells.h"
#include "core/run/train.h"

#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace rnnscope;

/// Against tests/data/training.json, which make_training.py made with PyTorch.
class TrainDouble : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void equalsPyTorchsUpdates_data();
    void equalsPyTorchsUpdates();

private:
    nlohmann::json m_reference;
};

namespace {

using RowMajor = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Fills like the script: sin(1 + number + 0.7 i) in row-major order.
Matrix sines(Index rows, Index columns, int number)
{
    RowMajor values(rows, columns);
    for (Index i = 0; i < values.size(); ++i)
        values.data()[i] = std::sin(1 + number + 0.7 * static_cast<double>(i));
    return values;
}

Model sineModel(const CellPtr& cell)
{
    constexpr Index dimensions = 2, units = 3, tokens = 4;
    const Index rows = cell->blocks() * units;
    Model model;
    model.entry = Entry::Embedding;
    model.embedding = sines(tokens, dimensions, 0).transpose();
    model.head = {sines(tokens, units, 1), sines(tokens, 1, 2)};
    model.layers.push_back({cell,
        {sines(rows, dimensions, 3), sines(rows, units, 4), sines(rows, 1, 5), sines(rows, 1, 6)}});
    return model;
}

/// All parameters in the order of the script.
std::vector<double> parameters(const Model& model)
{
    const Weights& weights = model.layers.front().weights;
    std::vector<double> all;
    for (const RowMajor& part :
        {RowMajor(model.embedding.transpose()), RowMajor(model.head.w), RowMajor(model.head.b),
            RowMajor(weights.w), RowMajor(weights.u), RowMajor(weights.b), RowMajor(weights.d)})
        all.insert(all.end(), part.data(), part.data() + part.size());
    return all;
}

double largestDifference(const std::vector<double>& a, const std::vector<double>& b)
{
    double largest = a.size() == b.size() ? 0 : INFINITY;
    for (size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

}

void TrainDouble::initTestCase()
{
    QFile file(RNNSCOPE_ROOT "/tests/data/training.json");
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_reference = nlohmann::json::parse(file.readAll().toStdString());
}

void TrainDouble::equalsPyTorchsUpdates_data()
{
    QTest::addColumn<QString>("cell");
    for (const CellPtr& cell : cells())
        QTest::newRow(cell->name().data()) << QString(cell->id().data());
}

void TrainDouble::equalsPyTorchsUpdates()
{
    QFETCH(QString, cell);
    const Model start = sineModel(findCell(cell.toStdString()));
    const std::vector<Sequence> data{*sequenceFromIds(start, {0, 1, 2, 3, 0, 1, 3, 2, 0, 1, 2, 3}),
        *sequenceFromIds(start, {3, 2, 1, 0, 3})};
    const TrainOptions options{.steps = 10, .chunk = 4, .rate = 0.1, .clip = 0.7};
    std::vector<double> losses, norms;
    Watch watch;
    const auto trained = train(start, data, options, watch, [&](const TrainProgress& now) {
        losses.push_back(now.loss);
        norms.push_back(now.norm);
    });
    QVERIFY(trained);
    // PyTorch clips to clip · norm / (norm + 1e-6), hence not closer.
    const auto& reference = m_reference[cell.toStdString()];
    QVERIFY(largestDifference(losses, reference["losses"]) < 1e-6);
    QVERIFY(largestDifference(norms, reference["norms"]) < 1e-6);
    QVERIFY(largestDifference(parameters(*trained), reference["parameters"]) < 1e-6);
}

QTEST_APPLESS_MAIN(TrainDouble)
#include "tst_train_double.moc"
