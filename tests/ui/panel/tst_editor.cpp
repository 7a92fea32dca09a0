#include "ui/panel/editor.h"

#include "tests/support/sample.h"
#include "tests/support/sound.h"
#include "ui/panel/dials.h"
#include "ui/panel/inputactions.h"

#include <QClipboard>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSemaphore>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QTextLayout>
#include <QtTest>

#include <ctime>

using namespace rnnscope;

namespace {

constexpr std::string_view rain = "the rain is soft\nand long ";

struct Typed {
    explicit Typed(std::string_view text = rain)
        : sample(8, 1, text)
        , actions(sample.desk)
        , editor(sample.desk, actions)
        , field(editor.findChild<QPlainTextEdit*>())
    {
        editor.resize(1200, 60);
        editor.show();
        QApplication::setActiveWindow(&editor);
        field->setFocus();
    }

    /// The text of the sequence that is shown, once everything asked for is done.
    QString read()
    {
        while (sample.session.busy())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return QString::fromStdString(sample.session.sequence()->text);
    }
    void replace(const QString& text)
    {
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    void paste(const QString& text)
    {
        QGuiApplication::clipboard()->setText(text);
        field->selectAll();
        field->paste();
    }
    /// An input method's event.
    void compose(const QString& committed, const QString& unfinished)
    {
        QInputMethodEvent event(unfinished, {});
        event.setCommitString(committed);
        QApplication::sendEvent(field, &event);
        QCoreApplication::processEvents();
    }
    QString message() const
    {
        QStringList texts;
        for (const auto* label : editor.findChildren<QLabel*>())
            texts += label->text();
        return texts.join('\n');
    }
    QPushButton* button(const QString& text) const
    {
        for (auto* candidate : editor.findChildren<QPushButton*>())
            if (candidate->text() == text && candidate->isVisible())
                return candidate;
        return nullptr;
    }
    /// Chooses a signal in the menu.
    void choose(const QString& kind)
    {
        for (QAction* action : actions.kinds->actions())
            if (action->data() == kind && action->isVisible())
                action->trigger();
        read();
    }
    /// What is set beside the field, by its name.
    QAbstractSpinBox* dial(const QString& name) const
    {
        for (auto* box : editor.findChildren<QAbstractSpinBox*>())
            if (box->accessibleName() == name && box->isVisible())
                return box;
        return nullptr;
    }
    template <class Number>
    void turn(const QString& name, Number value)
    {
        dial(name)->setProperty("value", value);
        read();
    }
    /// Opens a file of that content with the present model.
    void open(const QString& name, const std::string& content)
    {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(QByteArray::fromStdString(content));
        file.close();
        editor.openFile(file.fileName());
        QTRY_VERIFY(!editor.reading());
        read();
    }
    const Scene& scene() const { return *sample.session.scene(); }
    void readNumbers(Index inputs)
    {
        alter([inputs](Model& model) {
            model.vocabulary = {};
            model.entry = Entry::Values;
            model.layers[0].weights.w = Matrix::Random(model.layers[0].weights.w.rows(), inputs);
        });
    }
    /// Replaces the models by a changed one that reads random tokens or values.
    template <class Alter>
    void alter(Alter change)
    {
        Model model = *sample.session.model();
        change(model);
        Scene scene;
        scene.models.push_back(std::make_shared<const Model>(std::move(model)));
        auto sequence = randomSequence(*scene.models[0], 30, 1);
        Watch watch;
        sample.show(*runScene(std::move(scene), std::move(sequence), watch));
    }

    QTemporaryDir folder;
    SampleDesk sample;
    InputActions actions;
    SequenceEditor editor;
    QPlainTextEdit* field;
};

/// Milliseconds that this thread has computed; other programs do not count.
double computed()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

}

class TestEditor : public QObject {
    Q_OBJECT

private slots:
    void showsTheTextOfTheSequence();
    void typingIsReadAtOnce();
    void unknownCharactersAreNamedAndTheOldSequenceStays();
    void unknownWordsAreCounted();
    void mendingTheTextTakesTheMessageAway();
    void whatIsRefusedStaysWhenAnotherModelIsChosen();
    void whatIsStillReadStaysWhenAnotherModelIsChosen();
    void escBringsTheTextBackAndUndoTheTyped();
    void undoIsReadToo();
    void lineBreaksAreKept();
    void enterIsRefusedWithoutALineBreakInTheVocabulary();
    void decomposedTextIsComposed();
    void unfinishedSyllablesAreNotRead();
    void sequencesFromElsewhereReplaceTheText();
    void longPasteNeverStalls();
    void slowReadingShowsProgressAndCanBeCancelled();
    void quickReadingShowsNoProgress();
    void tokenNumbersAreReadWithoutAVocabulary();
    void wrongTokenNumbersAreNamed();
    void tokensWithNamesCanBeTypedAsNumbers();
    void onlyWhatTheModelReadsIsOffered();
    void signalsAreNamedAndSetBesideTheField();
    void everyNoiseIsAnother();
    void rowsOfAFileAreReadAndNamed();
    void aFileTheOtherWayRoundIsOfferedTransposed();
    void aFileThatFitsNeitherWayIsSaid();
    void aLongSoundIsReadInPart();
    void textsAndTokensAreReadFromFiles();
    void aFileOfSomethingElseIsHandedOn();
    void changesAreUndoneInTurn();
    void whatIsTypedAtOnceIsUndoneAtOnce();
    void undoIsTheWindowsWhereNothingIsTyped();
};

void TestEditor::showsTheTextOfTheSequence()
{
    Typed typed;
    QCOMPARE(typed.field->toPlainText().toStdString(), rain);
}

void TestEditor::typingIsReadAtOnce()
{
    Typed typed;
    typed.replace("rain");
    QCOMPARE(typed.read(), "rain");
    QCOMPARE(typed.sample.playback.steps(), 4);
    QTest::keyClicks(typed.field, "s");
    QCOMPARE(typed.read(), "rains");
}

void TestEditor::unknownCharactersAreNamedAndTheOldSequenceStays()
{
    Typed typed;
    const ScenePtr before = typed.sample.session.scene();
    QTest::keyClicks(typed.field, "Q7");
    typed.read();
    QVERIFY(typed.message().contains("“Q” “7”"));
    QVERIFY(typed.message().contains("stays"));
    QCOMPARE(typed.sample.session.scene(), before);
    QVERIFY(typed.field->toPlainText().startsWith("Q7"));
}

void TestEditor::unknownWordsAreCounted()
{
    Typed typed("abcd");
    typed.alter([](Model& model) {
        model.vocabulary = Vocabulary({"<unk>", "the", "cat", "sat"});
    });
    typed.actions.text->trigger();
    typed.replace("the dog sat");
    typed.read();
    QCOMPARE(typed.scene().sequences[0]->ids, (std::vector{1, 0, 3}));
    QVERIFY(typed.message().contains("1 unknown, read as <unk>"));
}

void TestEditor::mendingTheTextTakesTheMessageAway()
{
    Typed typed;
    QTest::keyClicks(typed.field, "Q");
    typed.read();
    QTest::keyClick(typed.field, Qt::Key_Backspace);
    QCOMPARE(typed.read().toStdString(), rain);
    QVERIFY(!typed.message().contains("“Q”"));
}

void TestEditor::whatIsRefusedStaysWhenAnotherModelIsChosen()
{
    Typed typed;
    QTest::keyClicks(typed.field, "Q7");
    typed.read();
    typed.sample.session.choose(2);
    QVERIFY(typed.field->toPlainText().startsWith("Q7"));
    QVERIFY(typed.message().contains("“Q” “7”"));
    QTest::keyClick(typed.field, Qt::Key_Backspace);
    QTest::keyClick(typed.field, Qt::Key_Backspace);
    QCOMPARE(typed.read().toStdString(), rain);
    QVERIFY(!typed.message().contains("“Q”"));
}

void TestEditor::whatIsStillReadStaysWhenAnotherModelIsChosen()
{
    Typed typed;
    QTest::keyClicks(typed.field, "Q7");
    QVERIFY(typed.sample.session.busy());
    typed.sample.session.choose(2);
    typed.read();
    QVERIFY(typed.field->toPlainText().startsWith("Q7"));
    QVERIFY(typed.message().contains("“Q” “7”"));
}

void TestEditor::escBringsTheTextBackAndUndoTheTyped()
{
    Typed typed;
    QTest::keyClicks(typed.field, "Q");
    typed.read();
    QTest::keyClick(typed.field, Qt::Key_Escape);
    QCOMPARE(typed.field->toPlainText().toStdString(), rain);
    typed.read();
    QVERIFY(!typed.message().contains("“Q”"));
    typed.field->undo();
    QVERIFY(typed.field->toPlainText().startsWith("Q"));
}

void TestEditor::undoIsReadToo()
{
    Typed typed;
    typed.replace("rain");
    typed.read();
    QTest::keyClick(typed.field, Qt::Key_Z, Qt::ControlModifier);
    const QString undone = typed.field->toPlainText();
    QVERIFY(undone != "rain");
    QCOMPARE(typed.read(), undone);
    QTest::keyClick(typed.field, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(typed.field->toPlainText(), "rain");
    QCOMPARE(typed.read(), "rain");
}

void TestEditor::lineBreaksAreKept()
{
    Typed typed;
    typed.paste("rain\r\nand\nrain");
    QCOMPARE(typed.read(), "rain\nand\nrain");
    QTest::keyClick(typed.field, Qt::Key_Return);
    QCOMPARE(typed.read(), "rain\nand\nrain\n");
}

void TestEditor::enterIsRefusedWithoutALineBreakInTheVocabulary()
{
    Typed typed("no break");
    QTest::keyClick(typed.field, Qt::Key_Return);
    QCOMPARE(typed.field->toPlainText(), "no break");
}

void TestEditor::decomposedTextIsComposed()
{
    Typed typed(SampleDesk::poem);
    typed.paste(QStringLiteral("봄비").normalized(QString::NormalizationForm_D));
    QCOMPARE(typed.read(), "봄비");
    QVERIFY(!typed.message().contains("✗"));
}

void TestEditor::unfinishedSyllablesAreNotRead()
{
    Typed typed(SampleDesk::poem);
    typed.field->clear();
    typed.read();
    QSignalSpy busy(&typed.sample.session, &Session::busyChanged);
    typed.compose({}, "ㅂ");
    typed.compose({}, "봄");
    typed.compose("봄", "ㅂ");
    typed.compose({}, "비");
    QCOMPARE(busy.count(), 0);
    QCOMPARE(typed.field->textCursor().block().layout()->preeditAreaText(), "비");
    typed.compose("비", {});
    QCOMPARE(typed.read(), "봄비");
    QCOMPARE(typed.field->toPlainText(), "봄비");
}

void TestEditor::sequencesFromElsewhereReplaceTheText()
{
    Typed typed;
    typed.sample.session.read([](const Model& m) { return sequenceFromText(m, "and rain"); });
    QCOMPARE(typed.read(), "and rain");
    QCOMPARE(typed.field->toPlainText(), "and rain");
}

void TestEditor::longPasteNeverStalls()
{
    QString poem;
    const QString line = QString::fromUtf8(SampleDesk::poem.data(), SampleDesk::poem.size());
    while (poem.size() < 20000)
        poem += line.section('\n', 0, 0) + ' ';
    poem.truncate(20000);
    Typed typed(SampleDesk::poem);
    QCoreApplication::processEvents();
    double longest = 0;
    const auto measure = [&](auto act) {
        const double before = computed();
        act();
        longest = std::max(longest, computed() - before);
    };
    measure([&] { typed.paste(poem); });
    do {
        measure([] { QCoreApplication::processEvents(QEventLoop::AllEvents, 0); });
    } while (typed.sample.session.busy());
    measure([&] { QTest::keyClick(typed.field, Qt::Key_Backspace); });
    measure([] { QCoreApplication::processEvents(); });
    qInfo("the gui thread computed %.0f ms at a time", longest);
    QVERIFY(longest < 100);
    QCOMPARE(typed.read().size(), 19999);
}

void TestEditor::slowReadingShowsProgressAndCanBeCancelled()
{
    Typed typed;
    const ScenePtr before = typed.sample.session.scene();
    auto* bar = typed.editor.findChild<QProgressBar*>();
    QSemaphore gate;
    typed.sample.session.read([&gate](const Model& model) {
        gate.acquire();
        return sequenceFromText(model, "rain");
    });
    QVERIFY(!bar->isVisible());
    QTRY_VERIFY(bar->isVisible());
    QTest::mouseClick(typed.button("Cancel"), Qt::LeftButton);
    gate.release();
    typed.read();
    QVERIFY(!bar->isVisible());
    QVERIFY(typed.message().contains("Stopped"));
    QCOMPARE(typed.sample.session.scene(), before);
}

void TestEditor::quickReadingShowsNoProgress()
{
    Typed typed;
    QTest::keyClicks(typed.field, "rain");
    typed.read();
    QVERIFY(!typed.editor.findChild<QTimer*>("patience")->isActive());
    QVERIFY(!typed.editor.findChild<QProgressBar*>()->isVisible());
}

void TestEditor::tokenNumbersAreReadWithoutAVocabulary()
{
    Typed typed;
    typed.alter([](Model& model) { model.vocabulary = {}; });
    const auto& ids = typed.sample.session.sequence()->ids;
    QVERIFY(typed.field->toPlainText().startsWith(QString("%1, %2, ").arg(ids[0]).arg(ids[1])));
    typed.replace("3, 1,4 ");
    typed.read();
    QCOMPARE(typed.sample.session.sequence()->ids, (std::vector<int>{3, 1, 4}));
    QCOMPARE(typed.field->toPlainText(), "3, 1,4 ");
    typed.choose("noise");
    QCOMPARE(typed.sample.playback.steps(), 48);
    QCOMPARE(typed.field->toPlainText().count(','), 47);
}

void TestEditor::wrongTokenNumbersAreNamed()
{
    Typed typed;
    typed.alter([](Model& model) { model.vocabulary = {}; });
    typed.replace("3, x");
    typed.read();
    QVERIFY(typed.message().contains("“x”"));
    typed.replace("3, 999");
    typed.read();
    QVERIFY(typed.message().contains("999"));
    QCOMPARE(typed.sample.playback.steps(), 30);
}

void TestEditor::tokensWithNamesCanBeTypedAsNumbers()
{
    Typed typed("abcd");
    typed.actions.numbers->trigger();
    QCOMPARE(typed.field->toPlainText(), "0, 1, 2, 3");
    typed.replace("3 3");
    typed.read();
    QCOMPARE(typed.scene().sequences[0]->ids, (std::vector<int>{3, 3}));
    typed.actions.text->trigger();
    QCOMPARE(typed.field->toPlainText(), "dd");
    typed.replace("ab");
    QCOMPARE(typed.read(), "ab");
}

void TestEditor::onlyWhatTheModelReadsIsOffered()
{
    Typed typed;
    const auto offered = [&] {
        QStringList names;
        for (const QAction* action : typed.actions.all())
            if (action->isVisible() && !action->isSeparator())
                names += action->text().remove('&');
        return names.mid(0, names.size() - 2); // back and forward
    };
    QCOMPARE(offered(), (QStringList{"Text", "Token numbers", "From a file…", "Random tokens"}));
    typed.alter([](Model& model) { model.vocabulary = {}; });
    QCOMPARE(offered(), (QStringList{"From a file…", "Random tokens"}));
    typed.readNumbers(2);
    QCOMPARE(offered(), (QStringList{"From a file…", "Sine", "Impulse", "Step", "Sweep", "Noise"}));
}

void TestEditor::signalsAreNamedAndSetBesideTheField()
{
    Typed typed;
    typed.readNumbers(2);
    QVERIFY(typed.field->isReadOnly());
    typed.choose("sine");
    QCOMPARE(typed.field->toPlainText(), "Sine, 48 × 2");
    QVERIFY(std::abs(typed.scene().sequences[0]->values(0, 3) - 1) < 1e-6);
    typed.turn("period", 8.0);
    QVERIFY(std::abs(typed.scene().sequences[0]->values(0, 2) - 1) < 1e-6);
    typed.turn("length", 20);
    QCOMPARE(typed.field->toPlainText(), "Sine, 20 × 2");
    typed.choose("impulse");
    QCOMPARE(typed.scene().sequences[0]->steps(), 20);
    typed.turn("at step", 19.0);
    QCOMPARE(typed.scene().sequences[0]->values(1, 19), Real(1));
    typed.turn("length", 5); // the impulse stays within
    QCOMPARE(typed.scene().sequences[0]->values(1, 4), Real(1));
    typed.choose("sweep");
    QVERIFY(typed.dial("length") && !typed.dial("at step") && !typed.dial("seed"));
}

void TestEditor::everyNoiseIsAnother()
{
    Typed typed;
    typed.readNumbers(2);
    typed.choose("noise");
    const Matrix first = typed.scene().sequences[0]->values;
    typed.choose("noise");
    QVERIFY(typed.scene().sequences[0]->values != first);
    typed.turn("seed", 1.0);
    QCOMPARE(typed.scene().sequences[0]->values, first);
}

void TestEditor::rowsOfAFileAreReadAndNamed()
{
    Typed typed;
    typed.readNumbers(2);
    typed.open("rows.csv", "1,2\n3,4\n5,6\n");
    QCOMPARE(typed.scene().sequences[0]->values, Matrix({{1, 3, 5}, {2, 4, 6}}));
    QCOMPARE(typed.field->toPlainText(), "rows.csv, 3 × 2");
    typed.turn("from", 1);
    QCOMPARE(typed.scene().sequences[0]->values, Matrix({{3, 5}, {4, 6}}));
    QCOMPARE(typed.field->toPlainText(), "rows.csv, 2 × 2, from 1 of 3");
    typed.turn("length", 1);
    QCOMPARE(typed.scene().sequences[0]->values, Matrix({{3}, {4}}));
}

void TestEditor::aFileTheOtherWayRoundIsOfferedTransposed()
{
    Typed typed;
    typed.readNumbers(2);
    const ScenePtr before = typed.sample.session.scene();
    QVERIFY(!typed.button("Transpose"));
    QSignalSpy failed(&typed.editor, &SequenceEditor::failed);
    typed.open("rows.csv", "1,2,3\n4,5,6\n");
    QCOMPARE(failed.count(), 1); // so that nothing more is done with it
    QCOMPARE(typed.sample.session.scene(), before);
    QVERIFY(typed.message().contains("stays"));
    QTest::mouseClick(typed.button("Transpose"), Qt::LeftButton);
    typed.read();
    QCOMPARE(typed.scene().sequences[0]->values, Matrix({{1, 2, 3}, {4, 5, 6}}));
    QCOMPARE(typed.field->toPlainText(), "rows.csv, 3 × 2");
    QVERIFY(!typed.button("Transpose"));
}

void TestEditor::aFileThatFitsNeitherWayIsSaid()
{
    Typed typed;
    typed.readNumbers(2);
    QSignalSpy failed(&typed.sample.session, &Session::failed);
    typed.open("rows.csv", "1,2,3\n4,5,6\n7,8,9\n");
    QCOMPARE(failed.count(), 1);
    QVERIFY(QString::fromStdString(failed[0][0].value<Error>().found).contains("found 3 (3 rows"));
    QVERIFY(typed.message().contains("stays"));
    QVERIFY(!typed.button("Transpose"));
}

void TestEditor::aLongSoundIsReadInPart()
{
    Typed typed;
    typed.readNumbers(1);
    std::string samples;
    for (int t = 0; t < 5000; ++t)
        samples += stored(int16_t(t < 100 ? 0 : 9000), int16_t(t < 100 ? 0 : 1000));
    typed.open("two.wav", riff(soundFormat(1, 2, 16) + chunk("data", samples)));
    QCOMPARE(typed.scene().sequences[0]->steps(), 2000);
    QVERIFY(std::abs(typed.scene().sequences[0]->values(0, 0) - 5000 / 32768.0) < 1e-6);
    QCOMPARE(typed.field->toPlainText(),
        "two.wav, 2,000 × 1, from 100 of 5,000, 8 kHz, mean of 2 channels");
    typed.turn("from", 4000);
    QCOMPARE(typed.scene().sequences[0]->steps(), 1000);
}

void TestEditor::textsAndTokensAreReadFromFiles()
{
    Typed typed;
    typed.open("poem.txt", "rain and rain");
    QCOMPARE(typed.field->toPlainText(), "rain and rain");
    QVERIFY(typed.message().contains("poem.txt, 13"));
    typed.open("ids.csv", "3\n1\n4\n");
    QCOMPARE(typed.scene().sequences[0]->ids, (std::vector<int>{3, 1, 4}));
    typed.turn("from", 1);
    QCOMPARE(typed.scene().sequences[0]->ids, (std::vector<int>{1, 4}));
    typed.replace("rain");
    QCOMPARE(typed.read(), "rain");
    QVERIFY(!typed.dial("from"));
}

void TestEditor::aFileOfSomethingElseIsHandedOn()
{
    Typed typed;
    QSignalSpy failed(&typed.editor, &SequenceEditor::failed);
    typed.open("a.bin", std::string("\0\1\2", 3));
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].value<Error>().where.find("a.bin") != std::string::npos);
}

void TestEditor::changesAreUndoneInTurn()
{
    Typed typed;
    typed.readNumbers(2);
    typed.choose("sine");
    typed.choose("impulse");
    typed.turn("at step", 3.0);
    typed.turn("at step", 4.0); // of one spell with the impulse
    typed.actions.undo->trigger();
    typed.read();
    QCOMPARE(typed.field->toPlainText(), "Sine, 48 × 2");
    QVERIFY(typed.dial("period"));
    typed.actions.undo->trigger();
    typed.read();
    QVERIFY(!typed.actions.undo->isEnabled());
    typed.actions.redo->trigger();
    typed.actions.redo->trigger();
    typed.read();
    QCOMPARE(typed.field->toPlainText(), "Impulse, 48 × 2");
    QCOMPARE(typed.scene().sequences[0]->values(0, 4), Real(1));
    QVERIFY(!typed.actions.redo->isEnabled());
}

void TestEditor::whatIsTypedAtOnceIsUndoneAtOnce()
{
    Typed typed;
    typed.replace("rain");
    typed.read();
    QTest::keyClicks(typed.field, " and");
    QCOMPARE(typed.read(), "rain and");
    typed.actions.undo->trigger();
    QCOMPARE(typed.read().toStdString(), rain);
    typed.actions.redo->trigger();
    QCOMPARE(typed.read(), "rain and");
}

void TestEditor::undoIsTheWindowsWhereNothingIsTyped()
{
    Typed typed;
    const auto wantsUndo = [&] {
        QKeyEvent event(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
        event.ignore();
        QApplication::sendEvent(typed.field, &event);
        return event.isAccepted();
    };
    QVERIFY(!wantsUndo());
    typed.replace("rain");
    typed.read();
    QVERIFY(wantsUndo());
    typed.choose("noise");
    QVERIFY(!wantsUndo());
}

QTEST_MAIN(TestEditor)
#include "tst_editor.moc"
