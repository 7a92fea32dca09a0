// Frame times of the whole window at 1440 × 900 while three networks learn in the background, and
// while the epochs of a training and the steps of its sequence are scrubbed: 200 checkpoints of
// three networks of 64 units on 100 steps. Run with QT_QPA_PLATFORM=offscreen; prints percentiles
// in milliseconds and the memory of the checkpoints, and fails where a bar is missed.

#include "tests/bench/frame.h"
#include "tests/bench/times.h"
#include "ui/paint/text.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"
#include "ui/window/stage.h"

#include <QApplication>

#include <chrono>
#include <cmath>
#include <thread>

using namespace rnnscope;

namespace {

constexpr Bar playing{16, 100}, scrubbing{16, 16};

void settle(MainWindow& window)
{
    while (!window.desk().session->scene() || !window.desk().session->gradient())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    for (int turn = 0; turn < 20; ++turn)
        QCoreApplication::processEvents();
}

void waitFor(const Training& training, Training::State state)
{
    while (training.state() != state)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// The sequence plays at 60 frames a second while the default training of the latch runs.
bool whileTraining(MainWindow& window)
{
    constexpr auto period = std::chrono::microseconds(16667);
    constexpr size_t count = 900;
    Training& training = *window.desk().training;
    Comparison comparison = defaultComparison("latch");
    comparison.distance = 20;
    comparison.updates = 20'000; // longer than this takes
    comparison.interval = 50; // as often as by default
    training.turn(comparison);
    training.start();
    settle(window);
    std::vector<double> times;
    auto next = std::chrono::steady_clock::now();
    double position = 0;
    while (times.size() < count) {
        position = std::fmod(position + 0.05, window.desk().playback->steps());
        times.push_back(frameOf([&] { window.desk().playback->setPosition(position); }));
        std::this_thread::sleep_until(next += period);
        next = std::max(next, std::chrono::steady_clock::now() - period);
    }
    const auto updates = training.runs().front().learned.curve.size();
    training.stop();
    waitFor(training, Training::State::Ended);
    std::printf("%zu updates of the RNN and %d epochs meanwhile\n", updates, training.epochs() - 1);
    return report("playing while three cells learn", times, playing);
}

bool scrubbed(MainWindow& window)
{
    constexpr int epochs = 199; // and the start
    Training& training = *window.desk().training;
    Comparison comparison = defaultComparison("latch");
    comparison.distance = 99;
    comparison.match = Match::Units;
    comparison.units = 64;
    comparison.updates = epochs;
    comparison.interval = 1;
    training.turn(comparison);
    training.start();
    waitFor(training, Training::State::Ended);
    settle(window);
    const int steps = window.desk().playback->steps();
    std::printf("%d checkpoints of three networks of 64 units, %d steps: %s\n", training.epochs(),
        steps, qPrintable(bytesText(training.bytes())));
    std::vector<double> byEpoch, byStep;
    const auto show = [&](int epoch) {
        byEpoch.push_back(frameOf([&] { training.showEpoch(epoch); }));
        for (int wait = 0; wait < 12; ++wait) { // the views that come after those of the gradient
            constexpr double idle = 0.5; // milliseconds
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            if (const double frame = frameOf([] {}); frame > idle)
                byEpoch.push_back(frame);
        }
    };
    for (int epoch = 0; epoch <= epochs; ++epoch)
        show(epoch);
    for (int epoch = epochs; epoch >= 0; --epoch)
        show(epoch);
    for (int step = 0; step < steps; ++step)
        byStep.push_back(frameOf([&] { window.desk().playback->toStep(step); }));
    const bool met = report("scrubbing 200 epochs, to and fro", byEpoch, scrubbing);
    return report("scrubbing 100 steps", byStep, scrubbing) && met;
}

}

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    applyFont();
    MainWindow window({"light", "en", "standard"});
    window.resize(1440, 900);
    window.show();
    for (const char* id : {"gradient", "learning", "training"})
        window.stage().reveal(id);
    const bool smooth = whileTraining(window);
    return scrubbed(window) && smooth ? 0 : 1;
}
