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

/// Reads tokens through an embedding, or numbers.
Model sineModel(const CellPtr& cell, Entry entry)
{
    constexpr Index width = 2, units = 3, tokens = 4, goals = 2;
    const Index rows = cell->blocks() * units;
    const bool embeds = entry == Entry::Embedding;
    int number = 0;
    Model model;
    model.entry = entry;
    if (embeds)
        model.embedding = sines(tokens, width, number++).transpose();
    model.head.w = sines(embeds ? tokens : goals, units, number++);
    model.head.b = sines(embeds ? tokens : goals, 1, number++);
    Weights weights;
    weights.w = sines(rows, width, number++);
    weights.u = sines(rows, units, number++);
    weights.b = sines(rows, 1, number++);
    weights.d = sines(rows, 1, number++);
    model.layers.push_back({cell, weights});
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

Sequence tokens(std::vector<int> ids, std::vector<int> targets)
{
    Sequence sequence;
    sequence.ids = std::move(ids);
    sequence.targets = std::move(targets);
    return sequence;
}

/// Sequence `index` of sines that the script shapes 2 sequences × 9 steps × 2.
Matrix ofTwo(int number, Index index)
{
    return sines(18, 2, number).middleRows(index * 9, 9).transpose();
}

Sequence numbers(Index index)
{
    Sequence sequence;
    sequence.values = ofTwo(8, index);
    sequence.goals = ofTwo(9, index);
    for (const Index none :
        index == 0 ? std::vector<Index>{1, 4} : std::vector<Index>{0, 1, 2, 3, 4, 5, 6})
        sequence.goals.col(none).setConstant(std::numeric_limits<Real>::quiet_NaN());
    return sequence;
}

const std::vector<Sequence> oneByOne{
    tokens({0, 1, 2, 3, 0, 1, 3, 2, 0, 1, 2, 3}, {1, 2, 3, 0, 1, 3, 2, 0, 1, 2, 3, -1}),
    tokens({3, 2, 1, 0, 3}, {2, 1, 0, 3, -1})};
const Minibatch pair{tokens({0, 1, 2, 3, 0, 1, 3, 2, 0}, {1, -1, 3, 0, -1, 3, 2, 0, 1}),
    tokens({3, 3, 0, 2, 1, 1, 0, 2, 2}, {-1, -1, 2, -1, 1, 0, -1, -1, 3})};

/// The ways of the script.
struct Way {
    const char* name;
    Entry entry;
    Supply supply;
    TrainOptions options;
};

std::vector<Way> ways()
{
    const TrainOptions adam{.steps = 10, .chunk = 4, .rate = 0.1, .clip = 0.7};
    TrainOptions sgd = adam;
    sgd.method = Method::Sgd;
    sgd.rate = 0.3;
    TrainOptions plain = sgd;
    sgd.momentum = 0.5;
    plain.clip = 0;
    return {{"adam", Entry::Embedding, inTurn(oneByOne), adam},
        {"sgd", Entry::Embedding, inTurn(oneByOne), sgd},
        {"batch", Entry::Embedding, [] { return pair; }, adam},
        {"squared", Entry::Values,
            [] {
                return Minibatch{numbers(0), numbers(1)};
            },
            plain}};
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
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("cell");
    for (const Way& way : ways())
        for (const CellPtr& cell : cells())
            QTest::addRow("%s, %s", way.name, cell->name().data())
                << way.name << QString(cell->id().data());
}

void TrainDouble::equalsPyTorchsUpdates()
{
    QFETCH(QString, way);
    QFETCH(QString, cell);
    const auto all = ways();
    const Way& how = *std::ranges::find(all, way, &Way::name);
    std::vector<double> losses, norms, clipped;
    Watch watch;
    const auto trained = train(sineModel(findCell(cell.toStdString()), how.entry), how.supply,
        how.options, watch, [&](const TrainProgress& now) {
            losses.push_back(now.loss);
            norms.push_back(now.norm);
            clipped.push_back(now.clipped);
        });
    QVERIFY(trained);
    // PyTorch clips to clip · norm / (norm + 1e-6), hence not closer.
    const auto& reference = m_reference[way.toStdString()][cell.toStdString()];
    QVERIFY(largestDifference(losses, reference["losses"]) < 2e-6);
    QVERIFY(largestDifference(norms, reference["norms"]) < 2e-6);
    QVERIFY(largestDifference(clipped, reference["clipped"]) < 2e-6);
    QVERIFY(largestDifference(parameters(*trained), reference["parameters"]) < 2e-6);
}

QTEST_APPLESS_MAIN(TrainDouble)
#include "tst_train_double.moc"
