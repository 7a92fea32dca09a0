#include "ui/window/stage.h"

#include "tests/support/sample.h"
#include "ui/window/dock.h"
#include "ui/window/look.h"

#include <QTabBar>
#include <QToolButton>
#include <QtTest>

using namespace rnnscope;

namespace {

/// A stage with a sample on it, shown.
struct Shown {
    explicit Shown(QSize size = {1280, 660})
        : refresher(sample.desk)
        , stage(sample.desk, refresher)
    {
        stage.resize(size);
        stage.show();
        settle();
    }
    static void settle()
    {
        for (int turn = 0; turn < 4; ++turn)
            QCoreApplication::processEvents();
    }
    QList<Dock*> docks() const { return stage.findChildren<Dock*>(); }
    Dock* dock(std::string_view id) const { return stage.findChild<Dock*>(QString::fromUtf8(id)); }
    /// Where every dock in sight stands, in parts of the stage.
    QMap<QString, QPointF> places() const
    {
        QMap<QString, QPointF> all;
        for (const Dock* dock : docks())
            if (!dock->visibleRegion().isEmpty())
                all[dock->objectName()] = QPointF(
                    double(dock->x()) / stage.width(), double(dock->y()) / stage.height());
        return all;
    }
    /// Whether the same docks are in sight in about the same places.
    bool standAs(const QMap<QString, QPointF>& others) const
    {
        const QMap<QString, QPointF> mine = places();
        return mine.keys() == others.keys()
            && std::ranges::all_of(mine.keys(), [&](const QString& id) {
                   return (mine[id] - others[id]).manhattanLength() < 0.12;
               });
    }

    SampleDesk sample;
    Refresher refresher;
    Stage stage;
};

}

class TestStage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyFont(); }

    void everyViewOfTheTableHasADock()
    {
        const Shown shown;
        for (const ViewInfo& info : views())
            QCOMPARE(shown.dock(info.id) != nullptr, info.home != Home::Window);
    }

    void viewsOnDemandAreNotEvenMade()
    {
        const Shown shown;
        for (const Dock* dock : shown.docks())
            if (dock->info().home == Home::Demand)
                QVERIFY2(!dock->widget(), qPrintable(dock->objectName()));
    }

    void nothingOverlaps_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("all");
        for (const QSize size : {QSize(1264, 640), QSize(1424, 740), QSize(1904, 920)}) {
            QTest::addRow("%d × %d", size.width(), size.height()) << size << false;
            QTest::addRow("%d × %d, all open", size.width(), size.height()) << size << true;
        }
    }

    void nothingOverlaps()
    {
        QFETCH(QSize, size);
        QFETCH(bool, all);
        Shown shown(size);
        if (all)
            for (const ViewInfo& info : views())
                shown.stage.reveal(info.id);
        Shown::settle();
        QStringList needs;
        for (const Dock* dock : shown.docks())
            needs += QStringLiteral("%1 %2")
                         .arg(dock->objectName())
                         .arg(dock->minimumSizeHint().height());
        QVERIFY2(shown.stage.size() == size, qPrintable(needs.join(", ")));
        QList<QRect> places;
        for (const Dock* dock : shown.docks()) {
            if (dock->visibleRegion().isEmpty()) // behind another
                continue;
            const QRect place(dock->mapTo(&shown.stage, QPoint()), dock->size());
            QVERIFY2(shown.stage.rect().contains(place), qPrintable(dock->objectName()));
            const QSize least = dock->minimumSizeHint();
            QVERIFY2(place.width() >= least.width() && place.height() >= least.height(),
                qPrintable(dock->objectName()));
            for (const QRect& other : places)
                QVERIFY2(!other.intersects(place), qPrintable(dock->objectName()));
            places.append(place);
        }
        QVERIFY(places.size() >= 7);
    }

    void aViewIsOpenedFocusedAndClosedByTheSameCall()
    {
        Shown shown;
        shown.stage.activateWindow();
        shown.stage.toggle("heatmap");
        QCOMPARE(shown.stage.viewInFocus(), shown.stage.view("heatmap"));
        QVERIFY(shown.stage.isOpen("heatmap"));
        shown.stage.toggle("heatmap");
        QVERIFY(!shown.stage.isOpen("heatmap"));
        QVERIFY(shown.stage.hasFocus());
        shown.stage.toggle("heatmap");
        QVERIFY(shown.stage.isOpen("heatmap"));
    }

    void aViewThatComesBackHasItsWidth()
    {
        Shown shown;
        for (const char* id : {"gradient", "heatmap"}) {
            const int before = shown.dock(id)->width();
            for (int turn = 0; turn < 3; ++turn) {
                shown.dock(id)->close();
                Shown::settle();
                shown.stage.reveal(id);
                Shown::settle();
            }
            QVERIFY2(std::abs(shown.dock(id)->width() - before) < 12, id);
        }
    }

    void aFloatedViewComesBackWhereItWas()
    {
        Shown shown;
        const QMap<QString, QPointF> before = shown.places();
        shown.stage.reveal("words");
        shown.stage.floatCurrent();
        QVERIFY(shown.dock("words")->isFloating());
        QTRY_COMPARE(shown.stage.viewInFocus(), shown.stage.view("words"));
        shown.stage.floatCurrent();
        QVERIFY(!shown.dock("words")->isFloating());
        Shown::settle();
        QVERIFY(shown.standAs(before));
    }

    void theLayoutIsRememberedAndPutBack()
    {
        Shown shown;
        const QMap<QString, QPointF> byDefault = shown.places();
        QVERIFY(shown.stage.layoutState().isEmpty());
        shown.dock("gradient")->close();
        shown.stage.splitDockWidget(shown.dock("words"), shown.dock("heatmap"), Qt::Vertical);
        Shown::settle();
        const QMap<QString, QPointF> changed = shown.places();
        QVERIFY(!shown.standAs(byDefault));
        const QByteArray state = shown.stage.layoutState();

        Shown later;
        later.stage.restoreLayout(state);
        Shown::settle();
        QVERIFY(later.standAs(changed));
        later.stage.restoreLayout({});
        Shown::settle();
        QVERIFY(later.standAs(byDefault));
        QVERIFY(later.stage.layoutState().isEmpty());
    }

    void rubbishForALayoutIsTheDefault()
    {
        Shown shown;
        const QMap<QString, QPointF> byDefault = shown.places();
        shown.stage.restoreLayout("rubbish");
        Shown::settle();
        QVERIFY(shown.standAs(byDefault));
    }

    void theHandleClosesAndFloats()
    {
        const Shown shown;
        const QList<QToolButton*> buttons
            = shown.dock("cell")->titleBarWidget()->findChildren<QToolButton*>();
        QCOMPARE(buttons.size(), 2);
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        QVERIFY(shown.dock("cell")->isFloating());
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QVERIFY(!shown.stage.isOpen("cell"));
    }

    void theDefaultFollowsTheSizeOfTheWindow()
    {
        Shown shown({1264, 640});
        const double before = double(shown.dock("cell")->height()) / shown.stage.height();
        shown.stage.resize(1904, 920);
        Shown::settle();
        const double after = double(shown.dock("cell")->height()) / shown.stage.height();
        QVERIFY2(
            std::abs(after - before) < 0.04, qPrintable(QString("%1 %2").arg(before).arg(after)));
    }
};

QTEST_MAIN(TestStage)
#include "tst_stage.moc"
