#include "ui/view/triangle.h"

#include "core/pack/tensor.h"
#include "tests/support/shownview.h"
#include "ui/view/losswords.h"

#include <QSignalSpy>
#include <QtTest>

using namespace rnnscope;

namespace {

/// The triangle of a desk, ready.
struct Ready : ShownView<GradientTriangle> {
    explicit Ready(const Desk& desk, QSize size = {640, 300})
        : ShownView(desk, size)
    {
        settle();
    }
    void settle()
    {
        refresher.flush();
        while (view.busy())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    /// The middle of a field.
    QPointF placeOf(int loss, int step, int steps) const
    {
        const QRectF area = view.area();
        return {area.left() + (step + 0.5) * area.width() / steps,
            area.top() + (loss + 0.5) * area.height() / steps};
    }
    QList<Chip*> chips() const
    {
        QList<Chip*> shown;
        for (Chip* chip : view.findChildren<Chip*>())
            if (chip->isVisible())
                shown += chip;
        return shown;
    }
};

/// What core follows back for the chosen model.
Eigen::MatrixXd expectedOf(const SampleDesk& sample, int layer, std::string_view track)
{
    const Model& model = *sample.session.model();
    Watch watch;
    const auto all
        = flowTriangle(model, *sample.session.sequence(), *sample.session.trace(), watch);
    for (const FlowTriangle& one : *all)
        if (one.layer == layer
            && one.track == model.layers[static_cast<size_t>(layer)].cell->indexOf(track))
            return one.norms;
    return {};
}

/// Row by row.
std::vector<double> listed(const Eigen::MatrixXd& matrix)
{
    std::vector<double> all;
    for (Index row = 0; row < matrix.rows(); ++row)
        for (Index column = 0; column < matrix.cols(); ++column)
            all.push_back(matrix(row, column));
    return all;
}

}

class TestTriangle : public QObject {
    Q_OBJECT

private slots:
    void theNumbersAreCoresTriangle();
    void theChipsChooseTheState();
    void aFieldTellsItsNormAndHowFarTheLossReaches();
    void whatIsReadLaterIsNothing();
    void aPressGoesToTheStepAndADragScrubs();
    void anotherPositionUnitOrTrackComputesNothing();
    void anotherLayerIsThereAtOnce();
    void aLayerFromTheEndReachesTowardsIt();
    void aStepWithoutALossSaysSo();
    void oneStepIsATriangleToo();
    void anotherNetworkIsWaitedForAndThatOfADialIsNot();
    void aLongSequenceIsToldWhyAndWhatToDo();
    void aDeskWithoutASceneSaysWhatWillBeHere();
    void theChipsFitAndTheFieldHasRoomWhereTheViewIsSmall();
};

void TestTriangle::theNumbersAreCoresTriangle()
{
    SampleDesk sample(16);
    for (const int model : {0, 1, 2}) {
        sample.session.choose(model);
        Ready shown(sample.desk);
        const auto numbers = shown.view.numbers();
        QCOMPARE(numbers.size(), size_t(1));
        const bool cell = sample.session.model()->layers[0].cell->indexOf(Role::Cell) >= 0;
        const std::string track = cell ? "cell" : "hidden";
        QCOMPARE(numbers[0].name, "M1.triangle/0/" + track);
        QCOMPARE(numbers[0].numbers(), listed(expectedOf(sample, 0, track)));
    }
}

void TestTriangle::theChipsChooseTheState()
{
    SampleDesk sample(16);
    Ready shown(sample.desk);
    QCOMPARE(shown.chips().size(), 2);
    QCOMPARE(shown.chips()[1]->text(), "hidden state");
    QTest::mouseClick(shown.chips()[1], Qt::LeftButton);
    QVERIFY(!shown.view.busy());
    QVERIFY(shown.chips()[1]->isChecked() && !shown.chips()[0]->isChecked());
    QCOMPARE(shown.view.numbers()[0].numbers(), listed(expectedOf(sample, 0, "hidden")));
    sample.session.choose(0); // an RNN has one state
    shown.settle();
    QCOMPARE(shown.chips().size(), 0);
}

void TestTriangle::aFieldTellsItsNormAndHowFarTheLossReaches()
{
    SampleDesk sample(16);
    Ready shown(sample.desk);
    const Eigen::MatrixXd norms = expectedOf(sample, 0, "cell");
    const auto steps = static_cast<int>(norms.rows());
    const Eigen::RowVectorXd row = norms.row(30);
    const auto found = horizon(std::vector<double>(row.begin(), row.end()), 30);
    const QString said = shown.view.describe(shown.placeOf(30, 25, steps));
    QVERIFY2(said.startsWith(
                 QString("L₃₁: reaches back %1 steps (above 6·10⁻⁸ of its peak), halves every ")
                     .arg(found->reach)),
        qPrintable(said));
    const QStringList parts = QString::number(norms(30, 25), 'e', 2).split('e');
    QVERIFY2(said.contains("||∂L₃₁/∂c₂₆|| = " + parts[0]), qPrintable(said));
    QVERIFY(shown.view.describe(QPointF(2, 2)).isEmpty());
    for (int step = 0; step < 30 - found->reach; ++step)
        QVERIFY(shown.view.describe(GradientTriangle::Spot{30, step}).contains("lost"));
    QVERIFY(!shown.view.describe(GradientTriangle::Spot{30, 30}).contains("lost"));
}

void TestTriangle::whatIsReadLaterIsNothing()
{
    SampleDesk sample(8);
    Ready shown(sample.desk);
    const QString said = shown.view.describe(GradientTriangle::Spot{10, 11});
    QVERIFY2(said.contains("∂L₁₁/∂c₁₂: nothing"), qPrintable(said));
    const QImage image = shown.view.grab().toImage();
    const auto steps = sample.playback.steps();
    const QColor card = palette(Theme::Light).card;
    QCOMPARE(image.pixelColor(shown.placeOf(10, 20, steps).toPoint()), card);
    QVERIFY(image.pixelColor(shown.placeOf(20, 19, steps).toPoint()) != card);
}

void TestTriangle::aPressGoesToTheStepAndADragScrubs()
{
    SampleDesk sample(8);
    Ready shown(sample.desk);
    const int steps = sample.playback.steps();
    QTest::mousePress(&shown.view, Qt::LeftButton, {}, shown.placeOf(30, 12, steps).toPoint());
    QCOMPARE(sample.playback.position(), 13.0);
    const QPoint there = shown.placeOf(5, 20, steps).toPoint();
    QMouseEvent move(
        QEvent::MouseMove, there, shown.view.mapToGlobal(there), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&shown.view, &move);
    QCOMPARE(sample.playback.position(), 21.0);
    QTest::mousePress(&shown.view, Qt::LeftButton, {}, {2, 2}); // beside the field
    QCOMPARE(sample.playback.position(), 21.0);
}

void TestTriangle::anotherPositionUnitOrTrackComputesNothing()
{
    SampleDesk sample(64);
    Ready shown(sample.desk);
    const auto before = shown.view.numbers()[0].numbers();
    const auto check = [&] {
        shown.refresher.flush();
        QVERIFY(!shown.view.busy());
        shown.view.grab();
        QVERIFY(!shown.view.busy());
    };
    for (int step = 0; step < sample.playback.steps(); ++step) {
        sample.playback.toStep(step);
        check();
    }
    sample.selection.setUnit(5);
    sample.selection.setTrack(1);
    sample.selection.setLosses(Losses::Current);
    check();
    QCOMPARE(shown.view.numbers()[0].numbers(), before);
}

void TestTriangle::anotherLayerIsThereAtOnce()
{
    SampleDesk sample(8, 2);
    Ready shown(sample.desk);
    sample.selection.setLayer(1);
    shown.refresher.flush();
    QVERIFY(!shown.view.busy());
    QCOMPARE(shown.view.numbers()[0].name, "M1.triangle/1/cell");
    QCOMPARE(shown.view.numbers()[0].numbers(), listed(expectedOf(sample, 1, "cell")));
}

void TestTriangle::aLayerFromTheEndReachesTowardsIt()
{
    SampleDesk sample(4);
    put(sample, exhibit("from the end", {.cell = lstm({}), .backward = true}));
    Ready shown(sample.desk);
    QVERIFY(shown.view.describe(GradientTriangle::Spot{2, 5}).contains("steps towards the end"));
    QVERIFY(shown.view.describe(GradientTriangle::Spot{2, 1}).contains("nothing"));
    QVERIFY(!shown.view.describe(GradientTriangle::Spot{2, 5}).contains("reaches back"));
}

void TestTriangle::aStepWithoutALossSaysSo()
{
    SampleDesk sample(8);
    Ready shown(sample.desk);
    const int last = sample.playback.steps() - 1; // no next token is known
    const QString said = shown.view.describe(GradientTriangle::Spot{last, 3});
    QVERIFY2(said.startsWith(QString("step %1 has no loss").arg(last + 1)), qPrintable(said));
}

void TestTriangle::oneStepIsATriangleToo()
{
    SampleDesk sample(4);
    put(sample, exhibit("one step", {.cell = gru({})}, 1));
    Ready shown(sample.desk);
    QCOMPARE(shown.view.numbers()[0].shape, (std::vector<std::int64_t>{1, 1}));
    QVERIFY(!shown.view.grab().isNull());
    QVERIFY(!shown.view.describe(GradientTriangle::Spot{0, 0}).isEmpty());
}

void TestTriangle::anotherNetworkIsWaitedForAndThatOfADialIsNot()
{
    SampleDesk sample(64);
    Ready shown(sample.desk);
    sample.session.remake([](const Scene& scene, Watch& watch) {
        Scene other;
        for (const ModelPtr& model : scene.models) {
            Model weaker = *model;
            weaker.layers[0].weights.u *= Real(0.9);
            other.models.push_back(std::make_shared<const Model>(std::move(weaker)));
        }
        other.origins.resize(other.models.size());
        return runScene(std::move(other), *scene.sequences.front(), watch);
    });
    QTRY_VERIFY(!sample.session.busy());
    shown.refresher.flush();
    QVERIFY(shown.view.emptyText().isEmpty()); // the picture before stays
    shown.settle();
    QCOMPARE(shown.view.numbers()[0].numbers(), listed(expectedOf(sample, 0, "cell")));
    sample.session.choose(2);
    shown.refresher.flush();
    QVERIFY(shown.view.busy());
    QVERIFY(shown.view.emptyText().startsWith("Following every loss back through time"));
    shown.settle();
    QVERIFY(shown.view.emptyText().isEmpty());
}

void TestTriangle::aLongSequenceIsToldWhyAndWhatToDo()
{
    SampleDesk sample(4, 1, std::string(GradientTriangle::mostSteps + 1, 'a') + "b");
    Ready shown(sample.desk);
    QVERIFY(!shown.view.busy());
    QVERIFY(shown.view.numbers().empty());
    QVERIFY2(shown.view.emptyText().contains("Read at most 2000 steps"),
        qPrintable(shown.view.emptyText()));
    QTest::mousePress(&shown.view, Qt::LeftButton, {}, shown.view.area().center().toPoint());
    QVERIFY(shown.view.describe(shown.view.area().center()).isEmpty());
}

void TestTriangle::aDeskWithoutASceneSaysWhatWillBeHere()
{
    Session session;
    Playback playback;
    Selection selection;
    const Desk desk{&session, &playback, &selection};
    Ready shown(desk);
    QVERIFY(shown.view.numbers().empty());
    QVERIFY(!shown.view.emptyText().isEmpty());
    QVERIFY(!shown.view.accessibleName().isEmpty());
}

void TestTriangle::theChipsFitAndTheFieldHasRoomWhereTheViewIsSmall()
{
    SampleDesk sample(8);
    Ready shown(sample.desk);
    for (const QSize size : {QSize(320, 180), QSize(509, 228), QSize(900, 420)}) {
        shown.view.resize(size);
        for (const Chip* chip : shown.chips())
            QVERIFY(shown.view.rect().contains(chip->geometry()));
        QVERIFY(shown.view.area().height() > 70 && shown.view.area().width() > 150);
    }
}

QTEST_MAIN(TestTriangle)
#include "tst_triangle.moc"
