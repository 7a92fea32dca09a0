// Frame times of the whole window with its default views at 1440 × 900, from setting the position
// to the last pixel painted: while it plays, is stepped and is scrubbed. Run with
// QT_QPA_PLATFORM=offscreen; prints percentiles in milliseconds, and fails where a bar is missed or
// anything was computed anew while it only moved.

#include "core/cell/cells.h"
#include "core/cell/lstm.h"
#include "tests/bench/scenes.h"
#include "tests/bench/times.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

using namespace rnnscope;

namespace {

constexpr Bar playing{16, 33}, scrubbing{16, 16};

double frame(MainWindow& window, double position)
{
    QElapsedTimer timer;
    timer.start();
    window.desk().playback->setPosition(position);
    QCoreApplication::processEvents(); // the merged refresh
    QCoreApplication::processEvents(); // what it asked to be painted
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// All frames between two positions with that distance between them.
std::vector<double> run(MainWindow& window, double from, double to, double distance)
{
    std::vector<double> times;
    const auto count = static_cast<int>(std::abs(to - from) / distance);
    for (int i = 1; i <= count; ++i)
        times.push_back(frame(window, from + (to > from ? i : -i) * distance));
    return times;
}

void settle(MainWindow& window)
{
    while (!window.desk().session->scene() || !window.desk().session->gradient())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    for (int turn = 0; turn < 10; ++turn)
        QCoreApplication::processEvents();
}

/// Plays the chosen model at 1.5 steps a second, steps through it, and scrubs to and fro.
bool measure(MainWindow& window, const QString& name)
{
    settle(window);
    const double steps = window.desk().playback->steps();
    const double played = std::min(steps, 60.0), scrubbed = std::min(steps, 1000.0);
    const TracePtr trace = window.desk().session->trace();
    int computed = 0;
    const auto count = [&] { ++computed; };
    QObject::connect(window.desk().session, &Session::busyChanged, &window, count);
    QObject::connect(window.desk().session, &Session::gradientChanged, &window, count);

    frame(window, 0);
    bool met = report(name + ", playing", run(window, 0, played, 1.5 / 60), playing);
    met &= report(name + ", stepping", run(window, 0, scrubbed, 1), scrubbing);
    met &= report(name + ", scrubbing back", run(window, scrubbed, 0, 1), scrubbing);
    met &= report(name + ", jumping", run(window, 0, steps, std::max(1.0, steps / 100)), playing);
    if (computed > 0 || trace != window.desk().session->trace())
        std::printf("%s: COMPUTED ANEW %d times\n", qPrintable(name), computed);
    QObject::disconnect(window.desk().session, nullptr, &window, nullptr);
    return met && computed == 0;
}

/// The built-in networks on so many characters of the poem.
ScenePtr poem(int steps)
{
    Watch watch;
    const Example& example = *findExample("poem-en");
    Scene scene = **exampleScene(example, watch);
    const std::string text(example.opening.substr(0, static_cast<size_t>(steps)));
    auto sequence = sequenceFromText(*scene.models.front(), text);
    return *runScene(std::move(scene), std::move(sequence), watch);
}

/// A random LSTM over the same characters, read again and again.
ScenePtr large(Index units, int steps)
{
    const std::string verse(findExample("poem-en")->opening);
    Scene scene;
    scene.title = "large";
    scene.models = {std::make_shared<const Model>(
        startModel(findCell("lstm"), Vocabulary::ofCharacters(verse), 24, units, 1))};
    std::string text;
    while (std::ssize(text) < steps)
        text += verse;
    text.resize(static_cast<size_t>(steps));
    auto sequence = sequenceFromText(*scene.models.front(), text);
    Watch watch;
    return *runScene(std::move(scene), std::move(sequence), watch);
}

}

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    applyFont();
    MainWindow window({"light", "en"});
    window.resize(1440, 900);
    window.show();
    bool met = true;
    window.desk().session->show(poem(48));
    for (int i = 0; i < static_cast<int>(cells().size()); ++i) {
        window.desk().session->choose(i);
        const auto& model = *window.desk().session->model();
        met &= measure(window,
            QStringLiteral("%1, H = %2, T = %3")
                .arg(QString::fromUtf8(model.layers[0].cell->name()))
                .arg(model.layers[0].weights.units())
                .arg(window.desk().playback->steps()));
    }
    window.desk().session->show(large(512, 2000));
    met &= measure(window, "LSTM, H = 512, T = 2000");
    return met ? 0 : 1;
}
