// The pages of facts while a dial of the gradient lab is turned: from another scene to what they
// show painted, each by itself as wide as in the window. Run with QT_QPA_PLATFORM=offscreen; prints
// percentiles in milliseconds, and fails where a bar is missed.

#include "tests/bench/times.h"
#include "ui/state/lab.h"
#include "ui/state/together.h"
#include "ui/view/card.h"
#include "ui/view/constant.h"
#include "ui/window/look.h"

#include <QApplication>
#include <QElapsedTimer>

#include <cmath>

using namespace rnnscope;

namespace {

constexpr Bar turning{2.5, 16};

/// Turns of the scale of U, back and forth.
std::vector<double> turns(View& page, Session& session)
{
    constexpr int count = 200;
    page.resize(310, 420);
    page.refresh(Change::All);
    page.show();
    for (int i = 0; i < 4; ++i)
        QCoreApplication::processEvents();
    std::vector<double> times;
    Watch watch;
    for (int i = 0; i < count; ++i) {
        LabSetting setting;
        setting.steps = 40;
        setting.distance = 10;
        setting.scale = std::round(100 * (1 + 0.5 * std::sin(i * 0.1))) / 100;
        const ScenePtr scene = *labScene(setting, labText(setting), watch);
        session.put(scene, *gradientOf(scene, Index(30), watch));
        QElapsedTimer timer;
        timer.start();
        page.refresh(Change::Scene);
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return times;
}

}

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    applyFont();
    Session session;
    Playback playback;
    Selection selection;
    keepTogether(session, playback, selection);
    selection.setLosses(Losses::Last);
    const Desk desk{&session, &playback, &selection};
    Watch watch;
    session.show(*labScene({}, labText({}), watch));
    HeldConstant constant(desk);
    ModelCard card(desk);
    bool met = report("what is held constant", turns(constant, session), turning);
    met &= report("model card", turns(card, session), turning);
    return met ? 0 : 1;
}
