#include "core/load/assume.h"
#include "tests/support/sample.h"
#include "tests/support/tensors.h"
#include "ui/view/card.h"
#include "ui/view/choices.h"
#include "ui/view/vocabulary.h"
#include "ui/window/look.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QShortcut>
#include <QSignalSpy>
#include <QSvgGenerator>
#include <QToolButton>
#include <QtTest>

using namespace rnnscope;

class ChoicesTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void everythingOpenHasABox();
    void choosingMakesTheModelAnew();
    void wayBackTakesWhatWasAssumed();
    void twoQuickChoicesBothHold();
    void allGoBackAtOnce();
    void keysBelongToTheBoxTheyAreIn();
    void comparisonsLeaveNothingOpen();
    void printedCardSaysWhatTheBoxesSay();
    void droppedChoicesAreTold();
    void boxesAreKorean();
    void dialogCountsWhileTyping();
    void dialogNamesWhatIsMissing();
    void dialogGivesItsTokensToTheModel();

private:
    void choose(QComboBox& box, int index);
    QComboBox* box(const QString& name) const;
    template <class Widget>
    Widget* named(const QString& name) const;

    std::unique_ptr<SampleDesk> m_sample;
    std::unique_ptr<ModelCard> m_card;
};

namespace {

/// Two networks, an embedding and two heads.
ScenePtr sceneOf(const Choices& choices = {})
{
    Watch watch;
    const std::string file = safetensorsOf({{"a.weight_ih_l0", {8, 3}}, {"a.weight_hh_l0", {8, 2}},
        {"b.weight_ih_l0", {2, 3}}, {"b.weight_hh_l0", {2, 2}}, {"emb.weight", {5, 3}},
        {"fc.weight", {5, 2}}, {"out.weight", {5, 2}}});
    auto contents = readContents(inputOf(file, "two.safetensors"), watch);
    return *contentsScene(std::make_shared<const Contents>(std::move(*contents)), "two.safetensors",
        choices, {}, watch);
}

/// Waits for the next scene.
void settle(Session& session)
{
    QSignalSpy changed(&session, &Session::sceneChanged);
    QVERIFY(changed.wait());
}

}

void ChoicesTest::init()
{
    applyLanguage("en");
    m_sample = std::make_unique<SampleDesk>(8);
    m_sample->session.show(sceneOf());
    m_card = std::make_unique<ModelCard>(m_sample->desk);
    m_card->resize(330, 600);
    m_card->refresh(Change::All);
    m_card->show();
    QVERIFY(QTest::qWaitForWindowActive(m_card.get()));
    connect(&m_sample->session, &Session::sceneChanged, m_card.get(),
        [this] { m_card->refresh(Change::All); });
}

QComboBox* ChoicesTest::box(const QString& name) const
{
    for (auto* box : m_card->findChildren<QComboBox*>())
        if (box->accessibleName() == name)
            return box;
    return nullptr;
}

template <class Widget>
Widget* ChoicesTest::named(const QString& name) const
{
    for (auto* widget : m_card->findChildren<Widget*>())
        if (widget->text() == name || widget->accessibleName() == name)
            return widget;
    return nullptr;
}

void ChoicesTest::choose(QComboBox& box, int index)
{
    box.setCurrentIndex(index);
    emit box.activated(index);
    settle(m_sample->session);
}

void ChoicesTest::everythingOpenHasABox()
{
    QStringList names;
    for (const auto* box : m_card->findChildren<QComboBox*>())
        names += box->accessibleName();
    QCOMPARE(names, (QStringList{"network", "gate order", "input", "head"}));
    QCOMPARE(box("network")->count(), 2);
    QCOMPARE(box("input")->currentText(), "emb.weight");
    QCOMPARE(box("input")->itemText(1), "one-hot tokens");
    QVERIFY(box("network")->accessibleDescription().startsWith("assumed"));
    QVERIFY(named<QLabel>("assumed")->isVisible());
    QVERIFY(!m_card->text().contains("gate order")); // not said twice
}

void ChoicesTest::choosingMakesTheModelAnew()
{
    QPointer<QComboBox> network = box("network");
    network->setFocus();
    choose(*network, 1);
    QCOMPARE(m_sample->session.model()->layers[0].cell->name(), "RNN");
    QCOMPARE(m_sample->session.origin().choices, (Choices{{"network", "b"}}));
    QVERIFY(network && network->hasFocus()); // the box is the same
    QVERIFY(network->accessibleDescription().isEmpty());
    QVERIFY(box("nonlinearity"));
    QTRY_VERIFY(!box("gate order"));
    choose(*box("head"), 2);
    QCOMPARE(m_sample->session.model()->outputs(), 5);
}

void ChoicesTest::wayBackTakesWhatWasAssumed()
{
    choose(*box("gate order"), 2);
    QCOMPARE(box("gate order")->currentIndex(), 2);
    auto* back = named<QToolButton>("gate order: back to what was assumed");
    QVERIFY(back && back->isVisible());
    back->click();
    settle(m_sample->session);
    QCOMPARE(box("gate order")->currentIndex(), 0);
    QVERIFY(!back->isVisible());
    QVERIFY(box("gate order")->hasFocus());
}

void ChoicesTest::twoQuickChoicesBothHold()
{
    m_sample->session.assume("network", "b");
    m_sample->session.assume("head", "out.weight");
    settle(m_sample->session);
    QCOMPARE(
        m_sample->session.origin().choices, (Choices{{"network", "b"}, {"head", "out.weight"}}));
}

void ChoicesTest::allGoBackAtOnce()
{
    auto* all = named<QPushButton>("All as assumed");
    QVERIFY(!all->isVisible());
    choose(*box("head"), 1);
    QVERIFY(all->isVisible());
    all->click();
    settle(m_sample->session);
    QVERIFY(m_sample->session.origin().choices.empty());
    QVERIFY(!all->isVisible());
}

void ChoicesTest::keysBelongToTheBoxTheyAreIn()
{
    QShortcut next(Qt::Key_Down, m_card.get());
    QSignalSpy stolen(&next, &QShortcut::activated);
    box("gate order")->setFocus();
    QTest::keyClick(box("gate order"), Qt::Key_Down);
    settle(m_sample->session);
    QCOMPARE(m_sample->session.origin().choices.at("gate order"), "i o f g");
    QCOMPARE(stolen.count(), 0);
    QTest::keyClick(box("gate order"), Qt::Key_Tab);
    QVERIFY(!box("gate order")->hasFocus());
}

void ChoicesTest::comparisonsLeaveNothingOpen()
{
    SampleDesk comparison(8);
    ModelCard card(comparison.desk);
    card.refresh(Change::All);
    QVERIFY(card.findChildren<QComboBox*>().isEmpty());
    QVERIFY(!card.findChild<ChoiceForm*>()->isVisibleTo(&card));
}

void ChoicesTest::printedCardSaysWhatTheBoxesSay()
{
    QImage image(m_card->size(), QImage::Format_RGB32);
    QPainter painter(&image);
    m_card->print(painter); // text alone: what it says is looked at in a vector file
    painter.end();
    QBuffer svg;
    QSvgGenerator generator;
    generator.setOutputDevice(&svg);
    QPainter vector(&generator);
    m_card->print(vector);
    vector.end();
    QVERIFY(svg.data().contains("gate order"));
}

void ChoicesTest::droppedChoicesAreTold()
{
    m_sample->session.show(
        sceneOf({{"network", "b"}, {"gate order", "f i g o"}, {"head", "gone.weight"}}));
    QCOMPARE(m_sample->session.origin().choices, (Choices{{"network", "b"}}));
    QVERIFY2(m_card->text().contains("no option any more: gate order: f i g o; head: gone.weight"),
        qPrintable(m_card->text()));
}

void ChoicesTest::boxesAreKorean()
{
    applyLanguage("ko");
    m_card->refresh(Change::Look);
    QVERIFY(box("네트워크"));
    QVERIFY(box("게이트 순서"));
    QCOMPARE(box("입력")->itemText(0), "수");
    QCOMPARE(box("입력")->currentText(), "emb.weight");
    QVERIFY(named<QLabel>("가정"));
    // What is left in Latin letters are names of the file and of functions.
    QString text = m_card->text();
    for (const char* word : {"units", "stored", "rows", "outputs", "tokens", "none"})
        QVERIFY2(!text.contains(word), qPrintable(text));
    applyLanguage("en");
}

void ChoicesTest::dialogCountsWhileTyping()
{
    VocabularyDialog dialog(5, {});
    auto* text = dialog.findChild<QPlainTextEdit*>();
    auto* ok = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    const auto says = [&](const QString& what) {
        for (const auto* label : dialog.findChildren<QLabel*>())
            if (label->text().contains(what))
                return true;
        return false;
    };
    text->setPlainText("ab가");
    QVERIFY(says("5 expected, 3 found"));
    QVERIFY(!ok->isEnabled());
    text->setPlainText("ab가\n ");
    QVERIFY(ok->isEnabled());
    QCOMPARE(dialog.tokens(), (Tokens{"a", "b", "가", "\n", " "}));
    text->setPlainText("ab가 a");
    QVERIFY(says("Standing twice: “a”"));
    dialog.findChildren<QRadioButton*>().at(1)->setChecked(true);
    text->setPlainText("one\ntwo\n\\n\n가\n \n");
    QVERIFY(ok->isEnabled());
    QCOMPARE(dialog.tokens(), (Tokens{"one", "two", "\n", "가", " "}));
}

void ChoicesTest::dialogNamesWhatIsMissing()
{
    VocabularyDialog dialog(4, {"a", "<1>", "b"});
    auto* ok = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    QVERIFY(!ok->isEnabled());
    dialog.findChild<QCheckBox*>()->setChecked(true);
    QVERIFY(ok->isEnabled());
    QCOMPARE(dialog.tokens(), (Tokens{"a", "<1>", "b", "<3>"}));
}

void ChoicesTest::dialogGivesItsTokensToTheModel()
{
    askForVocabulary(m_sample->session, m_card.get());
    auto* dialog = m_card->findChild<VocabularyDialog*>();
    QVERIFY(dialog);
    dialog->findChild<QPlainTextEdit*>()->setPlainText("abcde");
    dialog->accept();
    settle(m_sample->session);
    QCOMPARE(m_sample->session.model()->vocabulary.tokens(), (Tokens{"a", "b", "c", "d", "e"}));
    QCOMPARE(box("vocabulary")->currentText(), "given by hand");
}

QTEST_MAIN(ChoicesTest)
#include "tst_choices.moc"
