#include "core/pack/onnxbeside.h"

#include "core/pack/limits.h"

#include <charconv>

namespace rnnscope {

namespace {

/// Whether a name is that of a file, with no folder in it.
bool plain(const std::string& name)
{
    return !name.empty() && name != "." && name != ".."
        && name.find_first_of(std::string_view("/\\:\0", 4)) == name.npos;
}

std::optional<uint64_t> numberIn(const std::string& text)
{
    uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, problem] = std::from_chars(text.data(), end, number);
    return rest == end && problem == std::errc() ? std::optional(number) : std::nullopt;
}

} // namespace

Result<Data> OnnxBeside::part(
    const std::string& tensor, const std::map<std::string, std::string>& entries, uint64_t bytes)
{
    const auto refuse = [&](std::string found, std::string advice) {
        return Error{Fault::Format, "Cannot read “" + tensor + "” in " + m_model, std::move(found),
            std::move(advice)};
    };
    const auto entry = [&](const char* name, std::string otherwise) {
        const auto found = entries.find(name);
        return found == entries.end() ? std::move(otherwise) : found->second;
    };
    const std::string location = entry("location", "");
    if (!plain(location))
        return refuse(
            "expected its numbers in a file of the same folder, found the name “" + location + "”",
            "Put all parts of the model into one folder, and export it so");
    const auto offset = numberIn(entry("offset", "0"));
    const auto length = numberIn(entry("length", std::to_string(bytes)));
    if (!offset || !length)
        return refuse("expected numbers for its offset and length in " + location + ", found “"
                + entry("offset", "0") + "” and “" + entry("length", "") + "”",
            "Export the model again");
    const auto file = fileNamed(location);
    if (!file)
        return Error{file.error().fault, "Cannot read “" + tensor + "” in " + m_model,
            "expected its numbers in “" + location + "”; there: " + file.error().found,
            file.error().advice};
    if (*offset > file->size() || *length > file->size() - *offset)
        return refuse("expected " + std::to_string(*length) + " bytes from "
                + std::to_string(*offset) + " on in " + location + ", found "
                + std::to_string(file->size()) + " in all",
            "Copy or download that file again");
    return file->part(*offset, *length);
}

Result<Data> OnnxBeside::fileNamed(const std::string& name)
{
    if (const auto found = m_opened.find(name); found != m_opened.end())
        return found->second;
    if (m_opened.size() >= limits::onnxFiles)
        return Error{Fault::Format, "Cannot read the tensors of " + m_model,
            "expected at most " + std::to_string(limits::onnxFiles)
                + " files beside the model, found more",
            "Save the model with all its tensors in one file"};
    auto file = m_files(name);
    if (file)
        m_opened.emplace(name, *file);
    return file;
}

} // namespace rnnscope
