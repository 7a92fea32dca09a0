#include "tests/support/sample.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"
#include "ui/window/stage.h"
#include "ui/window/views.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QTest>

using namespace rnnscope;

namespace {

/// Whether a person can do something with it; parts of Qt's own widgets are theirs to name.
bool interactive(const QWidget* widget)
{
    if (widget->objectName().startsWith("qt_") || qobject_cast<const QMenu*>(widget))
        return false;
    const QWidget* parent = widget->parentWidget();
    if (qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent)
        || qobject_cast<const QAbstractScrollArea*>(parent))
        return false;
    return widget->focusPolicy() != Qt::NoFocus || qobject_cast<const QAbstractButton*>(widget);
}

/// What is wrong with the widget for those who do not see it; empty where all is well.
QString faultOf(QWidget* widget)
{
    const QAccessibleInterface* told = QAccessible::queryAccessibleInterface(widget);
    const QString what
        = QString("%1 “%2” in %3")
              .arg(widget->metaObject()->className(), widget->objectName(),
                  widget->parentWidget() ? widget->parentWidget()->metaObject()->className()
                                         : "nothing");
    if (!told)
        return what + ": not told of at all";
    if (told->text(QAccessible::Name).trimmed().isEmpty())
        return what + ": no name";
    if (told->role() == QAccessible::NoRole || told->role() == QAccessible::Client)
        return what + ": no role";
    return {};
}

}

class TestAccess : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName("rnnscope-tests");
        applyFont();
    }

    void everyInteractiveWidgetHasANameAndARole_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << "en";
        QTest::newRow("Korean") << "ko";
    }

    void everyInteractiveWidgetHasANameAndARole()
    {
        QFETCH(QString, language);
        MainWindow window({"light", language});
        window.resize(1920, 1080);
        window.show();
        window.openExample("poem-en");
        QTRY_VERIFY(window.desk().session->gradient());
        QStringList faults;
        int seen = 0;
        const auto look = [&](const QWidget* top) {
            for (int turn = 0; turn < 4; ++turn)
                QCoreApplication::processEvents();
            for (QWidget* widget : top->findChildren<QWidget*>()) {
                if (!widget->isVisible() || !interactive(widget))
                    continue;
                ++seen;
                if (const QString fault = faultOf(widget); !fault.isEmpty())
                    faults += fault;
            }
        };
        look(&window);
        for (const ViewInfo& info : views()) {
            window.stage().reveal(info.id);
            look(&window);
        }
        for (QAction* action : window.findChildren<QAction*>("dialog"))
            action->trigger();
        for (QWidget* top : QApplication::topLevelWidgets())
            if (top != &window && top->isVisible())
                look(top);
        faults.removeDuplicates();
        QVERIFY2(faults.isEmpty(), qPrintable('\n' + faults.join('\n')));
        QVERIFY(seen > 60);
    }

    void aViewSaysInWordsWhatItShows()
    {
        MainWindow window({"light", "en"});
        window.show();
        window.openExample("poem-en");
        QTRY_VERIFY(window.desk().session->gradient());
        QVERIFY(window.stage().view("cell")->accessibleDescription().contains("forget gate"));
        QVERIFY(window.stage().view("sequence")->accessibleDescription().contains("reads"));
    }
};

QTEST_MAIN(TestAccess)
#include "tst_access.moc"
