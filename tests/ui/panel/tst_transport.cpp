#include "ui/panel/transport.h"

#include "tests/support/sample.h"
#include "ui/panel/scrubber.h"

#include <QAbstractAnimation>
#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtTest>

using namespace rnnscope;

namespace {

/// A window with the transport and two text fields, at rest on step 14 of 39.
struct Bar {
    Bar()
        : actions(sample.desk)
        , transport(new Transport(sample.desk, actions))
        , line(new QLineEdit)
        , text(new QPlainTextEdit)
        , button(new QPushButton("other"))
    {
        auto* column = new QVBoxLayout(&window);
        for (QWidget* widget : std::initializer_list<QWidget*>{transport, line, text, button})
            column->addWidget(widget);
        window.resize(1200, 200);
        window.show();
        QApplication::setActiveWindow(&window);
        transport->setFocus();
    }

    void finish()
    {
        auto* run = sample.playback.findChild<QAbstractAnimation*>();
        if (run->state() == QAbstractAnimation::Running)
            run->setCurrentTime(run->duration());
    }
    double position() const { return sample.playback.position(); }
    QToolButton* buttonOf(QAction* action) const
    {
        for (auto* candidate : transport->findChildren<QToolButton*>())
            if (candidate->defaultAction() == action)
                return candidate;
        return nullptr;
    }
    bool says(const QString& text_) const
    {
        for (const auto* label : transport->findChildren<QLabel*>())
            if (label->text() == text_)
                return true;
        return false;
    }
    Scrubber* scrubber() const { return transport->findChild<Scrubber*>(); }
    QSlider* speed() const { return transport->findChild<QSlider*>(); }

    SampleDesk sample{8};
    QWidget window;
    PlayActions actions;
    Transport* transport;
    QLineEdit* line;
    QPlainTextEdit* text;
    QPushButton* button;
};

}

class TestTransport : public QObject {
    Q_OBJECT

private slots:
    void keysMoveThePlayback_data();
    void keysMoveThePlayback();
    void keysChangeTheSpeed();
    void textFieldsKeepTheirKeys_data();
    void textFieldsKeepTheirKeys();
    void focusedControlsKeepTheirKeys();
    void buttonsMoveThePlayback();
    void buttonsNameTheirKeys();
    void whatWouldDoNothingIsDisabled();
    void playBecomesPause();
    void positionIsTold();
    void speedIsTold();
    void dragOfTheScrubberSetsARealPosition();
    void scrubberWorksFromTheKeyboard();
    void scrubberShowsItsFocus();
    void screenReadersSeeASliderWithItsValue();
};

void TestTransport::keysMoveThePlayback_data()
{
    QTest::addColumn<QKeyCombination>("key");
    QTest::addColumn<double>("position");
    QTest::newRow("right") << QKeyCombination(Qt::Key_Right) << 15.0;
    QTest::newRow("left") << QKeyCombination(Qt::Key_Left) << 13.0;
    QTest::newRow("shift right") << (Qt::SHIFT | Qt::Key_Right) << 14.2;
    QTest::newRow("shift left") << (Qt::SHIFT | Qt::Key_Left) << 13.8;
    QTest::newRow("home") << QKeyCombination(Qt::Key_Home) << 0.0;
    QTest::newRow("end") << QKeyCombination(Qt::Key_End) << 39.0;
    QTest::newRow("space") << QKeyCombination(Qt::Key_Space) << 39.0;
}

void TestTransport::keysMoveThePlayback()
{
    QFETCH(QKeyCombination, key);
    Bar bar;
    QTest::keyClick(&bar.window, key.key(), key.keyboardModifiers());
    bar.finish();
    QTEST(bar.position(), "position");
}

void TestTransport::keysChangeTheSpeed()
{
    Bar bar;
    QTest::keyClick(&bar.window, Qt::Key_Plus);
    QCOMPARE(bar.sample.playback.speed(), 2.0);
    QTest::keyClick(&bar.window, Qt::Key_Minus);
    QTest::keyClick(&bar.window, Qt::Key_Minus);
    QCOMPARE(bar.sample.playback.speed(), 1.0);
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(&bar.window, Qt::Key_Plus);
    QCOMPARE(bar.sample.playback.speed(), 32.0);
    QVERIFY(!bar.actions.faster->isEnabled());
}

void TestTransport::textFieldsKeepTheirKeys_data()
{
    QTest::addColumn<bool>("lines");
    QTest::newRow("a line") << false;
    QTest::newRow("several lines") << true;
}

void TestTransport::textFieldsKeepTheirKeys()
{
    QFETCH(bool, lines);
    Bar bar;
    QWidget* field = lines ? static_cast<QWidget*>(bar.text) : bar.line;
    field->setFocus();
    QTest::keyClicks(field, "ab");
    QTest::keyClick(field, Qt::Key_Space);
    QTest::keyClick(field, Qt::Key_Plus);
    QTest::keyClick(field, Qt::Key_Left);
    QTest::keyClick(field, Qt::Key_Minus);
    QTest::keyClick(field, Qt::Key_Home);
    QTest::keyClicks(field, "c");
    QTest::keyClick(field, Qt::Key_End);
    QTest::keyClick(field, Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClicks(field, "d");
    QTest::keyClick(field, Qt::Key_Right);
    QCOMPARE(lines ? bar.text->toPlainText() : bar.line->text(), "cab -d");
    QCOMPARE(bar.position(), 14.0);
    QVERIFY(!bar.sample.playback.playing());
    QCOMPARE(bar.sample.playback.speed(), 1.5);
}

void TestTransport::focusedControlsKeepTheirKeys()
{
    Bar bar;
    QSignalSpy pressed(bar.button, &QPushButton::clicked);
    bar.button->setFocus();
    QTest::keyClick(bar.button, Qt::Key_Space);
    QCOMPARE(pressed.count(), 1);
    QVERIFY(!bar.sample.playback.playing());
    bar.speed()->setFocus();
    QTest::keyClick(bar.speed(), Qt::Key_Right);
    QCOMPARE(bar.sample.playback.speed(), 2.0);
    QCOMPARE(bar.position(), 14.0);
}

void TestTransport::buttonsMoveThePlayback()
{
    Bar bar;
    const auto click = [&](QAction* action) {
        QTest::mouseClick(bar.buttonOf(action), Qt::LeftButton);
        bar.finish();
    };
    click(bar.actions.forward);
    QCOMPARE(bar.position(), 15.0);
    click(bar.actions.back);
    QCOMPARE(bar.position(), 14.0);
    click(bar.actions.start);
    QCOMPARE(bar.position(), 0.0);
    click(bar.actions.end);
    QCOMPARE(bar.position(), 39.0);
}

void TestTransport::buttonsNameTheirKeys()
{
    Bar bar;
    const auto buttons = bar.transport->findChildren<QToolButton*>();
    QCOMPARE(buttons.size(), 5);
    for (const auto* button : buttons)
        QVERIFY(button->toolTip().contains(
            button->defaultAction()->shortcut().toString(QKeySequence::NativeText)));
    QVERIFY(bar.scrubber()->toolTip().contains("Home"));
    QVERIFY(bar.speed()->toolTip().contains("+"));
}

void TestTransport::whatWouldDoNothingIsDisabled()
{
    Bar bar;
    QVERIFY(bar.actions.back->isEnabled() && bar.actions.forward->isEnabled());
    bar.sample.playback.toStart();
    QVERIFY(!bar.actions.back->isEnabled() && !bar.actions.start->isEnabled());
    bar.sample.playback.toEnd();
    QVERIFY(!bar.actions.forward->isEnabled() && !bar.actions.end->isEnabled());
    QVERIFY(bar.actions.toggle->isEnabled());
}

void TestTransport::playBecomesPause()
{
    Bar bar;
    QCOMPARE(bar.actions.toggle->text(), "Play");
    QTest::mouseClick(bar.buttonOf(bar.actions.toggle), Qt::LeftButton);
    QVERIFY(bar.sample.playback.playing());
    QCOMPARE(bar.actions.toggle->text(), "Pause");
    QTest::mouseClick(bar.buttonOf(bar.actions.toggle), Qt::LeftButton);
    QVERIFY(!bar.sample.playback.playing());
    QCOMPARE(bar.actions.toggle->text(), "Play");
}

void TestTransport::positionIsTold()
{
    Bar bar;
    QVERIFY(bar.says("step 14 of 39 · phase 5 of 5"));
    bar.sample.playback.setPosition(20.3);
    QVERIFY(bar.says("step 21 of 39 · phase 2 of 5"));
    bar.sample.playback.toStart();
    QVERIFY(bar.says("start · nothing read yet"));
    bar.sample.playback.setPosition(3.5);
    bar.sample.session.choose(0);
    const auto count = phases(*bar.sample.session.model(), 0).size();
    QVERIFY(count != 5);
    QVERIFY(bar.says(QString("step 4 of 39 · phase %1 of %2").arg((count + 1) / 2).arg(count)));
}

void TestTransport::speedIsTold()
{
    Bar bar;
    QVERIFY(bar.says("1.5 steps/s"));
    bar.speed()->setValue(0);
    QCOMPARE(bar.sample.playback.speed(), 0.25);
    QVERIFY(bar.says("0.25 steps/s"));
    bar.sample.playback.setSpeed(32);
    QCOMPARE(bar.speed()->value(), bar.speed()->maximum());
    QVERIFY(bar.says("32 steps/s"));
}

void TestTransport::dragOfTheScrubberSetsARealPosition()
{
    Bar bar;
    QCoreApplication::processEvents();
    Scrubber* scrubber = bar.scrubber();
    const int width = scrubber->width();
    QTest::mousePress(scrubber, Qt::LeftButton, Qt::NoModifier, {width / 2, 30});
    QVERIFY(std::abs(bar.position() - 19.5) < 0.1);
    QTest::mouseMove(scrubber, {width / 2 + 5, 30});
    const double a_little = bar.position() - 19.5;
    QVERIFY(a_little > 0.1 && a_little < 1);
    QTest::mouseMove(scrubber, {width + 500, 30});
    QCOMPARE(bar.position(), 39.0);
    QTest::mouseRelease(scrubber, Qt::LeftButton, Qt::NoModifier, {width + 500, 30});
    QTest::mouseMove(scrubber, {10, 30});
    QCOMPARE(bar.position(), 39.0);
}

void TestTransport::scrubberWorksFromTheKeyboard()
{
    Bar bar;
    Scrubber* scrubber = bar.scrubber();
    scrubber->setFocus();
    QTest::keyClick(scrubber, Qt::Key_Right);
    QVERIFY(bar.position() < 15);
    bar.finish();
    QCOMPARE(bar.position(), 15.0);
    QTest::keyClick(scrubber, Qt::Key_Left);
    bar.finish();
    QCOMPARE(bar.position(), 14.0);
    QTest::keyClick(scrubber, Qt::Key_PageUp);
    QCOMPARE(bar.position(), 24.0);
    QTest::keyClick(scrubber, Qt::Key_Home);
    QCOMPARE(bar.position(), 0.0);
    QTest::keyClick(scrubber, Qt::Key_End);
    QCOMPARE(bar.position(), 39.0);
}

void TestTransport::scrubberShowsItsFocus()
{
    Bar bar;
    const QImage without = bar.scrubber()->grab().toImage();
    bar.scrubber()->setFocus();
    QVERIFY(bar.scrubber()->hasFocus());
    QVERIFY(bar.scrubber()->grab().toImage() != without);
}

void TestTransport::screenReadersSeeASliderWithItsValue()
{
    Bar bar;
    auto* seen = QAccessible::queryAccessibleInterface(bar.scrubber());
    QCOMPARE(seen->role(), QAccessible::Slider);
    QVERIFY(!seen->text(QAccessible::Name).isEmpty());
    QCOMPARE(seen->valueInterface()->currentValue().toInt(), 14);
    QCOMPARE(seen->valueInterface()->maximumValue().toInt(), 39);
    seen->valueInterface()->setCurrentValue(20);
    QCOMPARE(bar.position(), 20.0);
}

QTEST_MAIN(TestTransport)
#include "tst_transport.moc"
