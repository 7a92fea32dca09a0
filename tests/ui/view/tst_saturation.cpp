#include "ui/view/saturation.h"

#include "core/pack/tensor.h"
#include "tests/support/shownview.h"

#include <QtTest>

using namespace rnnscope;

namespace {

using Shown = ShownView<SaturationMap>;

}

class TestSaturationMap : public QObject {
    Q_OBJECT

private slots:
    void theNumbersAreSharesOfTheTrace()
    {
        SampleDesk sample(16);
        const Shown shown(sample.desk);
        const LayerTrace& trace = sample.session.trace()->layers[0];
        const std::vector<Tensor> numbers = shown.view.numbers();
        QCOMPARE(numbers.size(), size_t(4)); // three gates and the candidate
        QCOMPARE(numbers[1].name, std::string("0/forget.saturation"));
        for (size_t track = 0; track < 4; ++track) {
            const Matrix found = matrixOf(numbers[track]), values = trace.tracks[track];
            const Real low = track == Lstm::Candidate ? Real(-0.9) : Real(0.1);
            for (Index unit = 0; unit < values.rows(); ++unit) {
                const auto share = [&](auto count) {
                    return static_cast<Real>(count) / static_cast<Real>(values.cols());
                };
                QCOMPARE(found(unit, 0), share((values.row(unit).array() < low).count()));
                QCOMPARE(found(unit, 1), share((values.row(unit).array() > Real(0.9)).count()));
            }
        }
    }

    void aClickChoosesTheUnit()
    {
        SampleDesk sample(4);
        put(sample, altered("", {.cell = lstm({}), .units = 16}, [](Model& model) {
            model.layers[0].weights.u *= 5; // so that units differ
        }));
        Shown shown(sample.desk);
        int unit = 1; // the first that stands apart from unit 0
        while (unit < 15
            && std::abs(shown.view.placeOf(Lstm::Forget, unit).x()
                   - shown.view.placeOf(Lstm::Forget, 0).x())
                < 12)
            ++unit;
        const QPointF place = shown.view.placeOf(Lstm::Forget, unit);
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, place.toPoint());
        QCOMPARE(shown.view.placeOf(Lstm::Forget, sample.selection.unit()), place);
        QVERIFY(sample.selection.unit() > 0);
    }

    void aUnitThatTheSelectedTrackLacksSelectsItsTrack()
    {
        SampleDesk sample(4);
        put(sample, exhibit("", {.cell = lstm({.projection = true})}));
        sample.selection.setTrack(Lstm::Hidden); // two units, where the gates have three
        Shown shown(sample.desk);
        for (int track : {Lstm::Input, Lstm::Forget, Lstm::Output}) {
            sample.selection.setTrack(Lstm::Hidden);
            const QPointF place = shown.view.placeOf(track, 2);
            if (place == shown.view.placeOf(track, 0) || place == shown.view.placeOf(track, 1))
                continue;
            QTest::mouseClick(&shown.view, Qt::LeftButton, {}, place.toPoint());
            QCOMPARE(sample.selection.unit(), 2);
            QCOMPARE(sample.selection.track(), track);
        }
    }

    void hoveringTellsBothShares()
    {
        SampleDesk sample(16);
        const Shown shown(sample.desk);
        const Matrix shares = matrixOf(shown.view.numbers()[Lstm::Output]);
        const QString text = shown.view.describe(shown.view.placeOf(Lstm::Output, 3));
        QVERIFY2(text.contains("output gate") && text.contains("3"), qPrintable(text));
        for (const int end : {0, 1}) {
            const auto percent = QString::number(qRound(100 * shares(3, end)));
            QVERIFY2(text.contains("in " + percent + " %"), qPrintable(text));
        }
        QVERIFY(shown.view.describe(QPointF(0, 0)).isEmpty());
    }

    void everyDotLiesInTheViewUnderTheDiagonal()
    {
        SampleDesk sample(64);
        const Shown shown(sample.desk, {420, 230});
        const Matrix shares = matrixOf(shown.view.numbers()[Lstm::Input]);
        for (int unit = 0; unit < 64; ++unit) {
            QVERIFY(shares.row(unit).sum() <= Real(1.0001));
            QVERIFY(QRectF(shown.view.rect()).contains(shown.view.placeOf(Lstm::Input, unit)));
        }
    }

    void whatHasNoEndsSaysSo()
    {
        SampleDesk sample(4);
        put(sample, exhibit("", {.cell = elman({rectified})}));
        const Shown shown(sample.desk);
        QVERIFY(shown.view.numbers().empty());
        QVERIFY(shown.view.placeOf(0, 0).isNull());
    }

    void manyNumbersAreCountedInTheBackground()
    {
        SampleDesk sample(4);
        put(sample, exhibit("", {.cell = gru({}), .units = 512}, 1100));
        Shown shown(sample.desk);
        QVERIFY(shown.view.busy());
        QTRY_VERIFY(!shown.view.busy());
        QCOMPARE(shown.view.numbers().size(), size_t(3));
    }
};

QTEST_MAIN(TestSaturationMap)
#include "tst_saturation.moc"
