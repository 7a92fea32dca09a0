#include "ui/view/words.h"

#include "core/math/activation.h"
#include "core/pack/tensor.h"
#include "tests/support/sample.h"
#include "ui/paint/text.h"
#include "ui/view/refresher.h"

#include <QSpinBox>
#include <QtTest>

using namespace rnnscope;

namespace {

/// The words on a sample desk, shown and up to date.
struct Shown {
    Shown()
        : view(sample.desk)
        , refresher(sample.desk)
    {
        refresher.add(&view);
        view.resize(310, 380);
        view.show();
        refresher.flush();
    }
    /// Moves into a phase of step 14, counted from 1.
    const Account& phase(int number)
    {
        const auto count = phases(*sample.session.model(), 0).size();
        sample.playback.setPosition(13 + number / static_cast<double>(count));
        refresher.flush();
        return view.account();
    }
    void open(int term)
    {
        sample.selection.closeTerm();
        refresher.flush();
        QTest::mouseClick(view.lines()[size_t(term)], Qt::LeftButton);
        refresher.flush();
    }
    /// Presses a line of what the open term came from.
    void pressSource(int source)
    {
        QTest::mouseClick(
            view.lines()[size_t(sample.selection.term() + 1 + source)], Qt::LeftButton);
        refresher.flush();
    }
    /// Gives a line the keys.
    void focus(int line)
    {
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        view.lines()[size_t(line)]->setFocus();
    }
    void pressLast() { pressSource(int(view.sources().size()) - 1); }
    double value(int track, int unit, int step) const
    {
        return sample.session.trace()->layers[0].tracks[static_cast<size_t>(track)](unit, step);
    }

    SampleDesk sample{16};
    Words view;
    Refresher refresher;
};

/// A number as it is written, in thousandths.
qint64 thousandths(QString written)
{
    return qRound64(written.replace(u'−', u'-').toDouble() * 1000);
}

}

class TestWords : public QObject {
    Q_OBJECT

private slots:
    void everyPhaseSaysItsTitleEquationAndHint()
    {
        Shown shown;
        const Cell& cell = *shown.sample.session.model()->layers[0].cell;
        for (size_t i = 0; i < cell.phases().size(); ++i) {
            const Phase& phase = cell.phases()[i];
            const Account& account = shown.phase(static_cast<int>(i) + 1);
            QCOMPARE(account.title, QString(phase.title));
            QCOMPARE(account.hint, QString(phase.hint));
            QCOMPARE(account.equations.size(), phase.tracks.size());
        }
    }

    void theTermsAddUpToTheResult()
    {
        Shown shown;
        shown.sample.selection.setUnit(3);
        const Account& account = shown.phase(1);
        double sum = 0;
        for (const AccountRow& row : account.terms)
            sum += QString(row.value).replace(u'−', u'-').toDouble();
        const double forget = shown.value(1, 3, 13);
        QVERIFY(std::abs(sigmoid(sum) - forget) < 2e-3);
        QCOMPARE(account.result.value, fixedNumber(forget, 3));
        QVERIFY(account.result.symbol.starts_with("f_t = σ("));
    }

    void theKeysStayWhenTheLineThatHadThemGoes()
    {
        Shown shown;
        shown.phase(1);
        shown.open(1); // U h
        shown.focus(shown.sample.selection.term() + 2);
        const auto before = shown.view.lines().size();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // walks there
        shown.refresher.flush();
        QVERIFY(shown.view.lines().size() < before);
        QVERIFY(shown.view.isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left, Qt::AltModifier); // and back
        shown.refresher.flush();
        QCOMPARE(shown.view.lines().size(), before);
    }

    void whatEntersIsNamedAtItsTerm()
    {
        Shown shown;
        QCOMPARE(shown.phase(1).terms.front().note, QStringLiteral("“작”"));
        QVERIFY(shown.phase(1).terms.back().note.isEmpty());
    }

    void theSelectedTrackIsExplainedWhereThePhaseComputesIt()
    {
        Shown shown;
        shown.sample.selection.setTrack(2);
        QVERIFY(shown.phase(2).equations.front().starts_with("g_t"));
        QCOMPARE(shown.phase(2).result.value, fixedNumber(shown.value(2, 0, 13), 3));
        QVERIFY(shown.phase(1).equations.front().starts_with("f_t"));
    }

    void productsShowTheirFactors()
    {
        Shown shown;
        shown.sample.selection.setTrack(5);
        const Account& account = shown.phase(4);
        QCOMPARE(account.terms[1].symbol, std::string("× tanh c_t"));
        QCOMPARE(account.terms[0].value, fixedNumber(shown.value(3, 0, 13), 3));
        QCOMPARE(account.result.symbol, std::string("h_t"));
    }

    void thePredictionIsThatOfTheMostProbableToken()
    {
        Shown shown;
        const Trace& trace = *shown.sample.session.trace();
        Index best = 0;
        const Matrix p = softmax(trace.logits);
        const double top = p.col(13).maxCoeff(&best);
        const Account& account = shown.phase(5);
        QCOMPARE(account.result.value, fixedNumber(top, 3));
        const std::string& token
            = shown.sample.session.model()->vocabulary.token(static_cast<int>(best));
        QVERIFY(account.subject.contains(QString::fromStdString(token)));
        QVERIFY(!shown.view.findChild<QSpinBox*>()->isVisible());
    }

    void outputsThatAreNoTokensHaveNoProbability()
    {
        Model model = sampleModel(cells()[0], 4, 2, "ab");
        model.entry = Entry::Values;
        const Sequence sequence = *randomSequence(model, 5, 1);
        Watch watch;
        const Trace trace = *forward(model, sequence, watch);
        const Account account = accountOf(model, sequence, trace, {1, 0, 0, 3, 2});
        QCOMPARE(account.equations.front(), std::string("y_t = V h_t + a"));
        QCOMPARE(account.result.value, fixedNumber(trace.logits(0, 3), 3));
    }

    void theSpinBoxAndTheSelectionAgree()
    {
        Shown shown;
        shown.phase(1);
        auto* box = shown.view.findChild<QSpinBox*>();
        box->stepUp();
        QCOMPARE(shown.sample.selection.unit(), 1);
        shown.sample.selection.setUnit(9);
        shown.refresher.flush();
        QCOMPARE(box->value(), 9);
        QCOMPARE(box->maximum(), 15);
    }

    void aTermOpensAndClosesByMouseAndByKeyboard()
    {
        Shown shown;
        shown.phase(1);
        QTest::mouseClick(shown.view.lines()[1], Qt::LeftButton);
        shown.refresher.flush();
        QCOMPARE(shown.sample.selection.term(), 1);
        QCOMPARE(shown.sample.selection.track(), 1); // what is explained is selected with it
        QVERIFY(!shown.view.sources().empty());
        shown.focus(1);
        QTest::keyClick(shown.view.lines()[1], Qt::Key_Return);
        shown.refresher.flush();
        QCOMPARE(shown.sample.selection.term(), -1);
        QVERIFY(shown.view.sources().empty());
    }

    void theNumbersWrittenAddUpToTheTermAsWritten()
    {
        Shown shown;
        for (const int phase : {1, 2, 3, 4, 5}) {
            shown.phase(phase);
            for (int term = 0; term < int(shown.view.account().terms.size()); ++term) {
                shown.open(term);
                qint64 sum = 0;
                for (const SourceLine& source : shown.view.sources())
                    sum += thousandths(source.value);
                const QString& written = shown.view.account().terms[size_t(term)].value;
                QCOMPARE(sum, thousandths(written));
            }
        }
    }

    void theLargestProductsStandFirstAndMoreAreListedOnRequest()
    {
        Shown shown;
        shown.phase(1);
        shown.open(1);
        const auto listed = shown.view.sources();
        QCOMPARE(listed.size(), size_t(7));
        QVERIFY(listed.back().rest);
        for (size_t i = 1; i < 6; ++i)
            QVERIFY(std::abs(listed[i - 1].share) >= std::abs(listed[i].share));
        shown.pressLast();
        QVERIFY(shown.view.sources().size() >= 16);
    }

    void aNumberLeadsToWhereItWasMade()
    {
        Shown shown;
        shown.sample.selection.setTrack(4);
        shown.sample.selection.setUnit(5);
        shown.phase(3);
        shown.open(0); // f_t c_{t−1}
        shown.pressSource(1);
        QCOMPARE(shown.sample.selection.track(), 4);
        QCOMPARE(shown.sample.playback.step(), 12);
        QCOMPARE(shown.view.account().origin, (Origin{Origin::Value, 0, 4, 5, 12}));
        QCOMPARE(shown.view.account().result.value, fixedNumber(shown.value(4, 5, 12), 3));
        shown.open(1); // i_t g_t
        shown.pressSource(1);
        QCOMPARE(shown.view.account().origin, (Origin{Origin::Value, 0, 2, 5, 12}));
        QCOMPARE(shown.view.trail().stops().size(), size_t(3));
    }

    void backAndForwardGoAlongTheWalk()
    {
        Shown shown;
        shown.sample.selection.setTrack(4);
        shown.phase(3);
        shown.open(0);
        shown.pressSource(1);
        const double there = shown.sample.playback.position();
        shown.focus(0);
        QTest::keyClick(shown.view.lines()[0], Qt::Key_Left, Qt::AltModifier);
        shown.refresher.flush();
        QCOMPARE(shown.sample.playback.step(), 13);
        QCOMPARE(shown.sample.selection.term(), 0); // as it was left
        QTest::keyClick(shown.view.lines()[0], Qt::Key_Right, Qt::AltModifier);
        shown.refresher.flush();
        QCOMPARE(shown.sample.playback.position(), there);
        QTest::keyClick(shown.view.lines()[0], Qt::Key_Backspace);
        shown.refresher.flush();
        QCOMPARE(shown.sample.playback.step(), 13);
        QCOMPARE(shown.view.trail().place(), 0);
    }

    void aChoiceElsewhereBeginsAnotherWalk()
    {
        Shown shown;
        shown.sample.selection.setTrack(4);
        shown.phase(3);
        shown.open(0);
        shown.pressSource(1);
        shown.sample.playback.toStep(20);
        shown.refresher.flush();
        QVERIFY(!shown.view.trail().empty()); // moving is no choice
        shown.sample.selection.choose(0, 4, 0);
        shown.refresher.flush();
        QVERIFY(shown.view.trail().empty());
    }

    void aWalkEndsWithItsScene()
    {
        Shown shown;
        shown.sample.selection.setTrack(4);
        shown.phase(3);
        shown.open(0);
        shown.pressSource(1);
        shown.sample.session.choose(2);
        shown.refresher.flush();
        QVERIFY(shown.view.trail().empty());
    }

    void atATokenTheWalkEnds()
    {
        Shown shown;
        shown.phase(1);
        shown.open(0);
        QCOMPARE(shown.view.sources().size(), size_t(1));
        const Scene& scene = *shown.sample.session.scene();
        const QString end = endOfWalk(
            *scene.models.front(), *scene.sequences.front(), *shown.view.sources().front().origin);
        QVERIFY2(end.contains(QStringLiteral("the token “작”, read at step 14")), qPrintable(end));
        const auto lines = shown.view.lines();
        QVERIFY(!lines[1]->isEnabled()); // there is nowhere to go
    }

    void atABiasTheWalkEnds()
    {
        Shown shown;
        shown.phase(1);
        shown.open(2);
        for (const SourceLine& source : shown.view.sources())
            if (!source.note.isEmpty() || source.rest)
                QVERIFY(!source.origin); // what rounding leaves is nowhere
            else
                QCOMPARE(source.origin->kind, Origin::Parameter);
        QCOMPARE(shown.view.sources().front().symbol.substr(1), std::string("_f"));
    }

    void theArrowKeysGoFromLineToLine()
    {
        Shown shown;
        shown.phase(1);
        const auto lines = shown.view.lines();
        shown.focus(0);
        QTest::keyClick(lines[0], Qt::Key_Down);
        QVERIFY(lines[1]->hasFocus());
        QTest::keyClick(lines[1], Qt::Key_Up);
        QVERIFY(lines[0]->hasFocus());
        QTest::keyClick(lines[0], Qt::Key_Up);
        QVERIFY(lines[0]->hasFocus());
    }

    void anOpenTermStaysOpenFromStepToStep()
    {
        Shown shown;
        shown.phase(1);
        shown.open(1);
        const auto before = shown.view.sources().front().value;
        shown.sample.playback.setPosition(20.2);
        shown.refresher.flush();
        QCOMPARE(shown.sample.selection.term(), 1);
        QVERIFY(shown.view.sources().front().value != before);
        shown.sample.playback.setPosition(20.4); // another phase explains another value
        shown.refresher.flush();
        QVERIFY(shown.view.sources().empty());
    }

    void whatIsShownIsSaidToThoseWhoDoNotSeeIt()
    {
        Shown shown;
        shown.phase(1);
        shown.open(1);
        const QString said = shown.view.accessibleDescription();
        QVERIFY(said.contains(shown.view.account().title));
        QVERIFY(said.contains(shown.view.account().result.value));
        QVERIFY(said.contains(shown.view.sources().front().value));
    }

    void theNumbersAreThoseOfTheTraceAndItsExplanation()
    {
        Shown shown;
        shown.sample.selection.setUnit(3);
        shown.phase(1);
        const std::vector<Tensor> numbers = shown.view.numbers();
        QCOMPARE(numbers.size(), size_t(3));
        QCOMPARE(numbers[0].name, std::string("0/forget/terms"));
        double sum = 0;
        for (const double term : numbers[0].numbers())
            sum += term;
        QVERIFY(std::abs(sum - numbers[1].numbers().front()) < 1e-5);
        QCOMPARE(Real(numbers[2].numbers().front()), Real(shown.value(1, 3, 13)));
    }

    void anOpenTermScrollsWhereThereIsNoRoom()
    {
        Shown shown;
        shown.view.resize(330, 280);
        shown.phase(1);
        shown.open(1);
        shown.pressLast(); // lists all of them
        QVERIFY(shown.view.bottom() > shown.view.height());
        AccountLine* const last = shown.view.lines().back();
        auto* column = shown.view.findChild<BlockColumn*>();
        column->ensureWidgetVisible(last);
        QVERIFY(last->visibleRegion().boundingRect().height() > 10);
    }

    void nothingIsCutOffInAnyPhaseOfAnyCell()
    {
        Shown shown;
        for (int cell = 0; cell < 3; ++cell) {
            shown.sample.session.choose(cell);
            const auto count = static_cast<int>(phases(*shown.sample.session.model(), 0).size());
            for (int phase = 1; phase <= count; ++phase) {
                shown.phase(phase);
                for (const QSize size : {QSize(300, 380), QSize(360, 420)}) {
                    shown.view.resize(size);
                    QVERIFY2(shown.view.bottom() <= size.height(),
                        qPrintable(shown.view.account().title));
                }
            }
        }
    }
};

QTEST_MAIN(TestWords)
#include "tst_words.moc"
