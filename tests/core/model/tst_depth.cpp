#include "core/model/depth.h"
#include "tests/support/networks.h"

#include <QTest>

using namespace rnnscope;

class TestDepth : public QObject {
    Q_OBJECT

private slots:
    void directionsOfADepthShareItsNumber()
    {
        const Model both = randomModel(Build{.cell = lstm({}), .depth = 3, .both = true});
        const std::vector<std::string> expected{
            "0", "0.reverse", "1", "1.reverse", "2", "2.reverse"};
        for (int place = 0; place < 6; ++place) {
            QCOMPARE(depthOf(both, place), place / 2);
            QCOMPARE(layerId(both, place), expected[static_cast<size_t>(place)]);
            QVERIFY(paired(both, place));
            QCOMPARE(onTop(both, place), place >= 4);
        }
        QCOMPARE(depthCount(both), 3);
        QCOMPARE(placeOfDepth(both, 1), 2);
        QCOMPARE(placeOfDepth(both, 3), 6);
    }

    void layersOfOneDirectionAreTheirOwnDepths()
    {
        const Model one = randomModel(Build{.cell = gru({}), .depth = 3, .backward = true});
        for (int place = 0; place < 3; ++place) {
            QCOMPARE(depthOf(one, place), place);
            QCOMPARE(placeOfDepth(one, place), place);
            QCOMPARE(layerId(one, place, 2), std::to_string(place + 2));
            QVERIFY(!paired(one, place));
        }
        QCOMPARE(depthCount(one), 3);
        QVERIFY(!onTop(one, 1) && onTop(one, 2));
    }

    void depthsMayDifferInTheirDirections()
    {
        Model model = randomModel(Build{.cell = elman({}), .depth = 2, .both = true});
        model.layers.erase(model.layers.begin() + 1); // the first depth reads forward alone
        QCOMPARE(layerId(model, 0), std::string("0"));
        QCOMPARE(layerId(model, 2), std::string("1.reverse"));
        QVERIFY(!paired(model, 0) && paired(model, 1));
        QVERIFY(!onTop(model, 0) && onTop(model, 1) && onTop(model, 2));
    }

    void bothDirectionsAtTheTopLeadToThePrediction()
    {
        const Model both = randomModel(Build{.cell = lstm({}), .depth = 2, .both = true});
        for (int place = 0; place < 4; ++place)
            QCOMPARE(phases(both, place).size(), size_t(place < 2 ? 4 : 5));
    }
};

QTEST_APPLESS_MAIN(TestDepth)
#include "tst_depth.moc"
