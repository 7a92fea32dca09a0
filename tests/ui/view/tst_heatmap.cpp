#include "ui/view/heatmap.h"

#include "core/pack/tensor.h"
#include "core/trace/memory.h"
#include "core/trace/similarity.h"
#include "tests/support/sample.h"
#include "ui/paint/text.h"
#include "ui/view/refresher.h"

#include <QSignalSpy>
#include <QtTest>

using namespace rnnscope;

namespace {

/// A heat map on a sample desk, shown and up to date.
struct Shown {
    explicit Shown(Index units = 16, std::string_view text = SampleDesk::poem)
        : sample(units, 1, text)
        , view(sample.desk)
        , refresher(sample.desk)
    {
        refresher.add(&view);
        view.resize(420, 230);
        view.show();
        refresher.flush();
    }

    Chip* chip(const QString& text) const
    {
        for (Chip* chip : view.findChildren<Chip*>())
            if (chip->text() == text)
                return chip;
        return nullptr;
    }
    void click(const QString& text)
    {
        QTest::mouseClick(chip(text), Qt::LeftButton);
        refresher.flush();
    }
    /// The middle of a cell of the map.
    QPoint placeOf(int row, Index step) const
    {
        const QRectF area = view.area();
        const double pitch = area.width() / static_cast<double>(view.axis().count);
        const double height = area.height() / static_cast<double>(units());
        return QPointF(area.left() + (static_cast<double>(step - view.axis().first) + 0.5) * pitch,
            area.top() + (row + 0.5) * height)
            .toPoint();
    }
    Index units() const { return sample.session.trace()->layers[0].units(); }
    const Matrix& values() const
    {
        return sample.session.trace()
            ->layers[0]
            .tracks[static_cast<size_t>(sample.selection.track())];
    }

    SampleDesk sample;
    HeatMap view;
    Refresher refresher;
};

}

class TestHeatMap : public QObject {
    Q_OBJECT

private slots:
    void everyTrackOfTheCellHasAChipThatChoosesIt()
    {
        Shown shown;
        shown.click("forget gate");
        QCOMPARE(shown.sample.selection.track(), 1);
        QVERIFY(shown.chip("forget gate")->isChecked());
        QVERIFY(!shown.chip("cell state")->isChecked());
        shown.sample.session.choose(2);
        shown.refresher.flush();
        QVERIFY(!shown.chip("forget gate"));
        QVERIFY(shown.chip("reset gate")->isVisible());
    }

    void returnPressesTheChipInFocus()
    {
        Shown shown;
        shown.chip("candidate")->setFocus();
        QTest::keyClick(shown.chip("candidate"), Qt::Key_Return);
        QCOMPARE(shown.sample.selection.track(), 2);
    }

    void aPressChoosesUnitAndStep()
    {
        Shown shown;
        shown.click("by index");
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, shown.placeOf(5, 20));
        QCOMPARE(shown.sample.selection.unit(), 5);
        QCOMPARE(shown.sample.playback.position(), 21.0);
    }

    void draggingScrubsAndStopsAtTheEnds()
    {
        Shown shown;
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, shown.placeOf(5, 20));
        const int unit = shown.sample.selection.unit();
        const auto dragTo = [&](QPoint place) {
            QMouseEvent move(QEvent::MouseMove, place, shown.view.mapToGlobal(place), Qt::NoButton,
                Qt::LeftButton, {});
            QCoreApplication::sendEvent(&shown.view, &move);
        };
        dragTo(shown.placeOf(9, 7));
        QCOMPARE(shown.sample.playback.step(), 7);
        QCOMPARE(shown.sample.selection.unit(), unit);
        dragTo({4000, 10});
        QCOMPARE(shown.sample.playback.step(), shown.sample.playback.steps() - 1);
    }

    void unitsThatRememberLongerStandHigher()
    {
        Shown shown;
        const std::vector<double> lives = memoryHalfLives(shown.values());
        for (int row = 1; row < shown.units(); ++row) {
            const int above = shown.view.spotAt(shown.placeOf(row - 1, 0)).unit;
            const int below = shown.view.spotAt(shown.placeOf(row, 0)).unit;
            QVERIFY(lives[static_cast<size_t>(above)] >= lives[static_cast<size_t>(below)]);
        }
        shown.click("by index");
        QCOMPARE(shown.view.spotAt(shown.placeOf(3, 0)).unit, 3);
    }

    void unitsThatGoTogetherStandTogether()
    {
        Shown shown;
        shown.click("by similarity");
        QVERIFY(shown.chip("by similarity")->isChecked());
        QVERIFY(!shown.chip("by memory")->isChecked());
        const std::vector<int> order = similarityOrder(shown.values());
        for (int row = 0; row < shown.units(); ++row)
            QCOMPARE(
                shown.view.spotAt(shown.placeOf(row, 0)).unit, order[static_cast<size_t>(row)]);
    }

    void manyUnitsAreComparedInTheBackgroundWhileTheRowsStay()
    {
        Shown shown(256);
        const auto unitAtTop = [&] { return shown.view.spotAt(shown.view.area().topLeft()).unit; };
        const int before = unitAtTop();
        shown.click("by similarity");
        QVERIFY(shown.view.busy());
        QCOMPARE(unitAtTop(), before);
        QTRY_VERIFY(!shown.view.busy());
        QCOMPARE(unitAtTop(), similarityOrder(shown.values()).front());
        QTest::mousePress(
            &shown.view, Qt::LeftButton, {}, shown.view.area().topLeft().toPoint() + QPoint(3, 0));
        QCOMPARE(shown.sample.selection.unit(), unitAtTop());
    }

    void theChipsFitEvenWhereTheViewIsNarrow()
    {
        Shown shown;
        for (const int width : {320, 420, 640, 1040}) {
            shown.view.resize(width, 230);
            const auto chips = shown.view.findChildren<Chip*>();
            for (const Chip* chip : chips) {
                QVERIFY(shown.view.rect().contains(chip->geometry()));
                for (const Chip* other : chips)
                    QVERIFY(other == chip || !chip->geometry().intersects(other->geometry()));
            }
        }
    }

    void theNumbersAreTheTrace()
    {
        Shown shown;
        const std::vector<Tensor> numbers = shown.view.numbers();
        QCOMPARE(numbers.size(), size_t(1));
        QCOMPARE(matrixOf(numbers[0]), Matrix(shown.values().transpose()));
    }

    void thePlaceUnderThePointerIsToldExactly()
    {
        Shown shown;
        shown.click("cell state");
        const QString text = shown.view.describe(HeatMap::Spot{12, 1});
        const QString value = fixedNumber(shown.values()(12, 1), 3);
        QVERIFY2(text.startsWith("cell state c, unit 12, step 2 “비”: " + value), qPrintable(text));
    }

    void theFutureIsPaler()
    {
        Shown shown(4);
        shown.click("hidden state");
        const QImage image = shown.view.grab().toImage();
        const auto expected = [&](HeatMap::Spot spot) {
            return Scale{-1, 1}.colour(shown.values()(spot.unit, spot.step), palette(Theme::Light));
        };
        const QPoint past = shown.placeOf(2, 5);
        const QPoint future = shown.placeOf(2, 25);
        QCOMPARE(image.pixel(past), expected(shown.view.spotAt(past)));
        QVERIFY(qGray(image.pixel(future)) > qGray(expected(shown.view.spotAt(future))));
    }

    void aLongSequenceShowsThePageAroundTheCursor()
    {
        std::string text;
        for (int i = 0; i < 60; ++i)
            text += SampleDesk::poem;
        Shown shown(8, text);
        for (const int step : {0, 700, static_cast<int>(shown.values().cols()) - 1}) {
            shown.sample.playback.toStep(step);
            shown.refresher.flush();
            QVERIFY(shown.view.axis().first <= step);
            QVERIFY(step < shown.view.axis().first + shown.view.axis().count);
            QCOMPARE(static_cast<double>(shown.view.axis().count), shown.view.area().width());
            const double x = static_cast<double>(step - shown.view.axis().first) + 0.5;
            QCOMPARE(shown.view.spotAt(shown.view.area().topLeft() + QPointF(x, 5)).step, step);
        }
    }

    void aSequenceOfTwoStepsAPixelIsShownAsAWhole()
    {
        Shown shown(8, std::string(SampleDesk::poem) + std::string(400, ' '));
        QVERIFY(shown.values().cols() > shown.view.area().width());
        QCOMPARE(shown.view.axis().count, shown.values().cols());
    }

    void aSmallerNetworkUnderThePointerIsNoDanger()
    {
        Shown shown(32);
        shown.sample.session.show(SampleDesk(4).session.scene());
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, shown.placeOf(1, 3));
        QVERIFY(shown.sample.selection.unit() < 4);
        QVERIFY(!shown.view.describe(HeatMap::Spot{31, 3}).isEmpty());
        shown.refresher.flush();
        QVERIFY(shown.view.spotAt({0, 10000}).unit < 4);
    }
};

QTEST_MAIN(TestHeatMap)
#include "tst_heatmap.moc"
