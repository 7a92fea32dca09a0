#include "ui/panel/editor.h"

#include "tests/support/sample.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSemaphore>
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
        , editor(sample.desk)
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
        return QString::fromStdString(sample.session.scene()->sequence->text);
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

    SampleDesk sample;
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
    void mendingTheTextTakesTheMessageAway();
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
    void modelOfValuesOffersTestSequences();
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

void TestEditor::mendingTheTextTakesTheMessageAway()
{
    Typed typed;
    QTest::keyClicks(typed.field, "Q");
    typed.read();
    QTest::keyClick(typed.field, Qt::Key_Backspace);
    QCOMPARE(typed.read().toStdString(), rain);
    QVERIFY(!typed.message().contains("“Q”"));
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
    const auto& ids = typed.sample.session.scene()->sequence->ids;
    QVERIFY(typed.field->toPlainText().startsWith(QString("%1, %2, ").arg(ids[0]).arg(ids[1])));
    typed.replace("3, 1,4 ");
    typed.read();
    QCOMPARE(typed.sample.session.scene()->sequence->ids, (std::vector<int>{3, 1, 4}));
    QCOMPARE(typed.field->toPlainText(), "3, 1,4 ");
    QTest::mouseClick(typed.button("Random"), Qt::LeftButton);
    typed.read();
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

void TestEditor::modelOfValuesOffersTestSequences()
{
    Typed typed;
    typed.alter([](Model& model) {
        model.vocabulary = {};
        model.entry = Entry::Values;
        model.layers[0].weights.w = Matrix::Random(model.layers[0].weights.w.rows(), 2);
    });
    QVERIFY(typed.field->isReadOnly());
    QVERIFY(typed.field->placeholderText().contains("2 a step"));
    QTest::mouseClick(typed.button("Sine"), Qt::LeftButton);
    typed.read();
    const Matrix sine = typed.sample.session.scene()->sequence->values;
    QCOMPARE(sine.cols(), 48);
    QVERIFY(std::abs(sine(0, 3) - 1) < 1e-6);
    QTest::mouseClick(typed.button("Random"), Qt::LeftButton);
    typed.read();
    QVERIFY(typed.sample.session.scene()->sequence->values != sine);
}

QTEST_MAIN(TestEditor)
#include "tst_editor.moc"
