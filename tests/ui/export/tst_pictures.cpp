#include "tests/support/others.h"
#include "tests/support/program.h"
#include "tests/support/sample.h"
#include "ui/export/picture.h"
#include "ui/export/values.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"
#include "ui/window/views.h"

#include <QTemporaryDir>
#include <QTest>

using namespace rnnscope;

/// Pictures of every view, as programs that are not ours read them.
class TestPictures : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void pngHasTwiceThePixels_data() { addViews(); }
    void pngHasTwiceThePixels();
    void svgIsTextAndLines_data() { addViews(); }
    void svgIsTextAndLines();
    void pdfIsTextAndLines_data() { addViews(); }
    void pdfIsTextAndLines();
    void theWholeWindowIsDrawnAsLinesAndText();
    void savedValuesAreTheNumbersOfTheView_data() { addViews(); }
    void savedValuesAreTheNumbersOfTheView();
    void arraysOfOtherRowsAreNoText();

private:
    static constexpr QSize size{640, 360};

    static void addViews()
    {
        QTest::addColumn<QString>("id");
        for (const ViewInfo& info : views())
            QTest::newRow(info.id.data()) << QString::fromUtf8(info.id);
    }
    /// The view of the data row, shown.
    View& view()
    {
        QFETCH(QString, id);
        m_view.reset(findView(id.toStdString())->make(m_sample->desk, nullptr));
        m_view->refresh(Change::All);
        m_view->resize(size);
        m_view->show();
        QCoreApplication::processEvents();
        while (m_view->busy())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return *m_view;
    }
    QString write(const QString& name, const QByteArray& bytes) const
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        return file.open(QFile::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
    }
    /// Views without a heat map, in which no picture of pixels has a place.
    static bool isOfLines(const QString& id)
    {
        return QStringList{"words", "output", "gradient", "constant", "card"}.contains(id);
    }
    static void comparePixels(const QString& path, QSize expected)
    {
        QCOMPARE(said("identify", {"-format", "%w %h", path}),
            QString("%1 %2").arg(expected.width()).arg(expected.height()));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<SampleDesk> m_sample;
    std::unique_ptr<View> m_view;
};

void TestPictures::initTestCase()
{
    applyFont();
    applyColours(palette(Theme::Light));
    m_sample = std::make_unique<SampleDesk>();
}

void TestPictures::pngHasTwiceThePixels()
{
    comparePixels(write("a.png", picture(view(), "png", 2)), 2 * size);
}

void TestPictures::svgIsTextAndLines()
{
    const QByteArray bytes = picture(view(), "svg");
    QVERIFY(bytes.contains("viewBox=\"0 0 640 360\""));
    QVERIFY(bytes.contains("<text"));
    QVERIFY(bytes.contains("font-family=\"" + m_view->font().family().toUtf8()));
    QFETCH(QString, id);
    if (isOfLines(id))
        QVERIFY2(!bytes.contains("<image"), "a picture of pixels in it");
    static const QRegularExpression image("<image[^>]* width=\"([\\d.]+)\" height=\"([\\d.]+)\"");
    for (auto it = image.globalMatch(QString::fromUtf8(bytes)); it.hasNext();) {
        const auto found = it.next();
        QVERIFY2(found.captured(1).toDouble() * found.captured(2).toDouble()
                < 0.8 * size.width() * size.height(),
            "all of the view is a picture of pixels");
    }
    const QString drawn = m_folder.filePath("drawn.png");
    said("rsvg-convert", {"-d", "96", "-p", "96", "-o", drawn, write("a.svg", bytes)});
    const QImage seen(drawn);
    QVERIFY(std::abs(seen.width() - size.width()) <= 1); // its sides are in millimetres
    QVERIFY(std::abs(seen.height() - size.height()) <= 1);
}

void TestPictures::pdfIsTextAndLines()
{
    const QString path = write("a.pdf", picture(view(), "pdf"));
    static const QRegularExpression page("Page size: +480 x 270 pts"); // 72 of 96 an inch
    QVERIFY2(said("pdfinfo", {path}).contains(page), qPrintable(said("pdfinfo", {path})));
    QVERIFY(!said("pdftotext", {path, "-"}).trimmed().isEmpty());
    QFETCH(QString, id);
    const QString images = said("pdfimages", {"-list", path});
    QVERIFY2(!images.contains("jpeg"), "colours are values");
    if (isOfLines(id))
        QCOMPARE(images.count('\n'), 2); // its heading
    said("pdftoppm", {"-r", "96", "-png", "-singlefile", path, m_folder.filePath("page")});
    comparePixels(m_folder.filePath("page.png"), size);
}

void TestPictures::theWholeWindowIsDrawnAsLinesAndText()
{
    MainWindow window({"light", "en"});
    window.resize(1280, 800);
    window.show();
    window.openExample("poem-en");
    QTRY_VERIFY(window.desk().session->gradient());
    QTRY_COMPARE(window.desk().playback->position(), double(openingSteps));
    comparePixels(write("w.png", picture(window, "png", 2)), QSize(2560, 1600));
    const QString path = write("w.pdf", picture(window, "pdf"));
    const QString text = said("pdftotext", {path, "-"});
    for (const char* title : {"Sequence", "forget gate", "Next character", "Gradient through time"})
        QVERIFY2(text.contains(title), title);
    said("pdftoppm", {"-r", "96", "-png", "-singlefile", path, m_folder.filePath("page")});
    const View* cell = window.findChild<View*>("cell");
    const QRect place(cell->mapTo(&window, QPoint()), cell->size());
    const QImage printed = QImage(m_folder.filePath("page.png")).copy(place);
    const QImage shown = window.grab().toImage().copy(place);
    int apart = 0;
    for (int y = 0; y < place.height(); ++y)
        for (int x = 0; x < place.width(); ++x)
            apart += std::abs(qGray(printed.pixel(x, y)) - qGray(shown.pixel(x, y))) > 96;
    QVERIFY2(apart < place.width() * place.height() / 50, "parts of the cell are missing");
    QVERIFY(!said("rsvg-convert", {write("w.svg", picture(window, "svg"))}).isNull());
}

void TestPictures::savedValuesAreTheNumbersOfTheView()
{
    const std::vector<Tensor> numbers = view().numbers();
    const QString path = m_folder.filePath("values.csv");
    Watch watch;
    const auto error = saveValues(numbers, path, watch);
    if (numbers.empty() || error) {
        QVERIFY(error);
        QCOMPARE(saveValues(numbers, m_folder.filePath("values.npz"), watch).has_value(),
            numbers.empty());
        return;
    }
    const QList<QByteArray> lines = contentsOf(path).trimmed().split('\n');
    QCOMPARE(lines.size(), numbers.front().shape.front() + 1);
    const double first = numbers.front().numbers(0, 1).front();
    QCOMPARE(lines[1].split(',')[1].toFloat(), static_cast<float>(first));
}

void TestPictures::arraysOfOtherRowsAreNoText()
{
    const std::vector<Tensor> arrays{
        tensorOf("a", Matrix::Ones(3, 2)), tensorOf("b", Matrix::Ones(2, 2))};
    Watch watch;
    const auto error = saveValues(arrays, m_folder.filePath("odd.csv"), watch);
    QVERIFY(error && error->advice == "Save them as .npz");
    QVERIFY(!QFile::exists(m_folder.filePath("odd.csv")));
    QVERIFY(!saveValues(arrays, m_folder.filePath("odd.npz"), watch));
    watch.cancel();
    QVERIFY(saveValues(arrays, m_folder.filePath("left.npz"), watch));
    QVERIFY(!QFile::exists(m_folder.filePath("left.npz")));
}

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"
