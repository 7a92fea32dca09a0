#include "tests/support/sample.h"
#include "ui/state/lab.h"
#include "ui/view/dial.h"
#include "ui/view/labdials.h"
#include "ui/view/refresher.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QSlider>
#include <QTest>

using namespace rnnscope;

class TestLabDials : public QObject {
    Q_OBJECT

private slots:
    void aSliderTurnsTheNetworks();
    void theKeysOfASliderAreNotTheWindows();
    void aPresetOpensTheLab();
    void theButtonLeadsBack();
    void everyDialHasANameAndAHint();
    void withoutALabThereIsNothingToTurn();

private:
    struct Shown {
        Shown()
        {
            refresher.add(&view);
            view.resize(360, 420);
            view.show();
            refresher.flush();
        }
        template <class W>
        W* dial(const QString& name)
        {
            for (W* widget : view.findChildren<W*>())
                if (widget->accessibleName() == name)
                    return widget;
            return nullptr;
        }

        SampleDesk sample{16};
        Lab lab{sample.session, sample.playback, sample.selection};
        Desk desk{&sample.session, &sample.playback, &sample.selection, Theme::Light,
            Scheme::Standard, &lab};
        LabDials view{desk};
        Refresher refresher{desk};
    };
};

void TestLabDials::aSliderTurnsTheNetworks()
{
    Shown shown;
    auto* slider = shown.dial<QSlider>("Scale of U");
    QVERIFY(slider && !shown.lab.open());
    slider->setValue(slider->maximum());
    QCOMPARE(shown.lab.setting().scale, 20.0);
    QVERIFY(shown.lab.open());
    QCOMPARE(shown.dial<QDoubleSpinBox>("Scale of U")->value(), 20.0);
    shown.dial<QDoubleSpinBox>("Length")->setValue(60);
    QCOMPARE(shown.sample.session.scene()->steps(), 60);
    QCOMPARE(shown.dial<QDoubleSpinBox>("Distance")->maximum(), 59.0);
}

void TestLabDials::theKeysOfASliderAreNotTheWindows()
{
    Shown shown;
    auto* slider = shown.dial<QSlider>("Scale of U");
    QKeyEvent key(QEvent::ShortcutOverride, Qt::Key_Right, Qt::NoModifier);
    key.ignore();
    QCoreApplication::sendEvent(slider, &key);
    QVERIFY(key.isAccepted());
    const double before = shown.lab.setting().scale;
    QTest::keyClick(slider, Qt::Key_PageUp);
    QVERIFY(shown.lab.setting().scale > before);
}

void TestLabDials::aPresetOpensTheLab()
{
    Shown shown;
    auto* preset = shown.dial<QComboBox>("Preset");
    QCOMPARE(preset->count(), int(labPresets().size()));
    preset->setCurrentIndex(3);
    emit preset->activated(3);
    QVERIFY(shown.lab.open());
    QCOMPARE(shown.lab.setting(), labPresets()[3].setting);
    QCOMPARE(shown.dial<QComboBox>("U starts")->currentIndex(), int(Initial::Orthogonal));
}

void TestLabDials::theButtonLeadsBack()
{
    Shown shown;
    shown.lab.begin("forget-1");
    auto* back = shown.dial<QPushButton>("Back to the preset");
    QVERIFY(!back->isEnabled());
    shown.dial<QDoubleSpinBox>("Forget bias")->setValue(3);
    QCOMPARE(shown.lab.setting().forgetBias, std::optional(3.0));
    QVERIFY(back->isEnabled());
    back->click();
    QCOMPARE(shown.lab.setting(), findPreset("forget-1")->setting);
    QCOMPARE(shown.dial<QDoubleSpinBox>("Forget bias")->value(), 1.0);
}

void TestLabDials::everyDialHasANameAndAHint()
{
    Shown shown;
    int dials = 0;
    for (const QWidget* widget : shown.view.findChildren<QWidget*>())
        if (qobject_cast<const QComboBox*>(widget) || qobject_cast<const QSlider*>(widget)
            || qobject_cast<const QAbstractSpinBox*>(widget)
            || qobject_cast<const QAbstractButton*>(widget)) {
            QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
            QVERIFY2(!widget->toolTip().isEmpty(), widget->metaObject()->className());
            ++dials;
        }
    QVERIFY(dials >= 18);
}

void TestLabDials::withoutALabThereIsNothingToTurn()
{
    SampleDesk sample(16);
    LabDials view(sample.desk);
    view.resize(320, 200);
    view.show();
    view.refresh(Change::All);
    for (const QSlider* slider : view.findChildren<QSlider*>())
        QVERIFY(!slider->isVisible());
}

QTEST_MAIN(TestLabDials)
#include "tst_labdials.moc"
