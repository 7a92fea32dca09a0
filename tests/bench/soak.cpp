// Memory over an hour of play with 200 changes of model, simulated: the position is set as the
// clock would set it, every frame is painted. The first minute meets every model; fails where the
// program has grown by 2 % or more since then, by the medians of five minutes each. Run with
// QT_QPA_PLATFORM=offscreen. Usage: bench_soak [MINUTES]

#include "core/cell/cells.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QFile>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <malloc.h>
#include <span>
#include <unistd.h>
#include <vector>

using namespace rnnscope;

namespace {

constexpr int framesASecond = 10; ///< painted; the window may paint more
constexpr double stepsASecond = 1.5;
constexpr int changes = 200; ///< of model, in an hour

/// Resident memory, MB; what the allocator holds for nobody is handed back first.
double resident()
{
    malloc_trim(0);
    QFile file("/proc/self/statm");
    if (!file.open(QFile::ReadOnly))
        return 0;
    return file.readAll().split(' ')[1].toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE))
        / 1e6;
}

void settle(const Session& session)
{
    while (!session.scene() || !session.gradient())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    for (int turn = 0; turn < 4; ++turn)
        QCoreApplication::processEvents();
}

/// Another cell of the example, and every few changes the other example, which is read anew.
void change(MainWindow& window, int number)
{
    Session& session = *window.desk().session;
    if (number % 4 == 0) {
        const int before = session.openings();
        window.openExample(number % 8 == 0 ? "poem-en" : "poem-ko");
        while (session.openings() == before)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    } else {
        session.choose(number % static_cast<int>(cells().size()));
    }
    settle(session);
}

double median(std::span<const double> numbers)
{
    std::vector<double> sorted(numbers.begin(), numbers.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted[sorted.size() / 2];
}

void play(MainWindow& window, int frame)
{
    Playback& playback = *window.desk().playback;
    const double position = frame * stepsASecond / framesASecond;
    playback.setPosition(position - playback.steps() * std::floor(position / playback.steps()));
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
}

}

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    const int minutes = std::max(5, argc > 1 ? std::atoi(argv[1]) : 60);
    applyFont();
    MainWindow window({"light", "en"});
    window.resize(1440, 900);
    window.show();
    window.openExample("poem-en");
    settle(*window.desk().session);
    std::vector<double> memory;
    const int minute = 60 * framesASecond, between = 60 * minute / changes;
    for (int frame = 1; frame <= minutes * minute; ++frame) {
        play(window, frame);
        if (frame <= minute && frame % (minute / 8) == 0)
            change(window, frame / (minute / 8));
        else if (frame % between == 0)
            change(window, frame / between);
        if (frame % minute == 0) {
            memory.push_back(resident());
            std::printf("minute %2d: %.1f MB\n", frame / minute, memory.back());
            std::fflush(stdout);
        }
    }
    const double first = median(std::span(memory).first(5));
    const double growth = (median(std::span(memory).last(5)) / first - 1) * 100;
    std::printf("grown by %.2f %% since the first minutes, under 2\n", growth);
    return growth < 2 ? 0 : 1;
}
