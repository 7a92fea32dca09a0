// From a turn of a dial of the gradient lab to the last pixel painted: three networks of 64 units
// on 200 steps are made, run, followed back and measured, at 1440 × 900. The time ends when the
// gradient through time and the reach of the memory, side by side, show the last turn: once with
// all views that are open by default, once, for the bar, with those two and the dials. Run with
// QT_QPA_PLATFORM=offscreen; prints percentiles in milliseconds, and fails where a bar is missed or
// an answer is not that of the last turn.

#include "ui/state/lab.h"
#include "tests/bench/frame.h"
#include "tests/bench/times.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"
#include "ui/window/stage.h"
#include "ui/window/views.h"

#include <QApplication>

#include <cmath>

using namespace rnnscope;

namespace {

constexpr Bar turning{16, 33};

void settle(MainWindow& window)
{
    const Desk& desk = window.desk();
    while (!desk.session->gradient() || desk.session->busy() || desk.lab->busy())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    for (int turns = 0; turns < 20; ++turns)
        QCoreApplication::processEvents();
}

/// Whether the gradient views show the networks that are on the desk.
bool upToDate(MainWindow& window, const std::vector<View*>& views)
{
    const GradientPtr gradient = window.desk().session->gradient();
    return gradient && gradient->scene == window.desk().session->scene()
        && std::ranges::none_of(views, &View::busy);
}

/// Milliseconds of one turn: computing and painting.
double turn(MainWindow& window, const std::vector<View*>& views, const LabSetting& setting)
{
    return frameOf([&] {
        window.desk().lab->turn(setting);
        while (!upToDate(window, views))
            QCoreApplication::processEvents();
    });
}

/// Turns of one dial, back and forth.
std::vector<double> turns(MainWindow& window, const std::vector<View*>& views,
    const std::function<void(LabSetting&, double)>& edit)
{
    constexpr int count = 200;
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        LabSetting setting = window.desk().lab->setting();
        edit(setting, std::sin(i * 0.1));
        times.push_back(turn(window, views, setting));
    }
    return times;
}

bool allDials(MainWindow& window, const std::vector<View*>& views)
{
    bool met = report("scale of U",
        turns(window, views, [](LabSetting& s, double part) { s.scale = 1 + 0.5 * part; }),
        turning);
    met &= report("forget bias",
        turns(window, views, [](LabSetting& s, double part) { s.forgetBias = 1 + part; }), turning);
    met &= report("seed",
        turns(window, views, [](LabSetting& s, double) { s.seed = s.seed % 1000 + 1; }), turning);
    return met;
}

}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyFont();
    MainWindow window({"light", "en", "standard"});
    window.resize(1440, 900);
    window.show();
    window.desk().lab->begin();
    LabSetting setting = window.desk().lab->setting();
    setting.match = Match::Units; // 64 in each
    window.desk().lab->turn(setting);
    settle(window);
    Stage& stage = window.stage();
    stage.reveal("reach");
    stage.floatCurrent(); // beside the gradient, not behind it
    for (const char* id : {"gradient", "dials"})
        stage.reveal(id);
    settle(window);
    const std::vector<View*> views{stage.view("gradient"), stage.view("reach")};
    std::printf("the gradient views and everything else in the window\n");
    allDials(window, views);
    for (const ViewInfo& info : rnnscope::views())
        if (info.id != "gradient" && info.id != "reach" && info.id != "dials"
            && stage.isOpen(info.id)) {
            stage.reveal(info.id);
            stage.closeCurrent();
        }
    window.resize(1440, 700); // they are about as large as before
    settle(window);
    std::printf("the gradient views, %d × %d and %d × %d pixels\n", views[0]->width(),
        views[0]->height(), views[1]->width(), views[1]->height());
    return allDials(window, views) ? 0 : 1;
}
