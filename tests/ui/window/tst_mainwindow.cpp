#include "tests/support/sample.h"
#include "tests/support/tensors.h"
#include "ui/inspector/window.h"
#include "ui/panel/editor.h"
#include "ui/panel/notice.h"
#include "ui/panel/versions.h"
#include "ui/view/mapping.h"
#include "ui/view/vocabulary.h"
#include "ui/window/header.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"
#include "ui/window/stage.h"

#include <QAbstractButton>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace rnnscope;

/// The window, driven as a person drives it: by keys, mouse, drops and menus.
class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void opensOnTheTrainedExampleWithThreeCells();
    void whatIsNotRecognisedCanBeLookedInto();
    void keysStepPlayAndJump();
    void keysChooseCellTrackUnitAndLosses();
    void everyActionHasATextAndNoKeyIsTakenTwice();
    void aBrokenFileIsToldAndChangesNothing();
    void aDroppedModelIsOpened();
    void aModelDroppedWithShiftStandsBeside();
    void severalDroppedModelsStandSideBySide();
    void severalDroppedWithShiftJoinWhatIsShown();
    void inputIsReadByTheModelDroppedWithIt();
    void whereAFileFailsTheNextIsNotOpened();
    void whereInputFailsTheNextIsNotRead();
    void choicesAreThereAgainWhenTheFileIs();
    void anUnrecognisedFileIsMappedByHand();
    void anUnrecognisedFileIsMappedBesideAnother();
    void aNetworkIsChosenInTheHeader();
    void aDroppedVocabularyNamesTheTokens();
    void aDroppedFileOfNumbersIsReadAsInput();
    void aFileWrittenAnewIsFollowedAndSteppedByKeys();
    void ctrlZGoesBackToTheInputBefore();
    void theLanguageSwitchesWithoutARestart();
    void theThemeRecoloursTheWindow();
    void anotherSchemeOfColoursIsChosenInTheMenuAndRemembered();
    void theThemeOfTheSystemIsFollowedWhileRunning();
    void nothingIsCutOffInTheSmallestWindow_data();
    void nothingIsCutOffInTheSmallestWindow();
    void twentyThousandTokensNeverStallTheWindow();
    void cancellingALongTextKeepsTheOldOne();

private:
    QStringList chosenModels() const;
    Desk& desk() { return m_window->desk(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_window.get(), key, modifiers);
    }
    void drop(const QStringList& paths, Qt::KeyboardModifiers modifiers = {});
    QString writeModel(const QString& name, const char* cell);
    QString write(const QString& name, const std::string& bytes);
    void open(const QString& path);
    QAction* mapping() const;

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::initTestCase()
{
    QCoreApplication::setOrganizationName("rnnscope-tests");
    applyFont();
}

void TestMainWindow::init()
{
    m_window = std::make_unique<MainWindow>(Appearance{"light", "en"});
    m_window->resize(1280, 800);
    m_window->show();
    m_window->openExample("poem-ko");
    QTRY_COMPARE(desk().playback->position(), static_cast<double>(openingSteps));
}

void TestMainWindow::cleanup() { m_window.reset(); }

void TestMainWindow::drop(const QStringList& paths, Qt::KeyboardModifiers modifiers)
{
    auto* hint = m_window->findChild<QLabel*>("dropHint");
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls += QUrl::fromLocalFile(path);
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton, modifiers);
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QVERIFY(hint->isVisible() && hint->text().contains("beside"));
    QCOMPARE(hint->text().contains("with Shift held"), modifiers == Qt::NoModifier);
    QDropEvent event(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, modifiers);
    QCoreApplication::sendEvent(m_window.get(), &event);
    QVERIFY(!hint->isVisible());
}

/// A network that knows the characters of the poems.
QString TestMainWindow::writeModel(const QString& name, const char* cell)
{
    return write(name,
        saveSafetensors(
            sampleModel(findCell(cell), 6, 1, findExample("poem-ko")->opening), {0, 1}));
}

void TestMainWindow::opensOnTheTrainedExampleWithThreeCells()
{
    QCOMPARE(desk().session->scene()->models.size(), cells().size());
    QCOMPARE(desk().playback->step(), openingSteps - 1);
    QVERIFY(!desk().session->model()->vocabulary.empty());
    QTRY_VERIFY(desk().session->gradient());
}

/// The kinds of cell whose buttons look pressed.
QStringList TestMainWindow::chosenModels() const
{
    QStringList checked;
    for (const auto* button : m_window->findChild<Header*>()->findChildren<QAbstractButton*>())
        if (button->isChecked())
            checked += button->text();
    return checked;
}

void TestMainWindow::keysStepPlayAndJump()
{
    const int step = desk().playback->step();
    key(Qt::Key_Right);
    QTRY_COMPARE(desk().playback->position(), step + 2.0);
    key(Qt::Key_Left);
    QTRY_COMPARE(desk().playback->position(), step + 1.0);
    key(Qt::Key_Right, Qt::ShiftModifier);
    const auto phaseCount = static_cast<double>(phases(*desk().session->model(), 0).size());
    QTRY_COMPARE(desk().playback->position(), step + 1 + 1 / phaseCount);
    key(Qt::Key_End);
    QCOMPARE(desk().playback->position(), static_cast<double>(desk().playback->steps()));
    key(Qt::Key_Home);
    QCOMPARE(desk().playback->position(), 0.0);
    key(Qt::Key_Space);
    QVERIFY(desk().playback->playing());
    QTRY_VERIFY(desk().playback->position() > 0);
    key(Qt::Key_Space);
    QVERIFY(!desk().playback->playing());
}

void TestMainWindow::keysChooseCellTrackUnitAndLosses()
{
    key(Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(desk().session->model()->layers[0].cell, cells()[2]);
    QCOMPARE(chosenModels(), QStringList{"GRU"});
    key(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(desk().session->model()->layers[0].cell, cells()[1]);
    const int track = desk().selection->track();
    key(Qt::Key_BracketRight);
    QVERIFY(desk().selection->track() != track);
    key(Qt::Key_BracketLeft);
    QCOMPARE(desk().selection->track(), track);
    key(Qt::Key_Down);
    QCOMPARE(desk().selection->unit(), 1);
    key(Qt::Key_Up);
    QCOMPARE(desk().selection->unit(), 0);
    key(Qt::Key_L);
    QCOMPARE(desk().selection->losses(), Losses::Current);
    QTRY_VERIFY(desk().session->gradient() && desk().session->gradient()->loss);
}

void TestMainWindow::everyActionHasATextAndNoKeyIsTakenTwice()
{
    QMap<QKeySequence, QString> taken;
    for (const QAction* action : m_window->findChildren<QAction*>()) {
        if (action->isSeparator() || action->shortcuts().isEmpty())
            continue;
        QVERIFY2(!action->text().isEmpty(), qPrintable(action->shortcut().toString()));
        for (const QKeySequence& shortcut : action->shortcuts()) {
            QVERIFY2(!taken.contains(shortcut),
                qPrintable(shortcut.toString() + ": " + taken[shortcut] + ", " + action->text()));
            taken[shortcut] = action->text();
        }
    }
    QVERIFY(taken.size() > 20);
}

void TestMainWindow::aBrokenFileIsToldAndChangesNothing()
{
    const ScenePtr before = desk().session->scene();
    QFile file(m_folder.filePath("broken.pt"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("nonsense");
    file.close();
    QSignalSpy failed(desk().session, &Session::failed);
    drop({file.fileName()});
    QVERIFY(failed.wait());
    const auto error = failed[0][0].value<Error>();
    QVERIFY(error.where.find("broken.pt") != std::string::npos);
    QVERIFY(!error.found.empty() && !error.advice.empty());
    QCOMPARE(desk().session->scene(), before);
}

void TestMainWindow::aDroppedModelIsOpened()
{
    const Model model = sampleModel(findCell("gru"), 12, 2, "봄비 ");
    QFile file(m_folder.filePath("small.safetensors"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(QByteArray::fromStdString(saveSafetensors(model, {0, 1})));
    file.close();
    drop({file.fileName()});
    QTRY_COMPARE(desk().session->scene()->models.size(), 1u);
    QCOMPARE(desk().session->model()->layers.size(), 2u);
    QCOMPARE(desk().session->model()->layers[0].cell->id(), std::string_view("gru"));
    QVERIFY(m_window->windowTitle().contains("small.safetensors"));
    QVERIFY(m_window->stage().view("card")->isVisible());
}

QString TestMainWindow::write(const QString& name, const std::string& bytes)
{
    QFile file(m_folder.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(QByteArray::fromStdString(bytes));
    return file.fileName();
}

void TestMainWindow::open(const QString& path)
{
    QSignalSpy changed(desk().session, &Session::sceneChanged);
    m_window->openFile(path);
    QVERIFY(changed.wait());
}

void TestMainWindow::whatIsNotRecognisedCanBeLookedInto()
{
    const auto inspector = [this] {
        const auto all = m_window->findChildren<InspectorWindow*>();
        return all.isEmpty() || !all.front()->isVisible() ? nullptr : all.front();
    };
    m_window->openFile(write("plain.safetensors", safetensorsOf({{"numbers", {8, 3}}})));
    auto* notice = m_window->findChild<Notice*>();
    QTRY_VERIFY(notice->isVisible());
    for (auto* button : notice->findChildren<QToolButton*>())
        if (button->text() == "Look inside")
            QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(inspector());
    QCOMPARE(inspector()->inspector().contents()->archive.file, "plain.safetensors");
    QVERIFY(inspector()->windowTitle().contains("plain.safetensors"));
    inspector()->close();
    QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier); // the file that was read last
    QVERIFY(inspector());
    QCOMPARE(inspector()->inspector().contents()->archive.file, "plain.safetensors");
    inspector()->close();
    QSignalSpy changed(desk().session, &Session::sceneChanged);
    m_window->openExample("poem-ko");
    QVERIFY(changed.wait());
    QApplication::setActiveWindow(m_window.get()); // as a window manager does
    QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier);
    QVERIFY(inspector());
    QTRY_VERIFY(!inspector()->inspector().busy());
    QCOMPARE(inspector()->inspector().contents(), desk().session->origin().contents);
}

void TestMainWindow::aModelDroppedWithShiftStandsBeside()
{
    open(writeModel("a.safetensors", "lstm"));
    desk().playback->toStep(4);
    QSignalSpy changed(desk().session, &Session::sceneChanged);
    drop({writeModel("b & c.safetensors", "lstm")}, Qt::ShiftModifier);
    QVERIFY(changed.wait());
    QCOMPARE(desk().session->scene()->models.size(), size_t(2));
    QCOMPARE(m_window->windowTitle(), "a.safetensors | b & c.safetensors – RNN Scope");
    QCOMPARE(desk().playback->step(), 4);
    QCOMPARE(chosenModels(), QStringList("b & c"));
    key(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(chosenModels(), QStringList("a"));
    key(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(desk().session->chosen(), 1);
    key(Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(desk().session->chosen(), 1);
    key(Qt::Key_W, Qt::ControlModifier);
    QTRY_COMPARE(desk().session->scene()->models.size(), size_t(1));
    QCOMPARE(m_window->windowTitle(), "a.safetensors – RNN Scope");
    QCOMPARE(desk().playback->step(), 4);
    QVERIFY(m_window->isVisible());
}

void TestMainWindow::severalDroppedModelsStandSideBySide()
{
    drop({writeModel("a.safetensors", "rnn"), writeModel("b.safetensors", "gru")});
    QTRY_COMPARE(desk().session->scene()->title, QString("a.safetensors | b.safetensors"));
    QTRY_VERIFY(desk().session->gradient());
}

void TestMainWindow::severalDroppedWithShiftJoinWhatIsShown()
{
    open(writeModel("a.safetensors", "lstm"));
    drop({writeModel("b.safetensors", "rnn"), writeModel("c.safetensors", "gru")},
        Qt::ShiftModifier);
    QTRY_COMPARE(
        desk().session->scene()->title, QString("a.safetensors | b.safetensors | c.safetensors"));
}

/// In whichever order.
void TestMainWindow::inputIsReadByTheModelDroppedWithIt()
{
    drop({write("ids.csv", "2\n1\n0\n"), writeModel("a.safetensors", "gru")});
    QTRY_COMPARE(desk().session->scene()->title, QString("a.safetensors"));
    QTRY_COMPARE(desk().session->sequence()->ids, (std::vector<int>{2, 1, 0}));
    QCOMPARE(desk().session->scene()->models.size(), size_t(1));
}

void TestMainWindow::whereAFileFailsTheNextIsNotOpened()
{
    QSignalSpy failed(desk().session, &Session::failed);
    drop({write("broken.safetensors", "no model"), writeModel("b.safetensors", "gru")});
    QVERIFY(failed.wait());
    m_window->openExample("poem-en");
    QTRY_COMPARE(desk().session->scene()->title, QString::fromUtf8(findExample("poem-en")->title));
    QTRY_VERIFY(!desk().session->busy());
    QCOMPARE(desk().session->scene()->models.size(), size_t(3));
}

void TestMainWindow::whereInputFailsTheNextIsNotRead()
{
    QSignalSpy broken(m_window->findChild<SequenceEditor*>(), &SequenceEditor::failed);
    drop({write("broken.csv", "1,2\n3\n"), write("ids.csv", "2\n1\n0\n")});
    QVERIFY(broken.wait());
    QSignalSpy failed(desk().session, &Session::failed);
    desk().session->readText("봄비"); // which is no sign to go on
    QTRY_COMPARE(desk().session->sequence()->text, std::string("봄비"));
    QVERIFY(!m_window->findChild<SequenceEditor*>()->reading());
    QTRY_VERIFY(!desk().session->busy());
    QCOMPARE(failed.count(), 0);
    QCOMPARE(desk().session->sequence()->text, std::string("봄비"));
}

void TestMainWindow::choicesAreThereAgainWhenTheFileIs()
{
    const QString path = write(
        "order.safetensors", safetensorsOf({{"weight_ih_l0", {8, 3}}, {"weight_hh_l0", {8, 2}}}));
    open(path);
    const Choices chosen{{"gate order", "f i g o"}};
    desk().session->assume(chosen);
    QTRY_COMPARE(desk().session->origin().choices, chosen);
    m_window->openExample("poem-en");
    QTRY_VERIFY(desk().session->origin().choices.empty());
    open(path);
    QCOMPARE(desk().session->origin().choices, chosen);
    desk().session->assume(Choices());
    QTRY_VERIFY(desk().session->origin().choices.empty());
    open(path);
    QVERIFY(desk().session->origin().choices.empty());
}

QAction* TestMainWindow::mapping() const
{
    for (auto* one : m_window->findChildren<QAction*>())
        if (one->text() == "&Map tensors by hand…")
            return one;
    return nullptr;
}

void TestMainWindow::anUnrecognisedFileIsMappedByHand()
{
    QAction* action = mapping();
    QVERIFY(action && !action->isEnabled()); // an example has no file
    const QString path
        = write("odd.safetensors", safetensorsOf({{"k", {8, 3}}, {"r", {8, 2}}, {"z", {8}}}));
    QSignalSpy failed(desk().session, &Session::failed);
    drop({path});
    QVERIFY(failed.wait());
    QVERIFY(action->isEnabled());
    action->trigger();
    auto* dialog = m_window->findChild<MappingDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QSignalSpy changed(desk().session, &Session::sceneChanged);
    dialog->accept();
    QVERIFY(changed.wait());
    QCOMPARE(desk().session->origin().path, path);
    QCOMPARE(desk().session->model()->layers[0].weights.units(), 2);
    QVERIFY(action->isEnabled()); // to be changed again
    m_window->openExample("poem-en");
    QTRY_VERIFY(desk().session->origin().path.isEmpty());
    QVERIFY(!action->isEnabled());
    open(path); // remembered
    QCOMPARE(desk().session->model()->layers[0].weights.units(), 2);
    QVERIFY(desk().session->origin().choices.contains(choice::mapping));
}

void TestMainWindow::anUnrecognisedFileIsMappedBesideAnother()
{
    const QString first = write(
        "known.safetensors", safetensorsOf({{"weight_ih_l0", {8, 3}}, {"weight_hh_l0", {8, 2}}}));
    const QString second
        = write("strange.safetensors", safetensorsOf({{"k", {8, 3}}, {"r", {8, 2}}, {"z", {8}}}));
    open(first);
    QSignalSpy failed(desk().session, &Session::failed);
    drop({second}, Qt::ShiftModifier);
    QVERIFY(failed.wait());
    mapping()->trigger();
    auto* dialog = m_window->findChild<MappingDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QSignalSpy changed(desk().session, &Session::sceneChanged);
    dialog->accept();
    QVERIFY(changed.wait());
    const Scene& scene = *desk().session->scene();
    QCOMPARE(scene.models.size(), size_t(2));
    QCOMPARE(scene.origins[0].path, first);
    QCOMPARE(desk().session->origin().path, second);
}

void TestMainWindow::aNetworkIsChosenInTheHeader()
{
    auto* header = m_window->findChild<Header*>();
    auto* networks = header->findChild<QComboBox*>();
    QVERIFY(!networks->isVisible());
    open(write("two.safetensors",
        safetensorsOf({{"a.weight_ih_l0", {8, 3}}, {"a.weight_hh_l0", {8, 2}},
            {"b.weight_ih_l0", {6, 3}}, {"b.weight_hh_l0", {6, 2}}})));
    QVERIFY(networks->isVisible());
    QCOMPARE(networks->accessibleName(), "network");
    networks->setFocus();
    QTest::keyClick(networks, Qt::Key_Down);
    QTRY_COMPARE(desk().session->model()->layers[0].cell->name(), "GRU");
    QCOMPARE(networks->currentText(), "b");
}

void TestMainWindow::aDroppedVocabularyNamesTheTokens()
{
    open(write("tokens.safetensors",
        safetensorsOf(
            {{"emb.weight", {5, 3}}, {"rnn.weight_ih_l0", {8, 3}}, {"rnn.weight_hh_l0", {8, 2}}})));
    QVERIFY(desk().session->model()->vocabulary.empty());
    drop({write("letters.txt", "a\nb\nc\nd\ne\n")});
    QTRY_COMPARE(desk().session->model()->vocabulary.size(), 5);
    drop({write("few.json", R"({"x": 0, "y": 2})")});
    auto* dialog = m_window->findChild<VocabularyDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->findChild<QCheckBox*>()->setChecked(true);
    dialog->accept();
    QTRY_COMPARE(
        desk().session->model()->vocabulary.tokens(), (Tokens{"x", "<1>", "y", "<3>", "<4>"}));
    drop({write("bytes.txt", "\xff\xfe")});
    QVERIFY(m_window->findChild<Notice*>()->isVisible());
    QCOMPARE(desk().session->model()->vocabulary.size(), 5);
}

void TestMainWindow::aDroppedFileOfNumbersIsReadAsInput()
{
    const ModelPtr model = desk().session->model();
    QFile file(m_folder.filePath("ids.model")); // content tells, not the name
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("3\n1\n4\n");
    file.close();
    drop({file.fileName()});
    QTRY_COMPARE(desk().session->sequence()->ids, (std::vector<int>{3, 1, 4}));
    QCOMPARE(desk().session->model(), model);
}

void TestMainWindow::aFileWrittenAnewIsFollowedAndSteppedByKeys()
{
    const QString path = m_folder.filePath("training.safetensors");
    const auto write = [&](unsigned seed) {
        QSaveFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(QByteArray::fromStdString(
            saveSafetensors(sampleModel(findCell("gru"), 12, 1, "봄비 ", seed), {0, 1})));
        QVERIFY(file.commit());
    };
    write(1);
    m_window->openFile(path);
    QTRY_VERIFY(m_window->windowTitle().contains("training"));
    QTRY_COMPARE(desk().playback->position(), static_cast<double>(openingSteps));
    const auto* versions = m_window->findChild<Versions*>();
    QVERIFY(!versions->isVisible());
    desk().playback->setPosition(5);
    const ModelPtr first = desk().session->model();
    write(2);
    QTRY_VERIFY(versions->isVisible());
    QTRY_VERIFY(desk().session->model() != first);
    QCOMPARE(desk().playback->position(), 5.0);
    const ModelPtr second = desk().session->model();
    key(Qt::Key_PageUp, Qt::AltModifier);
    QTRY_COMPARE(desk().session->model(), first);
    QVERIFY(versions->findChild<QLabel*>()->text().startsWith("version 1 of 2"));
    key(Qt::Key_PageDown, Qt::AltModifier);
    QTRY_COMPARE(desk().session->model(), second);
    QCOMPARE(desk().playback->position(), 5.0);
    m_window->openExample("poem-ko");
    QTRY_VERIFY(!versions->isVisible());
}

void TestMainWindow::ctrlZGoesBackToTheInputBefore()
{
    const std::string before = desk().session->sequence()->text;
    desk().session->readText("봄비");
    QTRY_COMPARE(desk().session->sequence()->text, std::string("봄비"));
    key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(desk().session->sequence()->text, before);
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(desk().session->sequence()->text, std::string("봄비"));
}

void TestMainWindow::theLanguageSwitchesWithoutARestart()
{
    const auto texts = [&] {
        QStringList all;
        for (const QAction* action : m_window->findChildren<QAction*>())
            if (!action->shortcuts().isEmpty())
                all.append(action->text());
        return all;
    };
    const QStringList english = texts();
    m_window->setLanguage("ko");
    QCoreApplication::processEvents();
    QCoreApplication::processEvents(); // views follow
    const QStringList korean = texts();
    for (qsizetype i = 0; i < english.size(); ++i)
        if (!QStringList{"RNN", "LSTM", "GRU"}.contains(english[i]))
            QVERIFY2(korean[i] != english[i], qPrintable(english[i]));
    m_window->setLanguage("en");
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    QCOMPARE(texts(), english);
}

void TestMainWindow::theThemeRecoloursTheWindow()
{
    const QColor light = m_window->grab().toImage().pixelColor(4, m_window->height() / 2);
    m_window->setTheme("dark");
    QCoreApplication::processEvents();
    const QColor dark = m_window->grab().toImage().pixelColor(4, m_window->height() / 2);
    QVERIFY(light.lightness() > 200);
    QVERIFY(dark.lightness() < 60);
    m_window->setTheme("light");
}

void TestMainWindow::anotherSchemeOfColoursIsChosenInTheMenuAndRemembered()
{
    const auto press = [this](const QString& id) {
        for (QAction* action : m_window->findChildren<QAction*>())
            if (action->data() == id)
                action->trigger();
        QCoreApplication::processEvents();
    };
    press("strong");
    QCOMPARE(desk().scheme, Scheme::Strong);
    const Palette& strong = palette(Theme::Light, Scheme::Strong);
    QCOMPARE(QApplication::palette().color(QPalette::Window), strong.window);
    QCOMPARE(m_window->grab().toImage().pixelColor(4, m_window->height() / 2), strong.window);
    m_window->close();
    QCOMPARE(rememberedAppearance().scheme, QString("strong"));
    press("standard");
    QCOMPARE(desk().scheme, Scheme::Standard);
}

void TestMainWindow::theThemeOfTheSystemIsFollowedWhileRunning()
{
    const QPalette bright(Qt::lightGray, Qt::white), dim(Qt::darkGray, QColor("#333333"));
    QCOMPARE(themeOf(bright), Theme::Light);
    QCOMPARE(themeOf(dim), Theme::Dark);
    const auto tell = [this](const QString& theme) {
        m_window->setTheme(theme);
        desk().theme = Theme::Dark; // as it was before
        QEvent change(QEvent::ThemeChange);
        QCoreApplication::sendEvent(m_window->windowHandle(), &change);
        return desk().theme;
    };
    QCOMPARE(tell({}), Theme::Light); // as the tests' system has it
    QCOMPARE(QApplication::palette().color(QPalette::Window), desk().colours().window);
    QVERIFY(!QCoreApplication::testAttribute(Qt::AA_SetPalette)); // so that it goes on telling
    QCOMPARE(tell("light"), Theme::Dark); // chosen by hand: the system is not asked
    m_window->setTheme("light");
}

void TestMainWindow::nothingIsCutOffInTheSmallestWindow_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << "en";
    QTest::newRow("Korean") << "ko";
}

void TestMainWindow::nothingIsCutOffInTheSmallestWindow()
{
    QFETCH(QString, language);
    m_window->setLanguage(language);
    for (int turns = 0; turns < 4; ++turns) // texts, then layouts
        QCoreApplication::processEvents();
    QCOMPARE(m_window->size(), QSize(1280, 800));
    for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
        if (!widget->isVisible() || !widget->parentWidget() || widget->isWindow())
            continue;
        if (!widget->parentWidget()->layout())
            continue;
        if (!widget->parentWidget()->rect().intersects(widget->geometry())) // put out of sight
            continue;
        const QSize least = widget->minimumSizeHint().boundedTo(widget->maximumSize());
        QVERIFY2(widget->width() >= least.width() && widget->height() >= least.height(),
            qPrintable(
                QString("%1 “%2” %3 < %4")
                    .arg(widget->metaObject()->className(), widget->property("text").toString())
                    .arg(widget->width())
                    .arg(least.width())));
    }
    m_window->setLanguage("en");
}

namespace {

/// The longest time the event loop was not answering while `until` was false.
template <class Until>
qint64 longestStall(Until until)
{
    QElapsedTimer beat;
    qint64 longest = 0;
    beat.start();
    while (!until()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents);
        longest = std::max(longest, beat.restart());
        QTest::qSleep(1);
        beat.restart();
    }
    return longest;
}

}

void TestMainWindow::twentyThousandTokensNeverStallTheWindow()
{
    auto* field = m_window->findChild<QPlainTextEdit*>();
    QVERIFY(field);
    const QString line = QString::fromStdString(desk().session->sequence()->text).left(20);
    qint64 best = 1000;
    for (int attempt = 0; attempt < 3; ++attempt) {
        const QString text = line.repeated(1000) + QString(attempt, line[0]);
        QElapsedTimer paste;
        paste.start();
        field->selectAll();
        field->insertPlainText(text);
        const qint64 pasted = paste.elapsed();
        const qint64 stall = longestStall([&] { return desk().playback->steps() == text.size(); });
        const qint64 after = longestStall([&] { return desk().session->gradient() != nullptr; });
        best = std::min(best, std::max({pasted, stall, after}));
    }
    qInfo("longest stall of the gui thread: %lld ms", best);
    QVERIFY2(best <= 100, qPrintable(QString("%1 ms").arg(best)));
    key(Qt::Key_End);
    QCOMPARE(desk().playback->step(), desk().playback->steps() - 1);
}

void TestMainWindow::cancellingALongTextKeepsTheOldOne()
{
    const ScenePtr before = desk().session->scene();
    const QString text = QString::fromStdString(before->sequences[0]->text).left(20).repeated(5000);
    desk().session->readText(text);
    QVERIFY(desk().session->busy());
    desk().session->cancel();
    QTRY_VERIFY(!desk().session->busy());
    QCOMPARE(desk().session->scene(), before);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
