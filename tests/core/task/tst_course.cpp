#include "core/task/course.h"

#include "core/cell/cells.h"

#include <QTest>

using namespace rnnscope;

class CourseTest : public QObject {
    Q_OBJECT

private slots:
    void everyCellLearnsWhatLearnGives();
    void restsWhereItIsToldAndGoesOn();
    void stoppingEndsEveryRun();
    void whatFailsIsToldAndTheNextSeedGoesOn();
};

namespace {

Comparison small()
{
    Comparison comparison = defaultComparison("latch");
    comparison.updates = 12;
    comparison.interval = 5;
    comparison.units = 6;
    comparison.batch = 4;
    comparison.seeds = {3, 4};
    return comparison;
}

/// Everything that a course tells until it rests.
std::map<size_t, CourseRun> all(Course& course)
{
    std::map<size_t, CourseRun> runs;
    const auto add = [&] {
        for (auto& [run, news] : course.news()) {
            Learned& learned = runs[run].learned;
            auto curve = std::move(learned.curve);
            auto checkpoints = std::move(learned.checkpoints);
            curve.insert(curve.end(), news.learned.curve.begin(), news.learned.curve.end());
            for (Checkpoint& one : news.learned.checkpoints)
                checkpoints.push_back(std::move(one));
            runs[run] = std::move(news);
            runs[run].learned.curve = std::move(curve);
            runs[run].learned.checkpoints = std::move(checkpoints);
        }
    };
    while (!course.resting())
        QTest::qWait(2);
    add();
    return runs;
}

/// Lets it go on to so many updates, and waits.
std::map<size_t, CourseRun> upTo(Course& course, long updates)
{
    course.goTo(updates);
    return all(course);
}

}

void CourseTest::everyCellLearnsWhatLearnGives()
{
    Course course(small());
    const auto runs = upTo(course, course.updates());
    QCOMPARE(runs.size(), 6u);
    Watch watch;
    const auto expected = *compare(small(), watch, {});
    for (size_t run = 0; run < expected.size(); ++run) {
        const Learned &found = runs.at(run).learned, &sought = expected[run];
        QVERIFY(runs.at(run).ended && !runs.at(run).error);
        QCOMPARE(found.cell, sought.cell);
        QCOMPARE(found.seed, sought.seed);
        QCOMPARE(found.data, sought.data);
        QCOMPARE(found.curve.size(), sought.curve.size());
        for (size_t i = 0; i < found.curve.size(); ++i)
            QCOMPARE(found.curve[i].loss, sought.curve[i].loss);
        QCOMPARE(found.checkpoints.size(), 4u); // 0, 5, 10, 12
        QCOMPARE(found.end().step, 12);
        QVERIFY(found.end().model->layers[0].weights.u == sought.end().model->layers[0].weights.u);
        QCOMPARE(found.end().score.loss, sought.end().score.loss);
        QVERIFY(found.seconds > 0);
    }
}

void CourseTest::restsWhereItIsToldAndGoesOn()
{
    Course course(small());
    QVERIFY(upTo(course, 0).empty());
    auto runs = upTo(course, 7);
    QCOMPARE(runs.size(), 3u); // of the first seed
    for (const auto& [run, one] : runs) {
        QCOMPARE(one.learned.curve.size(), 7u);
        QCOMPARE(one.learned.checkpoints.size(), 2u);
        QVERIFY(!one.ended);
    }
    QVERIFY(upTo(course, 3).empty()); // it has more already
    runs = upTo(course, 14);
    QCOMPARE(runs.at(0).learned.curve.size(), 5u);
    QCOMPARE(runs.at(3).learned.curve.size(), 2u); // of the second seed
}

void CourseTest::stoppingEndsEveryRun()
{
    Comparison endless = small();
    endless.updates = 1'000'000;
    Course course(endless);
    course.goTo(course.updates());
    QTest::qWait(20);
    course.stop();
    const auto runs = all(course);
    QVERIFY(course.stopped());
    for (const auto& [run, one] : runs) {
        QVERIFY(one.ended);
        QVERIFY(!one.error);
    }
}

void CourseTest::whatFailsIsToldAndTheNextSeedGoesOn()
{
    Comparison wild = small();
    wild.method = Method::Sgd;
    wild.rate = 100;
    wild.clip = 0;
    wild.task = "adding";
    wild.distance = 10;
    wild.updates = 200;
    Course course(wild);
    const auto runs = upTo(course, course.updates());
    QCOMPARE(runs.size(), 6u);
    QVERIFY(runs.at(0).ended && runs.at(0).error);
    QVERIFY(runs.at(0).learned.curve.size() < 200);
    QVERIFY(!runs.at(3).learned.curve.empty());
}

QTEST_GUILESS_MAIN(CourseTest)
#include "tst_course.moc"
