#include "core/load/open.h"
#include "core/load/shown.h"
#include "core/pack/limits.h"
#include "tests/support/tensors.h"

#include <QTest>

#include <set>

using namespace rnnscope;

/// Names in a file can neither forge what is said nor take long to be shown.
class ShownTest : public QObject {
    Q_OBJECT

private slots:
    void textIsFit_data();
    void textIsFit();
    void longTextIsCut();
    void namesStayApart();
    void errorsAreShort();
};

void ShownTest::textIsFit_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("plain") << QByteArray("rnn.weight_ih_l0") << QByteArray("rnn.weight_ih_l0");
    QTest::newRow("Korean") << QByteArray("은닉.가중치") << QByteArray("은닉.가중치");
    QTest::newRow("lines") << QByteArray("a\nlayer 9\tb") << QByteArray("a\\nlayer 9\\tb");
    QTest::newRow("zero") << QByteArray("a\0b", 3) << QByteArray("a\\x00b");
    QTest::newRow("terminal") << QByteArray("\x1b[2J") << QByteArray("\\x1b[2J");
    QTest::newRow("C1") << QByteArray("a\xc2\x9b"
                                      "b")
                        << QByteArray("a\\x9bb");
    QTest::newRow("direction") << QByteArray("a\xe2\x80\xae"
                                             "b")
                               << QByteArray("a\\u202eb");
    QTest::newRow("isolate") << QByteArray("\xe2\x81\xa7") << QByteArray("\\u2067");
    QTest::newRow("no UTF-8") << QByteArray("a\xff\xc3") << QByteArray("a\\xff\\xc3");
    QTest::newRow("cut UTF-8") << QByteArray("\xea\xb0") << QByteArray("\\xea\\xb0");
    QTest::newRow("four bytes") << QByteArray("😀") << QByteArray("😀");
}

void ShownTest::textIsFit()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(fitToShow(text.toStdString(), 100)), shown);
}

void ShownTest::longTextIsCut()
{
    QCOMPARE(fitToShow(std::string(100, 'a'), 100), std::string(100, 'a'));
    QCOMPARE(fitToShow(std::string(101, 'a'), 100), std::string(100, 'a') + "…");
    QCOMPARE(fitToShow("가나다", 7), "가나…"); // never within a character
}

void ShownTest::namesStayApart()
{
    const std::string tail(2 * limits::shownName, 'x');
    const std::string file = safetensorsOf({{"rnn.weight_ih_l0", {8, 3}},
        {"rnn.weight_hh_l0", {8, 2}}, {tail + "a", {2}}, {tail + "b", {2}}});
    Watch watch;
    const auto contents = readContents(inputOf(file, "a.safetensors"), watch);
    QVERIFY(contents);
    std::set<std::string> names;
    for (const Tensor& tensor : contents->archive.tensors) {
        QVERIFY(tensor.name.size() < limits::shownName + 10);
        names.insert(tensor.name);
    }
    QCOMPARE(names.size(), contents->archive.tensors.size());
    QVERIFY(modelOf(*contents));
}

void ShownTest::errorsAreShort()
{
    const std::string name(100'000, '\n');
    Watch watch;
    const auto contents = readContents(inputOf("no model", name), watch);
    QVERIFY(!contents);
    QVERIFY(contents.error().text().size() < 4 * limits::shownText);
    QVERIFY(contents.error().text().find('\n') == std::string::npos);
}

QTEST_APPLESS_MAIN(ShownTest)
#include "tst_shown.moc"
