#include "core/pack/csv.h"

#include <QTest>

using namespace rnnscope;

class Csv : public QObject {
    Q_OBJECT

private slots:
    void readsRowsOfNumbers_data();
    void readsRowsOfNumbers();
    void refusesAndNamesTheLine_data();
    void refusesAndNamesTheLine();
    void writesStepsAndNamedColumns();
    void whatIsWrittenReadsBackExactly();
};

void Csv::readsRowsOfNumbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("plain") << QByteArray("1,2.5\n-3,4e1\n");
    QTest::newRow("heading") << QByteArray("a,b\n1,2.5\n-3,4e1\n");
    QTest::newRow("Windows line ends") << QByteArray("1,2.5\r\n-3,4e1\r\n");
    QTest::newRow("spaces and empty lines") << QByteArray(" 1 , 2.5\n\n-3,\t4e1\n\n");
    QTest::newRow("no last line end") << QByteArray("1,2.5\n-3,4e1");
}

void Csv::readsRowsOfNumbers()
{
    QFETCH(QByteArray, text);
    const auto rows = readCsv(text.toStdString(), "x.csv");
    QVERIFY(rows);
    QCOMPARE(*rows, Matrix({{1, Real(2.5)}, {-3, 40}}));
}

void Csv::refusesAndNamesTheLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("empty") << QByteArray() << "line 1: expected numbers, found none";
    QTest::newRow("only a heading") << QByteArray("a,b\n") << "expected numbers, found none";
    QTest::newRow("a word") << QByteArray("1,2\n3,four\n")
                            << "line 2: expected a number, found “four”";
    QTest::newRow("a hole") << QByteArray("1,,2\n") << "line 1: expected a number, found “”";
    QTest::newRow("a unit") << QByteArray("1,2s\n") << "found “2s”";
    QTest::newRow("a short row") << QByteArray("1,2\n3\n")
                                 << "line 2: expected 2 numbers as in the first row, found 1";
}

void Csv::refusesAndNamesTheLine()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, said);
    const auto rows = readCsv(text.toStdString(), "x.csv");
    QVERIFY(!rows);
    const QString error = QString::fromStdString(rows.error().text());
    QVERIFY2(error.contains("x.csv") && error.contains(said), qPrintable(error));
}

void Csv::writesStepsAndNamedColumns()
{
    Tensor norms = tensorOf("norms", Matrix({{5}, {6}}));
    norms.shape = {2};
    QCOMPARE(writeCsv({tensorOf("0/hidden", Matrix({{1, 2}, {3, Real(-0.5)}})), norms}),
        std::string("step,0/hidden[0],0/hidden[1],norms\n0,1,2,5\n1,3,-0.5,6\n"));
}

void Csv::whatIsWrittenReadsBackExactly()
{
    const Matrix numbers{{Real(0.1f), Real(1e-38f)}, {Real(16777217), Real(-1.0f / 3)}};
    const auto back = readCsv(writeCsv({tensorOf("x", numbers)}), "x.csv");
    QVERIFY(back);
    QCOMPARE(Matrix(back->rightCols(2)), numbers);
}

QTEST_APPLESS_MAIN(Csv)
#include "tst_csv.moc"
