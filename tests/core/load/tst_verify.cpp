#include "core/cell/cells.h"
#include "core/load/metadata.h"
#include "core/load/open.h"
#include "core/load/verify.h"
#include "core/pack/json.h"
#include "core/run/dense.h"
#include "core/run/forward.h"
#include "tests/support/tensors.h"

#include <QTest>

using namespace rnnscope;

class VerifyTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void answersOfAnyKindAreFound_data();
    void answersOfAnyKindAreFound();
    void differenceIsPlaced();
    void noNumberIsNoAnswer();
    void otherShapesAreExplained();
    void idsAreReadWhereTheModelReadsTokens();
    void everyFormOfATestIsRead_data();
    void everyFormOfATestIsRead();
    void otherTextIsNoTest_data();
    void otherTextIsNoTest();
    void tensorsMayBeTheTest();

private:
    Agreement held(const Matrix& expected) const;

    Model m_model;
    Matrix m_rows;
    Trace m_trace;
};

/// Values to one LSTM of 3 units, and a head of 2 outputs with softmax.
void VerifyTest::init()
{
    const Index steps = 4;
    const CellPtr cell = findCell("lstm");
    std::srand(3);
    m_model = {};
    m_model.layers.push_back({cell,
        {Matrix::Random(12, 5), Matrix::Random(12, 3), Vector::Random(12), Vector::Random(12)}});
    m_model.head = {Matrix::Random(2, 3), Vector::Random(2)};
    m_model.head.softmax = true;
    m_rows = Matrix::Random(steps, 5);
    Watch watch;
    m_trace = *forward(m_model, *sequenceFromValues(m_model, m_rows.transpose()), watch);
}

Agreement VerifyTest::held(const Matrix& expected) const
{
    Watch watch;
    const auto found = compare(m_model, {m_rows, expected}, watch);
    return found ? *found : Agreement{-1, 0, 0, 0, "nothing"};
}

void VerifyTest::answersOfAnyKindAreFound_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("what");
    QTest::newRow("after softmax") << 0 << "the answers";
    QTest::newRow("logits") << 1 << "the logits";
    QTest::newRow("hidden states") << 2 << "the top hidden states";
}

void VerifyTest::answersOfAnyKindAreFound()
{
    QFETCH(int, kind);
    QFETCH(QString, what);
    const Matrix whole = (kind == 0 ? answerOf(m_model, m_trace)
            : kind == 1             ? m_trace.logits
                                    : headInput(m_model, m_trace))
                             .transpose();
    for (const Matrix& expected :
        {whole, Matrix(whole.bottomRows(1)), Matrix(whole.bottomRows(1).transpose())}) {
        const Agreement found = held(expected);
        QCOMPARE(found.what, what);
        QCOMPARE(found.difference, 0.0);
    }
}

void VerifyTest::differenceIsPlaced()
{
    Matrix expected = m_trace.logits.transpose();
    expected(2, 1) += Real(0.25);
    const Agreement found = held(expected);
    QVERIFY(std::abs(found.difference - 0.25) < 1e-6);
    QCOMPARE(found.step, 2);
    QCOMPARE(found.output, 1);
    expected = expected.row(2).eval();
    QCOMPARE(held(expected).step, 3); // a single row is the last step
}

void VerifyTest::noNumberIsNoAnswer()
{
    for (const Real wrong :
        {std::numeric_limits<Real>::quiet_NaN(), std::numeric_limits<Real>::infinity()}) {
        Matrix expected = m_trace.logits.transpose();
        expected(1, 0) = wrong;
        Watch watch;
        const auto found = compare(m_model, {Matrix::Zero(4, 1), expected}, watch);
        QVERIFY(!found);
        QVERIFY(found.error().text().find("expected finite numbers") != std::string::npos);
    }
}

void VerifyTest::otherShapesAreExplained()
{
    Watch watch;
    const auto found = compare(m_model, {m_rows, Matrix::Zero(3, 2)}, watch);
    QVERIFY(!found);
    QCOMPARE(found.error().found,
        "expected 4 rows or the last, each of 2 outputs or 3 hidden units, found 3 × 2");
    QVERIFY(!compare(m_model, {Matrix::Zero(4, 6), m_trace.logits.transpose()}, watch));
}

void VerifyTest::idsAreReadWhereTheModelReadsTokens()
{
    m_model.entry = Entry::OneHot;
    const Matrix ids{{3}, {0}, {4}};
    for (const Matrix& rows : {ids, Matrix(ids.transpose())})
        QCOMPARE(sequenceFromRows(m_model, rows)->ids, (std::vector<int>{3, 0, 4}));
    QCOMPARE(sequenceFromRows(m_model, m_rows)->values.cols(), 4);
    QVERIFY(!sequenceFromRows(m_model, Matrix{{5}}));
    m_model.entry = Entry::Values;
    QVERIFY(!sequenceFromRows(m_model, ids));
}

void VerifyTest::everyFormOfATestIsRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("ids and logits") << QByteArray(R"({"ids":[1,2],"logits":[0.5,1,2]})");
    QTest::newRow("rows") << QByteArray(R"({"ids":[1,2],"logits":[[0.5,1,2]]})");
    QTest::newRow("values") << QByteArray(R"({"values":[[1],[2]],"expected":[[0.5,1,2]]})");
    QTest::newRow("a pair") << QByteArray(R"([[1,2],[0.5,1,2]])");
    QTest::newRow("a batch of one") << QByteArray(R"([[[1],[2]],[[[0.5,1,2]]]])");
}

void VerifyTest::everyFormOfATestIsRead()
{
    QFETCH(QByteArray, text);
    const auto test = readTest(text.toStdString());
    QVERIFY(test);
    QCOMPARE(test->input, (Matrix{{1}, {2}}));
    QCOMPARE(test->expected.reshaped(), (Vector{{0.5, 1, 2}}));
}

void VerifyTest::otherTextIsNoTest_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
        {"", "no JSON", "7", "[]", "[[1],[]]", "[[1],[\"a\"]]", R"({"ids":[1]})",
            R"({"ids":[],"logits":[1]})", "[[[1,2],[3]],[1]]", "[[1],[2],[3]]", "[[[]],[1]]"})
        QTest::newRow(text) << QByteArray(text);
}

void VerifyTest::otherTextIsNoTest()
{
    QFETCH(QByteArray, text);
    QVERIFY(!readTest(text.toStdString()));
    m_model.metadata[key::test] = text.toStdString();
    Watch watch;
    QCOMPARE(verify(m_model, watch), std::numeric_limits<double>::infinity());
}

void VerifyTest::tensorsMayBeTheTest()
{
    const std::string file = safetensorsOf({{"rnn.weight_ih_l0", {8, 3}},
        {"rnn.weight_hh_l0", {8, 2}}, {"test.input", {1, 4, 3}}, {"test.output", {1, 4, 2}}});
    Watch watch;
    const auto opened = openInput(inputOf(file, "a.safetensors"), watch);
    QVERIFY(opened);
    QVERIFY(
        *verify(opened->model, watch) < 1); // 0.1 everywhere is not its answer, but is held to it
    for (const Note& note : opened->model.notes)
        QVERIFY2(std::string_view(note.what) != "not used", note.said.text().c_str());
}

QTEST_APPLESS_MAIN(VerifyTest)
#include "tst_verify.moc"
