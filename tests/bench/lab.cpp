// From a turn of a dial of the gradient lab to the last pixel painted: three networks of 64 units
// on 200 steps are made, run and followed back, at 1440 × 900 with all views that are open by
// default, the dials, and the reach of the memory in a window of its own. The bar counts until the
// gradient through time and the reach have painted what belongs to the turn; a second line counts
// until everything else has. What the two show is compared with what core measures of the networks
// of that turn. A drag turns the dial faster than that, and its last setting must not wait for
// those before. Run with QT_QPA_PLATFORM=offscreen; prints percentiles in milliseconds, and fails
// where a bar is missed or an answer is not that of the last turn.

#include "ui/state/lab.h"
#include "core/pack/tensor.h"
#include "core/run/flow.h"
#include "core/run/influence.h"
#include "tests/bench/times.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"
#include "ui/window/stage.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <cmath>
#include <numbers>

using namespace rnnscope;

namespace {

constexpr Bar turning{16, 33};
constexpr Bar everything{60, 100};

using Edit = std::function<void(LabSetting&, double part)>;

/// Hears of what is painted of a view while it makes nothing in the background.
class Painted : public QObject {
public:
    explicit Painted(View* view)
        : m_view(view)
    {
        view->installEventFilter(this);
    }
    View* view() const { return m_view; }
    int times() const { return m_times; }

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        m_times += event->type() == QEvent::Paint && !m_view->busy();
        return false;
    }

private:
    View* m_view;
    int m_times = 0;
};

class Bench {
public:
    Bench()
        : m_window({"light", "en", "standard"})
    {
        m_window.resize(1440, 900);
        m_window.show();
        m_window.desk().lab->begin();
        LabSetting setting = m_window.desk().lab->setting();
        setting.match = Match::Units;
        m_window.desk().lab->turn(setting);
        settle();
        m_window.stage().reveal("reach");
        m_window.stage().floatCurrent(); // beside the gradient, not behind it
        for (const char* id : {"gradient", "dials"})
            m_window.stage().reveal(id);
        settle();
        m_pulse.start(200);
        for (const char* id : {"gradient", "reach"})
            m_shown.push_back(std::make_unique<Painted>(m_window.stage().view(id)));
        for (const char* id : {"sequence", "cell", "words"})
            m_rest.push_back(std::make_unique<Painted>(m_window.stage().view(id)));
    }

    bool turns(const QString& name, const Edit& edit)
    {
        constexpr int count = 100;
        std::vector<double> gradients, all;
        int wrong = 0;
        for (int i = 0; i < count; ++i) {
            QElapsedTimer timer;
            timer.start();
            const auto before = counts(m_shown), beforeRest = counts(m_rest);
            turn(i, edit);
            waitFor(m_shown, before);
            gradients.push_back(elapsed(timer));
            waitFor(m_rest, beforeRest);
            QCoreApplication::processEvents();
            all.push_back(elapsed(timer));
            wrong += !isOfTheLastTurn();
        }
        const bool met = report(name + ": gradient views", gradients, turning)
            & report(name + ": whole window", all, everything);
        if (wrong > 0)
            std::printf("%d answers are not those of the last turn\n", wrong);
        return met && wrong == 0;
    }

    /// A turn every few milliseconds, whatever is shown meanwhile.
    bool drag(const QString& name, const Edit& edit)
    {
        constexpr int rounds = 20, count = 25, apart = 6; // milliseconds
        std::vector<double> late;
        const auto first = counts(m_shown);
        for (int round = 0; round < rounds; ++round) {
            QElapsedTimer timer;
            std::vector<int> before;
            for (int i = 0; i < count; ++i) {
                timer.start();
                before = counts(m_shown);
                turn(round * count + i, edit);
                do
                    QCoreApplication::processEvents();
                while (i + 1 < count && timer.elapsed() < apart);
            }
            waitFor(m_shown, before);
            late.push_back(elapsed(timer));
            if (!isOfTheLastTurn())
                return std::printf("%s: not the last turn is shown\n", qPrintable(name)), false;
        }
        const auto last = counts(m_shown);
        std::printf("%-34s %5d turns, %d pictures of the gradient, %d of the reach\n",
            qPrintable(name), rounds * count, last[0] - first[0], last[1] - first[1]);
        return report(name + ": its end", late, {2 * turning.most, 3 * turning.most});
    }

    void settle()
    {
        const Desk& desk = m_window.desk();
        while (!desk.session->gradient() || desk.session->busy() || desk.lab->busy())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        for (int turns = 0; turns < 20; ++turns)
            QCoreApplication::processEvents();
    }

private:
    using Views = std::vector<std::unique_ptr<Painted>>;

    static double elapsed(const QElapsedTimer& timer)
    {
        return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }

    static std::vector<int> counts(const Views& views)
    {
        std::vector<int> all;
        for (const auto& view : views)
            all.push_back(view->times());
        return all;
    }

    static void waitFor(const Views& views, const std::vector<int>& before)
    {
        const auto waits = [&] {
            const auto now = counts(views);
            for (size_t i = 0; i < now.size(); ++i)
                if (now[i] == before[i] || views[i]->view()->busy())
                    return true;
            return false;
        };
        constexpr int most = 3000; // milliseconds
        QElapsedTimer timer;
        timer.start();
        while (waits() && timer.elapsed() < most)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

    /// One turn of the dial, back and forth.
    void turn(int i, const Edit& edit)
    {
        LabSetting setting = m_window.desk().lab->setting();
        edit(setting, std::sin(i * 0.1 + 0.05));
        m_window.desk().lab->turn(setting);
    }

    /// Whether both views hold the numbers of the networks that the dials ask for.
    bool isOfTheLastTurn()
    {
        const Scene& scene = *m_window.desk().session->scene();
        const LabSetting& setting = m_window.desk().lab->setting();
        const LossStep loss = m_window.desk().session->gradient()->loss;
        std::vector<std::vector<double>> gradients, reaches;
        Watch watch;
        for (const std::string& cell : setting.cells) {
            const Model model = labModel(setting, cell, setting.seed);
            const Sequence& sequence = *scene.sequences[reaches.size()];
            const auto trace = forward(model, sequence, watch);
            const auto flows = flow(model, sequence, *trace, loss, watch);
            for (const Flow& one : *flows)
                gradients.push_back(one.norms);
            reaches.push_back(influence(model, *trace, 0, watch)->logs);
        }
        return holds(m_shown[0]->view()->numbers(), "M1/", gradients, 1)
            && holds(m_shown[1]->view()->numbers(), "M2.log10/", reaches, std::numbers::ln10);
    }

    /// Whether the arrays of that name are these curves, which are `unit` times as large.
    static bool holds(const std::vector<Tensor>& arrays, std::string_view name,
        const std::vector<std::vector<double>>& curves, double unit)
    {
        size_t found = 0;
        for (const Tensor& array : arrays)
            if (array.name.starts_with(name)) {
                const auto numbers = array.numbers();
                const auto near = [unit](double shown, double expected) {
                    constexpr double least = 1e-38; // of a float with all its digits
                    return std::abs(unit * shown - expected)
                        <= 1e-6 * std::max(std::abs(expected), least);
                };
                if (found == curves.size() || !std::ranges::equal(numbers, curves[found++], near))
                    return false;
            }
        return found == curves.size();
    }

    MainWindow m_window;
    QTimer m_pulse; ///< ends a wait for what does not come
    Views m_shown; ///< the views of the gradient
    Views m_rest; ///< some of the others
};

}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyFont();
    Bench bench;
    const Edit scale = [](LabSetting& setting, double part) { setting.scale = 1 + 0.5 * part; };
    bool met = bench.turns("scale of U", scale);
    met &= bench.turns(
        "forget bias", [](LabSetting& setting, double part) { setting.forgetBias = 1 + part; });
    met &= bench.turns(
        "seed", [](LabSetting& setting, double) { setting.seed = setting.seed % 1000 + 1; });
    met &= bench.drag("drag of the scale of U", scale);
    return met ? 0 : 1;
}
