#include "core/load/open.h"
#include "tests/support/files.h"

#include <QTest>

using namespace rnnscope;

/// The saved models that lie beside the project: each opens, with the layers that it is said to
/// have. Values are compared in the tests of each format.
class Shared : public QObject {
    Q_OBJECT

private slots:
    void opens_data();
    void opens();
    void opensWithoutNetwork_data();
    void opensWithoutNetwork();
};

namespace {

/// "lstm 25→100, lstm 100→50"; a second direction stands behind a plus, another width of the
/// hidden state behind a slash.
std::string layersIn(const Model& model)
{
    std::string text;
    for (const Layer& layer : model.layers) {
        const Weights& weights = layer.weights;
        text += text.empty() ? "" : layer.second ? " + " : ", ";
        text += std::string(layer.cell->id()) + " " + std::to_string(weights.inputs()) + "→"
            + std::to_string(weights.units());
        if (weights.outputs() != weights.units())
            text += "/" + std::to_string(weights.outputs());
        text += layer.backward && !layer.second ? " backward" : "";
    }
    return text;
}

} // namespace

void Shared::opens_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("networks");
    QTest::addColumn<QString>("layers");
    QTest::addColumn<int>("outputs");
    const auto add = [](const char* file, int networks, const char* layers, int outputs) {
        QTest::newRow(file) << file << networks << QString::fromUtf8(layers) << outputs;
    };
    add("pytorch/projection_lstm.pt", 1, "lstm 2→16/2", 2);
    add("pytorch/gtcrn_checkpoint.tar", 14, "gru 8→16", 8);
    add("torchscript/silero_vad_v3.jit", 2, "lstm 64→64, lstm 64→64", 64);
    add("safetensors/silero_vad_16k.safetensors", 1, "lstm 128→128", 128);
    add("keras/predmaint_regression.h5", 1, "lstm 25→100, lstm 100→50", 1);
    add("keras/pincelate_decoder_weights_only.h5", 1, "gru 31→256", 31);
    add("keras/emg_lstm.keras", 1, "lstm 4→16", 4);
    add("onnx/silero_vad_v3.1.onnx", 1, "lstm 64→64, lstm 64→64", 64);
    add("onnx/silero_vad_half_lstm_in_if.onnx", 1, "lstm 128→128", 128);
    add("onnx/gru.onnx", 1, "gru 4→8", 8);
    add("onnx/lstm_bidirectional.onnx", 1, "lstm 4→8 + lstm 4→8", 16);
    add("onnx/rnn_reverse.onnx", 1, "rnn 4→8 backward", 8);
    add("tfjs/exploRNN_sine", 1, "lstm 1→16, lstm 16→16, lstm 16→16", 1);
    add("tfjs/exploRNN_sine/model.json", 1, "lstm 1→16, lstm 16→16, lstm 16→16", 1);
    add("charrnn/darwin", 1, "lstm 128→128, lstm 128→128", 100);
    add("rtneural/gru.json", 1, "gru 8→8", 1);
    add("rtneural/bad_lstm.json", 1, "lstm 1→20", 1);
    add("nam/BossLSTM-1x16.nam", 1, "lstm 1→16", 1);
    add("npz/handwritten_lstm.npz", 2, "lstm 10→32", 1);
}

void Shared::opens()
{
    QFETCH(QString, file);
    QFETCH(int, networks);
    QFETCH(QString, layers);
    QFETCH(int, outputs);
    const std::string path = sharedPath(file.toUtf8());
    if (!QFile::exists(QString::fromStdString(path)))
        QSKIP("the shared models are not here");
    Watch watch;
    const auto opened = openFile(path, watch);
    QVERIFY2(opened, opened ? "" : opened.error().text().c_str());
    QCOMPARE(QString::fromStdString(layersIn(opened->model)), layers);
    QCOMPARE(int(opened->model.outputs()), outputs);
    size_t choices = 1;
    for (const Note& note : opened->model.notes)
        if (note.choice == choice::network)
            choices = note.options.size();
    QCOMPARE(int(choices), networks);
}

void Shared::opensWithoutNetwork_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("tensors");
    QTest::addColumn<QString>("said");
    QTest::newRow("bfloat16") << "bfloat16.pt" << 1 << "expected a recurrent layer";
    QTest::newRow("a checkpoint") << "checkpoint.pt" << 4 << "expected a recurrent layer";
    QTest::newRow("old, shared storage")
        << "legacy_shared_storage.pt" << 3 << "expected a recurrent layer";
    QTest::newRow("old, with offsets")
        << "legacy_with_offsets.pt" << 3 << "expected a recurrent layer";
    QTest::newRow("a parameter") << "parameter.pt" << 1 << "expected a recurrent layer";
    QTest::newRow("old") << "simple_legacy.pt" << 3 << "expected a recurrent layer";
    QTest::newRow("three bytes") << "broken.pt" << 0 << "found 3 bytes of no known format";
}

/// Containers of tensors: they are listed, and why there is no network is said.
void Shared::opensWithoutNetwork()
{
    QFETCH(QString, file);
    QFETCH(int, tensors);
    QFETCH(QString, said);
    const std::string path = sharedPath(("pytorch/containers/" + file).toUtf8());
    if (!QFile::exists(QString::fromStdString(path)))
        QSKIP("the shared models are not here");
    Watch watch;
    const auto contents = contentsOf(path, watch);
    const auto model = contents ? modelOf(*contents) : Result<Model>(contents.error());
    QCOMPARE(contents ? int(contents->archive.tensors.size()) : 0, tensors);
    QVERIFY(!model);
    QVERIFY2(
        QString::fromStdString(model.error().text()).contains(said), model.error().text().c_str());
}

QTEST_APPLESS_MAIN(Shared)
#include "tst_shared.moc"
