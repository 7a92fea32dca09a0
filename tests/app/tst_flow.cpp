#include "core/load/open.h"
#include "core/pack/doubles.h"
#include "core/pack/npy.h"
#include "core/run/flow.h"
#include "core/run/influence.h"
#include "core/run/leaning.h"
#include "core/run/lyapunov.h"
#include "core/run/share.h"
#include "core/run/why.h"
#include "core/task/drills.h"
#include "core/task/lab.h"
#include "core/task/subject.h"
#include "tests/support/npz.h"
#include "tests/support/program.h"

#include <QTemporaryDir>

using namespace rnnscope;

/// The gradient of the lab's networks and of what a network was trained for, against core: bit for
/// bit.
class FlowCommand : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void labIsThatOfTheWindow_data();
    void labIsThatOfTheWindow();
    void traceOfTheLabIsThatOfTheWindow();
    void taskIsWhatTheNetworkWasTrainedFor_data();
    void taskIsWhatTheNetworkWasTrainedFor();
    void lossOfATaskIsWhereItAsks();

private:
    using Files = std::map<std::string, std::string>; ///< array → its .npy file
    /// Runs a call with an output file appended, and reads that back.
    Files arraysOf(const QStringList& call);
    /// Holds every measure of a network of one layer against core's.
    static void compare(const Files& found, const Model& model, const Sequence& sequence, LossStep);
    /// A file of the folder of its own.
    QString path(const QString& file) const { return m_folder.filePath(file); }
    Model open(const QString& file) const
    {
        Watch watch;
        return openFile(path(file).toStdString(), watch)->model;
    }
    /// The words of a call; DIR stands for that folder.
    QStringList words(const QString& call) const
    {
        return QString(call).replace("DIR", m_folder.path()).split(' ');
    }

    QTemporaryDir m_folder;
};

namespace {

const QStringList everyMeasure{"--measure", "M1,M1.triangle,M2,M2.line,M3,M4,M5,M6"};

template <class Numbers>
std::string npy(const Numbers& numbers)
{
    return writeNpy(doublesOf("a", numbers));
}

std::string npy(const Eigen::VectorXd& numbers)
{
    return npy(std::span(numbers.data(), static_cast<size_t>(numbers.size())));
}

}

FlowCommand::Files FlowCommand::arraysOf(const QStringList& call)
{
    const QString out = path("a.npz");
    const Outcome outcome = runProgram(call + QStringList{"--force", "-o", out});
    if (outcome.status != 0)
        qWarning("%s", qPrintable(outcome.err));
    const Files files = arraysIn(contentsOf(out));
    QFile::remove(out);
    return files;
}

void FlowCommand::compare(
    const Files& found, const Model& model, const Sequence& sequence, LossStep loss)
{
    Watch watch;
    const Trace trace = *forward(model, sequence, watch);
    const auto tracks = model.layers.front().cell->tracks();
    const auto idOf = [&](int track) { return std::string(tracks[size_t(track)].id); };
    Files expected;
    const auto flows = *flow(model, sequence, trace, loss, watch);
    for (const Flow& one : flows)
        expected["M1/0/" + idOf(one.track)] = npy(std::span<const double>(one.norms));
    const auto triangles = *flowTriangle(model, sequence, trace, watch);
    for (const FlowTriangle& one : triangles)
        expected["M1.triangle/0/" + idOf(one.track)] = npy(one.norms);
    expected["M2/0"] = npy(std::span<const double>(influence(model, trace, 0, watch)->values()));
    if (const auto line = *lineInfluence(model, trace, 0, watch); !line.logs.empty())
        expected["M2.line/0"] = npy(std::span<const double>(line.values()));
    const Leaning leans = *leaning(model, trace, trace.steps() - 1, {}, watch);
    expected["M3"] = npy(std::span<const double>(leans.norms));
    const Shares shares = lagShares(model, sequence, trace, watch)->front();
    expected["M4/0"] = npy(std::span<const double>(shares.parts));
    expected["M5/0"] = npy(std::span<const double>(lyapunov(model, trace, 0, 0, watch)->rates));
    const Why reasons = *why(model, trace, 0, watch);
    for (const BlockSpectrum& block : reasons.blocks) {
        const std::string name = "M6/0/" + idOf(block.track);
        Eigen::MatrixXd parts(block.eigenvalues.size(), 2);
        parts << block.eigenvalues.real(), block.eigenvalues.imag();
        expected[name + "/eigenvalues"] = npy(parts);
        expected[name + "/singular"] = npy(block.singular);
    }
    const auto put = [&](const std::string& name, const PerUnit& numbers) {
        if (numbers.units.size() > 0)
            expected["M6/0/" + name] = npy(numbers.units);
    };
    for (const TrackState& track : reasons.tracks) {
        put(idOf(track.track) + "/mean", track.mean);
        put(idOf(track.track) + "/slope", track.slope);
        put(idOf(track.track) + "/low", track.low);
        put(idOf(track.track) + "/high", track.high);
    }
    put("memory", reasons.memory);
    for (const auto& [name, bytes] : expected)
        QVERIFY2(found.contains(name) && found.at(name) == bytes, name.c_str());
    QCOMPARE(found.size(), expected.size());
}

void FlowCommand::initTestCase()
{
    const QStringList call{"train", "--units", "6", "--steps", "10", "--cell"};
    for (const QStringList& more : {QStringList{"lstm", "latch", "--distance", "9"},
             QStringList{"gru", "adding", "--data-seed", "4"}})
        QCOMPARE(
            runProgram(call + more + QStringList{"-o", path(more[1] + ".safetensors")}).status, 0);
}

void FlowCommand::labIsThatOfTheWindow_data()
{
    QTest::addColumn<QString>("dials");
    QTest::addColumn<LabSetting>("setting");
    QTest::addColumn<QString>("cell");
    const LabSetting vanishing = findPreset("vanishing")->setting;
    QTest::newRow("as the preset") << "vanishing" << vanishing << "rnn";
    LabSetting turned = findPreset("exploding")->setting;
    turned.squashing = Squashing::Relu;
    turned.scale = 1.25;
    QTest::newRow("another") << "exploding --scale 1.25 --activation relu" << turned << "rnn";
    LabSetting matched = findPreset("forget-2")->setting;
    matched.forgetBias.reset();
    matched.units = 20;
    QTest::newRow("matched") << "forget-2 --forget-bias random --units 20 --cell gru" << matched
                             << "gru";
    LabSetting all;
    all.units = 12;
    all.match = Match::Units;
    all.initial = Initial::Orthogonal;
    all.scale = 0.9;
    all.spread = Spread::Radius;
    all.forgetBias = 1.5;
    all.squashing = Squashing::Linear;
    all.steps = 60;
    all.distance = 7;
    all.seed = 5;
    const QString dials
        = "vanishing --units 12 --match units --init orthogonal --scale 0.9 --spread radius "
          "--forget-bias 1.5 --activation linear --steps 60 --distance 7 --seed 5 --cell ";
    for (const char* cell : {"rnn", "lstm", "gru"})
        QTest::addRow("every dial, %s", cell) << dials + cell << all << cell;
}

void FlowCommand::labIsThatOfTheWindow()
{
    QFETCH(QString, dials);
    QFETCH(LabSetting, setting);
    QFETCH(QString, cell);
    const Model model = labModel(setting, cell.toStdString(), setting.seed);
    const Sequence sequence = *sequenceFromText(model, labText(setting));
    const QStringList call = words("flow --lab " + dials) + everyMeasure;
    compare(arraysOf(call), model, sequence, {});
    compare(arraysOf(call + words("--loss 30")), model, sequence, 30);
}

void FlowCommand::traceOfTheLabIsThatOfTheWindow()
{
    const LabPreset& preset = *findPreset("forget-1");
    const Model model = labModel(preset.setting, preset.cell, preset.setting.seed);
    Watch watch;
    const Trace trace = *forward(model, *sequenceFromText(model, labText(preset.setting)), watch);
    const Files found = arraysOf(words("trace --lab forget-1"));
    const auto tracks = model.layers.front().cell->tracks();
    for (size_t i = 0; i < tracks.size(); ++i)
        QCOMPARE(found.at("0/" + std::string(tracks[i].id)),
            writeNpy(tensorOf("a", trace.layers.front().tracks[i].transpose())));
}

void FlowCommand::taskIsWhatTheNetworkWasTrainedFor_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("more");
    QTest::addColumn<int>("distance");
    QTest::addColumn<int>("seed");
    QTest::addColumn<int>("sample");
    const int easy = findDrill("adding")->easy;
    QTest::newRow("symbols") << "latch"
                             << "" << 9 << 1 << 0;
    QTest::newRow("another sample") << "latch"
                                    << " --sample 200" << 9 << 1 << 200;
    QTest::newRow("numbers") << "adding"
                             << " --sample 3" << easy << 4 << 3;
}

void FlowCommand::taskIsWhatTheNetworkWasTrainedFor()
{
    QFETCH(QString, file);
    QFETCH(QString, more);
    QFETCH(int, distance);
    QFETCH(int, seed);
    QFETCH(int, sample);
    const auto all = findSubject(file.toStdString(), distance)->test(static_cast<unsigned>(seed));
    const QString model = file + ".safetensors";
    compare(arraysOf(words("flow DIR/" + model + " --task" + more) + everyMeasure), open(model),
        all[static_cast<size_t>(sample)], {});
}

void FlowCommand::lossOfATaskIsWhereItAsks()
{
    const Model model = open("latch.safetensors");
    const Sequence sequence = *sequenceOfDrill(model);
    const Index last = lastLoss(model, sequence);
    QCOMPARE(last, sequence.steps() - 1);
    const QString call = "flow DIR/latch.safetensors --task --loss ";
    compare(arraysOf(words(call + QString::number(last)) + everyMeasure), model, sequence, last);
    const Outcome outcome = runProgram(words(call + "2 -o DIR/b.npz"));
    QCOMPARE(outcome.status, 1);
    QVERIFY2(isErrorLine(outcome.err) && outcome.err.contains("the loss at step 2"),
        qPrintable(outcome.err));
}

QTEST_GUILESS_MAIN(FlowCommand)
#include "tst_flow.moc"
