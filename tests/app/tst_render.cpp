#include "tests/support/others.h"
#include "tests/support/program.h"

#include <QDir>
#include <QTemporaryDir>

using namespace rnnscope;

/// What `rnnscope render` writes, as programs that are not ours read it.
class Render : public QObject {
    Q_OBJECT

private slots:
    void anAnimationShowsTheStepsAskedFor_data();
    void anAnimationShowsTheStepsAskedFor();
    void aPictureHasTheScaleAskedFor();
    void framesBecomeNumberedPictures();
    void numbersOfAViewAreThoseOfTheTrace();
    void wrongUsageIsTold_data();
    void wrongUsageIsTold();
    void nothingIsWrittenOverWithoutForce();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    Outcome render(const QString& options, const QString& name) const
    {
        QStringList words = options.split(' ', Qt::SkipEmptyParts);
        return runProgram(QStringList{"render", "poem-lstm", "--size", "400x260"} + words
            + QStringList{"-o", path(name)});
    }

    QTemporaryDir m_folder;
};

void Render::anAnimationShowsTheStepsAskedFor_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<QSize>("size");
    QTest::newRow("one step") << "--step 3 --speed 1 --fps 10" << 2000 << QSize(400, 260);
    QTest::newRow("steps from and to") << "--first 2 --last 4 --speed 2" << 2520 << QSize(400, 260);
    QTest::newRow("twice the size")
        << "--step 3 --speed 2 --fps 10 --scale 2" << 1500 << QSize(800, 520);
}

void Render::anAnimationShowsTheStepsAskedFor()
{
    QFETCH(QString, options);
    QFETCH(int, milliseconds);
    QFETCH(QSize, size);
    for (const char* name : {"a.gif", "a.webp"}) {
        const Outcome outcome = render("--force --view cell " + options, name);
        QVERIFY2(outcome.status == 0, qPrintable(outcome.err));
        const FoundFilm found
            = QString(name) == "a.gif" ? foundGif(path(name)) : foundWebp(path(name));
        QVERIFY(found.frames > 5);
        QCOMPARE(found.milliseconds, milliseconds);
        QCOMPARE(found.size, size);
    }
}

void Render::aPictureHasTheScaleAskedFor()
{
    QCOMPARE(render("--view output --scale 2", "a.png").status, 0);
    QCOMPARE(said("identify", {"-format", "%w %h", path("a.png")}), "800 520");
}

void Render::framesBecomeNumberedPictures()
{
    QVERIFY(QDir(m_folder.path()).mkdir("slides"));
    QCOMPARE(render("--view cell --step 2 --speed 2 --fps 5", "slides/frame-%04d.png").status, 0);
    const QStringList expected{
        "frame-0001.png", "frame-0002.png", "frame-0003.png", "frame-0004.png"};
    QCOMPARE(QDir(path("slides")).entryList(QDir::Files | QDir::Hidden), expected);
}

void Render::numbersOfAViewAreThoseOfTheTrace()
{
    QCOMPARE(render("--text lo --view heatmap", "a.csv").status, 0);
    QCOMPARE(runProgram({"trace", "poem-lstm", "--text", "lo", "-o", path("trace.csv")}).status, 0);
    const auto column = [this](const QString& file, const QByteArray& name) {
        QList<QByteArray> found;
        const QList<QByteArray> lines = contentsOf(path(file)).trimmed().split('\n');
        const qsizetype place = lines.first().split(',').indexOf(name);
        for (const QByteArray& line : lines)
            found << line.split(',').value(place);
        return found;
    };
    const QByteArray name = contentsOf(path("a.csv")).split('\n').first().split(',')[7];
    QVERIFY2(name.startsWith("0/") && name.endsWith("[6]"), name);
    QCOMPARE(column("a.csv", name), column("trace.csv", name));
}

void Render::wrongUsageIsTold_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("told");
    QTest::newRow("no such format") << ""
                                    << "a.bmp"
                                    << "ends in .png or .svg or .pdf or .gif";
    QTest::newRow("frames of a picture") << "--fps 25"
                                         << "a.png"
                                         << "--fps beside an animation";
    QTest::newRow("frames of no whole hundredths") << "--fps 30"
                                                   << "a.gif"
                                                   << "5, 10, 20, 25, 50";
    QTest::newRow("the end before the beginning") << "--first 5 --last 3"
                                                  << "a.gif"
                                                  << "found it after";
    QTest::newRow("numbers of the window") << ""
                                           << "a.npz"
                                           << "expected --view";
}

void Render::wrongUsageIsTold()
{
    QFETCH(QString, options);
    QFETCH(QString, name);
    QFETCH(QString, told);
    const Outcome outcome = render(options, "wrong-" + name);
    QCOMPARE(outcome.status, 2);
    QVERIFY2(outcome.err.contains(told), qPrintable(outcome.err));
    QVERIFY(isErrorLine(outcome.err));
    QVERIFY(!QFile::exists(path("wrong-" + name)));
}

void Render::nothingIsWrittenOverWithoutForce()
{
    QFile file(path("there-01.png"));
    QVERIFY(file.open(QFile::WriteOnly));
    const Outcome outcome = render("--view cell", "there-%02d.png");
    QCOMPARE(outcome.status, 1);
    QVERIFY(outcome.err.contains("--force"));
    QCOMPARE(file.size(), 0);
}

QTEST_GUILESS_MAIN(Render)
#include "tst_render.moc"
