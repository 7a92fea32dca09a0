#include "tests/support/sample.h"
#include "ui/export/animationdialog.h"
#include "ui/export/exporter.h"
#include "ui/export/filename.h"
#include "ui/panel/notice.h"
#include "ui/view/chip.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"

#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace rnnscope;

/// Exporting from the window, as a person does it.
class TestExporter : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void theViewInUseHasOrHadTheKeyboard();
    void withoutAViewTheWindowIsTaken();
    void everyViewHasAMenu();
    void namesTellWhatItIs();
    void aCopyIsTwiceAsLargeAndLines();
    void everyControlOfTheDialogHasAName();
    void theDialogCountsFramesAndSeconds();
    void theDialogRefusesTooManyFrames();
    void theDialogRemembers();
    void anAnimationOfTheWindowLeavesItAsItWas();
    void whatCannotBeWrittenIsTold();
    void allValuesOfTheRunAreSaved();

private:
    Exporter& exporter() { return *m_window->findChild<Exporter*>(); }
    View* view(const QString& id) { return m_window->findChild<View*>(id); }
    QWidget* control(AnimationDialog& dialog, const QString& name)
    {
        for (QWidget* widget : dialog.findChildren<QWidget*>())
            if (widget->accessibleName() == name)
                return widget;
        return nullptr;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void TestExporter::initTestCase()
{
    QCoreApplication::setOrganizationName("rnnscope-tests");
    QCoreApplication::setApplicationName("exporter");
    QSettings().clear();
    applyFont();
}

void TestExporter::init()
{
    m_window = std::make_unique<MainWindow>(Appearance{"light", "en"});
    m_window->resize(1280, 800);
    m_window->show();
    m_window->openExample("poem-en");
    QTRY_COMPARE(m_window->desk().playback->position(), double(openingSteps));
}

void TestExporter::theViewInUseHasOrHadTheKeyboard()
{
    QCOMPARE(exporter().view(), view("cell"));
    m_window->activateWindow();
    auto* button = view("heatmap")->findChild<Chip*>();
    button->setFocus();
    QTRY_COMPARE(exporter().view(), view("heatmap"));
    m_window->findChild<QComboBox*>()->setFocus();
    QCOMPARE(exporter().view(), view("heatmap"));
}

void TestExporter::withoutAViewTheWindowIsTaken()
{
    view("cell")->parentWidget()->hide();
    QVERIFY(exporter().view() && exporter().view()->isVisible());
    for (View* view : m_window->findChildren<View*>())
        view->parentWidget()->hide();
    QCOMPARE(exporter().view(), nullptr);
    for (QAction* action : m_window->findChildren<QAction*>())
        if (action->text() == "&Copy the view as a picture")
            action->trigger();
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(qvariant_cast<QImage>(data->imageData()).size(), 2 * m_window->size());
}

void TestExporter::everyViewHasAMenu()
{
    for (const char* id : {"sequence", "cell", "words", "output", "gradient", "heatmap"}) {
        QContextMenuEvent event(
            QContextMenuEvent::Keyboard, {5, 5}, view(id)->mapToGlobal(QPoint()));
        QCoreApplication::sendEvent(view(id), &event);
        auto* menu = view(id)->findChild<QMenu*>();
        QVERIFY2(menu && menu->isVisible(), id);
        QCOMPARE(menu->actions().size(), 5); // a title, and four things to do
        QCOMPARE(exporter().view(), view(id));
        menu->close();
    }
}

void TestExporter::namesTellWhatItIs()
{
    QCOMPARE(fileNameFor(m_window->desk(), view("cell"), true), "poem-lstm-cell-step14");
    QCOMPARE(fileNameFor(m_window->desk(), m_window.get(), false), "poem-lstm-window");
    QCOMPARE(fileNameFor(m_window->desk(), nullptr, false), "poem-lstm");
}

void TestExporter::aCopyIsTwiceAsLargeAndLines()
{
    exporter().copyPicture(*view("cell"));
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(qvariant_cast<QImage>(data->imageData()).size(), 2 * view("cell")->size());
    QVERIFY(data->data("image/svg+xml").contains("<text"));
}

void TestExporter::everyControlOfTheDialogHasAName()
{
    AnimationDialog dialog(
        *m_window->desk().playback, {view("cell"), m_window.get()}, view("cell"));
    int controls = 0;
    for (const QWidget* widget : dialog.findChildren<QWidget*>())
        if (qobject_cast<const QComboBox*>(widget)
            || qobject_cast<const QAbstractSpinBox*>(widget)) {
            QVERIFY(!widget->accessibleName().isEmpty());
            QVERIFY(!widget->accessibleName().contains('&'));
            ++controls;
        }
    QCOMPARE(controls, 8);
}

void TestExporter::theDialogCountsFramesAndSeconds()
{
    AnimationDialog dialog(
        *m_window->desk().playback, {view("cell"), m_window.get()}, view("cell"));
    qobject_cast<QComboBox*>(control(dialog, "Steps"))->setCurrentIndex(2);
    qobject_cast<QSpinBox*>(control(dialog, "From step"))->setValue(3);
    qobject_cast<QSpinBox*>(control(dialog, "to step"))->setValue(6);
    qobject_cast<QDoubleSpinBox*>(control(dialog, "Speed"))->setValue(2);
    const Animation animation = dialog.animation();
    QCOMPARE(animation.from, 2.0);
    QCOMPARE(animation.to, 6.0);
    QCOMPARE(animation.frames(), 51); // 2 s of 25, and the end
    const auto said = [&](const QString& text) {
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            if (label->text().contains(text))
                return true;
        return false;
    };
    QVERIFY(said("51 frames · 3.00 s · "));
}

void TestExporter::theDialogRefusesTooManyFrames()
{
    AnimationDialog dialog(*m_window->desk().playback, {view("cell")}, view("cell"));
    qobject_cast<QComboBox*>(control(dialog, "Steps"))->setCurrentIndex(1);
    QPushButton* save = nullptr;
    for (auto* button : dialog.findChildren<QPushButton*>())
        if (button->text() == "&Save…")
            save = button;
    QVERIFY(save && save->isEnabled());
    qobject_cast<QDoubleSpinBox*>(control(dialog, "Speed"))->setValue(0.05);
    QVERIFY(!save->isEnabled());
}

void TestExporter::theDialogRemembers()
{
    const QList<QWidget*> targets{view("cell"), m_window.get()};
    AnimationDialog first(*m_window->desk().playback, targets, view("cell"));
    qobject_cast<QComboBox*>(control(first, "Format"))->setCurrentIndex(2);
    qobject_cast<QComboBox*>(control(first, "Size"))->setCurrentIndex(1);
    first.accept();
    const AnimationDialog second(*m_window->desk().playback, targets, m_window.get());
    QCOMPARE(second.suffix(), "png");
    QCOMPARE(second.scale(), 2);
    QCOMPARE(second.target(), m_window.get());
}

void TestExporter::anAnimationOfTheWindowLeavesItAsItWas()
{
    QTest::qWait(0);
    const QImage before = m_window->grab().toImage();
    const QString path = m_folder.filePath("window.gif");
    exporter().saveAnimation(*m_window, {.from = 3, .to = 4, .speed = 4, .rate = 10}, 1, path);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 20'000);
    QCOMPARE(m_window->desk().playback->position(), double(openingSteps));
    QCoreApplication::processEvents();
    QCOMPARE(m_window->grab().toImage(), before);
}

void TestExporter::whatCannotBeWrittenIsTold()
{
    auto* notice = m_window->findChild<Notice*>();
    QVERIFY(!notice->isVisible());
    exporter().savePicture(*view("cell"), m_folder.filePath("missing/a.png"));
    QVERIFY(notice->isVisible());
    QCOMPARE(notice->accessibleName(), "The file cannot be written");
}

void TestExporter::allValuesOfTheRunAreSaved()
{
    for (QAction* action : m_window->findChildren<QAction*>())
        if (action->text() == "Save all values of the &run…")
            QVERIFY(action->isEnabled());
    const QString path = m_folder.filePath("values.npz");
    exporter().saveArrays([this] { return view("heatmap")->numbers(); }, path);
    QTRY_VERIFY(QFile::exists(path));
}

QTEST_MAIN(TestExporter)
#include "tst_exporter.moc"
