// Frame times of the whole window while it plays and while it is stepped: from setting the position
// to the last pixel painted. Run with QT_QPA_PLATFORM=offscreen; prints percentiles in
// milliseconds.

#include "core/cell/cells.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

using namespace rnnscope;

namespace {

double frame(MainWindow& window, double position)
{
    QElapsedTimer timer;
    timer.start();
    window.desk().playback->setPosition(position);
    QCoreApplication::processEvents(); // the merged refresh
    QCoreApplication::processEvents(); // what it asked to be painted
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

constexpr double target = 16; ///< milliseconds that 95 % of the frames may take at most

/// Prints the times and tells whether they meet the target.
bool report(const char* name, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    const auto at = [&](double part) {
        return times[static_cast<size_t>(part * static_cast<double>(times.size() - 1))];
    };
    std::printf("%-28s %5zu frames   median %6.2f   95 %% %6.2f   worst %6.2f ms\n", name,
        times.size(), at(0.5), at(0.95), at(1));
    return at(0.95) < target;
}

/// All frames of a run over the whole sequence with this distance between positions.
std::vector<double> run(MainWindow& window, double distance)
{
    std::vector<double> times;
    const double steps = window.desk().playback->steps();
    for (double position = distance; position <= steps; position += distance)
        times.push_back(frame(window, position));
    return times;
}

void settle(MainWindow& window)
{
    while (!window.desk().session->scene() || !window.desk().session->gradient())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    for (int turn = 0; turn < 10; ++turn)
        QCoreApplication::processEvents();
}

}

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    applyFont();
    MainWindow window({"light", "en"});
    window.resize(1440, 900);
    window.show();
    window.openExample(openingExample());
    settle(window);
    const auto& model = *window.desk().session->model();
    std::printf("%ld steps × %ld units, window %d × %d\n", window.desk().session->trace()->steps(),
        model.layers[0].weights.units(), window.width(), window.height());
    bool met = true;
    for (int i = 0; i < static_cast<int>(cells().size()); ++i) {
        const std::string name(cells()[static_cast<size_t>(i)]->name());
        window.desk().session->choose(i);
        settle(window);
        run(window, 1);
        met &= report((name + " stepping").c_str(), run(window, 1));
        met &= report((name + " playing, 1.5 steps/s").c_str(), run(window, 1.5 / 60));
    }
    window.desk().selection->setLosses(Losses::Current);
    met &= report("one loss, stepping", run(window, 1));
    return met ? 0 : 1;
}
