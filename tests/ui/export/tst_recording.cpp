#include "tests/support/others.h"
#include "tests/support/sample.h"
#include "ui/export/recording.h"
#include "ui/window/look.h"
#include "ui/window/views.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace rnnscope;

/// Animations, as programs that are not ours read them.
class TestRecording : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void framesFitTheSpeed_data();
    void framesFitTheSpeed();
    void everyViewMovesInAGif_data() { addViews(); }
    void everyViewMovesInAGif();
    void everyViewMovesInAWebp_data() { addViews(); }
    void everyViewMovesInAWebp();
    void webpHasTheVeryPixels();
    void gifKeepsFlatColours();
    void framesAreNumbered();
    void theReadersPositionStays();
    void cancellingLeavesNothing_data();
    void cancellingLeavesNothing();
    void cancellingAtTheVeryEndLeavesNothing_data() { addPaths(); }
    void cancellingAtTheVeryEndLeavesNothing();
    void picturesThatStandAreFound();
    void aPlaceThatCannotBeWrittenIsTold_data();
    void aPlaceThatCannotBeWrittenIsTold();
    void anotherSizeOnTheWayIsTold();

private:
    static constexpr QSize size{400, 260};

    static void addViews()
    {
        QTest::addColumn<QString>("id");
        for (const ViewInfo& info : views())
            QTest::newRow(info.id.data()) << QString::fromUtf8(info.id);
    }
    static void addPaths()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("GIF") << "a.gif";
        QTest::newRow("WebP") << "a.webp";
        QTest::newRow("numbered pictures") << "a-%03d.png";
    }
    void show(const QString& id)
    {
        m_view.reset(findView(id.toStdString())->make(m_sample->desk, nullptr));
        m_view->refresh(Change::All);
        m_view->setMinimumSize(0, 0);
        m_view->resize(size);
        m_view->show();
        QCoreApplication::processEvents();
        while (m_view->busy())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    std::unique_ptr<Camera> camera(double scale = 1)
    {
        return std::make_unique<Camera>(m_sample->desk, *m_view, scale);
    }
    /// A film that is told apart from the one before only by what is drawn.
    FoundFilm expected(const Animation& animation)
    {
        const auto camera = this->camera();
        FoundFilm film{0, animation.milliseconds(), m_view->size()};
        QImage last;
        for (int frame = 0; frame < animation.frames(); ++frame) {
            const QImage image = camera->take(animation.position(frame));
            film.frames += image != last;
            last = image;
        }
        return film;
    }
    std::optional<Error> record(const QString& path, const Animation& animation, double scale = 1)
    {
        Recording recording(camera(scale), animation, makeFilm(path));
        QSignalSpy finished(&recording, &Recording::finished);
        std::optional<Error> error;
        connect(&recording, &Recording::finished, this,
            [&error](const std::optional<Error>& told) { error = told; });
        recording.start();
        return finished.wait(60'000) ? error : Error{};
    }
    QStringList files() const
    {
        return QDir(m_folder->path())
            .entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
    }
    QString path(const QString& name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SampleDesk> m_sample;
    std::unique_ptr<View> m_view;
    const Animation step{.from = 12, .to = 13, .speed = 2, .rate = 10};
};

void TestRecording::initTestCase()
{
    applyFont();
    applyColours(palette(Theme::Light));
    m_sample = std::make_unique<SampleDesk>();
}

void TestRecording::init() { m_folder = std::make_unique<QTemporaryDir>(); }

void TestRecording::framesFitTheSpeed_data()
{
    QTest::addColumn<double>("steps");
    QTest::addColumn<double>("speed");
    QTest::addColumn<int>("rate");
    QTest::addColumn<int>("frames");
    QTest::addColumn<int>("milliseconds");
    QTest::newRow("a step a second") << 1.0 << 1.0 << 25 << 26 << 2000;
    QTest::newRow("a slow step") << 1.0 << 0.25 << 20 << 81 << 5000;
    QTest::newRow("a whole run") << 48.0 << 2.0 << 10 << 241 << 25000;
    QTest::newRow("faster than frames") << 1.0 << 1000.0 << 10 << 2 << 1100;
}

void TestRecording::framesFitTheSpeed()
{
    QFETCH(double, steps);
    QFETCH(double, speed);
    QFETCH(int, rate);
    const Animation animation{.from = 3, .to = 3 + steps, .speed = speed, .rate = rate};
    QTEST(animation.frames(), "frames");
    QTEST(animation.milliseconds(), "milliseconds");
    QCOMPARE(animation.position(0), 3.0);
    QCOMPARE(animation.position(animation.frames() - 1), 3 + steps);
    int sum = 0;
    for (int frame = 0; frame < animation.frames(); ++frame)
        sum += animation.milliseconds(frame);
    QCOMPARE(sum, animation.milliseconds());
}

void TestRecording::everyViewMovesInAGif()
{
    QFETCH(QString, id);
    show(id);
    const auto error = record(path("a.gif"), step);
    QVERIFY2(!error, error ? error->text().c_str() : "");
    const FoundFilm found = foundGif(path("a.gif")), wanted = expected(step);
    QCOMPARE(found.frames, wanted.frames);
    QCOMPARE(found.milliseconds, wanted.milliseconds);
    QCOMPARE(found.size, wanted.size);
    QCOMPARE(files(), QStringList{"a.gif"});
}

void TestRecording::everyViewMovesInAWebp()
{
    QFETCH(QString, id);
    show(id);
    const auto error = record(path("a.webp"), step);
    QVERIFY2(!error, error ? error->text().c_str() : "");
    const FoundFilm wanted = expected(step);
    if (wanted.frames == 1)
        return; // a still picture: it tells no duration
    const FoundFilm found = foundWebp(path("a.webp"));
    QCOMPARE(found.frames, wanted.frames);
    QCOMPARE(found.milliseconds, wanted.milliseconds);
    QCOMPARE(found.size, wanted.size);
}

void TestRecording::webpHasTheVeryPixels()
{
    show("cell");
    QVERIFY(!record(path("a.webp"), step, 2));
    said("webpmux", {"-get", "frame", "1", path("a.webp"), "-o", path("first.webp")});
    said("dwebp", {path("first.webp"), "-o", path("first.png")});
    const QImage drawn = camera(2)->take(step.from).convertToFormat(QImage::Format_RGB32);
    QImage found = QImage(path("first.png")).convertToFormat(QImage::Format_RGB32);
    found.setDevicePixelRatio(2);
    QCOMPARE(found, drawn);
}

void TestRecording::gifKeepsFlatColours()
{
    show("cell");
    QVERIFY(!record(path("a.gif"), step));
    said("convert", {path("a.gif"), "-coalesce", path("frame-%d.png")});
    const int frames = step.frames();
    QImage last;
    for (int frame = 0; frame < frames; ++frame)
        if (const QImage one(path(QString("frame-%1.png").arg(frame))); !one.isNull())
            last = one;
    const QImage drawn = camera()->take(step.to);
    QCOMPARE(last.size(), drawn.size());
    QCOMPARE(last.pixelColor(2, 2), drawn.pixelColor(2, 2)); // the card
    double squares = 0;
    for (int y = 0; y < drawn.height(); ++y)
        for (int x = 0; x < drawn.width(); ++x)
            squares += std::pow(qGreen(last.pixel(x, y)) - qGreen(drawn.pixel(x, y)), 2);
    QVERIFY2(std::sqrt(squares / (drawn.width() * drawn.height())) < 3, "far from what is drawn");
}

void TestRecording::framesAreNumbered()
{
    show("cell");
    QVERIFY(!record(path("a-%03d.png"), step, 2));
    QCOMPARE(files().size(), step.frames());
    QCOMPARE(files().first(), "a-001.png");
    QCOMPARE(said("identify", {"-format", "%w %h", path("a-006.png")}), "800 520");
}

void TestRecording::theReadersPositionStays()
{
    show("cell");
    Playback& playback = m_sample->playback;
    playback.setPosition(5.25);
    m_view->refresh(Change::Position);
    const QImage before = m_view->grab().toImage();
    QSignalSpy moved(&playback, &Playback::moved);
    const QImage other = camera()->take(30);
    QVERIFY(other != before);
    QCOMPARE(m_sample->desk.playback, &playback);
    QCOMPARE(playback.position(), 5.25);
    QCOMPARE(moved.count(), 0);
    QCOMPARE(m_view->grab().toImage(), before);
}

void TestRecording::cancellingLeavesNothing_data() { addPaths(); }

void TestRecording::cancellingLeavesNothing()
{
    QFETCH(QString, name);
    show("heatmap");
    auto recording = std::make_unique<Recording>(
        camera(), Animation{.from = 0, .to = 40, .rate = 50}, makeFilm(path(name)));
    QSignalSpy finished(recording.get(), &Recording::finished);
    recording->start();
    QTRY_VERIFY(recording->progress() > 0.02);
    recording->cancel();
    QTRY_COMPARE(files(), QStringList());
    QCoreApplication::processEvents();
    QCOMPARE(finished.count(), 0);
    QCOMPARE(files(), QStringList());
}

void TestRecording::cancellingAtTheVeryEndLeavesNothing()
{
    QFETCH(QString, name);
    const auto film = makeFilm(path(name));
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(Qt::red);
    film->look(image);
    QVERIFY(!film->add(image, 100));
    Watch watch;
    watch.cancel();
    QVERIFY(film->finish(watch));
    QVERIFY(!QFile::exists(path(name)) && !QFile::exists(numbered(path(name), 1)));
}

void TestRecording::picturesThatStandAreFound()
{
    QFile third(path("a-003.png"));
    QVERIFY(third.open(QFile::WriteOnly));
    QCOMPARE(standingFrame(path("a-%03d.png"), 2), QString());
    QCOMPARE(standingFrame(path("a-%03d.png"), 3), third.fileName());
    QCOMPARE(standingFrame(third.fileName(), 3), QString()); // a picture, not several
    show("cell");
    QVERIFY(!record(path("a-%03d.png"), step)); // takes its place
    QCOMPARE(QImage(third.fileName()).size(), size);
}

void TestRecording::aPlaceThatCannotBeWrittenIsTold_data() { addPaths(); }

void TestRecording::aPlaceThatCannotBeWrittenIsTold()
{
    QFETCH(QString, name);
    show("cell");
    const auto error = record(path("missing/" + name), step);
    QVERIFY(error && error->fault == Fault::File);
    QVERIFY2(error->where.starts_with("Cannot write “"), error->text().c_str());
    QCOMPARE(files(), QStringList());
}

void TestRecording::anotherSizeOnTheWayIsTold()
{
    show("cell");
    Recording recording(camera(), {.from = 0, .to = 40, .rate = 50}, makeFilm(path("a.gif")));
    std::optional<Error> error;
    connect(&recording, &Recording::finished, this,
        [&error](const std::optional<Error>& told) { error = told; });
    recording.start();
    QTRY_VERIFY(recording.progress() > 0.02);
    m_view->resize(500, 300);
    QTRY_VERIFY(error);
    QTRY_COMPARE(files(), QStringList());
}

QTEST_MAIN(TestRecording)
#include "tst_recording.moc"
