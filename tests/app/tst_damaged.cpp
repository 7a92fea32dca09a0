#include "core/load/child.h"
#include "core/load/open.h"
#include "tests/support/files.h"
#include "tests/support/process.h"
#include "tests/support/program.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <random>

using namespace rnnscope;

/// Damaged copies of real files of every format are opened or explained, within seconds, and this
/// process goes on. With RNNSCOPE_DAMAGED=full there are 1000 with flipped bits and 200 cut ones of
/// each, else a few.
class Damaged : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { readWith(RNNSCOPE_PROGRAM); }
    void copyOpensOrIsExplained_data();
    void copyOpensOrIsExplained();

private:
    void open(const std::string& path);

    std::map<std::string, int> m_outcomes; ///< of one file, for who looks at them
    qint64 m_longest = 0; ///< milliseconds
};

void Damaged::copyOpensOrIsExplained_data()
{
    QTest::addColumn<std::string>("folder");
    QTest::addColumn<std::string>("file");
    const auto row = [](const char* name, const std::string& path) {
        const std::filesystem::path file(path);
        QTest::newRow(name) << file.parent_path().string() << file.filename().string();
    };
    row("safetensors", dataPath("torch_lstm.safetensors"));
    row("safetensors, real", sharedPath("safetensors/silero_vad_16k.safetensors"));
    row("PyTorch", dataPath("load/lstm2.pt"));
    row("PyTorch, real", sharedPath("pytorch/projection_lstm.pt"));
    row("PyTorch, a module", dataPath("load/module.pt"));
    row("PyTorch, legacy", dataPath("load/legacy.pt"));
    row("TorchScript", dataPath("load/script.pt"));
    row("TorchScript, real", sharedPath("torchscript/silero_vad_v3.jit"));
    row("Keras, HDF5", dataPath("load/keras/both.h5"));
    row("Keras, HDF5, real", sharedPath("keras/predmaint_regression.h5"));
    row("Keras, zip", dataPath("load/keras/both.keras"));
    row("Keras, zip, real", sharedPath("keras/emg_lstm.keras"));
    row("TensorFlow.js", dataPath("load/tfjs/both/model.json"));
    row("TensorFlow.js, real", sharedPath("tfjs/exploRNN_sine/model.json"));
    row("ONNX, real", sharedPath("onnx/lstm_bidirectional.onnx"));
    row("ONNX, nested, real", sharedPath("onnx/silero_vad_half_lstm_in_if.onnx"));
    row("npz", dataPath("load/small/torch.npz"));
    row("raw numbers, real", sharedPath("charrnn/darwin/manifest.json"));
    row("RTNeural, real", sharedPath("rtneural/gru.json"));
    row("GuitarML", dataPath("load/small/proteus.json"));
    row("Keras, weights only", dataPath("load/keras/after.weights.h5"));
    row("AIDA-X", dataPath("load/small/skip.aidax"));
    row("NAM, real", sharedPath("nam/BossLSTM-1x16.nam"));
}

void Damaged::copyOpensOrIsExplained()
{
    QFETCH(std::string, folder);
    QFETCH(std::string, file);
    const std::string whole = contentOf(folder + "/" + file);
    if (whole.empty())
        QSKIP(("There is no " + folder + "/" + file).c_str());
    const QTemporaryDir copy; // with all that lies beside it
    const std::string path = copy.filePath(QString::fromStdString(file)).toStdString();
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (file.ends_with(".json") && entry.is_regular_file())
            std::filesystem::copy(entry, copy.path().toStdString());
    const auto openAs = [&](const std::string& content) {
        std::ofstream(path, std::ios::binary) << content;
        open(path);
    };
    const bool full = qEnvironmentVariable("RNNSCOPE_DAMAGED") == "full";
    std::mt19937 random(1);
    m_outcomes.clear();
    m_longest = 0;
    for (int i = full ? 1000 : 15; i > 0 && !QTest::currentTestFailed(); --i) {
        std::string flipped = whole;
        // The first kilobytes hold what is worth damaging, and are nothing of a large file.
        const size_t reach = i % 2 ? whole.size() : std::min<size_t>(whole.size(), 4096);
        for (int flips = 1 << i % 6; flips > 0; --flips)
            flipped[random() % reach] ^= static_cast<char>(1 << random() % 8);
        openAs(flipped);
    }
    for (int i = full ? 200 : 5; i > 0 && !QTest::currentTestFailed(); --i)
        openAs(whole.substr(0, random() % whole.size()));
    std::string said;
    for (const auto& [outcome, count] : m_outcomes)
        said += outcome + " " + std::to_string(count) + ", ";
    qInfo("%sthe longest took %lld ms", said.c_str(), static_cast<long long>(m_longest));
}

void Damaged::open(const std::string& path)
{
    QElapsedTimer clock;
    clock.start();
    Watch watch;
    const auto opened = openFile(path, watch);
    m_longest = std::max(m_longest, clock.elapsed());
    QVERIFY(clock.elapsed() < 5'000 * slowness);
    if (opened)
        return void(++m_outcomes["opened"]);
    const QString error = QString::fromStdString(opened.error().text());
    const bool ended = error.contains("made to harm");
    ++m_outcomes[ended ? opened.error().found : "explained"];
    QVERIFY2(isErrorLine(error + "\n"), qPrintable(error));
    const auto name = QString::fromStdString(std::filesystem::path(path).filename());
    QVERIFY2(error.contains(name), qPrintable(error));
}

QTEST_GUILESS_MAIN(Damaged)
#include "tst_damaged.moc"
