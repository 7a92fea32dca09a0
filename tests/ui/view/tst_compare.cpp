#include "tests/support/gallery.h"
#include "tests/support/sample.h"
#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"
#include "ui/view/compare.h"
#include "ui/view/refresher.h"

#include "core/math/activation.h"
#include "core/pack/tensor.h"

#include <QTest>

using namespace rnnscope;

namespace {

/// The comparison on a sample desk, shown and up to date.
struct Shown {
    explicit Shown(QSize size = {1030, 380})
        : sample(12)
        , view(sample.desk)
        , refresher(sample.desk)
    {
        refresher.add(&view);
        view.resize(size);
        view.show();
        refresher.flush();
    }

    QImage picture()
    {
        refresher.flush();
        return view.grab().toImage();
    }

    SampleDesk sample;
    Compare view;
    Refresher refresher;
};

/// A scene of one model of the gallery.
ScenePtr sceneOf(const Exhibit& exhibit)
{
    Scene scene;
    scene.models = {std::make_shared<const Model>(exhibit.model)};
    Watch watch;
    return *runScene(std::move(scene), exhibit.sequence, watch);
}

}

class TestCompare : public QObject {
    Q_OBJECT

private slots:
    void everyModelHasItsOwnCellAtTheSameStep();
    void theNumbersAreThoseOfTheTraces();
    void cellsStandSideBySideWithoutOverlapping_data();
    void cellsStandSideBySideWithoutOverlapping();
    void aClickChoosesTheModel();
    void theKeyboardChoosesTheModel();
    void theChosenOneIsMarked();
    void thePredictionIsSaidAndWhetherItIsRight();
    void backwardsShowsTheSamePicturesAsForwards();
    void aSceneOfOtherModelsReplacesTheCells();
    void aModelWithFewerLayersShowsItsTop();
    void openedModelsAreCalledByTheirFiles();
    void withoutASceneItSaysWhatWillBeHere();
};

void TestCompare::everyModelHasItsOwnCellAtTheSameStep()
{
    Shown shown;
    QCOMPARE(shown.view.cells().size(), size_t(3));
    for (const int step : {0, 7, 13}) {
        shown.sample.playback.toStep(step);
        shown.refresher.flush();
        for (size_t i = 0; i < 3; ++i) {
            const CellPicture& picture = shown.view.cells()[i]->picture();
            QCOMPARE(picture.step(), step);
            QCOMPARE(picture.scene().wiring, &cells()[i]->wiring());
        }
    }
}

void TestCompare::theNumbersAreThoseOfTheTraces()
{
    Shown shown;
    shown.sample.playback.toStep(9);
    shown.refresher.flush();
    const std::vector<Tensor> numbers = shown.view.numbers();
    const ScenePtr scene = shown.sample.session.scene();
    for (size_t i = 0; i < scene->models.size(); ++i) {
        const Cell& cell = *scene->models[i]->layers[0].cell;
        for (size_t track = 0; track < cell.tracks().size(); ++track) {
            const std::string name
                = std::to_string(i) + "/0/" + std::string(cell.tracks()[track].id);
            const auto found = std::ranges::find(numbers, name, &Tensor::name);
            QVERIFY2(found != numbers.end(), name.c_str());
            QCOMPARE(matrixOf(*found).transpose().eval(),
                Matrix(scene->traces[i]->layers[0].tracks[track].col(9)));
        }
    }
}

void TestCompare::cellsStandSideBySideWithoutOverlapping_data()
{
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(320, 180), QSize(1030, 380), QSize(1900, 900), QSize(420, 1000)})
        QTest::addRow("%d × %d", size.width(), size.height()) << size;
}

void TestCompare::cellsStandSideBySideWithoutOverlapping()
{
    QFETCH(QSize, size);
    Shown shown(size);
    for (const ComparedCell* cell : shown.view.cells()) {
        QVERIFY(shown.view.rect().contains(cell->geometry()));
        for (const ComparedCell* other : shown.view.cells())
            QVERIFY(other == cell || !other->geometry().intersects(cell->geometry()));
        for (const QWidget* part : cell->findChildren<QWidget*>())
            QVERIFY(!part->isVisible() || cell->rect().contains(part->geometry()));
    }
}

void TestCompare::aClickChoosesTheModel()
{
    Shown shown;
    for (const int place : {2, 0, 1}) {
        QTest::mouseClick(shown.view.cells()[size_t(place)], Qt::LeftButton, {}, QPoint(60, 200));
        QCOMPARE(shown.sample.session.chosen(), place);
    }
}

void TestCompare::theKeyboardChoosesTheModel()
{
    Shown shown;
    auto* name = shown.view.cells()[2]->findChild<Chip*>();
    QVERIFY(name->focusPolicy() & Qt::TabFocus);
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(shown.sample.session.chosen(), 2);
}

void TestCompare::theChosenOneIsMarked()
{
    Shown shown;
    for (const int chosen : {0, 2}) {
        shown.sample.session.choose(chosen);
        const QImage picture = shown.picture();
        for (int i = 0; i < 3; ++i) {
            const QRect cell = shown.view.cells()[size_t(i)]->geometry();
            const QColor edge = picture.pixelColor(cell.left() + 1, cell.center().y());
            QCOMPARE(edge == shown.sample.desk.colours().accent, i == chosen);
            QCOMPARE(shown.view.cells()[size_t(i)]->findChild<Chip*>()->isChecked(), i == chosen);
        }
    }
}

void TestCompare::thePredictionIsSaidAndWhetherItIsRight()
{
    Shown shown;
    const ScenePtr scene = shown.sample.session.scene();
    int right = 0, wrong = 0;
    for (int step = 0; step < shown.sample.playback.steps(); ++step) {
        shown.sample.playback.toStep(step);
        shown.refresher.flush();
        for (size_t i = 0; i < 3; ++i) {
            const QString said = shown.view.cells()[i]->prediction();
            const Vector likely = softmax(scene->traces[i]->logits.col(step));
            Index best = 0;
            QVERIFY(said.contains(fixedNumber(likely.maxCoeff(&best), 2)));
            QVERIFY(said.contains(shownToken(scene->models[i]->vocabulary, int(best))));
            const int truth = scene->sequences[i]->targets[size_t(step)];
            QCOMPARE(said.contains("✓"), truth == best);
            QCOMPARE(said.contains("✗"), truth >= 0 && truth != best);
            right += truth == best;
            wrong += truth >= 0 && truth != best;
        }
    }
    QVERIFY(right > 0 && wrong > 0);
}

void TestCompare::backwardsShowsTheSamePicturesAsForwards()
{
    Shown shown;
    std::vector<QImage> forwards;
    for (int i = 1; i <= 12; ++i) {
        shown.sample.playback.setPosition(13 + i / 12.0);
        forwards.push_back(shown.picture());
        QVERIFY2(i == 1 || forwards.back() != forwards[forwards.size() - 2], "nothing moves");
    }
    for (int i = 12; i >= 1; --i) {
        shown.sample.playback.setPosition(13 + i / 12.0);
        QCOMPARE(shown.picture(), forwards[size_t(i - 1)]);
    }
}

void TestCompare::aSceneOfOtherModelsReplacesTheCells()
{
    Shown shown;
    for (const Exhibit& exhibit : gallery()) {
        shown.sample.session.show(sceneOf(exhibit));
        QVERIFY(!shown.picture().isNull());
        QCOMPARE(shown.view.cells().size(), size_t(1));
        QCOMPARE(&shown.view.cells()[0]->picture().model(), shown.sample.session.model().get());
    }
}

void TestCompare::aModelWithFewerLayersShowsItsTop()
{
    Shown shown;
    Scene scene;
    for (const int depth : {3, 1})
        scene.models.push_back(std::make_shared<const Model>(
            sampleModel(findCell("gru"), 8, depth, SampleDesk::poem)));
    Watch watch;
    auto sequence = sequenceFromText(*scene.models.front(), SampleDesk::poem);
    shown.sample.session.show(*runScene(std::move(scene), std::move(sequence), watch));
    shown.sample.selection.setLayer(2);
    shown.refresher.flush();
    QCOMPARE(shown.view.cells()[0]->picture().layer(), 2);
    QCOMPARE(shown.view.cells()[1]->picture().layer(), 0);
}

void TestCompare::openedModelsAreCalledByTheirFiles()
{
    Shown shown;
    Scene scene;
    for (const char* title : {"early.pt", "late.pt"}) {
        scene.models.push_back(
            std::make_shared<const Model>(sampleModel(findCell("lstm"), 8, 1, SampleDesk::poem)));
        scene.origins.push_back({title, QString("/models/") + title});
    }
    Watch watch;
    auto sequence = sequenceFromText(*scene.models.front(), SampleDesk::poem);
    shown.sample.session.show(*runScene(std::move(scene), std::move(sequence), watch));
    shown.refresher.flush();
    QCOMPARE(shown.view.cells()[0]->findChild<Chip*>()->text(), QString("early"));
    QCOMPARE(shown.view.cells()[1]->findChild<Chip*>()->text(), QString("late"));
}

void TestCompare::withoutASceneItSaysWhatWillBeHere()
{
    Session session;
    Playback playback;
    Selection selection;
    const Desk desk{&session, &playback, &selection};
    Compare view(desk);
    view.resize(600, 300);
    view.refresh(Change::All);
    const QImage words = view.grab().toImage().copy(100, 130, 400, 60);
    QImage blank = words;
    blank.fill(desk.colours().card);
    QVERIFY(words != blank);
    QVERIFY(view.numbers().empty());
}

QTEST_MAIN(TestCompare)
#include "tst_compare.moc"
