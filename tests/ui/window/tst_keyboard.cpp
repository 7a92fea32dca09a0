#include "tests/support/sample.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"
#include "ui/window/stage.h"

#include <QFileDialog>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace rnnscope;

/// A whole visit by keys alone: every event goes to the window that has the keyboard, as from a
/// real one.
class TestKeyboard : public QObject {
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
        m_window->resize(1280, 800);
        m_window->show();
        m_window->activateWindow();
        m_window->openExample("poem-en");
        QTRY_COMPARE(desk().playback->position(), static_cast<double>(openingSteps));
    }
    void cleanup() { m_window.reset(); }

    void aModelIsOpened()
    {
        answer(QString::fromUtf8(RNNSCOPE_ROOT) + "/resources/models/poem-gru.safetensors");
        press(Qt::Key_O, Qt::ControlModifier);
        QTRY_COMPARE(desk().session->scene()->models.size(), size_t(1));
        QCOMPARE(desk().session->model()->layers[0].cell->id(), std::string_view("gru"));
    }

    void cellsStepsPhasesAndUnitsAreChosen()
    {
        press(Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(desk().session->model()->layers[0].cell->id(), std::string_view("gru"));
        press(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(desk().session->model()->layers[0].cell->id(), std::string_view("lstm"));
        const double before = desk().playback->position();
        press(Qt::Key_Right);
        QTRY_COMPARE(desk().playback->position(), before + 1);
        press(Qt::Key_Left, Qt::ShiftModifier);
        QTRY_COMPARE(desk().playback->position(), before + 1 - 1.0 / 5);
        const int unit = desk().selection->unit();
        press(Qt::Key_Down);
        QCOMPARE(desk().selection->unit(), unit + 1);
        press(Qt::Key_BracketRight);
        press(Qt::Key_Up);
        QCOMPARE(desk().selection->unit(), unit);
    }

    void viewsAreOpenedAndClosed()
    {
        press(Qt::Key_3, Qt::AltModifier);
        QVERIFY(m_window->stage().isOpen("gates"));
        QCOMPARE(m_window->stage().viewInFocus(), m_window->stage().view("gates"));
        press(Qt::Key_F4, Qt::ControlModifier);
        QVERIFY(!m_window->stage().isOpen("gates"));
    }

    void thePictureOfAViewIsExported()
    {
        const QString path = m_folder.filePath("cell.svg");
        press(Qt::Key_2);
        answer(path);
        press(Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY(QFile::exists(path));
        QVERIFY(QSvgRenderer(path).isValid());
    }

    void theLanguageIsSwitched()
    {
        const QString english = m_window->stage().view("cell")->accessibleName();
        press(Qt::Key_F2);
        QTRY_VERIFY(m_window->stage().view("cell")->accessibleName() != english);
        press(Qt::Key_F2);
        QTRY_COMPARE(m_window->stage().view("cell")->accessibleName(), english);
    }

    void tabReachesEveryView()
    {
        QSet<QString> reached;
        m_window->stage().setFocus();
        for (int i = 0; i < 200; ++i) {
            press(Qt::Key_Tab);
            if (const View* view = m_window->stage().viewInFocus())
                reached.insert(view->objectName());
        }
        for (const char* id :
            {"sequence", "cell", "words", "output", "gradient", "heatmap", "constant"})
            QVERIFY2(reached.contains(id), id);
    }

private:
    Desk& desk() { return m_window->desk(); }
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTRY_VERIFY(QGuiApplication::focusWindow());
        QTest::keyClick(QGuiApplication::focusWindow(), key, modifiers);
    }
    /// Types a path into the file dialog that comes next, and takes it.
    static void answer(const QString& path)
    {
        auto* patience = new QTimer(qApp);
        patience->setInterval(20);
        connect(patience, &QTimer::timeout, patience, [patience, path] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (!dialog || !QApplication::focusWidget())
                return;
            patience->deleteLater();
            QTest::keyClick(QGuiApplication::focusWindow(), Qt::Key_A, Qt::ControlModifier);
            for (const QChar letter : path)
                QTest::keyClick(QGuiApplication::focusWindow(), letter.toLatin1());
            QTest::keyClick(QGuiApplication::focusWindow(), Qt::Key_Return);
        });
        patience->start();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
