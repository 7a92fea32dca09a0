#pragma once

#include <QStringList>

class QWidget;

namespace rnnscope {

/// Asks where to save, beginning in the folder and with the filter of the last time; empty where
/// nowhere. What is named otherwise gets the suffix of the filter, and nothing is
/// written over unasked.
QString askForPath(
    QWidget* window, const QString& title, const QString& name, const QStringList& filters);

/// Asks whether files of these names, which are there already, may be written over.
bool mayReplace(QWidget* window, const QString& title, const QStringList& names);

} // namespace rnnscope
