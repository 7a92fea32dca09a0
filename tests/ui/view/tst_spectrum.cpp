#include "core/run/why.h"
#include "tests/support/shownview.h"
#include "ui/paint/text.h"
#include "ui/view/chip.h"
#include "ui/view/spectrum.h"

#include <QPushButton>
#include <QTest>

#include <complex>

using namespace rnnscope;

class TestSpectrum : public QObject {
    Q_OBJECT

private slots:
    void theNumbersAreCores();
    void theSelectedGateIsShown();
    void aTrackWithoutABlockLeavesTheGate();
    void aChipChoosesTheGate();
    void aPlaceTellsItsEigenvalue();
    void aPlaceTellsItsSingularValue();
    void aUnitIsAsLongAcrossAsUp();
    void theScalesHoldForAllGates();
    void movingMeasuresNothing();
    void aLargeMatrixIsNotBegunUnasked();
    void weightsThatAreNotFiniteAreToldOf();
    void everyNetworkIsShown();

private:
    using Shown = ShownView<RecurrentSpectrum>;

    static Why expected(const SampleDesk& sample)
    {
        Watch watch;
        return *why(
            *sample.session.model(), *sample.session.trace(), sample.selection.layer(), watch);
    }
    /// Waits for what the desk has now.
    static void settle(Shown& shown)
    {
        shown.refresher.flush();
        QTRY_VERIFY(!shown.view.busy());
    }
};

void TestSpectrum::theNumbersAreCores()
{
    SampleDesk sample(16, 2);
    Shown shown(sample.desk);
    for (const int layer : {0, 1}) {
        sample.selection.setLayer(layer);
        settle(shown);
        const Why found = expected(sample);
        for (const BlockSpectrum& block : found.blocks) {
            sample.selection.setTrack(block.track);
            settle(shown);
            const std::vector<Tensor> arrays = shown.view.numbers();
            const std::string name = "M6/" + std::to_string(layer) + '/'
                + std::string(
                    sample.session.model()->layers[0].cell->tracks()[size_t(block.track)].id);
            QCOMPARE(arrays[0].name, name + "/eigenvalues");
            const std::vector<double> parts = arrays[0].numbers();
            for (Index i = 0; i < block.eigenvalues.size(); ++i) {
                QCOMPARE(parts[size_t(2 * i)], block.eigenvalues[i].real());
                QCOMPARE(parts[size_t(2 * i + 1)], block.eigenvalues[i].imag());
            }
            QCOMPARE(arrays[1].name, name + "/singular");
            QCOMPARE(arrays[1].numbers(),
                std::vector<double>(block.singular.begin(), block.singular.end()));
            const PerUnit& mean = found.tracks[size_t(block.track)].mean;
            QCOMPARE(
                arrays[2].numbers(), std::vector<double>(mean.units.begin(), mean.units.end()));
        }
    }
}

void TestSpectrum::theSelectedGateIsShown()
{
    SampleDesk sample(16);
    Shown shown(sample.desk);
    sample.selection.setTrack(Lstm::Forget);
    settle(shown);
    QCOMPARE(shown.view.shownTrack(), int(Lstm::Forget));
    QVERIFY2(shown.view.remark().contains("forget gate"), qPrintable(shown.view.remark()));
    const auto& state = expected(sample).tracks[Lstm::Forget];
    const QString said = shown.view.accessibleDescription();
    QVERIFY2(said.contains("mean " + fixedNumber(state.mean.layer, 3)), qPrintable(said));
    QVERIFY2(said.contains("mean slope " + fixedNumber(state.slope.layer, 3)), qPrintable(said));
}

void TestSpectrum::aTrackWithoutABlockLeavesTheGate()
{
    SampleDesk sample(16);
    Shown shown(sample.desk);
    sample.selection.setTrack(Lstm::Output);
    settle(shown);
    sample.selection.setTrack(Lstm::CellState);
    settle(shown);
    QCOMPARE(shown.view.shownTrack(), int(Lstm::Output));
}

void TestSpectrum::aChipChoosesTheGate()
{
    SampleDesk sample(16);
    Shown shown(sample.desk);
    settle(shown);
    const auto chips = shown.view.findChildren<Chip*>();
    QCOMPARE(chips.size(), 4);
    QTest::mouseClick(chips[1], Qt::LeftButton);
    shown.refresher.flush();
    QCOMPARE(sample.selection.track(), expected(sample).blocks[1].track);
    QCOMPARE(shown.view.shownTrack(), sample.selection.track());
    sample.session.choose(0); // the RNN
    settle(shown);
    QCOMPARE(shown.view.findChildren<Chip*>().size(), 1);
}

void TestSpectrum::aPlaceTellsItsEigenvalue()
{
    SampleDesk sample(16);
    Shown shown(sample.desk, {900, 420});
    sample.selection.setTrack(Lstm::Forget);
    settle(shown);
    for (const BlockSpectrum& block : expected(sample).blocks) {
        if (block.track != Lstm::Forget)
            continue;
        for (const std::complex<double>& value : block.eigenvalues) {
            const QString said
                = shown.view.describe(shown.view.plane().at(value.real(), value.imag()));
            QVERIFY2(said.contains("|λ| = " + fixedNumber(std::abs(value), 4)), qPrintable(said));
            QVERIFY2(said.contains(fixedNumber(value.real(), 4)), qPrintable(said));
            QCOMPARE(said.contains(" i"), value.imag() != 0);
        }
    }
    QVERIFY(shown.view.describe({3, 3}).contains("mean slope")); // at the heading
    QVERIFY(shown.view.describe({3, 200}).isEmpty());
}

void TestSpectrum::aPlaceTellsItsSingularValue()
{
    SampleDesk sample(16);
    Shown shown(sample.desk);
    const BlockSpectrum block = expected(sample).blocks[0];
    sample.selection.setTrack(block.track);
    settle(shown);
    QCOMPARE(shown.view.describe(shown.view.fall().at(3, 0.5)),
        "singular value 3 of 16: " + fixedNumber(block.singular[2], 4));
}

void TestSpectrum::aUnitIsAsLongAcrossAsUp()
{
    SampleDesk sample(16);
    for (const QSize size : {QSize(365, 182), QSize(900, 420), QSize(320, 700)}) {
        Shown shown(sample.desk, size);
        settle(shown);
        const Chart& plane = shown.view.plane();
        QVERIFY(plane.area.width() > 50);
        QCOMPARE(plane.area.width(), plane.area.height());
        QCOMPARE(plane.right - plane.left, plane.top - plane.bottom);
        QVERIFY(shown.view.rect().contains(shown.view.fall().area.toRect()));
        QVERIFY(shown.view.fall().area.left() > plane.area.right());
    }
}

void TestSpectrum::theScalesHoldForAllGates()
{
    SampleDesk sample(16);
    Shown shown(sample.desk);
    settle(shown);
    const double reach = shown.view.plane().top, most = shown.view.fall().top;
    for (const BlockSpectrum& block : expected(sample).blocks) {
        sample.selection.setTrack(block.track);
        settle(shown);
        QCOMPARE(shown.view.plane().top, reach);
        QCOMPARE(shown.view.fall().top, most);
        QVERIFY(block.radius < reach && block.singular[0] < most);
    }
}

void TestSpectrum::movingMeasuresNothing()
{
    SampleDesk sample(64);
    Shown shown(sample.desk);
    settle(shown);
    const QImage before = shown.view.grab().toImage();
    for (const int step : {0, 7, 30}) {
        sample.playback.toStep(step);
        shown.refresher.flush();
        QVERIFY(!shown.view.busy());
        QCOMPARE(shown.view.grab().toImage(), before);
    }
}

void TestSpectrum::aLargeMatrixIsNotBegunUnasked()
{
    SampleDesk sample(4);
    Shown shown(sample.desk);
    put(sample, exhibit("large", {.cell = elman({}), .units = 640}, 2));
    settle(shown);
    QVERIFY(shown.view.numbers().empty());
    auto* begin = shown.view.findChild<QPushButton*>();
    QVERIFY(begin->isVisible());
    QVERIFY(shown.view.rect().contains(begin->geometry()));
    QTest::mouseClick(begin, Qt::LeftButton);
    QVERIFY(shown.view.busy());
    QVERIFY(!begin->isVisible());
    put(sample, exhibit("small", {.cell = elman({})}, 2)); // which ends it
    settle(shown);
    QCOMPARE(shown.view.numbers().front().shape.front(), 3);
}

void TestSpectrum::weightsThatAreNotFiniteAreToldOf()
{
    SampleDesk sample(4);
    Shown shown(sample.desk);
    put(sample, altered("", {.cell = elman({})}, [](Model& model) {
        model.layers[0].weights.u(0, 0) = std::numeric_limits<Real>::infinity();
    }));
    settle(shown);
    QVERIFY(shown.view.describe(shown.view.plane().area.center()).isEmpty());
    QVERIFY(!shown.view.grab().isNull());
}

void TestSpectrum::everyNetworkIsShown()
{
    SampleDesk sample(4);
    Shown shown(sample.desk, {365, 182});
    for (const Exhibit& exhibit : gallery()) {
        if (exhibit.model.layers[0].weights.units() > 100)
            continue; // takes seconds
        put(sample, exhibit);
        for (int layer = 0; layer < std::ssize(exhibit.model.layers); ++layer) {
            sample.selection.setLayer(layer);
            settle(shown);
            QCOMPARE(shown.view.numbers().front().shape.front(),
                exhibit.model.layers[size_t(layer)].weights.u.cols());
            QVERIFY(!shown.view.grab().isNull());
        }
    }
}

QTEST_MAIN(TestSpectrum)
#include "tst_spectrum.moc"
