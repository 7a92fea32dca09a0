#include "core/math/random.h"

#include <QTest>

#include <array>

using namespace rnnscope;

class RandomTest : public QObject {
    Q_OBJECT

private slots:
    void bitsAreTheStandards();
    void uniformStaysInItsRange();
    void wholeNumbersAreEquallyLikely();
    void normalHasMeanZeroAndDeviationOne();
};

void RandomTest::bitsAreTheStandards()
{
    // [rand.predef]: the 10000th number of mt19937_64, seeded with 5489.
    Random random(5489);
    for (int i = 1; i < 10000; ++i)
        random.uniform();
    QCOMPARE(
        random.uniform(), static_cast<double>(9981545732273789042u >> 11) / 9007199254740992.0);
}

void RandomTest::uniformStaysInItsRange()
{
    Random random(1);
    double low = 1, high = 0;
    for (int i = 0; i < 10000; ++i) {
        const double value = random.uniform(-0.5, 2);
        low = std::min(low, value);
        high = std::max(high, value);
    }
    QVERIFY(low >= -0.5 && low < -0.49);
    QVERIFY(high < 2 && high > 1.99);
}

void RandomTest::wholeNumbersAreEquallyLikely()
{
    Random random(1);
    std::array<int, 7> counts{};
    for (int i = 0; i < 70000; ++i)
        ++counts.at(static_cast<size_t>(random.below(7)));
    for (const int count : counts)
        QVERIFY(std::abs(count - 10000) < 400);
}

void RandomTest::normalHasMeanZeroAndDeviationOne()
{
    Random random(1);
    constexpr int count = 20000;
    double sum = 0, squares = 0;
    int beyondTwo = 0;
    for (int i = 0; i < count; ++i) {
        const double value = random.normal();
        sum += value;
        squares += value * value;
        beyondTwo += std::abs(value) > 2;
    }
    QVERIFY(std::abs(sum / count) < 0.03);
    QVERIFY(std::abs(squares / count - 1) < 0.03);
    QVERIFY(std::abs(beyondTwo / double(count) - 0.0455) < 0.006);
}

QTEST_APPLESS_MAIN(RandomTest)
#include "tst_random.moc"
