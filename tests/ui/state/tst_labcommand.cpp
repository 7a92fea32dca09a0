#include "core/pack/doubles.h"
#include "core/pack/npy.h"
#include "tests/support/npz.h"
#include "tests/support/program.h"
#include "ui/state/lab.h"
#include "ui/state/together.h"

#include <QTemporaryDir>

using namespace rnnscope;

/// The command line beside the window: the gradient on the desk of the lab is what “rnnscope flow
/// --lab” writes, bit for bit.
class LabCommand : public QObject {
    Q_OBJECT

private slots:
    void gradientOnTheDeskIsWritten_data();
    void gradientOnTheDeskIsWritten();
    void dialsAreThoseOfTheWindow();

private:
    /// Holds every network on the desk against the file of the same call with its --cell.
    void compare(const GradientScene& gradient, const QString& call) const;

    QTemporaryDir m_folder;
};

namespace {

struct Bench {
    Bench() { keepTogether(session, playback, selection); }
    const GradientScene& settled()
    {
        while (lab.busy() || session.busy() || !session.gradient())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return *session.gradient();
    }
    Session session;
    Playback playback;
    Selection selection;
    Lab lab{session, playback, selection};
};

}

void LabCommand::compare(const GradientScene& gradient, const QString& call) const
{
    const QString out = m_folder.filePath("a.npz");
    for (size_t i = 0; i < gradient.flows.size(); ++i) {
        const Cell& cell = *gradient.scene->models[i]->layers.front().cell;
        const QString id = QString::fromUtf8(cell.id());
        QStringList words = ("flow --lab " + call + " --force --cell " + id).split(' ');
        if (gradient.loss)
            words += {"--loss", QString::number(*gradient.loss)};
        const Outcome outcome = runProgram(words + QStringList{"-o", out});
        QVERIFY2(outcome.status == 0, qPrintable(outcome.err));
        const auto arrays = arraysIn(contentsOf(out));
        QCOMPARE(arrays.size(), gradient.flows[i].size());
        for (const Flow& one : gradient.flows[i])
            QVERIFY2(arrays.at("M1/0/" + std::string(cell.tracks()[size_t(one.track)].id))
                    == writeNpy(doublesOf("a", std::span(one.norms))),
                qPrintable(id));
    }
}

void LabCommand::gradientOnTheDeskIsWritten_data()
{
    QTest::addColumn<QString>("preset");
    for (const LabPreset& preset : labPresets())
        QTest::newRow(preset.id.data()) << QString::fromUtf8(preset.id.data());
}

void LabCommand::gradientOnTheDeskIsWritten()
{
    QFETCH(QString, preset);
    Bench bench;
    bench.lab.begin(preset.toStdString());
    QCOMPARE(bench.settled().flows.size(), size_t(3));
    compare(bench.settled(), preset);
}

void LabCommand::dialsAreThoseOfTheWindow()
{
    Bench bench;
    bench.lab.begin("forget-1");
    bench.settled();
    LabSetting setting = bench.lab.setting();
    setting.units = 20;
    setting.initial = Initial::Orthogonal;
    setting.spread = Spread::Radius;
    setting.scale = 1.1;
    setting.squashing = Squashing::Relu;
    setting.steps = 90;
    setting.distance = 12;
    setting.seed = 3;
    bench.lab.turn(setting);
    compare(bench.settled(),
        "forget-1 --units 20 --init orthogonal --spread radius --scale 1.1 --activation relu "
        "--steps 90 --distance 12 --seed 3");
}

QTEST_GUILESS_MAIN(LabCommand)
#include "tst_labcommand.moc"
