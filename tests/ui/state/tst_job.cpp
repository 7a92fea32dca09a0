#include "ui/state/job.h"

#include <QTest>
#include <QThreadPool>

#include <future>
#include <optional>

using namespace rnnscope;

class TestJob : public QObject {
    Q_OBJECT

private slots:
    void theAnswerArrives()
    {
        Job<int> job;
        std::optional<Result<int>> answer;
        job.start([](Watch&) { return Result<int>(7); }, [&](Result<int> got) { answer = got; });
        QTRY_VERIFY(answer);
        QCOMPARE(**answer, 7);
        QVERIFY(!job.running());
    }

    void whatIsCancelledAfterItWasDoneIsNotTakenEither()
    {
        Job<int> job;
        std::promise<void> done;
        std::optional<Result<int>> answer;
        job.start(
            [&](Watch&) {
                done.set_value();
                return Result<int>(7);
            },
            [&](Result<int> got) { answer = got; });
        done.get_future().wait();
        QThreadPool::globalInstance()->waitForDone();
        job.cancel();
        QTRY_VERIFY(answer);
        QVERIFY(!*answer);
        QCOMPARE(answer->error().fault, Fault::Cancelled);
    }

    void theNewestWins()
    {
        Job<int> job;
        QList<int> answers;
        for (const int number : {1, 2, 3})
            job.start([number](Watch&) { return Result<int>(number); },
                [&](Result<int> got) { answers += *got; });
        QTRY_VERIFY(!answers.isEmpty());
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(answers, QList<int>{3});
    }
};

QTEST_MAIN(TestJob)
#include "tst_job.moc"
