#include "app/commands.h"
#include "app/options.h"
#include "core/load/reader.h"
#include "core/task/drills.h"
#include "core/task/tasks.h"
#include "ui/window/views.h"

namespace rnnscope::command {

namespace {

/// Prints a table's entries, one a line, its columns separated by a tab.
int list(const char* command, const char* summary, const QStringList& arguments,
    const QStringList& lines)
{
    Options options(command, summary);
    if (const auto status = options.read(arguments))
        return *status;
    return print(lines.join('\n') + '\n');
}

QString line(std::string_view first, std::string_view second, std::string_view third = {})
{
    QStringList columns;
    for (const std::string_view column : {first, second, third})
        if (!column.empty())
            columns.push_back(
                QString::fromUtf8(column.data(), static_cast<qsizetype>(column.size())));
    return columns.join('\t');
}

/// "steps from a symbol to its echo: 1 to 30"
std::string rangeOf(const Drill& drill)
{
    return std::string(drill.dial) + ": " + std::to_string(drill.low) + " to "
        + std::to_string(drill.high);
}

} // namespace

int formats(const QStringList& arguments)
{
    QStringList lines;
    for (const Reader& reader : readers())
        lines.push_back(line(reader.id, reader.title, reader.suffixes));
    return list("formats", "Lists the file formats that can be opened.", arguments, lines);
}

int tasks(const QStringList& arguments)
{
    QStringList lines;
    for (const Task& task : rnnscope::tasks()) {
        lines.push_back(line(task.id, task.title));
        for (const Example& example : task.examples)
            lines.push_back("  " + line(example.id, example.title));
    }
    for (const Drill& drill : drills())
        lines.push_back(line(drill.id, drill.title, rangeOf(drill)));
    return list("tasks",
        "Lists what can be trained: texts with their examples, and tasks with the range of their "
        "distance.",
        arguments, lines);
}

int views(const QStringList& arguments)
{
    QStringList lines;
    for (const ViewInfo& view : rnnscope::views())
        lines.push_back(line(view.id, view.title));
    return list("views", "Lists what can be rendered.", arguments, lines);
}

} // namespace rnnscope::command
