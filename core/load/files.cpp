#include "core/load/files.h"

#include "core/load/folder.h"
#include "core/pack/limits.h"

#include <filesystem>

namespace rnnscope {

namespace {

/// The file that stands for a folder; the path itself where it is none, or has no such file.
std::filesystem::path fileIn(const std::filesystem::path& path)
{
    constexpr size_t most = 10'000; // names looked at
    std::error_code problem;
    std::vector<std::string> names;
    for (std::filesystem::directory_iterator entry(path, problem), end;
         !problem && entry != end && names.size() < most; entry.increment(problem))
        names.push_back(entry->path().filename().string());
    const auto main = mainFileOf(names);
    return main ? path / *main : path;
}

} // namespace

Result<Files> Files::open(const std::filesystem::path& given, Watch& watch)
{
    const std::filesystem::path path = fileIn(given);
    Files files;
    files.m_folder = path.parent_path();
    files.m_name = path.filename().string();
    const auto file = files.add(path, Links::Follow, watch);
    if (!file)
        return file.error();
    return files;
}

Result<OpenFilePtr> Files::add(const std::filesystem::path& path, Links links, Watch& watch)
{
    const auto file = openPlain(path, links);
    auto kept = file ? settled(*file, path.filename().string(), watch) : file;
    if (kept)
        m_opened.push_back(*kept);
    return kept;
}

Result<OpenFilePtr> Files::sibling(const std::string& name, Watch& watch)
{
    const std::string where = "Cannot read “" + name + "” beside " + m_name;
    const std::filesystem::path plain(name);
    if (name.empty() || name.find('\0') != name.npos || plain != plain.filename() || name == "."
        || name == "..")
        return Error{Fault::File, where, "expected a plain name, found a folder in it",
            "Put all parts of the model into one folder"};
    if (m_opened.size() > limits::siblings || size() > limits::fileBytes)
        return Error{Fault::File, where,
            "expected at most " + std::to_string(limits::siblings) + " files of "
                + std::to_string(limits::fileBytes / 1'000'000) + " MB, found more",
            "Save the model in fewer or smaller files"};
    auto file = add(m_folder / plain, Links::Refuse, watch);
    if (!file && file.error().fault != Fault::Cancelled) {
        Error error = file.error();
        error.where += ", which " + m_name + " names";
        return error;
    }
    return file;
}

uint64_t Files::size() const
{
    uint64_t size = 0;
    for (const OpenFilePtr& file : m_opened)
        size += file->size();
    return size;
}

Input mappedInput(const OpenFilePtr& file, const std::string& name, const Ask& ask,
    const std::shared_ptr<std::vector<Bytes>>& regions)
{
    const auto take = [regions](const OpenFilePtr& one, const std::string& called) {
        const Data data = mapped(one);
        regions->push_back(data.inMemory());
        return Input{called, data.inMemory(), data.keep(), one};
    };
    Input input = take(file, name);
    const auto known = std::make_shared<std::map<std::string, Input>>();
    input.sibling = [=](const std::string& other) -> Result<Input> {
        if (const auto found = known->find(other); found != known->end())
            return found->second;
        const auto opened = ask(other);
        if (!opened)
            return opened.error();
        return known->emplace(other, take(*opened, other)).first->second;
    };
    return input;
}

} // namespace rnnscope
