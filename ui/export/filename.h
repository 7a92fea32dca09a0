#pragma once

#include "ui/view/view.h"

namespace rnnscope {

/// What a file may be called: "poem-lstm-cell-step14".
/// @param target the view, or the window; null for neither
/// @param step whether it is of the present step
QString fileNameFor(const Desk& desk, const QWidget* target, bool step);

/// Asks where to save, beginning in the folder and with the filter of the last time; empty where
/// nowhere. What is named otherwise gets the suffix of the filter.
QString askForPath(
    QWidget* window, const QString& title, const QString& name, const QStringList& filters);

} // namespace rnnscope
