#include "ui/paint/formula.h"

#include <QtTest>

using namespace rnnscope;

class TestFormula : public QObject {
    Q_OBJECT

private slots:
    void htmlMarksVariablesFunctionsAndSubscripts_data()
    {
        QTest::addColumn<QString>("markup");
        QTest::addColumn<QString>("html");
        QTest::newRow("subscript of one sign") << "i_t"
                                               << "<i>i</i><sub><i>t</i></sub>";
        QTest::newRow("braced subscript") << "h_{t−1}b"
                                          << "<i>h</i><sub><i>t</i></sub><sub>−1</sub><i>b</i>";
        QTest::newRow("functions are upright") << "tanh(c) + σ(x)"
                                               << "tanh(<i>c</i>) + σ(<i>x</i>)";
        QTest::newRow("signs are kept") << "a < b"
                                        << "<i>a</i> &lt; <i>b</i>";
        QTest::newRow("an open brace reaches the end") << "h_{t"
                                                       << "<i>h</i><sub><i>t</i></sub>";
        QTest::newRow("a trailing mark is nothing") << "h_"
                                                    << "<i>h</i>";
    }

    void htmlMarksVariablesFunctionsAndSubscripts()
    {
        QFETCH(QString, markup);
        QFETCH(QString, html);
        QCOMPARE(formulaHtml(markup.toStdString()), html);
    }

    void subscriptsAreNarrowerThanText()
    {
        const QFont font;
        QVERIFY(formulaSize("h_t", font).width() < formulaSize("ht", font).width());
        QVERIFY(formulaSize("h", font).width() < formulaSize("h_t", font).width());
    }

    void longFormulasBreakBeforeAPlus()
    {
        const QFont font;
        const std::string markup = "f_t = σ(W_f x_t + U_f h_{t−1} + b_f)";
        const auto wrapped = [&](std::string_view widest) {
            return wrapFormula(markup, font, formulaSize(widest, font).width() + 1);
        };
        using Lines = std::vector<std::string>;
        QCOMPARE(wrapped(markup), Lines{markup});
        QCOMPARE(wrapped("f_t = σ(W_f x_t + U_f h_{t−1}"),
            (Lines{"f_t = σ(W_f x_t + U_f h_{t−1}", "+ b_f)"}));
        QCOMPARE(wrapped("f_t = σ(W_f x_t"), (Lines{"f_t = σ(W_f x_t", "+ U_f h_{t−1}", "+ b_f)"}));
        QCOMPARE(wrapped("f_t"), wrapped("f_t = σ(W_f x_t"));
    }

    void whatIsDrawnStaysWithinItsSize()
    {
        const QFont font(QStringLiteral("DejaVu Sans"), 20);
        const char* markup = "f_t = σ(W_f x_t + U_f h_{t−1} + b_f)";
        const QSizeF size = formulaSize(markup, font);
        QImage image(static_cast<int>(size.width()) + 100, 100, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        drawFormula(painter, QPointF(20, 50), markup, font);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixel(x, y) != qRgb(255, 255, 255))
                    QVERIFY(x >= 18 && x <= 23 + size.width() && y > 50 - size.height()
                        && y < 50 + size.height());
    }
};

QTEST_MAIN(TestFormula)
#include "tst_formula.moc"
