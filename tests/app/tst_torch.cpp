#include "core/cell/cells.h"
#include "core/pack/npy.h"
#include "core/pack/zip.h"
#include "tests/support/reference.h"

#include <QProcess>
#include <QTemporaryDir>

using namespace rnnscope;

/// The program on files that torch.save wrote (tests/data/make_torch.py), against PyTorch's
/// numbers.
class Torch : public QObject {
    Q_OBJECT

private slots:
    void traceIsPyTorchs_data() { addRows(); }
    void traceIsPyTorchs();
    void gradientThroughTimeIsPyTorchs_data() { addRows(); }
    void gradientThroughTimeIsPyTorchs();

private:
    using Arrays = std::map<std::string, Matrix>; ///< T × n each

    static void addRows();
    Arrays run(const QStringList& command);

    const Reference m_reference{"saved/expected.safetensors"};
};

void Torch::addRows()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<CellPtr>("cell");
    QTest::addColumn<int>("layers");
    for (const CellPtr& cell : cells())
        for (int layers : {1, 2}) {
            const QString network = QString("%1_%2").arg(cell->id().data()).arg(layers);
            QTest::newRow(qPrintable(network)) << network << cell << layers;
        }
}

/// Runs `rnnscope COMMAND FILE --values … -o …` and reads what it wrote; empty when it failed.
Torch::Arrays Torch::run(const QStringList& command)
{
    const QTemporaryDir folder;
    const QString out = folder.filePath("out.npz");
    QProcess program;
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program.start(RNNSCOPE_PROGRAM,
        command + QStringList{"--values", RNNSCOPE_ROOT "/tests/data/saved/values.csv", "-o", out});
    QFile file(out);
    if (!program.waitForFinished() || program.exitCode() != 0 || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray all = file.readAll();
    auto zip
        = Zip::open(std::as_bytes(std::span(all.data(), static_cast<size_t>(all.size()))), "out");
    Arrays arrays;
    for (const std::string& entry : zip->entries())
        arrays[entry.substr(0, entry.rfind(".npy"))] = *readNpyMatrix(*zip->read(entry), entry);
    return arrays;
}

void Torch::traceIsPyTorchs()
{
    QFETCH(QString, network);
    QFETCH(CellPtr, cell);
    QFETCH(int, layers);
    const Arrays found = run({"trace", RNNSCOPE_ROOT "/tests/data/saved/" + network + ".pt"});
    QVERIFY(!found.empty());
    Real largest = 0;
    for (int layer = 0; layer < layers; ++layer)
        for (const Track& track : cell->tracks()) {
            const std::string name = std::to_string(layer) + '/' + std::string(track.id);
            const Matrix expected = m_reference.matrix(network.toStdString() + '/' + name);
            QVERIFY2(found.contains(name), name.c_str());
            QCOMPARE(found.at(name).rows(), 100);
            const Real difference = (found.at(name) - expected).cwiseAbs().maxCoeff();
            QVERIFY2(difference < 1e-5, name.c_str());
            largest = std::max(largest, difference);
        }
    qInfo("largest difference %.1e", static_cast<double>(largest));
}

void Torch::gradientThroughTimeIsPyTorchs()
{
    QFETCH(QString, network);
    QFETCH(CellPtr, cell);
    QFETCH(int, layers);
    const Arrays found
        = run({"flow", RNNSCOPE_ROOT "/tests/data/saved/" + network + ".pt", "--measure", "M1"});
    QVERIFY(!found.empty());
    Real largest = 0;
    for (int layer = 0; layer < layers; ++layer)
        for (const Track& track : cell->tracks()) {
            if (!track.carried())
                continue;
            const std::string name = std::to_string(layer) + '/' + std::string(track.id);
            const Matrix gradient = m_reference.matrix(network.toStdString() + "/all/" + name);
            const Vector expected = gradient.rowwise().norm();
            QVERIFY2(found.contains("M1/" + name), name.c_str());
            const Matrix& norms = found.at("M1/" + name);
            QCOMPARE(norms.size(), 100);
            QVERIFY((expected.array() > 0).all());
            const Real difference
                = ((norms - expected).array().abs() / expected.array()).maxCoeff();
            QVERIFY2(difference <= 1e-4, name.c_str());
            largest = std::max(largest, difference);
        }
    qInfo("largest relative difference %.1e", static_cast<double>(largest));
}

QTEST_GUILESS_MAIN(Torch)
#include "tst_torch.moc"
