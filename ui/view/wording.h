#pragma once

#include "core/model/model.h"

#include <QString>

namespace rnnscope {

/// What is said of a file, in the present language; plain text.
QString worded(const Saying& saying);
/// The same without its first phrase, which an option of the note says already.
QString wordedAfterOption(const Note& note);
/// An option of a note as it is shown.
QString wordedOption(const std::string& option);
/// What a choice is about, by its name.
QString wordedChoice(const std::string& name);
/// How a model was trained, as this program writes it into its files, in the present language.
QString wordedTraining(const std::string& text);
/// A task's title by its id, or what else was given.
QString wordedTask(const std::string& id);
/// A scene's title in the present language, where it is one of a task.
QString wordedTitle(const QString& title);

} // namespace rnnscope
