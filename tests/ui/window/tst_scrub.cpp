#include "core/cell/cells.h"
#include "core/run/network.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"
#include "ui/window/stage.h"
#include "ui/window/views.h"

#include <QSignalSpy>
#include <QTest>

using namespace rnnscope;

namespace {

/// A small LSTM over so many steps.
ScenePtr longScene(int steps)
{
    const std::string verse(findExample("poem-en")->opening);
    Scene scene;
    scene.title = "long";
    scene.models = {std::make_shared<const Model>(
        startModel(findCell("lstm"), Vocabulary::ofCharacters(verse), 8, 16, 1))};
    std::string text;
    while (std::ssize(text) < steps)
        text += verse;
    text.resize(static_cast<size_t>(steps));
    auto sequence = sequenceFromText(*scene.models.front(), text);
    Watch watch;
    return *runScene(std::move(scene), std::move(sequence), watch);
}

}

/// The whole window while the position moves: nothing is computed anew, and what is drawn depends
/// on the position alone.
class TestScrub : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName("rnnscope-tests");
        applyFont();
    }

    void init()
    {
        m_window = std::make_unique<MainWindow>(Appearance{"light", "en"});
        m_window->resize(1440, 900);
        m_window->show();
        session().show(longScene(1000));
        QTRY_VERIFY(session().gradient());
        for (const ViewInfo& info : views())
            m_window->stage().reveal(info.id);
        draw(500);
    }
    void cleanup() { m_window.reset(); }

    void aThousandStepsThereAndBackComputeNothing()
    {
        const TracePtr trace = session().trace();
        const GradientPtr gradient = session().gradient();
        QSignalSpy busy(&session(), &Session::busyChanged);
        QSignalSpy scenes(&session(), &Session::sceneChanged);
        QSignalSpy gradients(&session(), &Session::gradientChanged);
        for (int step = 0; step <= 1000; ++step)
            draw(step);
        for (int step = 1000; step >= 0; --step)
            draw(step);
        QCOMPARE(busy.count() + scenes.count() + gradients.count(), 0);
        QCOMPARE(session().trace(), trace);
        QCOMPARE(session().gradient(), gradient);
    }

    void everyViewDependsOnThePositionAlone_data()
    {
        QTest::addColumn<QString>("view");
        for (const ViewInfo& info : views())
            if (info.home != Home::Window)
                QTest::newRow(info.id.data()) << QString::fromUtf8(info.id);
    }

    void everyViewDependsOnThePositionAlone()
    {
        QFETCH(QString, view);
        m_window->stage().reveal(view.toStdString());
        for (int turn = 0; turn < 4; ++turn) // until the docks have found their places
            QCoreApplication::processEvents();
        View* shown = m_window->stage().view(view.toStdString());
        const auto picture = [&](double position) {
            draw(position);
            while (shown->busy())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            draw(position);
            return shown->grab().toImage();
        };
        for (const double position : {0.0, 3.4, 421.75, 999.99, 1000.0}) {
            const QImage before = picture(position);
            draw(position < 500 ? 970.2 : 2.9);
            draw(position + 0.003);
            QVERIFY2(picture(position) == before, qPrintable(QString::number(position)));
        }
    }

private:
    Session& session() { return *m_window->desk().session; }
    void draw(double position)
    {
        m_window->desk().playback->setPosition(position);
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestScrub)
#include "tst_scrub.moc"
