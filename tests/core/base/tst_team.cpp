#include "core/base/team.h"

#include <QTest>

#include <new>
#include <numeric>
#include <stdexcept>

using namespace rnnscope;

class TestTeam : public QObject {
    Q_OBJECT

private slots:
    void everyMemberWorksOnce_data() { addSizes(); }
    void everyMemberWorksOnce();
    void whatWasWrittenBeforeAMeetingIsSeenAfterIt_data() { addSizes(); }
    void whatWasWrittenBeforeAMeetingIsSeenAfterIt();
    void whatAMemberThrowsReachesTheCaller_data() { addSizes(); }
    void whatAMemberThrowsReachesTheCaller();
    void allMembersMayThrow();
    void sharesCoverEverythingOnce();

private:
    static void addSizes()
    {
        QTest::addColumn<int>("size");
        for (const int size : {1, 2, 3, 4})
            QTest::addRow("members: %d", size) << size;
    }
};

void TestTeam::everyMemberWorksOnce()
{
    QFETCH(int, size);
    Team team(size);
    for (int round = 0; round < 20; ++round) {
        std::vector<int> works(static_cast<size_t>(size), 0);
        team.run([&](int member) { ++works[static_cast<size_t>(member)]; });
        QCOMPARE(works, std::vector<int>(static_cast<size_t>(size), 1));
    }
}

/// Plain numbers, written by one and read by all: a barrier that leaks shows here.
void TestTeam::whatWasWrittenBeforeAMeetingIsSeenAfterIt()
{
    QFETCH(int, size);
    constexpr int rounds = 300;
    Team team(size);
    std::vector<int> written(static_cast<size_t>(size), 0), wrong(written);
    team.run([&](int member) {
        const auto mine = static_cast<size_t>(member);
        for (int round = 1; round <= rounds; ++round) {
            written[mine] = round;
            team.meet();
            for (const int other : written)
                wrong[mine] += other != round;
            team.meet();
        }
    });
    QCOMPARE(wrong, std::vector<int>(static_cast<size_t>(size), 0));
}

void TestTeam::whatAMemberThrowsReachesTheCaller()
{
    QFETCH(int, size);
    Team team(size);
    for (int thrower = 0; thrower < size; ++thrower) {
        const auto work = [&](int member) {
            for (int round = 0; round < 20; ++round) {
                if (member == thrower && round == 10)
                    throw std::bad_alloc();
                team.meet(); // the others wait for one who never comes
            }
        };
        QVERIFY_EXCEPTION_THROWN(team.run(work), std::bad_alloc);
        int works = 0; // and the team is fit for more
        team.run([&](int member) {
            team.meet();
            works += member == 0;
        });
        QCOMPARE(works, 1);
    }
}

void TestTeam::allMembersMayThrow()
{
    Team team(4);
    QVERIFY_EXCEPTION_THROWN(
        team.run([](int) { throw std::runtime_error("no"); }), std::runtime_error);
}

void TestTeam::sharesCoverEverythingOnce()
{
    for (const int size : {1, 2, 3, 4})
        for (const std::ptrdiff_t count : {0, 1, 3, 9, 64}) {
            const Team team(size);
            std::ptrdiff_t next = 0;
            for (int member = 0; member < size; ++member) {
                const Share share(count, member, team);
                QCOMPARE(share.begin, next);
                next = share.end;
            }
            QCOMPARE(next, count);
        }
}

QTEST_GUILESS_MAIN(TestTeam)
#include "tst_team.moc"
