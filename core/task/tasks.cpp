#include "core/task/tasks.h"

#include "core/base/words.h"
#include "core/task/poem.h"

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

const std::array table{
    Task{"poem", QT_TRANSLATE_NOOP("task", "A poem by heart"), poems(),
        " \n.,!?'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"},
};

} // namespace

std::span<const Task> tasks() { return table; }

const Task* findTask(std::string_view id)
{
    const auto found = std::ranges::find(table, id, &Task::id);
    return found == table.end() ? nullptr : &*found;
}

const Example* findExample(std::string_view id)
{
    for (const Task& task : table) {
        const auto found = std::ranges::find(task.examples, id, &Example::id);
        if (found != task.examples.end())
            return &*found;
    }
    return nullptr;
}

Vocabulary vocabularyOf(const Task& task)
{
    std::string text;
    for (const Example& example : task.examples)
        text += example.text;
    text += task.alphabet;
    return Vocabulary::ofCharacters(text);
}

} // namespace rnnscope
