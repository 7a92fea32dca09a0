#pragma once

#include <QStringList>

/// The commands of the command line, one file each. Every one takes the arguments after its name
/// and returns the exit status: 0; 1 for input that cannot be used; 2 for wrong usage.
namespace rnnscope::command {

int inspect(const QStringList& arguments);
int trace(const QStringList& arguments);
int flow(const QStringList& arguments);
int train(const QStringList& arguments);
int formats(const QStringList& arguments);
int tasks(const QStringList& arguments);
int views(const QStringList& arguments);

/// Draws a view without a screen. A QApplication on the offscreen platform exists.
int render(const QStringList& arguments);
/// Opens the window, with a file where one is given. A QApplication exists.
int showWindow(const QStringList& arguments);

} // namespace rnnscope::command
