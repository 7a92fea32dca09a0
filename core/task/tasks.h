#pragma once

#include "core/model/vocabulary.h"

#include <span>
#include <string_view>

namespace rnnscope {

/// A text that ships with the program and that its built-in networks were trained on.
struct Example {
    std::string_view id; ///< "poem-ko"
    std::string_view title; ///< in its own language
    std::string_view text; ///< all that is learned; UTF-8, composed form
    std::string_view opening; ///< its beginning, short enough to be shown whole
};

/// Something `rnnscope train` can teach.
struct Task {
    std::string_view id; ///< "poem"
    const char* title; ///< English, translatable in the context "task"
    std::span<const Example> examples; ///< what is learned by heart
    std::string_view alphabet; ///< characters known beside those of the examples, for typing
};

std::span<const Task> tasks();
/// The task of that id, or nullptr.
const Task* findTask(std::string_view id);
/// The example of that id in any task, or nullptr.
const Example* findExample(std::string_view id);

/// Every character a network of this task knows: the examples' in order of first appearance, then
/// the rest of the alphabet.
Vocabulary vocabularyOf(const Task& task);

} // namespace rnnscope
