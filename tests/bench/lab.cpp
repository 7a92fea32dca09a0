// From a turn of a dial of the gradient lab to the last pixel painted: three networks of 64 units
// on 200 steps are made, run and followed back, and all visible views are drawn, at 1440 × 900. Run
// with QT_QPA_PLATFORM=offscreen; prints percentiles in milliseconds, and fails where a bar is
// missed or an answer is not that of the last turn.

#include "ui/state/lab.h"
#include "tests/bench/times.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"
#include "ui/window/stage.h"

#include <QApplication>
#include <QElapsedTimer>

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

/// Milliseconds of one turn: computing and painting.
double turn(MainWindow& window, const LabSetting& setting)
{
    QElapsedTimer timer;
    timer.start();
    window.desk().lab->turn(setting);
    QCoreApplication::processEvents(); // the merged refresh
    QCoreApplication::processEvents(); // what it asked to be painted
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// Turns of one dial, back and forth.
std::vector<double> turns(MainWindow& window, const std::function<void(LabSetting&, double)>& edit)
{
    constexpr int count = 200;
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        LabSetting setting = window.desk().lab->setting();
        edit(setting, std::sin(i * 0.1));
        times.push_back(turn(window, setting));
    }
    return times;
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
    settle(window);
    for (const char* id : {"gradient", "reach", "dials"})
        window.stage().reveal(id);
    settle(window);
    bool met = true;
    met &= report("scale of U",
        turns(window, [](LabSetting& setting, double part) { setting.scale = 1 + 0.5 * part; }),
        turning);
    met &= report("forget bias",
        turns(window, [](LabSetting& setting, double part) { setting.forgetBias = 1 + part; }),
        turning);
    met &= report("seed",
        turns(window, [](LabSetting& setting, double) { setting.seed = setting.seed % 1000 + 1; }),
        turning);
    settle(window);
    return met ? 0 : 1;
}
