#include "core/load/open.h"

#include "core/base/words.h"
#include "core/load/card.h"
#include "core/pack/limits.h"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace rnnscope {

namespace {

/// A stored answer and a computed one agree to this, in float32 and with room to spare.
constexpr double tolerance = 1e-4;

Error cannotOpen(const std::string& name, std::string found, std::string advice)
{
    return {Fault::File, "Cannot open " + name, std::move(found), std::move(advice)};
}

Error refusedFolder(const std::filesystem::path& path, const std::string& name)
{
    std::error_code problem;
    const bool saved = std::filesystem::exists(path / "saved_model.pb", problem);
    return cannotOpen(name,
        std::string("expected a file, found a folder")
            + (saved ? " with a TensorFlow SavedModel, which is not read yet" : ""),
        "Choose the file of weights itself");
}

/// The size of a plain file that is small enough to read.
Result<uint64_t> sizeOf(const std::filesystem::path& path, const std::string& name)
{
    std::error_code problem;
    const auto status = std::filesystem::status(path, problem);
    if (status.type() == std::filesystem::file_type::not_found)
        return cannotOpen(
            name, "expected a file, found none of that name", "Check the name and the folder");
    if (problem)
        return cannotOpen(name, "expected a file, found: " + problem.message(),
            "Check the name and your rights to the folder");
    if (std::filesystem::is_directory(status))
        return refusedFolder(path, name);
    if (!std::filesystem::is_regular_file(status))
        return cannotOpen(name, "expected a file, found a device or a pipe",
            "Save it to a plain file and open that");
    const uint64_t size = std::filesystem::file_size(path, problem);
    if (problem || size > limits::fileBytes)
        return cannotOpen(name,
            "expected at most " + std::to_string(limits::fileBytes / 1'000'000) + " MB, found "
                + (problem ? problem.message() : std::to_string(size / 1'000'000) + " MB"),
            "Save only the recurrent layers, the embedding and the head");
    return size;
}

Result<std::vector<std::byte>> bytesIn(
    const std::filesystem::path& path, const std::string& name, Watch& watch)
{
    constexpr size_t chunk = 16 << 20;
    const auto size = sizeOf(path, name);
    if (!size)
        return size.error();
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return cannotOpen(name, std::string("expected to read it, found: ") + std::strerror(errno),
            "Ask for the right to read the file");
    std::vector<std::byte> bytes(*size);
    for (size_t done = 0; done < bytes.size(); done += chunk) {
        if (watch.cancelled())
            return cancelled("Reading " + name);
        const auto part = static_cast<std::streamsize>(std::min(chunk, bytes.size() - done));
        if (!in.read(reinterpret_cast<char*>(bytes.data() + done), part))
            return cannotOpen(name, "expected " + std::to_string(*size) + " bytes, found fewer",
                "Try again when nothing else writes to the file");
        watch.report(static_cast<double>(done) / static_cast<double>(bytes.size()));
    }
    return bytes;
}

Result<Input> inputFrom(const std::filesystem::path& path, Watch& watch)
{
    auto bytes = bytesIn(path, path.filename().string(), watch);
    if (!bytes)
        return bytes.error();
    const auto keep = std::make_shared<const std::vector<std::byte>>(std::move(*bytes));
    const auto sibling = [folder = path.parent_path(), &watch](const std::string& name) {
        const std::filesystem::path plain(name);
        const bool inside = plain.has_filename() && plain == plain.filename() && name != "..";
        return inside
            ? inputFrom(folder / plain, watch)
            : Result<Input>(cannotOpen(name, "expected a plain name, found a folder in it",
                "Put all parts of the model into one folder"));
    };
    return Input{path.filename().string(), *keep, keep, sibling};
}

void noteTest(Model& model)
{
    const auto difference = verify(model);
    if (!difference)
        return;
    const std::string largest = "largest difference " + roughly(*difference);
    model.notes.push_back({QT_TRANSLATE_NOOP("card", "test vector"),
        *difference <= tolerance ? "verified, " + largest
                                 : "not verified: " + largest
                + " from the stored answer, so the weights, their order "
                  "or the test are not what was saved",
        false});
}

} // namespace

Result<Model> modelOf(const Contents& contents, const Choices& choices)
{
    auto model = assemble(contents, choices);
    if (model)
        noteTest(*model);
    return model;
}

Result<Contents> contentsOf(const std::filesystem::path& path, Watch& watch)
{
    auto input = [&] {
        const Watch::Part part(watch, 0, 2);
        return inputFrom(path, watch);
    }();
    if (!input)
        return input.error();
    const Watch::Part part(watch, 1, 2);
    return readContents(*input, watch);
}

namespace {

Result<Opened> opened(Result<Contents> contents, const Choices& choices, const Watch& watch)
{
    if (!contents)
        return contents.error();
    auto model = modelOf(*contents, choices);
    if (!model)
        return model.error();
    if (watch.cancelled())
        return cancelled("Opening " + contents->archive.file);
    return Opened{std::move(*contents), std::move(*model)};
}

} // namespace

Result<Opened> openInput(const Input& input, Watch& watch, const Choices& choices)
{
    return opened(readContents(input, watch), choices, watch);
}

Result<Opened> openFile(const std::filesystem::path& path, Watch& watch, const Choices& choices)
{
    return opened(contentsOf(path, watch), choices, watch);
}

} // namespace rnnscope
