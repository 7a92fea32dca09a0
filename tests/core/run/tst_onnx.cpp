#include "core/cell/elman.h"
#include "core/cell/gru.h"
#include "core/cell/lstm.h"
#include "core/run/forward.h"
#include "tests/support/permuted.h"
#include "tests/support/reference.h"

using namespace rnnscope;

/// Recurrent nodes of ONNX (tests/data/make_onnx.py), mapped to our cells.
class Onnx : public QObject {
    Q_OBJECT

private slots:
    void outputsAreOnnxs_data() { addRows(""); }
    void outputsAreOnnxs();
    void anotherOrderOfBlocksIsNoticed_data() { addRows("random_"); }
    void anotherOrderOfBlocksIsNoticed();
    void anotherOrderOfPeepholesIsNoticed();
    void theOtherResetIsNoticed();
    void cleanupTestCase();

private:
    static void addRows(const std::string& begin);

    std::map<std::string, double> m_largest; ///< difference from ONNX, by operator
};

namespace {

const Reference& reference()
{
    static const Reference file("onnx.safetensors");
    return file;
}

/// The row blocks of `stacked` (or, of a vector, its parts) in another order: the first is block
/// order[0].
Matrix reordered(const Matrix& stacked, const std::vector<Index>& order)
{
    Matrix result(stacked.rows(), stacked.cols());
    const Index size = stacked.rows() / static_cast<Index>(order.size());
    for (size_t i = 0; i < order.size(); ++i)
        result.middleRows(static_cast<Index>(i) * size, size)
            = stacked.middleRows(order[i] * size, size);
    return result;
}

/// One node of a single direction. Everything that has a batch is steps × batch × units, or with
/// layout 1 batch × steps × units, apart from sides of length 1.
class OnnxNode {
public:
    explicit OnnxNode(const std::string& id)
        : m_id(id)
        , m_attributes(nlohmann::json::parse(reference().metadata().at(id).get<std::string>()))
    {
    }

    std::string op() const { return m_attributes.at("op"); }
    bool isPlain() const
    {
        return m_attributes.at("direction") == "forward" && m_attributes.at("activations").empty()
            && m_attributes.at("clip") == 0;
    }
    bool resetsBefore() const { return m_attributes.at("linear_before_reset") == 0; }
    bool has(const std::string& name) const { return reference().contains(m_id + '/' + name); }
    Index batch() const { return reference().shape(m_id + "/X")[batchFirst() ? 0 : 1]; }

    /// units × steps of one sequence of the batch.
    Matrix of(const std::string& name, Index sequence) const
    {
        const Matrix all = reference().columns(m_id + '/' + name);
        const Index steps = all.cols() / batch();
        if (batchFirst())
            return all.middleCols(sequence * steps, steps);
        Matrix one(all.rows(), steps);
        for (Index t = 0; t < steps; ++t)
            one.col(t) = all.col(t * batch() + sequence);
        return one;
    }
    Index steps(Index sequence) const
    {
        if (!has("sequence_lens"))
            return of("X", sequence).cols();
        return reference().integers(m_id + "/sequence_lens")[static_cast<size_t>(sequence)];
    }

    CellPtr cell(bool resetsBefore) const
    {
        if (op() == "RNN")
            return elman({});
        if (op() == "GRU") {
            GruKind kind;
            kind.resetBefore = resetsBefore;
            return gru(kind);
        }
        LstmKind kind;
        kind.peepholes = has("P");
        return lstm(kind);
    }

    Weights weights() const
    {
        // ours: i f g o, r z n; ONNX: i o f c, z r h, peepholes i o f
        const std::vector<Index> order = op() == "LSTM" ? std::vector<Index>{0, 2, 3, 1}
            : op() == "GRU"                             ? std::vector<Index>{1, 0, 2}
                                                        : std::vector<Index>{0};
        const auto stored = [&](const char* name) { return reference().columns(m_id + name); };
        Weights weights;
        weights.w = reordered(stored("/W").transpose(), order);
        weights.u = reordered(stored("/R").transpose(), order);
        const Index rows = weights.w.rows();
        weights.b = weights.d = Vector::Zero(rows);
        if (has("B")) {
            weights.b = reordered(stored("/B").topRows(rows), order);
            weights.d = reordered(stored("/B").bottomRows(rows), order);
        }
        if (has("P"))
            weights.peep = reordered(stored("/P"), {0, 2, 1}).reshaped(weights.u.cols(), 3);
        return weights;
    }

    /// The states before the first step, per track.
    std::vector<Matrix> start(const Cell& cell, Index sequence) const
    {
        std::vector<Matrix> start(cell.tracks().size());
        for (const auto& [name, role] :
            {std::pair{"initial_h", Role::Hidden}, std::pair{"initial_c", Role::Cell}})
            if (has(name))
                start[static_cast<size_t>(cell.indexOf(role))] = of(name, sequence);
        return start;
    }

    /// The largest difference of an output from ONNX's, of all sequences of the batch.
    double difference(const CellPtr& cell, const Weights& weights) const
    {
        double largest = 0;
        for (Index i = 0; i < batch(); ++i) {
            Model model;
            Layer& layer = model.layers.emplace_back();
            layer.cell = cell;
            layer.weights = weights;
            if (has("initial_h"))
                layer.start = start(*cell, i);
            Sequence sequence;
            sequence.values = of("X", i).leftCols(steps(i));
            Watch watch;
            const auto trace = forward(model, sequence, watch);
            const Matrix& hidden = inputOf(model, *trace, 1);
            if (has("Y"))
                largest = std::max(largest, valueDifference(hidden, of("Y", i).leftCols(steps(i))));
            largest = std::max(largest, valueDifference(hidden.rightCols(1), of("Y_h", i)));
        }
        return largest;
    }

private:
    bool batchFirst() const { return m_attributes.at("layout") == 1; }

    std::string m_id;
    nlohmann::json m_attributes;
};

}

void Onnx::addRows(const std::string& begin)
{
    QTest::addColumn<std::string>("id");
    for (const auto& [id, attributes] : reference().metadata().items())
        if (id.starts_with(begin))
            QTest::newRow(id.c_str()) << id;
}

void Onnx::outputsAreOnnxs()
{
    QFETCH(std::string, id);
    const OnnxNode node(id);
    QVERIFY(node.isPlain());
    const double difference = node.difference(node.cell(node.resetsBefore()), node.weights());
    QVERIFY2(difference <= 1e-5, qPrintable(QString::number(difference)));
    double& largest = m_largest[node.op()];
    largest = std::max(largest, difference);
}

/// The comparison above would notice gates that are mapped in a wrong order.
void Onnx::anotherOrderOfBlocksIsNoticed()
{
    QFETCH(std::string, id);
    const OnnxNode node(id);
    const CellPtr cell = node.cell(node.resetsBefore());
    for (const Weights& wrong : permuted(node.weights(), cell->blocks()))
        QVERIFY(node.difference(cell, wrong) > 1e-3);
}

void Onnx::anotherOrderOfPeepholesIsNoticed()
{
    const OnnxNode node("random_lstm");
    for (const auto& [a, b] : {std::pair{0, 1}, std::pair{0, 2}, std::pair{1, 2}}) {
        Weights wrong = node.weights();
        wrong.peep.col(a).swap(wrong.peep.col(b));
        QVERIFY(node.difference(node.cell(true), wrong) > 1e-3);
    }
}

void Onnx::theOtherResetIsNoticed()
{
    for (const char* id : {"random_gru", "random_gru_linear_before_reset"}) {
        const OnnxNode node(id);
        QVERIFY(node.difference(node.cell(!node.resetsBefore()), node.weights()) > 1e-3);
    }
}

void Onnx::cleanupTestCase()
{
    for (const auto& [op, difference] : m_largest)
        qInfo("%s: largest difference %.1e", op.c_str(), difference);
}

QTEST_GUILESS_MAIN(Onnx)
#include "tst_onnx.moc"
