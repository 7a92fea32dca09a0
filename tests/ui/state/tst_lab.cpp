#include "ui/state/lab.h"
#include "ui/state/together.h"

#include <QSignalSpy>
#include <QTest>

using namespace rnnscope;

class TestLab : public QObject {
    Q_OBJECT

private slots:
    void beginningShowsThreeNetworksOnOneText();
    void turningKeepsThePlaceAndBringsTheGradientAlong();
    void theLastOfManyTurnsIsShown();
    void whatWasTypedStays();
    void itIsLeftWhenAModelIsOpened();
    void resettingLeadsBackToThePreset();
    void theSameSettingMakesTheSameNetworks();

private:
    struct Bench {
        Bench() { keepTogether(session, playback, selection); }
        void wait()
        {
            while (lab.busy() || session.busy() || !session.gradient())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        Session session;
        Playback playback;
        Selection selection;
        Lab lab{session, playback, selection};
    };
    static LabSetting turned(const Bench& bench, double scale)
    {
        LabSetting setting = bench.lab.setting();
        setting.scale = scale;
        return setting;
    }
};

void TestLab::beginningShowsThreeNetworksOnOneText()
{
    Bench bench;
    QVERIFY(!bench.lab.open());
    bench.lab.begin();
    bench.wait();
    QVERIFY(bench.lab.open());
    const Scene& scene = *bench.session.scene();
    QCOMPARE(scene.models.size(), size_t(3));
    QCOMPARE(scene.steps(), bench.lab.setting().steps);
    QCOMPARE(bench.session.sequence()->text, labText(bench.lab.setting()));
    QCOMPARE(bench.session.openings(), 1);
}

void TestLab::turningKeepsThePlaceAndBringsTheGradientAlong()
{
    Bench bench;
    bench.lab.begin();
    bench.wait();
    bench.playback.toStep(33);
    const SequencePtr before = bench.session.sequence();
    bool bare = false;
    connect(&bench.session, &Session::sceneChanged, this,
        [&] { bare = bare || !bench.session.gradient(); });
    bench.lab.turn(turned(bench, 0.5));
    bench.wait();
    QVERIFY(!bare);
    QCOMPARE(bench.session.gradient()->scene, bench.session.scene());
    QCOMPARE(bench.playback.step(), 33);
    QCOMPARE(bench.session.openings(), 1);
    QCOMPARE(bench.session.sequence()->text, before->text);
    const Matrix expected = labModel(bench.lab.setting(), "rnn", 1).layers.front().weights.u;
    QCOMPARE(bench.session.scene()->models.front()->layers.front().weights.u, expected);
}

void TestLab::theLastOfManyTurnsIsShown()
{
    Bench bench;
    bench.lab.begin();
    bench.wait();
    LabSetting setting = bench.lab.setting();
    setting.units = 128; // made in the background
    QSignalSpy shown(&bench.session, &Session::sceneChanged);
    for (const double scale : {0.2, 0.4, 0.6, 0.8}) {
        setting.scale = scale;
        bench.lab.turn(setting);
    }
    bench.wait();
    QCOMPARE(shown.count(), 1);
    QCOMPARE(bench.session.scene()->models.front()->metadata.at("rnnscope.factor"), "0.8");
}

void TestLab::whatWasTypedStays()
{
    Bench bench;
    bench.lab.begin();
    bench.wait();
    bench.session.readText("abcabcabc");
    bench.wait();
    QVERIFY(bench.lab.open());
    bench.lab.turn(turned(bench, 2));
    bench.wait();
    QCOMPARE(bench.session.sequence()->text, "abcabcabc");
    LabSetting longer = bench.lab.setting();
    longer.steps = 80;
    bench.lab.turn(longer);
    bench.wait();
    QCOMPARE(bench.session.sequence()->steps(), 80);
}

void TestLab::itIsLeftWhenAModelIsOpened()
{
    Bench bench;
    bench.lab.begin();
    bench.wait();
    QSignalSpy changed(&bench.lab, &Lab::changed);
    bench.session.openExample("poem-en");
    bench.wait();
    QVERIFY(!bench.lab.open());
    QCOMPARE(changed.count(), 1);
    bench.lab.turn(turned(bench, 2)); // opens it again
    bench.wait();
    QVERIFY(bench.lab.open());
}

void TestLab::resettingLeadsBackToThePreset()
{
    Bench bench;
    bench.lab.begin("forget-2");
    bench.wait();
    bench.lab.turn(turned(bench, 3));
    bench.wait();
    bench.lab.reset();
    bench.wait();
    QCOMPARE(bench.lab.setting(), findPreset("forget-2")->setting);
    QCOMPARE(bench.session.scene()->models[1]->metadata.at("rnnscope.forget_bias"), "2");
}

void TestLab::theSameSettingMakesTheSameNetworks()
{
    Watch watch;
    const LabSetting setting;
    const auto one = labScene(setting, labText(setting), watch);
    const auto other = labScene(setting, labText(setting), watch);
    const auto flowsOf = [&](const ScenePtr& scene) {
        return (*gradientOf(scene, {}, watch))->flows[1].front().norms;
    };
    QCOMPARE(flowsOf(*one), flowsOf(*other));
}

QTEST_GUILESS_MAIN(TestLab)
#include "tst_lab.moc"
