#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>

namespace rnnscope {

/// Milliseconds from an act to the last pixel painted of what it changes.
template <class Act>
double frameOf(Act act)
{
    QElapsedTimer timer;
    timer.start();
    act();
    QCoreApplication::processEvents(); // the merged refresh
    QCoreApplication::processEvents(); // what it asked to be painted
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace rnnscope
