// Pictures of every view, as it stands in the window, and of the window: for RNN, GRU, LSTM, two
// layers, both directions, the gradient lab and a training, in both languages and themes.
// QT_SCALE_FACTOR=2 draws at twice the pixels. Usage: bench_pictures FOLDER WIDTHxHEIGHT [VIEW]

#include "core/cell/cells.h"
#include "tests/bench/scenes.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"
#include "ui/window/stage.h"
#include "ui/window/views.h"

#include <QApplication>
#include <QDir>

#include <cstdio>
#include <functional>

using namespace rnnscope;

namespace {

/// What is put on the desk.
struct Subject {
    QString name;
    std::function<void(Desk&)> put;
};

/// A scene with one of its models chosen.
Subject shown(const QString& name, const ScenePtr& scene, int chosen = 0)
{
    return {name, [scene, chosen](Desk& desk) {
                desk.session->show(scene);
                desk.session->choose(chosen);
            }};
}

void putLab(Desk& desk)
{
    desk.lab->begin("vanishing");
    while (desk.lab->others().empty()) // the other seeds
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

void putTraining(Desk& desk)
{
    desk.training->start();
    while (desk.training->state() != Training::State::Ended)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

std::vector<Subject> subjects()
{
    Watch watch;
    const ScenePtr poem = *exampleScene(*findExample("poem-en"), watch);
    std::vector<Subject> all;
    for (size_t i = 0; i < cells().size(); ++i)
        all.push_back(shown(QString::fromUtf8(cells()[i]->id()), poem, static_cast<int>(i)));
    const CellPtr lstm = findCell("lstm");
    all.push_back(shown("layers", sceneOf(quicklyTrained(lstm, 2), "two layers")));
    all.push_back(shown("directions", sceneOf(startOf(lstm, 1, true), "both directions")));
    all.push_back({"lab", putLab});
    all.push_back({"training", putTraining});
    return all;
}

void settle()
{
    for (int turn = 0; turn < 6; ++turn)
        QCoreApplication::processEvents();
}

/// What the desk shows, with everything that is made in the background.
void show(MainWindow& window, const Subject& subject)
{
    Desk& desk = window.desk();
    subject.put(desk);
    desk.selection->setUnit(7);
    desk.playback->setPosition(openingSteps - 0.35);
    while (!desk.session->gradient())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    settle();
}

void await(const View& view)
{
    settle();
    while (view.busy())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    settle();
}

void save(QWidget& widget, const QString& path)
{
    QDir().mkpath(QFileInfo(path).path());
    widget.grab().save(path);
}

/// Of every view, or of the one of that id, as it stands in the window.
void writeViews(MainWindow& window, const QString& folder, const QString& name, const QString& only)
{
    for (const ViewInfo& info : views()) {
        const QString id = QString::fromUtf8(info.id);
        if (!only.isEmpty() && id != only)
            continue;
        const QString path = QStringLiteral("%1/%2/%3.png").arg(folder, id, name);
        if (info.home == Home::Window) {
            const std::unique_ptr<View> view(info.make(window.desk(), nullptr));
            view->refresh(Change::All);
            view->resize(window.size() * 3 / 4);
            view->show();
            await(*view);
            save(*view, path);
            continue;
        }
        window.stage().reveal(info.id);
        View* view = window.stage().view(info.id);
        await(*view);
        save(*view->parentWidget(), path);
    }
}

}

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QStringList size = arguments.value(2).split('x');
    if (arguments.size() < 3 || size.size() != 2) {
        std::fprintf(stderr, "usage: bench_pictures FOLDER WIDTHxHEIGHT [VIEW]\n");
        return 2;
    }
    applyFont();
    const std::vector<Subject> all = subjects();
    for (const QString language : {"en", "ko"})
        for (const QString theme : {"light", "dark"}) {
            MainWindow window({theme, language});
            window.resize(size[0].toInt(), size[1].toInt());
            window.show();
            for (const Subject& subject : all) {
                show(window, subject);
                const QString name
                    = QStringLiteral("%1-%2-%3-%4").arg(subject.name, language, theme, arguments[2])
                    + (window.devicePixelRatio() > 1 ? "@2x" : "");
                if (arguments.size() < 4)
                    save(window, QStringLiteral("%1/window/%2.png").arg(arguments[1], name));
                writeViews(window, arguments[1], name, arguments.value(3));
                window.stage().restoreLayout({});
            }
        }
    return 0;
}
