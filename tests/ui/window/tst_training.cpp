#include "ui/panel/epochbar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/stage.h"

#include <QPushButton>
#include <QSlider>
#include <QTest>

using namespace rnnscope;

class WindowTraining : public QObject {
    Q_OBJECT

private slots:
    void theButtonStartsItAndTheEpochsHaveASlider();
    void keysGoThroughTheEpochs();
    void openingAModelPutsTheSliderAway();

private:
    /// A window with a short training that has ended.
    struct Trained {
        Trained()
            : window({"light", "en", "standard"})
        {
            window.resize(1280, 800);
            window.show();
            window.openExample("poem-en");
            for (const char* id : {"gradient", "learning", "training"})
                window.stage().reveal(id);
            Comparison setting = defaultComparison("latch");
            setting.distance = 6;
            setting.units = 8;
            setting.updates = 20;
            setting.interval = 5;
            training().turn(setting);
            while (!window.desk().session->gradient())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            for (QPushButton* button :
                window.stage().view("training")->findChildren<QPushButton*>())
                if (button->text() == "Start")
                    button->click();
            while (training().state() != Training::State::Ended)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            QCoreApplication::processEvents();
        }
        Training& training() { return *window.desk().training; }
        EpochBar& bar() { return *window.findChild<EpochBar*>(); }
        MainWindow window;
    };
};

void WindowTraining::theButtonStartsItAndTheEpochsHaveASlider()
{
    Trained trained;
    QCOMPARE(trained.training().epochs(), 5);
    QVERIFY(trained.training().open());
    QVERIFY(trained.bar().isVisible());
    auto* slider = trained.bar().findChild<QSlider*>();
    QCOMPARE(slider->maximum(), 4);
    QCOMPARE(slider->value(), 4);
    slider->setValue(1);
    QCOMPARE(trained.training().epoch(), 1);
    QCOMPARE(trained.window.desk().session->model(),
        trained.training()
            .runs()[static_cast<size_t>(trained.window.desk().session->chosen())]
            .learned.checkpoints[1]
            .model);
}

void WindowTraining::keysGoThroughTheEpochs()
{
    Trained trained;
    QTest::keyClick(&trained.window, Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(trained.training().epoch(), 3);
    QTest::keyClick(&trained.window, Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(trained.training().epoch(), 4);
    QTest::keyClick(&trained.window, Qt::Key_Right, Qt::ControlModifier); // there is no other
    QCOMPARE(trained.training().epoch(), 4);
}

void WindowTraining::openingAModelPutsTheSliderAway()
{
    Trained trained;
    trained.window.openExample("poem-en");
    QTRY_VERIFY(!trained.bar().isVisible());
    trained.training().showEpoch(2);
    QVERIFY(trained.bar().isVisible());
}

QTEST_MAIN(WindowTraining)
#include "tst_training.moc"
