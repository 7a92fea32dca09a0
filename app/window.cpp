#include "app/commands.h"

#include "app/options.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QTimer>

namespace rnnscope::command {

namespace {

/// Quits once the first scene has been painted, for timing the start.
void quitAfterFirstPicture(const Session& session)
{
    QObject::connect(&session, &Session::sceneChanged, qApp, [] {
        QTimer::singleShot(0, qApp, [] { QTimer::singleShot(0, qApp, &QCoreApplication::quit); });
    });
}

}

int showWindow(const QStringList& arguments)
{
    Options options("[FILE…]", "Opens the window, with saved models side by side or the example.");
    options.declareList("FILE", "a saved model", int(mostBeside));
    options.declareFlag("first-picture", "quit as soon as the first picture stands");
    if (const auto status = options.read(arguments))
        return *status;
    applyFont();
    MainWindow window(rememberedAppearance());
    window.restore();
    if (options.has("first-picture"))
        quitAfterFirstPicture(*window.desk().session);
    window.show();
    if (const QStringList files = options.arguments(); files.isEmpty())
        window.openExample(openingExample());
    else
        window.openFiles(files);
    return QApplication::exec();
}

} // namespace rnnscope::command
