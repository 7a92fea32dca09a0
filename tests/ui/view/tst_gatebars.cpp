#include "ui/view/gatebars.h"

#include "core/math/quantile.h"
#include "core/pack/tensor.h"
#include "core/trace/memory.h"
#include "tests/support/gallery.h"
#include "tests/support/sample.h"
#include "ui/paint/text.h"
#include "ui/view/refresher.h"

#include <QtTest>

using namespace rnnscope;

namespace {

/// The gates on a sample desk, shown and up to date.
struct Shown {
    explicit Shown(int model = 1, Index units = 16)
        : sample(units)
        , view(sample.desk)
        , refresher(sample.desk)
    {
        sample.session.choose(model);
        refresher.add(&view);
        view.resize(640, 300);
        view.show();
        settle();
    }

    void settle()
    {
        refresher.flush();
        while (view.busy())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    void moveTo(double position)
    {
        sample.playback.setPosition(position);
        refresher.flush();
    }
    const LayerTrace& layer() const { return sample.session.trace()->layers[0]; }
    const Cell& cell() const { return *sample.session.model()->layers[0].cell; }
    const Matrix& values(const char* track) const
    {
        return layer().tracks[static_cast<size_t>(cell().indexOf(track))];
    }
    Matrix number(const std::string& name) const
    {
        for (const Tensor& tensor : view.numbers())
            if (tensor.name == "0/" + name)
                return matrixOf(tensor);
        return {};
    }
    Vector now(const std::string& track) const { return number(track + "/now"); }

    SampleDesk sample;
    GateBars view;
    Refresher refresher;
};

}

class TestGateBars : public QObject {
    Q_OBJECT

private slots:
    void restingBarsAreTheGatesOfTheStep_data();
    void restingBarsAreTheGatesOfTheStep();
    void aBarMovesOnlyWhileItsGateActs();
    void nothingIsKnownBeforeTheFirstStep();
    void quartilesAndTheUnitAreThoseOfTheTrace();
    void unitsThatRememberLongerStandAtTheLeft();
    void aPressOnABarChoosesTheUnitAndNoStep();
    void aPressOnTheHistoryChoosesTheStep();
    void hoveringTellsExactly();
    void aBarIsAsHighAsItsGateIsOpen_data();
    void aBarIsAsHighAsItsGateIsOpen();
    void figuresCountTheUnits();
    void theStepIsSaidInWords();
    void anotherSceneReplacesTheFirstWithoutDanger();
    void everyKindOfModelIsShownTruly();
};

void TestGateBars::restingBarsAreTheGatesOfTheStep_data()
{
    QTest::addColumn<int>("model");
    QTest::addColumn<QStringList>("tracks");
    QTest::newRow("an RNN has none: the hidden state") << 0 << QStringList{"hidden"};
    QTest::newRow("LSTM") << 1 << QStringList{"input", "forget", "output"};
    QTest::newRow("GRU") << 2 << QStringList{"reset", "update"};
}

void TestGateBars::restingBarsAreTheGatesOfTheStep()
{
    QFETCH(int, model);
    QFETCH(QStringList, tracks);
    Shown shown(model);
    QStringList found;
    for (const Tensor& tensor : shown.view.numbers())
        if (const QString name = QString::fromStdString(tensor.name); name.endsWith("/now"))
            found += name.section('/', 1, 1);
    QCOMPARE(found, tracks);
    for (const int step : {0, 7, shown.sample.playback.steps() - 1}) {
        shown.moveTo(step + 1);
        for (const QString& track : tracks) {
            const QByteArray id = track.toUtf8();
            QCOMPARE(shown.now(id.toStdString()), Vector(shown.values(id.constData()).col(step)));
        }
    }
}

void TestGateBars::aBarMovesOnlyWhileItsGateActs()
{
    Shown shown; // five phases: forget, store, update, output, predict
    const Vector before = shown.values("output").col(6), after = shown.values("output").col(7);
    for (const double phase : {0.05, 0.3, 0.6}) {
        shown.moveTo(7 + phase);
        QCOMPARE(shown.now("output"), before);
    }
    shown.moveTo(7.7);
    QVERIFY(shown.now("output").isApprox((before + after) / 2, Real(1e-4)));
    shown.moveTo(7.8);
    QCOMPARE(shown.now("output"), after);
    QCOMPARE(shown.now("forget"), Vector(shown.values("forget").col(7)));
    shown.moveTo(7.3); // backwards
    QCOMPARE(shown.now("output"), before);
}

void TestGateBars::nothingIsKnownBeforeTheFirstStep()
{
    Shown shown;
    shown.moveTo(0);
    QVERIFY(shown.now("input").isZero());
    const QString text = shown.view.describe(shown.view.bars(0).area.center());
    QVERIFY2(text.contains("not computed yet"), qPrintable(text));
}

void TestGateBars::quartilesAndTheUnitAreThoseOfTheTrace()
{
    Shown shown;
    shown.sample.selection.setUnit(11);
    shown.settle();
    for (const char* track : {"input", "forget", "output"}) {
        const Matrix quartiles = shown.number(std::string(track) + "/quartiles");
        const Matrix& values = shown.values(track);
        QCOMPARE(quartiles.rows(), values.cols());
        for (Index step = 0; step < values.cols(); ++step) {
            std::vector<Real> sorted(values.col(step).begin(), values.col(step).end());
            std::ranges::sort(sorted);
            QCOMPARE(quartiles(step, 1), (sorted[7] + sorted[8]) / 2);
            QVERIFY(std::abs(quartiles(step, 0) - (sorted[3] + (sorted[4] - sorted[3]) * 0.75F))
                < 1e-6F);
            QVERIFY(std::abs(quartiles(step, 2) - (sorted[11] + (sorted[12] - sorted[11]) * 0.25F))
                < 1e-6F);
        }
        QCOMPARE(
            Vector(shown.number(std::string(track) + "/unit")), Vector(values.row(11).transpose()));
    }
}

void TestGateBars::unitsThatRememberLongerStandAtTheLeft()
{
    Shown shown;
    const std::vector<double> lives = memoryHalfLives(shown.values("cell"));
    const BarField field = shown.view.bars(0);
    QCOMPARE(field.order.size(), lives.size());
    for (size_t place = 1; place < lives.size(); ++place)
        QVERIFY(lives[static_cast<size_t>(field.order[place - 1])]
            >= lives[static_cast<size_t>(field.order[place])]);
    QTest::mouseClick(shown.view.findChildren<Chip*>()[1], Qt::LeftButton);
    for (int place = 0; place < std::ssize(lives); ++place)
        QCOMPARE(shown.view.bars(0).order[static_cast<size_t>(place)], place);
}

void TestGateBars::aPressOnABarChoosesTheUnitAndNoStep()
{
    Shown shown;
    const double position = shown.sample.playback.position();
    const BarField field = shown.view.bars(1);
    for (const int unit : {3, 12}) {
        QTest::mousePress(&shown.view, Qt::LeftButton, {},
            QPointF(field.middleOf(unit), field.area.center().y()).toPoint());
        QCOMPARE(shown.sample.selection.unit(), unit);
    }
    QCOMPARE(shown.sample.playback.position(), position);
}

void TestGateBars::aPressOnTheHistoryChoosesTheStep()
{
    Shown shown;
    const int unit = shown.sample.selection.unit();
    QTest::mousePress(&shown.view, Qt::LeftButton, {},
        QPointF(shown.view.axis().xOf(4.5), shown.view.area().center().y()).toPoint());
    QCOMPARE(shown.sample.playback.position(), 5.0);
    QCOMPARE(shown.sample.selection.unit(), unit);
}

void TestGateBars::hoveringTellsExactly()
{
    Shown shown;
    shown.moveTo(10);
    const BarField field = shown.view.bars(1);
    const QString bar = shown.view.describe(QPointF(field.middleOf(5), field.area.center().y()));
    QVERIFY2(
        bar.startsWith("forget gate f, unit 5: " + fixedNumber(shown.values("forget")(5, 9), 3)),
        qPrintable(bar));
    const QString step
        = shown.view.describe(QPointF(shown.view.axis().xOf(0.5), field.area.center().y()));
    QVERIFY2(step.startsWith("forget gate f, step 1 “봄”: median "), qPrintable(step));
    QVERIFY2(
        step.contains(fixedNumber(shown.number("forget/quartiles")(0, 1), 3)), qPrintable(step));
    QVERIFY(shown.view.describe({1, 1}).isEmpty());
}

void TestGateBars::aBarIsAsHighAsItsGateIsOpen_data()
{
    QTest::addColumn<int>("units");
    QTest::newRow("few units") << 8;
    QTest::newRow("one unit") << 1;
}

void TestGateBars::aBarIsAsHighAsItsGateIsOpen()
{
    QFETCH(int, units);
    Shown shown(1, units);
    shown.view.resize(1040, 500);
    const QImage image = shown.view.grab().toImage();
    const QColor card = shown.sample.desk.colours().card;
    for (size_t row = 0; row < 3; ++row) {
        const BarField field = shown.view.bars(row);
        const Vector now = shown.now(std::array{"input", "forget", "output"}[row]);
        for (int unit = 0; unit < units; ++unit) {
            const auto x = static_cast<int>(field.middleOf(unit));
            const auto y = static_cast<int>(std::round(field.yOf(now[unit])));
            int above = 0, below = 0;
            for (int off = 4; off < 10; ++off) { // reference lines are thin
                above += image.pixelColor(x, y - off) == card;
                below += image.pixelColor(x, y + off) == card;
            }
            if (y - 10 > field.area.top() && y + 10 < field.area.bottom())
                QVERIFY2(above >= 5 && below == 0, qPrintable(QString::number(unit)));
        }
    }
}

void TestGateBars::figuresCountTheUnits()
{
    const Vector values{{0.05F, 0.15F, 0.5F, 0.95F, 1.0F}};
    const GateFigures gate = figuresOf(values, endsOf(0, 1));
    QVERIFY(std::abs(gate.mean - 0.53) < 1e-6);
    QVERIFY(std::abs(gate.low - 0.2) < 1e-9);
    QVERIFY(std::abs(gate.high - 0.4) < 1e-9);
    QCOMPARE(figuresOf(Vector{{-0.95F, 0}}, endsOf(-1, 1)).low, 0.5);
    QCOMPARE(figuresOf(values, endsOf(0, unbounded)).high, 0.0);
}

void TestGateBars::theStepIsSaidInWords()
{
    Shown shown;
    shown.moveTo(4);
    const Vector forget = shown.values("forget").col(3);
    const QString said = shown.view.accessibleDescription();
    QVERIFY2(said.contains("forget gate f, now: mean " + fixedNumber(forget.mean(), 2)),
        qPrintable(said));
}

void TestGateBars::anotherSceneReplacesTheFirstWithoutDanger()
{
    Shown shown(1, 32);
    shown.sample.session.show(SampleDesk(4).session.scene());
    shown.refresher.flush();
    QVERIFY(!shown.view.grab().isNull()); // the old gates, while the new ones are read
    shown.settle();
    QCOMPARE(shown.view.bars(0).order.size(), size_t(4));
}

void TestGateBars::everyKindOfModelIsShownTruly()
{
    Shown shown(1, 4);
    for (const Exhibit& exhibit : gallery()) {
        Scene scene;
        scene.models = {std::make_shared<const Model>(exhibit.model)};
        Watch watch;
        shown.sample.session.show(*runScene(std::move(scene), exhibit.sequence, watch));
        for (int place = 0; place < std::ssize(exhibit.model.layers); ++place) {
            shown.sample.selection.setLayer(place);
            shown.settle();
            const int step = shown.sample.playback.steps() / 2;
            shown.moveTo(step + 1);
            QVERIFY(!shown.view.grab().isNull());
            const Cell& cell = *exhibit.model.layers[size_t(place)].cell;
            const auto& tracks = shown.sample.session.trace()->layers[size_t(place)].tracks;
            int bars = 0;
            for (const Tensor& tensor : shown.view.numbers()) {
                const QString name = QString::fromStdString(tensor.name);
                if (!name.endsWith("/now"))
                    continue;
                ++bars;
                const QByteArray id = name.section('/', -2, -2).toUtf8();
                const Vector expected = tracks[size_t(cell.indexOf(id.constData()))].col(step);
                QVERIFY2(Vector(matrixOf(tensor)) == expected,
                    (exhibit.name + ": " + tensor.name).c_str());
            }
            const auto gates = std::ranges::count(cell.tracks(), Role::Gate, &Track::role);
            QCOMPARE(bars, std::max(1, int(gates)));
        }
    }
}

QTEST_MAIN(TestGateBars)
#include "tst_gatebars.moc"
