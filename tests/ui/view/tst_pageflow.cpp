#include "ui/view/pageflow.h"

#include <QTextCursor>
#include <QtTest>

using namespace rnnscope;

class TestPageFlow : public QObject {
    Q_OBJECT

private slots:
    void exchangedWordsLookAsIfSaidAnew_data();
    void exchangedWordsLookAsIfSaidAnew();
    void whatIsSelectedElsewhereStaysSelected();
    void theSameIsNotLaidOutAgain();
    void itIsAsHighAsItsWords();
};

namespace {

const QString style = "td.value { padding-left: 12px; } .dim { color: #777777; } "
                      ".bad { color: #cc0000; font-weight: bold; }";

QString row(const QString& name, const QString& value)
{
    return QString("<tr><td class=dim>%1</td><td class=value align=right>%2</td></tr>")
        .arg(name, value);
}

QString page(const QString& rows) { return "<table width='100%'>" + rows + "</table>"; }

QImage pictureOf(PageFlow& flow)
{
    flow.resize(240, flow.heightForWidth(240));
    return flow.grab().toImage();
}

}

void TestPageFlow::exchangedWordsLookAsIfSaidAnew_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    const QString units = row("units", "64");
    QTest::newRow("one number") << page(units + row("U", "× 1.5")) << page(units + row("U", "× 2"));
    QTest::newRow("all words") << page(units) << page(row("parameters", "12,345"));
    QTest::newRow("words that wrap")
        << page(units + row("U", "short")) << page(units + row("U", QString("long ").repeated(40)));
    QTest::newRow("escaped") << page(row("U", "&lt;b&gt;")) << page(row("U", "&amp;&lt;a&gt;"));
    QTest::newRow("within a line")
        << page(row("∂L<sub>30</sub> halves", "3")) << page(row("∂L<sub>7</sub> halves", "3"));
    QTest::newRow("another row") << page(units) << page(units + units);
    QTest::newRow("an empty cell is filled") << page(row("U", "")) << page(row("U", "3"));
    QTest::newRow("another look") << "<p class=dim>fair</p>"
                                  << "<p class=bad>unfair</p>";
}

void TestPageFlow::exchangedWordsLookAsIfSaidAnew()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    PageFlow turned, fresh;
    turned.say(before, style);
    pictureOf(turned);
    turned.say(after, style);
    fresh.say(after, style);
    QCOMPARE(turned.toPlainText(), fresh.toPlainText());
    QCOMPARE(pictureOf(turned), pictureOf(fresh));
}

void TestPageFlow::whatIsSelectedElsewhereStaysSelected()
{
    PageFlow flow;
    flow.say(page(row("units", "64") + row("U", "× 1.5")), style);
    QTextCursor cursor = flow.document()->find("units");
    QVERIFY(cursor.hasSelection());
    flow.setTextCursor(cursor);
    flow.say(page(row("units", "64") + row("U", "× 1.51")), style);
    QCOMPARE(flow.textCursor().selectedText(), "units");
    QVERIFY(flow.toPlainText().contains("1.51"));
}

void TestPageFlow::theSameIsNotLaidOutAgain()
{
    PageFlow flow;
    flow.say(page(row("units", "64")), style);
    const QSignalSpy changes(flow.document(), &QTextDocument::contentsChanged);
    flow.say(page(row("units", "64")), style);
    QCOMPARE(changes.count(), 0);
    flow.say(page(row("units", "65")), style);
    QCOMPARE(changes.count(), 1);
}

void TestPageFlow::itIsAsHighAsItsWords()
{
    PageFlow flow;
    flow.say(page(row("U", "short")), style);
    const int low = flow.heightForWidth(240);
    flow.say(page(row("U", QString("long ").repeated(40))), style);
    QVERIFY(flow.heightForWidth(240) > 2 * low);
    QVERIFY(flow.heightForWidth(900) < flow.heightForWidth(240));
}

QTEST_MAIN(TestPageFlow)
#include "tst_pageflow.moc"
