#pragma once

#include <span>
#include <string>
#include <string_view>

namespace rnnscope {

/// A text that ships with the program and that its built-in networks were trained on.
struct Example {
    std::string_view id; ///< "poem-ko"
    std::string_view title; ///< in its own language
    std::string_view text; ///< UTF-8, composed form
};

/// Something `rnnscope train` can teach.
struct Task {
    std::string_view id; ///< "poem"
    const char* title; ///< English, translatable in the context "task"
    std::span<const Example> examples; ///< what is learned by heart
};

std::span<const Task> tasks();
const Task* findTask(std::string_view id);
/// The example of that id in any task, or nullptr.
const Example* findExample(std::string_view id);

} // namespace rnnscope
