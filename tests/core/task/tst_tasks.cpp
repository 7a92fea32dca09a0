#include "core/task/tasks.h"

#include <QSet>
#include <QTest>

using namespace rnnscope;

class Tasks : public QObject {
    Q_OBJECT

private slots:
    void everyTaskAndExampleIsFoundByItsId();
    void unknownIdsAreNotFound();
    void examplesAreComposedText();
    void openingsAreShortBeginnings();
    void everyTextOfATaskCanBeTyped();
    void linesBeginAlikeAndEndDifferently();
};

void Tasks::everyTaskAndExampleIsFoundByItsId()
{
    QSet<std::string> ids;
    for (const Task& task : tasks()) {
        QCOMPARE(findTask(task.id), &task);
        for (const Example& example : task.examples) {
            QCOMPARE(findExample(example.id), &example);
            QVERIFY(!ids.contains(std::string(example.id)));
            ids.insert(std::string(example.id));
        }
    }
    QVERIFY(ids.contains("poem-ko") && ids.contains("poem-en"));
}

void Tasks::unknownIdsAreNotFound()
{
    QVERIFY(!findTask("poems"));
    QVERIFY(!findExample("poem"));
}

void Tasks::examplesAreComposedText()
{
    for (const Task& task : tasks())
        for (const Example& example : task.examples) {
            const auto text = QString::fromUtf8(example.text.data(), example.text.size());
            QCOMPARE(text, text.normalized(QString::NormalizationForm_C));
            QVERIFY(!text.contains(QChar::ReplacementCharacter) && text == text.trimmed());
        }
}

void Tasks::openingsAreShortBeginnings()
{
    for (const Task& task : tasks())
        for (const Example& example : task.examples) {
            QVERIFY(example.text.starts_with(example.opening));
            const auto length
                = QString::fromUtf8(example.opening.data(), example.opening.size()).size();
            QVERIFY(length >= 48 && length <= 64);
        }
}

void Tasks::everyTextOfATaskCanBeTyped()
{
    const Vocabulary vocabulary = vocabularyOf(*findTask("poem"));
    for (const Example& example : findTask("poem")->examples)
        QVERIFY(vocabulary.encode(example.text));
    QVERIFY(vocabulary.encode("The quick brown fox jumps over the lazy dog. 봄비?"));
    QVERIFY(!vocabulary.encode("7"));
}

void Tasks::linesBeginAlikeAndEndDifferently()
{
    // What makes a memory necessary: the lamp is lit or put out by a word many characters before.
    const QString text = QString::fromUtf8(findExample("poem-ko")->text.data());
    QVERIFY(text.contains("봄비 내리는 골목 끝에 작은 등 하나 켜져 있네"));
    QVERIFY(text.contains("봄비 그친 골목 끝에 작은 등 하나 꺼져 있네"));
}

QTEST_APPLESS_MAIN(Tasks)
#include "tst_tasks.moc"
