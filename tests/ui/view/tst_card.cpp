#include "tests/support/networks.h"
#include "tests/support/sample.h"
#include "ui/view/card.h"
#include "ui/view/cardtext.h"

#include <QSvgGenerator>
#include <QtTest>

using namespace rnnscope;

class TestCard : public QObject {
    Q_OBJECT

private slots:
    void everyPartIsCounted();
    void onePartIsSingular();
    void denseLayersProjectionsAndActivationsAreSaid();
    void theFileIsMeasured();
    void whatWasAssumedIsMarkedInWords();
    void textOfAFileIsNotMarkup();
    void theChosenModelIsShown();
    void printIsTextInTheThemesColours_data();
    void printIsTextInTheThemesColours();
};

namespace {

QString shown(const SampleDesk& sample)
{
    ModelCard view(sample.desk);
    view.refresh(Change::All);
    return view.text();
}

/// The sample with one note on every model.
ScenePtr noted(const SampleDesk& sample, const Note& note)
{
    Scene scene = *sample.session.scene();
    for (ModelPtr& model : scene.models) {
        Model copy = *model;
        copy.notes = {note};
        model = std::make_shared<const Model>(copy);
    }
    return std::make_shared<const Scene>(scene);
}

}

void TestCard::everyPartIsCounted()
{
    QLocale::setDefault(QLocale::English);
    SampleDesk sample(64, 2);
    const Model& model = *sample.session.model();
    const QString text = shown(sample);
    for (const Index count :
        {model.layers[0].weights.count(), model.layers[1].weights.count(), model.parameters()})
        QVERIFY2(
            text.contains(QLocale().toString(static_cast<qlonglong>(count))), qPrintable(text));
    QVERIFY(text.contains("layer 2: LSTM"));
    QVERIFY(!text.contains("layer 3"));
    QVERIFY(!text.contains("embedding"));
}

void TestCard::onePartIsSingular()
{
    Model model = randomModel({.cell = lstm({}), .units = 1});
    model.head = {};
    const QString text = cardText({}, model, true);
    QVERIFY2(text.contains("4 → 1 unit<"), qPrintable(text));
    QVERIFY(text.contains("its hidden unit<"));
    QVERIFY(text.contains("4 numbers a step"));
    model.layers.front().weights.w.conservativeResize(4, 1);
    QVERIFY(cardText({}, model, true).contains("1 number a step"));
}

void TestCard::denseLayersProjectionsAndActivationsAreSaid()
{
    Model model = randomModel({.cell = lstm({.projection = true}), .after = true});
    model.head.softmax = true;
    std::mt19937 generator(1);
    model.before = {{"first", randomMatrix(4, 7, 1, generator), Vector::Zero(4), rectified}};
    const QString text = cardText({}, model, true);
    for (const char* said : {"7 numbers a step, through a dense layer",
             "5 numbers a step, through 2 dense layers", "dense layer “first”", "7 → 4, relu",
             "4 → 3 units → 2, projected", "2 → 3, tanh", "4 → 5, softmax"})
        QVERIFY2(text.contains(said), said);
    model.head.softmax = false;
    model.head.activation = sigmoidal;
    QVERIFY(cardText({}, model, true).contains("4 → 5, σ"));
}

void TestCard::theFileIsMeasured()
{
    Watch watch;
    const auto scene = builtInScene("poem", watch);
    QVERIFY(scene);
    const QString text = cardText(*scene, *scene->models[1], true);
    QVERIFY2(text.contains("143.1 kB"), qPrintable(text)); // 35 767 floats
    Archive archive{"a", "Keras", {}, {{"keras_version", "2.2.4"}}, {}};
    archive.tensors.push_back({"w", Type::F16, {10, 10}, {}});
    const QString file = fileText({archive, {}});
    for (const char* said : {"Keras 2.2.4", "200 bytes", "F16"})
        QVERIFY2(file.contains(said), said);
}

void TestCard::whatWasAssumedIsMarkedInWords()
{
    SampleDesk sample(8);
    sample.show(noted(sample, {"gate order", "i f g o", false}));
    QVERIFY(shown(sample).contains("i f g o"));
    QVERIFY(!shown(sample).contains("assumed i f g o"));
    sample.show(noted(sample, {"gate order", "i f g o", true}));
    QVERIFY(shown(sample).simplified().contains("assumed i f g o"));
}

void TestCard::textOfAFileIsNotMarkup()
{
    SampleDesk sample(8);
    sample.show(noted(sample, {"not used", "<b>bold</b> & more", false}));
    QVERIFY(shown(sample).contains("<b>bold</b> & more"));
}

void TestCard::theChosenModelIsShown()
{
    SampleDesk sample(8);
    ModelCard view(sample.desk);
    view.refresh(Change::All);
    QVERIFY(view.text().contains("LSTM"));
    sample.session.choose(2);
    view.refresh(Change::Cell);
    QVERIFY(view.text().contains("GRU"));
    QVERIFY(!view.text().contains("LSTM"));
}

void TestCard::printIsTextInTheThemesColours_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << Theme::Light;
    QTest::newRow("dark") << Theme::Dark;
}

void TestCard::printIsTextInTheThemesColours()
{
    QFETCH(Theme, theme);
    SampleDesk sample(8);
    sample.desk.theme = theme;
    ModelCard view(sample.desk);
    view.resize(310, 420);
    view.refresh(Change::All);
    QByteArray svg;
    QBuffer buffer(&svg);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(view.size());
    QPainter painter(&generator);
    view.print(painter);
    painter.end();
    QVERIFY(!svg.contains("<image"));
    const QByteArray said = svg.left(svg.indexOf("one-hot</text>"));
    const QByteArray ink = said.mid(said.lastIndexOf("<g "));
    QVERIFY2(ink.contains(palette(theme).text.name().toLatin1()), ink);
}

QTEST_MAIN(TestCard)
#include "tst_card.moc"
