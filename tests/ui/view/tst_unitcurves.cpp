#include "ui/view/unitcurves.h"

#include "core/pack/tensor.h"
#include "tests/support/gallery.h"
#include "tests/support/sample.h"
#include "ui/paint/text.h"
#include "ui/view/refresher.h"

#include <QtTest>

#include <cmath>

using namespace rnnscope;

namespace {

/// The curves on a sample desk, shown and up to date.
struct Shown {
    explicit Shown(Index units = 16, std::string_view text = SampleDesk::poem)
        : sample(units, 1, text)
        , view(sample.desk)
        , refresher(sample.desk)
    {
        refresher.add(&view);
        view.resize(640, 300);
        view.show();
        refresher.flush();
    }

    void select(int unit)
    {
        sample.selection.setUnit(unit);
        refresher.flush();
    }
    void moveTo(double position)
    {
        sample.playback.setPosition(position);
        refresher.flush();
    }
    const LayerTrace& layer() const { return sample.session.trace()->layers[0]; }
    const Cell& cell() const { return *sample.session.model()->layers[0].cell; }
    std::vector<int> carried() const
    {
        std::vector<int> all;
        for (size_t i = 0; i < cell().tracks().size(); ++i)
            if (cell().tracks()[i].carried())
                all.push_back(static_cast<int>(i));
        return all;
    }
    /// Where a unit's line stands after a step.
    QPoint placeOf(int track, int unit, Index step) const
    {
        const ValueField field{view.axis(), commonScale(cell().tracks(), layer(), carried())};
        return QPointF(field.steps.xOf(static_cast<double>(step + 1)),
            field.yOf(valueAfter(layer(), track, unit, step + 1)))
            .toPoint();
    }
    std::vector<double> units() const { return view.numbers().front().numbers(); }
    std::vector<Chip*> pins() const
    {
        std::vector<Chip*> all;
        for (Chip* chip : view.findChildren<Chip*>())
            if (chip->isVisible() && !chip->isCheckable())
                all.push_back(chip);
        return all;
    }

    SampleDesk sample;
    UnitCurves view;
    Refresher refresher;
};

}

class TestUnitCurves : public QObject {
    Q_OBJECT

private slots:
    void theLinesAreTheCarriedTracksOfTheTrace_data();
    void theLinesAreTheCarriedTracksOfTheTrace();
    void theSelectedUnitIsAlwaysShown();
    void aPinnedUnitStaysBesideTheSelectedOne();
    void theKeyPinsAndTakesThePinAway();
    void sixUnitsAtMostArePinned();
    void pinsStayWithAnotherTextAndGoWithAnotherCell();
    void aPressOnACurveSelectsItsUnit();
    void ctrlAndAPressTakesThePinAway();
    void theValueAtTheCursorIsThatOfTheLastFinishedStep();
    void hoveringTellsEveryShownValue();
    void theCellLineIsSolidAndTheHiddenStateBroken();
    void everyKindOfModelIsShownTruly();
};

void TestUnitCurves::theLinesAreTheCarriedTracksOfTheTrace_data()
{
    QTest::addColumn<int>("model");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("RNN") << 0 << QStringList{"0/units", "0/hidden"};
    QTest::newRow("LSTM") << 1 << QStringList{"0/units", "0/cell", "0/hidden"};
    QTest::newRow("GRU") << 2 << QStringList{"0/units", "0/hidden"};
}

void TestUnitCurves::theLinesAreTheCarriedTracksOfTheTrace()
{
    QFETCH(int, model);
    QFETCH(QStringList, names);
    Shown shown;
    shown.sample.session.choose(model);
    shown.refresher.flush();
    shown.select(3);
    shown.view.togglePin(5);
    shown.view.togglePin(1);
    const std::vector<Tensor> numbers = shown.view.numbers();
    QCOMPARE(shown.units(), (std::vector<double>{3, 5, 1}));
    QStringList found;
    for (const Tensor& tensor : numbers)
        found += QString::fromStdString(tensor.name);
    QCOMPARE(found, names);
    const std::vector<int> carried = shown.carried();
    for (size_t i = 0; i < carried.size(); ++i) {
        const Matrix lines = matrixOf(numbers[i + 1]);
        const Matrix& values = shown.layer().tracks[static_cast<size_t>(carried[i])];
        for (Index line = 0; line < 3; ++line)
            QCOMPARE(Vector(lines.col(line)),
                Vector(values.row(std::array{3, 5, 1}[static_cast<size_t>(line)]).transpose()));
    }
}

void TestUnitCurves::theSelectedUnitIsAlwaysShown()
{
    Shown shown;
    for (const int unit : {0, 7, 15}) {
        shown.select(unit);
        QCOMPARE(shown.units(), std::vector<double>{static_cast<double>(unit)});
    }
}

void TestUnitCurves::aPinnedUnitStaysBesideTheSelectedOne()
{
    Shown shown;
    shown.select(4);
    QTest::mouseClick(shown.view.findChild<Chip*>(), Qt::LeftButton);
    shown.select(9);
    QCOMPARE(shown.units(), (std::vector<double>{9, 4}));
    QCOMPARE(shown.pins().size(), size_t(1));
    QVERIFY(shown.pins().front()->text().contains("4"));
    QTest::mouseClick(shown.pins().front(), Qt::LeftButton);
    QCOMPARE(shown.units(), std::vector<double>{9});
    QVERIFY(shown.pins().empty());
}

void TestUnitCurves::theKeyPinsAndTakesThePinAway()
{
    Shown shown;
    shown.select(4);
    shown.view.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.view));
    QTest::keyClick(&shown.view, Qt::Key_P);
    QVERIFY(shown.view.pinned(4));
    QVERIFY(shown.view.findChild<Chip*>()->isChecked());
    QTest::keyClick(&shown.view, Qt::Key_P);
    QVERIFY(!shown.view.pinned(4));
    QVERIFY(!shown.view.findChild<Chip*>()->isChecked());
}

void TestUnitCurves::sixUnitsAtMostArePinned()
{
    Shown shown;
    for (int unit = 1; unit <= 8; ++unit)
        shown.view.togglePin(unit);
    QVERIFY(shown.view.pinned(6));
    QVERIFY(!shown.view.pinned(7));
    QVERIFY(!shown.view.findChild<Chip*>()->isEnabled());
    for (const Chip* chip : shown.pins())
        QVERIFY2(chip->geometry().right() <= shown.view.width() - 16, qPrintable(chip->text()));
    shown.view.togglePin(2);
    shown.view.togglePin(7);
    QVERIFY(shown.view.pinned(7));
}

void TestUnitCurves::pinsStayWithAnotherTextAndGoWithAnotherCell()
{
    Shown shown;
    shown.view.togglePin(5);
    const ScenePtr before = shown.sample.session.scene();
    shown.sample.session.readText("리는 비");
    QTRY_VERIFY(shown.sample.session.scene() != before);
    shown.refresher.flush();
    QVERIFY(shown.view.pinned(5));
    shown.sample.session.choose(2);
    shown.refresher.flush();
    QVERIFY(!shown.view.pinned(5));
}

void TestUnitCurves::aPressOnACurveSelectsItsUnit()
{
    Shown shown(2);
    shown.select(0);
    shown.view.togglePin(1);
    const int track = shown.carried().back();
    int pressed = 0;
    for (Index step = 2; step < 30; ++step) {
        const QPoint place = shown.placeOf(track, 1, step);
        const QPoint others[]{
            shown.placeOf(shown.carried().front(), 0, step), shown.placeOf(track, 0, step)};
        if (std::ranges::any_of(
                others, [&](QPoint other) { return std::abs(other.y() - place.y()) < 20; }))
            continue;
        shown.select(0);
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, place);
        QCOMPARE(shown.sample.selection.unit(), 1);
        ++pressed;
    }
    QVERIFY(pressed > 0);
}

void TestUnitCurves::ctrlAndAPressTakesThePinAway()
{
    Shown shown;
    shown.select(3);
    const double position = shown.sample.playback.position();
    const QPoint place = shown.placeOf(shown.carried().front(), 3, 20);
    QTest::mousePress(&shown.view, Qt::LeftButton, Qt::ControlModifier, place);
    QVERIFY(shown.view.pinned(3));
    QTest::mousePress(&shown.view, Qt::LeftButton, Qt::ControlModifier, place);
    QVERIFY(!shown.view.pinned(3));
    QCOMPARE(shown.sample.playback.position(), position);
}

void TestUnitCurves::theValueAtTheCursorIsThatOfTheLastFinishedStep()
{
    Shown shown;
    shown.select(6);
    for (const int track : shown.carried()) {
        const Matrix& values = shown.layer().tracks[static_cast<size_t>(track)];
        shown.moveTo(0);
        QCOMPARE(shown.view.valueAtCursor(track), 0.0);
        for (const double position : {5.0, 5.2, 5.999}) {
            shown.moveTo(position);
            QCOMPARE(shown.view.valueAtCursor(track), static_cast<double>(values(6, 4)));
        }
        shown.moveTo(shown.sample.playback.steps());
        QCOMPARE(
            shown.view.valueAtCursor(track), static_cast<double>(values(6, values.cols() - 1)));
    }
}

void TestUnitCurves::hoveringTellsEveryShownValue()
{
    Shown shown;
    shown.select(6);
    shown.view.togglePin(2);
    const TimeAxis axis = shown.view.axis();
    const QString text
        = shown.view.describe(QPointF(axis.xOf(0.5), shown.view.area().center().y()));
    QVERIFY2(text.startsWith("after step 1 “봄”\nunit 6:"), qPrintable(text));
    for (const int track : shown.carried())
        for (const int unit : {6, 2})
            QVERIFY2(text.contains(
                         fixedNumber(shown.layer().tracks[static_cast<size_t>(track)](unit, 0), 3)),
                qPrintable(text));
    QVERIFY(shown.view.describe(QPointF(1, 1)).isEmpty());
    shown.moveTo(1);
    QCOMPARE(shown.view.accessibleDescription(), text);
}

/// Along the lines of the legend.
void TestUnitCurves::theCellLineIsSolidAndTheHiddenStateBroken()
{
    Shown shown;
    const QImage image = shown.view.grab().toImage();
    const auto inked = [&](const QColor& colour) {
        int longest = 0;
        for (int y = 10; y < 32; ++y) {
            int run = 0;
            for (int x = 0; x < image.width(); ++x) {
                run = image.pixelColor(x, y) == colour ? run + 1 : 0;
                longest = std::max(longest, run);
            }
        }
        return longest;
    };
    const Palette& colours = shown.sample.desk.colours();
    QVERIFY(inked(colours.cellLine) >= 20);
    QVERIFY(inked(colours.memory) >= 3);
    QVERIFY(inked(colours.memory) < 10);
}

void TestUnitCurves::everyKindOfModelIsShownTruly()
{
    Shown shown(4);
    for (const Exhibit& exhibit : gallery()) {
        Scene scene;
        scene.models = {std::make_shared<const Model>(exhibit.model)};
        Watch watch;
        shown.sample.session.show(*runScene(std::move(scene), exhibit.sequence, watch));
        for (int place = 0; place < std::ssize(exhibit.model.layers); ++place) {
            shown.sample.selection.setLayer(place);
            shown.select(1 << 20); // the last of the selected track
            shown.moveTo(shown.sample.playback.steps() / 2 + 0.5);
            QVERIFY(!shown.view.grab().isNull());
            const Cell& cell = *exhibit.model.layers[size_t(place)].cell;
            const auto& tracks = shown.sample.session.trace()->layers[size_t(place)].tracks;
            const int unit = shown.sample.selection.unit();
            for (const Tensor& tensor : shown.view.numbers()) {
                const QByteArray id = QString::fromStdString(tensor.name).section('/', -1).toUtf8();
                if (id == "units")
                    continue;
                const Matrix& values = tracks[size_t(cell.indexOf(id.constData()))];
                const Matrix found = matrixOf(tensor);
                QCOMPARE(found.rows(), values.cols());
                QVERIFY2(unit < values.rows()
                        ? Vector(found) == Vector(values.row(unit).transpose())
                        : found.array().isNaN().all(),
                    (exhibit.name + ": " + tensor.name).c_str());
            }
        }
    }
}

QTEST_MAIN(TestUnitCurves)
#include "tst_unitcurves.moc"
