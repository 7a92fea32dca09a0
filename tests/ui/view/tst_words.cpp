#include "ui/view/words.h"

#include "core/math/activation.h"
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
    double value(int track, int unit, int step) const
    {
        return sample.session.trace()->layers[0].tracks[static_cast<size_t>(track)](unit, step);
    }

    SampleDesk sample{16};
    Words view;
    Refresher refresher;
};

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
