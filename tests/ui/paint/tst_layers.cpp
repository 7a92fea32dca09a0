#include "tests/support/networks.h"
#include "ui/paint/layers.h"

using namespace rnnscope;

class TestLayers : public QObject {
    Q_OBJECT

private slots:
    void oneDirectionIsALayerWithANumber()
    {
        const Model model = randomModel(Build{.cell = lstm({}), .depth = 3});
        QCOMPARE(layerName(model, 1), "layer 2");
        QCOMPARE(layerPlace(model, 1), "layer 2 of 3");
        QVERIFY(readingNote(model.layers[1]).isEmpty());
    }

    void bothDirectionsOfADepthHaveItsNumber()
    {
        const Model model = randomModel(Build{.cell = gru({}), .depth = 2, .both = true});
        QCOMPARE(layerName(model, 0), "layer 1, forward");
        QCOMPARE(layerName(model, 1), "layer 1, backward");
        QCOMPARE(layerPlace(model, 3), "layer 2 of 2, backward");
        QVERIFY(readingNote(model.layers[3]).contains("whole sequence"));
    }

    void aLoneLayerFromTheEndSaysSo()
    {
        const Model model = randomModel(Build{.cell = gru({}), .backward = true});
        QCOMPARE(layerPlace(model, 0), "layer 1, backward");
    }

    void theStepBeforeIsTheNextOneForALayerThatReadsFromTheEnd()
    {
        const Model model = randomModel(Build{.cell = lstm({}), .both = true});
        const std::string equation = "c_t = f_t ⊙ c_{t−1} + U h_{t−1}";
        QCOMPARE(asRead(model.layers[0], equation), equation);
        QCOMPARE(asRead(model.layers[1], equation), std::string("c_t = f_t ⊙ c_{t+1} + U h_{t+1}"));
    }
};

QTEST_APPLESS_MAIN(TestLayers)
#include "tst_layers.moc"
