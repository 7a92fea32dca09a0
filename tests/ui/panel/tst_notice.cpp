#include "ui/panel/notice.h"

#include "tests/support/sample.h"

#include <QAccessible>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtTest>

using namespace rnnscope;

namespace {

const Error rows{Fault::Model, "Cannot read “weight_hh_l0” in sentiment.pt",
    "expected 512 rows, found <b>384</b>", "Open it as a GRU"};

struct Window : QWidget {
    Window()
        : notice(new Notice(desk))
        , field(new QLineEdit)
    {
        auto* column = new QVBoxLayout(this);
        column->addWidget(notice);
        column->addWidget(field);
        resize(900, 200);
        show();
        QApplication::setActiveWindow(this);
        field->setFocus();
    }
    QString text() const
    {
        QStringList lines;
        for (const auto* label : notice->findChildren<QLabel*>())
            lines += label->text();
        return lines.join('\n');
    }

    Session session;
    Playback playback;
    Selection selection;
    Desk desk{&session, &playback, &selection};
    Notice* notice;
    QLineEdit* field;
};

}

class TestNotice : public QObject {
    Q_OBJECT

private slots:
    void isHiddenUntilSomethingFails();
    void tellsAllThreePartsAsPlainText();
    void headlineSaysTheKind();
    void textCanBeSelected();
    void closeButtonDismisses();
    void offersSomethingToDoUntilTheNextError();
    void escDismissesFromAnywhereAndNothingElse();
    void screenReadersSeeAnAlert();
};

void TestNotice::isHiddenUntilSomethingFails()
{
    Window window;
    QVERIFY(!window.notice->isVisible());
    window.notice->tell(rows);
    QVERIFY(window.notice->isVisible());
    QVERIFY(!window.notice->isWindow());
    QVERIFY(window.field->hasFocus());
}

void TestNotice::tellsAllThreePartsAsPlainText()
{
    Window window;
    window.notice->tell(rows);
    QCOMPARE(window.text(),
        "The file holds no network that can be shown\n"
        "Cannot read “weight_hh_l0” in sentiment.pt: expected 512 rows, found <b>384</b>.\n"
        "Open it as a GRU.");
    for (const auto* label : window.notice->findChildren<QLabel*>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestNotice::headlineSaysTheKind()
{
    Window window;
    QSet<QString> headlines;
    for (Fault fault : {Fault::File, Fault::Format, Fault::Model, Fault::Input, Fault::Cancelled}) {
        window.notice->tell({fault, "a", "b", "c"});
        headlines += window.text().section('\n', 0, 0);
    }
    QCOMPARE(headlines.size(), 5);
}

void TestNotice::textCanBeSelected()
{
    Window window;
    window.notice->tell(rows);
    for (const auto* label : window.notice->findChildren<QLabel*>())
        QVERIFY(label->textInteractionFlags() & Qt::TextSelectableByMouse);
}

void TestNotice::closeButtonDismisses()
{
    Window window;
    window.notice->tell(rows);
    QTest::mouseClick(window.notice->findChild<QToolButton*>(), Qt::LeftButton);
    QVERIFY(!window.notice->isVisible());
}

void TestNotice::offersSomethingToDoUntilTheNextError()
{
    Window window;
    QAction action("Look inside");
    int asked = 0;
    connect(&action, &QAction::triggered, this, [&] { ++asked; });
    const auto shown = [&] {
        QList<QToolButton*> buttons = window.notice->findChildren<QToolButton*>();
        buttons.removeIf([](QToolButton* one) { return !one->isVisible(); });
        return buttons;
    };
    window.notice->tell(rows);
    QCOMPARE(shown().size(), 1);
    window.notice->offer({&action});
    QCOMPARE(shown().size(), 2);
    QCOMPARE(shown().last()->text(), "Look inside");
    QTest::mouseClick(shown().last(), Qt::LeftButton);
    QCOMPARE(asked, 1);
    window.notice->tell(rows);
    QCOMPARE(shown().size(), 1);
}

void TestNotice::escDismissesFromAnywhereAndNothingElse()
{
    Window window;
    window.notice->tell(rows);
    QTest::keyClick(window.field, Qt::Key_Space);
    QVERIFY(window.notice->isVisible());
    QTest::keyClick(window.field, Qt::Key_Escape);
    QVERIFY(!window.notice->isVisible());
}

void TestNotice::screenReadersSeeAnAlert()
{
    Window window;
    window.notice->tell(rows);
    auto* seen = QAccessible::queryAccessibleInterface(window.notice);
    QCOMPARE(seen->role(), QAccessible::AlertMessage);
    QVERIFY(seen->text(QAccessible::Name).contains("network"));
    QVERIFY(seen->text(QAccessible::Description).contains("384"));
}

QTEST_MAIN(TestNotice)
#include "tst_notice.moc"
