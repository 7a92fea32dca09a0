// The dialog that maps tensors by hand, driven by keys and the mouse.

#include "core/load/mapping.h"
#include "tests/support/opened.h"
#include "tests/support/sample.h"
#include "tests/support/tensors.h"
#include "ui/view/choices.h"
#include "ui/view/mapbyhand.h"
#include "ui/view/mapping.h"
#include "ui/view/tensorchooser.h"
#include "ui/view/tensorpicture.h"
#include "ui/window/look.h"

#include <QAbstractItemView>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTabBar>
#include <QToolButton>
#include <QtTest>

using namespace rnnscope;

class MappingDialogTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_dialog.reset(); }
    void fittingTensorsAreChosenAndStandFirst();
    void whatDoesNotFitCannotBeChosen();
    void aTensorIsFoundByTyping();
    void anotherTensorIsChosenByKeys();
    void okIsThereWhenEverythingFits();
    void anotherCellBeginsAnew();
    void gateOrderIsKept();
    void aTensorForEachGate();
    void layersAreAddedAndRemoved();
    void aLayerThatIsNotThereLeavesTheHead();
    void aTensorInTwoPlacesIsSaid();
    void pictureMarksTheGates();
    void acceptedMappingOpensTheFile();
    void theMappingIsThereAgain();
    void allAsAssumedKeepsTheMapping();
    void aMappingOfAnotherFileIsNotTakenUp();
    void dialogIsKorean();

private:
    void make(ContentsPtr contents, Mapping present = {});
    TensorChooser* row(const QString& name) const;
    QComboBox* box(const QString& name) const;
    QPushButton* ok() const
    {
        return m_dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    }
    bool says(const QString& text) const;
    void choose(QComboBox& box, const QVariant& data) const;

    std::unique_ptr<SampleDesk> m_sample;
    std::unique_ptr<MappingDialog> m_dialog;
};

namespace {

ContentsPtr contentsOf(const std::vector<std::pair<std::string, std::vector<int64_t>>>& shapes)
{
    Watch watch;
    return std::make_shared<const Contents>(
        *readContents(inputOf(safetensorsOf(shapes), "odd.safetensors"), watch));
}

/// An LSTM of 3 inputs and 2 units, and others.
ContentsPtr oddFile()
{
    return contentsOf({{"memory/k", {8, 3}}, {"memory/r", {8, 2}}, {"memory/z", {8}},
        {"memory/other", {8}}, {"answer/y", {5, 2}}, {"answer/z", {5}}, {"seven", {7, 7}}});
}

}

void MappingDialogTest::init()
{
    applyLanguage("en");
    m_sample = std::make_unique<SampleDesk>(8);
    make(oddFile());
}

void MappingDialogTest::make(ContentsPtr contents, Mapping present)
{
    m_dialog
        = std::make_unique<MappingDialog>(m_sample->desk, std::move(contents), std::move(present));
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

TensorChooser* MappingDialogTest::row(const QString& name) const
{
    QTest::qWait(1); // until rows that went and came are there
    for (auto* one : m_dialog->findChildren<TensorChooser*>())
        if (one->accessibleName() == name && !one->isHidden())
            return one;
    return nullptr;
}

QComboBox* MappingDialogTest::box(const QString& name) const
{
    for (auto* one : m_dialog->findChildren<QComboBox*>())
        if (one->accessibleName() == name)
            return one;
    return nullptr;
}

bool MappingDialogTest::says(const QString& text) const
{
    for (const auto* label : m_dialog->findChildren<QLabel*>())
        if (label->text().contains(text))
            return true;
    return false;
}

/// By keys, as a person goes through the list.
void MappingDialogTest::choose(QComboBox& box, const QVariant& data) const
{
    box.setFocus();
    QTest::keyClick(&box, Qt::Key_Home);
    for (int i = 0; i < box.count() && box.currentData() != data; ++i)
        QTest::keyClick(&box, Qt::Key_Down);
    QCOMPARE(box.currentData(), data);
}

void MappingDialogTest::fittingTensorsAreChosenAndStandFirst()
{
    QCOMPARE(row("W, input weights")->currentData(), "memory/k");
    QCOMPARE(row("U, recurrent weights")->currentData(), "memory/r");
    QCOMPARE(row("Layer on top")->currentData(), "answer/y");
    QVERIFY2(says("It fits: LSTM, 2 units, 3 inputs"), "no such line");
    const TensorChooser& bias = *row("b, bias");
    QCOMPARE(bias.currentData(), "memory/z");
    QCOMPARE(bias.itemText(0), "none");
    QCOMPARE(bias.itemText(1), "memory/z (8)");
    QCOMPARE(bias.itemText(2), "memory/other (8) – in another place already");
    QVERIFY(bias.itemText(3).contains(" – expected 4 × 2 = 8 numbers"));
}

void MappingDialogTest::whatDoesNotFitCannotBeChosen()
{
    TensorChooser& bias = *row("b, bias");
    const auto* items = qobject_cast<QStandardItemModel*>(bias.model());
    int apart = 0;
    for (int i = 1; i < bias.count(); ++i) {
        const bool fits
            = bias.itemData(i).toString().startsWith("memory/") && !bias.itemText(i).contains("×");
        QCOMPARE(items->item(i)->isEnabled(), fits);
        apart += !fits;
    }
    QCOMPARE(apart, 5);
    bias.setFocus();
    bias.lineEdit()->selectAll();
    QTest::keyClicks(bias.lineEdit(), "seven");
    QTest::keyClick(bias.lineEdit(), Qt::Key_Return);
    QTest::qWait(0);
    QCOMPARE(row("b, bias")->currentData(), "memory/z");
    QVERIFY(m_dialog->isVisible());
}

void MappingDialogTest::aTensorIsFoundByTyping()
{
    TensorChooser& bias = *row("b, bias");
    bias.setFocus();
    bias.lineEdit()->selectAll();
    QTest::keyClicks(bias.lineEdit(), "OTH");
    QTest::keyClick(bias.lineEdit(), Qt::Key_Return);
    QTRY_COMPARE(bias.currentData(), "memory/other");
    QCOMPARE(m_dialog->mapping().layers[0].of(TensorRole::B).front(), std::string("memory/other"));
    QVERIFY(m_dialog->isVisible()); // Return has chosen, and has not closed it
    bias.lineEdit()->selectAll();
    QTest::keyClicks(bias.lineEdit(), "no such name");
    row("Embedding")->setFocus();
    QTRY_COMPARE(bias.currentText(), bias.itemText(bias.currentIndex()));
    QCOMPARE(bias.currentData(), "memory/other");
}

void MappingDialogTest::anotherTensorIsChosenByKeys()
{
    TensorChooser& bias = *row("d, recurrent bias");
    QCOMPARE(bias.currentData(), "memory/other");
    bias.setFocus();
    QTest::keyClick(&bias, Qt::Key_Down);
    QTRY_COMPARE(m_dialog->mapping().layers[0].of(TensorRole::D).front(), std::string("memory/z"));
    QCOMPARE(bias.currentData(), "memory/z");
}

void MappingDialogTest::okIsThereWhenEverythingFits()
{
    QVERIFY(ok()->isEnabled());
    TensorChooser& w = *row("W, input weights");
    w.setFocus();
    w.lineEdit()->selectAll();
    QTest::keyClick(w.lineEdit(), Qt::Key_Delete);
    QTest::keyClick(w.lineEdit(), Qt::Key_Return);
    QTRY_VERIFY(!ok()->isEnabled());
    QVERIFY(says("Still to be chosen: W, input weights"));
    w.lineEdit()->selectAll();
    QTest::keyClicks(w.lineEdit(), "memory/k");
    QTest::keyClick(w.lineEdit(), Qt::Key_Return);
    QTRY_VERIFY(ok()->isEnabled());
}

void MappingDialogTest::anotherCellBeginsAnew()
{
    choose(*box("Cell"), "gru");
    QCOMPARE(m_dialog->mapping().layers[0].cell, std::string("gru"));
    QVERIFY(!ok()->isEnabled()); // no tensor has three blocks
    QVERIFY(!row("P, projection"));
    choose(*box("Cell"), "rnn");
    QCOMPARE(row("U, recurrent weights")->itemData(1), "seven"); // the only square
    QVERIFY(!box("Gate order")->isEnabled());
    choose(*box("Cell"), "lstm");
    QVERIFY(ok()->isEnabled());
    QCOMPARE(row("U, recurrent weights")->currentData(), "memory/r");
}

void MappingDialogTest::gateOrderIsKept()
{
    QCOMPARE(box("Gate order")->currentText(), "i f g o (PyTorch, Keras)");
    choose(*box("Gate order"), "i o f g");
    QCOMPARE(m_dialog->mapping().layers[0].order, std::string("i o f g"));
    QVERIFY(!box("Units lie along")->isEnabled()); // the shapes tell
}

void MappingDialogTest::aTensorForEachGate()
{
    std::vector<std::pair<std::string, std::vector<int64_t>>> shapes;
    for (const char* gate : {"one", "two", "three", "four"})
        for (const auto& [name, shape] :
            {std::pair<std::string, std::vector<int64_t>>("in ", {2, 3}), {"back ", {2, 2}}})
            shapes.emplace_back(name + gate, shape);
    make(contentsOf(shapes));
    choose(*box("Cell"), "lstm");
    choose(*box("Gates"), true);
    QVERIFY(!ok()->isEnabled());
    for (const auto& [gate, name] :
        {std::pair("i", "one"), {"f", "two"}, {"g", "three"}, {"o", "four"}})
        for (const auto& [role, begin] : {std::pair("W, input weights: gate ", "in "),
                 {"U, recurrent weights: gate ", "back "}}) {
            TensorChooser* one = row(QString(role) + gate);
            QVERIFY(one);
            one->setFocus();
            one->lineEdit()->selectAll();
            QTest::keyClicks(one->lineEdit(), QString(begin) + name);
            QTest::keyClick(one->lineEdit(), Qt::Key_Return);
            QTRY_COMPARE(one->currentData().toString(), QString(begin) + name);
        }
    QVERIFY(ok()->isEnabled());
    QVERIFY(says("It fits: LSTM, 2 units, 3 inputs"));
    QVERIFY(networkOf(m_dialog->mapping(), contentsOf(shapes)->archive));
}

void MappingDialogTest::layersAreAddedAndRemoved()
{
    make(contentsOf({{"a", {8, 3}}, {"b", {8, 2}}, {"c", {8, 2}}, {"d", {8, 2}}, {"e", {5, 2}}}));
    auto* tabs = m_dialog->findChild<QTabBar*>();
    const int found = tabs->count();
    QCOMPARE(found, 2); // both were found by their shapes
    auto* remove = m_dialog->findChildren<QToolButton*>().back();
    for (auto* button : m_dialog->findChildren<QToolButton*>())
        if (button->accessibleName() == "Remove the top layer")
            remove = button;
    QTest::mouseClick(remove, Qt::LeftButton);
    QCOMPARE(tabs->count(), 1);
    QVERIFY(!remove->isEnabled());
    QVERIFY(ok()->isEnabled());
    for (auto* button : m_dialog->findChildren<QToolButton*>())
        if (button->accessibleName() == "A layer on top")
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(tabs->count(), 2);
    QVERIFY(says("LSTM, 2 units, 3 inputs → LSTM, 2 units, 2 inputs"));
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
    QCOMPARE(row("W, input weights")->currentData(), "a");
}

void MappingDialogTest::aLayerThatIsNotThereLeavesTheHead()
{
    make(oddFile());
    QCOMPARE(row("Layer on top")->currentData(), "answer/y");
    for (const char* name : {"A layer on top", "Remove the top layer"})
        for (auto* button : m_dialog->findChildren<QToolButton*>())
            if (button->accessibleName() == name)
                QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(row("Layer on top")->currentData(), "answer/y");
    QVERIFY(ok()->isEnabled());
}

void MappingDialogTest::aTensorInTwoPlacesIsSaid()
{
    make(oddFile());
    QVERIFY(!says("In two places"));
    choose(*row("d, recurrent bias"), "memory/z");
    QTRY_VERIFY(says("In two places: memory/z"));
    QVERIFY(ok()->isEnabled());
}

void MappingDialogTest::pictureMarksTheGates()
{
    Archive archive;
    archive.tensors.push_back(tensorOf("half", Matrix::Constant(8, 30, Real(0.5))));
    TensorPicture picture(palette(Theme::Light));
    picture.show(archive, "half", {"i", "f", "g", "o"}, false);
    picture.resize(picture.sizeHint());
    const QImage below = picture.grab().toImage();
    picture.show(archive, "half", {"i", "f", "g", "o"}, true);
    const QImage beside = picture.grab().toImage();
    picture.show(archive, "half", {}, false);
    const QImage plain = picture.grab().toImage();
    picture.show(archive, "", {}, false);
    const QImage empty = picture.grab().toImage();
    QVERIFY(below != beside && below != plain && beside != plain && plain != empty);
    const QColor ink = Scale{-0.5, 0.5}.colour(0.5, palette(Theme::Light));
    QCOMPARE(plain.pixelColor(90, 40), ink);
    QVERIFY(empty.pixelColor(90, 40) != ink);
}

void MappingDialogTest::acceptedMappingOpensTheFile()
{
    m_dialog.reset();
    QWidget window;
    window.show();
    const ContentsPtr contents = oddFile();
    mapByHand(m_sample->desk, contents, "/nowhere/odd.safetensors", &window);
    auto* dialog = window.findChild<MappingDialog*>();
    QVERIFY(dialog);
    QSignalSpy changed(&m_sample->session, &Session::sceneChanged);
    auto* button = dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Return);
    QVERIFY(changed.wait());
    const ScenePtr scene = m_sample->session.scene();
    QCOMPARE(scene->origins.front().path, "/nowhere/odd.safetensors");
    QCOMPARE(scene->models.size(), size_t(1));
    QCOMPARE(scene->models[0]->layers[0].weights.units(), 2);
    QCOMPARE(scene->origins.front().contents, contents);
    QVERIFY(readMapping(scene->origins.front().choices.at(choice::mapping)));
    QVERIFY(!noteIn(*scene->models[0], "mapped by hand").empty());
}

void MappingDialogTest::theMappingIsThereAgain()
{
    acceptedMappingOpensTheFile();
    Choices choices = m_sample->session.origin().choices;
    Mapping mapping = *readMapping(choices.at(choice::mapping));
    mapping.layers[0].order = "i o f g";
    mapping.at({TensorRole::B}) = "memory/other";
    choices[choice::mapping] = writeMapping(mapping);
    QSignalSpy changed(&m_sample->session, &Session::sceneChanged);
    m_sample->session.assume(choices);
    QVERIFY(changed.wait());
    QWidget window;
    const ScenePtr scene = m_sample->session.scene();
    mapByHand(
        m_sample->desk, scene->origins.front().contents, scene->origins.front().path, &window);
    const Mapping& shown = window.findChild<MappingDialog*>()->mapping();
    QCOMPARE(writeMapping(shown), choices.at(choice::mapping));
}

void MappingDialogTest::allAsAssumedKeepsTheMapping()
{
    acceptedMappingOpensTheFile();
    Session& session = m_sample->session;
    const Choices before = session.origin().choices;
    ChoiceForm form(m_sample->desk);
    form.refresh();
    QPushButton* all = nullptr;
    for (auto* button : form.findChildren<QPushButton*>())
        if (button->text() == "All as assumed")
            all = button;
    QVERIFY(all && !all->isVisibleTo(&form)); // nothing is chosen beside the mapping
    QSignalSpy changed(&session, &Session::sceneChanged);
    session.assume(choice::order, "i o f g");
    QVERIFY(changed.wait());
    form.refresh();
    QVERIFY(all->isVisibleTo(&form));
    all->click();
    QVERIFY(changed.wait());
    QCOMPARE(session.origin().choices, before);
}

void MappingDialogTest::aMappingOfAnotherFileIsNotTakenUp()
{
    Mapping other = m_dialog->mapping();
    other.at({TensorRole::W}) = "gone";
    make(oddFile(), other);
    QCOMPARE(m_dialog->mapping().layers[0].of(TensorRole::W).front(), std::string("memory/k"));
    QVERIFY(ok()->isEnabled());
}

void MappingDialogTest::dialogIsKorean()
{
    applyLanguage("ko");
    make(oddFile());
    QCOMPARE(m_dialog->windowTitle(), "텐서 직접 지정");
    QVERIFY(row("U, 순환 가중치"));
    QVERIFY(says("모양이 맞습니다: LSTM, 유닛 2개, 입력 3개"));
    applyLanguage("en");
}

QTEST_MAIN(MappingDialogTest)
#include "tst_mapping.moc"
