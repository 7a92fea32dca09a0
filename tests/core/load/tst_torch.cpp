#include "core/load/verify.h"
#include "tests/support/opened.h"

#include <QTemporaryFile>
#include <QTest>

using namespace rnnscope;

namespace {

Result<Opened> opened(const std::string& path)
{
    Watch watch;
    return openFile(path, watch);
}

const Json& expectations()
{
    static const Json json = *parseJson(contentOf(dataPath("load/expected.json")), "expected.json");
    return json;
}

/// x[t, j] = sin(0.7 (t · inputs + j)), as the shared models' expectations say.
Matrix sines(Index inputs, Index steps)
{
    Matrix x(inputs, steps);
    for (Index i = 0; i < x.size(); ++i)
        x(i) = std::sin(Real(0.7) * static_cast<Real>(i)); // rounded as PyTorch rounded it
    return x;
}

} // namespace

class TorchTest : public QObject {
    Q_OBJECT

private slots:
    void answersAsPyTorch_data();
    void answersAsPyTorch();
    void wrongGateOrderIsFound();
    void aDamagedWeightIsFoundInItsFile();
    void refuses_data();
    void refuses();
    void checkpointOffersItsVocabulary();
    void cardSaysWhatIsAssumed();
    void sharedModelsAnswerAsPyTorch_data();
    void sharedModelsAnswerAsPyTorch();
    void cancelledReadingStops();
};

void TorchTest::answersAsPyTorch_data()
{
    QTest::addColumn<QString>("name");
    for (const auto& [name, expected] : expectations().items())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TorchTest::answersAsPyTorch()
{
    QFETCH(QString, name);
    const Json& expected = expectations()[name.toStdString()];
    const auto file = opened(dataPath("load/") + name.toStdString());
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    const auto sequence = sequenceIn(file->model, expected);
    QVERIFY(sequence);
    const Matrix difference = answerTo(file->model, *sequence) - columnsOf(expected["outputs"]);
    QVERIFY2(difference.cwiseAbs().maxCoeff() < 1e-6,
        qPrintable(QString::number(difference.cwiseAbs().maxCoeff())));
}

/// The comparison above sees swapped gates: it would not if the gates did not matter.
void TorchTest::wrongGateOrderIsFound()
{
    auto file = opened(dataPath("load/lstm1.pt"));
    QVERIFY(file);
    Weights& weights = file->model.layers[0].weights;
    const Index h = weights.units();
    for (Matrix* matrix : {&weights.w, &weights.u})
        matrix->middleRows(h, h).swap(matrix->middleRows(2 * h, h)); // i f g o to Keras's i g f o
    const Json& expected = expectations()["lstm1.pt"];
    const auto sequence = sequenceIn(file->model, expected);
    const Matrix difference = answerTo(file->model, *sequence) - columnsOf(expected["outputs"]);
    QVERIFY(difference.cwiseAbs().maxCoeff() > 1e-3);
}

void TorchTest::refuses_data()
{
    QTest::addColumn<std::string>("path");
    QTest::addColumn<QString>("said");
    QTest::newRow("form before 1.6, no recurrence")
        << sharedPath("pytorch/containers/legacy_shared_storage.pt") << "found view1 (10)";
    QTest::newRow("no recurrence")
        << sharedPath("pytorch/containers/checkpoint.pt")
        << "found fc1.weight (10 × 5), fc1.bias (10), fc2.weight (3 × 10), fc2.bias (3)";
    QTest::newRow("one parameter")
        << sharedPath("pytorch/containers/parameter.pt") << "found param (3 × 3)";
    QTest::newRow("three bytes") << sharedPath("pytorch/containers/broken.pt")
                                 << "found 3 bytes of no known format";
}

void TorchTest::refuses()
{
    QFETCH(std::string, path);
    QFETCH(QString, said);
    if (!QFile::exists(QString::fromStdString(path)))
        QSKIP("the shared models are not here");
    const auto file = opened(path);
    QVERIFY(!file);
    const Error& error = file.error();
    QVERIFY2(QString::fromStdString(error.text()).contains(said), error.text().c_str());
    QVERIFY(!error.where.empty() && !error.advice.empty());
}

void TorchTest::checkpointOffersItsVocabulary()
{
    const auto file = opened(dataPath("load/checkpoint.pt"));
    QVERIFY(file);
    QCOMPARE(
        file->model.vocabulary.tokens(), (std::vector<std::string>{"가", "나", "a", "\n", " "}));
    for (const Tensor& tensor : file->contents.archive.tensors)
        QVERIFY2(
            tensor.name.starts_with("module."), tensor.name.c_str()); // none of the optimizer's
    QCOMPARE(file->contents.archive.tensors.size(), size_t{7});
}

void TorchTest::cardSaysWhatIsAssumed()
{
    const auto file = opened(dataPath("load/rnn2.pt"));
    QVERIFY(file);
    QCOMPARE(noteIn(file->model, "format"), "PyTorch (zip)");
    QCOMPARE(noteIn(file->model, "cell"), "RNN, by 4 rows of rnn.weight_hh_l0 over 4 units");
    QCOMPARE(noteIn(file->model, "layers"), "2, units: 4, 4");
    QVERIFY(noteIn(file->model, "nonlinearity").starts_with("assumed: tanh"));
    QCOMPARE(noteIn(file->model, "input"), "assumed: embedding.weight, tokens × inputs: 5 × 3");
    QCOMPARE(noteIn(file->model, "head"), "assumed: fc.weight, outputs × units: 5 × 4");
    const auto bare = opened(dataPath("load/nobias.pt"));
    QCOMPARE(noteIn(bare->model, "biases"), "missing ones are zero");
    const auto half = opened(dataPath("load/half.pt"));
    QCOMPARE(noteIn(half->model, "stored numbers"), "F16 (converted to F32)");
    const auto cells = opened(dataPath("load/cells.pt"));
    QVERIFY(noteIn(cells->model, "layers").starts_with("assumed: 2"));
}

void TorchTest::sharedModelsAnswerAsPyTorch_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("networks");
    QTest::newRow("checkpoint of 14 GRUs, some in both directions")
        << "pytorch/gtcrn_checkpoint.tar" << 14;
    QTest::newRow("projection") << "pytorch/projection_lstm.pt" << 1;
    QTest::newRow("TorchScript") << "torchscript/silero_vad_v3.jit" << 2;
    QTest::newRow("safetensors") << "safetensors/silero_vad_16k.safetensors" << 1;
}

/// Every network of a file, chosen by its name.
void TorchTest::sharedModelsAnswerAsPyTorch()
{
    QFETCH(QString, name);
    QFETCH(int, networks);
    const std::string path = sharedPath(name.toUtf8());
    if (!QFile::exists(QString::fromStdString(path)))
        QSKIP("the shared models are not here");
    Watch watch;
    const auto contents = contentsOf(path, watch);
    QVERIFY2(contents, contents ? "" : contents.error().text().c_str());
    const auto json = parseJson(contentOf(path + ".expected.json"), "expected");
    QCOMPARE(int((*json)["layers"].size()), networks);
    for (const auto& [layer, said] : (*json)["layers"].items()) {
        std::string network = layer.substr(layer.starts_with('.') ? 1 : 0);
        network = network.substr(network.starts_with("model.") ? 6 : 0);
        auto model = modelOf(*contents, {{"network", network}, {"head", "none"}});
        QVERIFY2(model, model ? "" : model.error().text().c_str());
        if (networks > 1)
            QCOMPARE(noteIn(*model, "network"), network);
        const auto sequence = sequenceFromValues(*model, sines(model->reads(), 7));
        QVERIFY(sequence);
        const Matrix found = answerTo(*model, *sequence);
        const auto expected = said["output"].get<std::vector<Real>>();
        QCOMPARE(found.size(), Index(expected.size()));
        const Matrix wanted = Eigen::Map<const Matrix>(expected.data(), found.rows(), found.cols());
        const Real difference = (found - wanted).cwiseAbs().maxCoeff();
        QVERIFY2(difference < 2e-6, qPrintable(QString::number(difference)));
    }
}

void TorchTest::cancelledReadingStops()
{
    Watch watch;
    watch.cancel();
    const auto file = openFile(dataPath("load/lstm1.pt"), watch);
    QVERIFY(!file);
    QCOMPARE(file.error().fault, Fault::Cancelled);
}

/// The checksum of the zip tells, also where the file is mapped.
void TorchTest::aDamagedWeightIsFoundInItsFile()
{
    std::string file = contentOf(dataPath("load/bfloat16.pt"));
    const size_t head = file.rfind("PK\3\4", file.find("/data/0"));
    const auto sizeAt = [&](size_t place) {
        return static_cast<size_t>(static_cast<unsigned char>(file[place]))
            + 256 * static_cast<size_t>(static_cast<unsigned char>(file[place + 1]));
    };
    QTemporaryFile damaged;
    QVERIFY(head != file.npos && damaged.open());
    file[head + 30 + sizeAt(head + 26) + sizeAt(head + 28)] ^= 1;
    damaged.write(QByteArray::fromStdString(file));
    damaged.flush();
    const auto found = opened(damaged.fileName().toStdString());
    QVERIFY(!found);
    QVERIFY(found.error().found.find("right checksum") != std::string::npos);
    QVERIFY(found.error().where.find("data/0") != std::string::npos);
}

QTEST_APPLESS_MAIN(TorchTest)
#include "tst_torch.moc"
