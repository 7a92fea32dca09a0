#include "core/pack/file.h"

#include "core/pack/limits.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rnnscope {

namespace {

Error cannotOpen(const std::string& name, std::string found, std::string advice)
{
    return {Fault::File, "Cannot open " + name, std::move(found), std::move(advice)};
}

/// Why open() failed.
Error notOpened(const std::string& name, int problem)
{
    if (problem == ENOENT || problem == ENOTDIR)
        return cannotOpen(
            name, "expected a file, found none of that name", "Check the name and the folder");
    if (problem == ELOOP)
        return cannotOpen(name, "expected a plain file, found a link",
            "Put the file itself in place of the link");
    return cannotOpen(name,
        std::string("expected to read it, found: ") + std::generic_category().message(problem),
        "Ask for the right to read the file");
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

} // namespace

Result<OpenFilePtr> openPlain(const std::filesystem::path& path, Links links)
{
    const std::string name = path.filename().string();
    // Opening a pipe or a device must neither wait nor take hold of it.
    const int flags
        = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (links == Links::Refuse ? O_NOFOLLOW : 0);
    const int descriptor = ::open(path.c_str(), flags);
    if (descriptor < 0)
        return notOpened(name, errno);
    const auto file = std::make_shared<const OpenFile>(descriptor);
    struct stat status { };
    if (::fstat(descriptor, &status) != 0)
        return notOpened(name, errno);
    if (S_ISDIR(status.st_mode))
        return refusedFolder(path, name);
    if (!S_ISREG(status.st_mode))
        return cannotOpen(name, "expected a file, found a device or a pipe",
            "Save it to a plain file and open that");
    if (file->size() > limits::fileBytes)
        return cannotOpen(name,
            "expected at most " + std::to_string(limits::fileBytes / 1'000'000) + " MB, found "
                + std::to_string(file->size() / 1'000'000) + " MB",
            "Save only the recurrent layers, the embedding and the head");
    return file;
}

Result<OpenFilePtr> settled(const OpenFilePtr& file, const std::string& name, Watch& watch)
{
    constexpr uint64_t chunk = 8 << 20;
    const uint64_t size = file->size();
    const auto copy = size > limits::copiedBytes ? nullptr : memoryFile(0);
    if (!copy)
        return file;
    for (uint64_t done = 0; done < size;) {
        if (watch.cancelled())
            return cancelled("Reading " + name);
        auto from = static_cast<off_t>(done);
        const ssize_t got = ::sendfile(copy->descriptor(), file->descriptor(), &from,
            static_cast<size_t>(std::min(chunk, size - done)));
        if (got <= 0 || file->changed())
            return cannotOpen(name,
                "expected " + std::to_string(size) + " bytes, found "
                    + (got < 0 ? std::generic_category().message(errno) : "others meanwhile"),
                "Try again when nothing else writes to the file");
        done += static_cast<uint64_t>(got);
        watch.report(static_cast<double>(done) / static_cast<double>(size));
    }
    seal(*copy);
    return std::make_shared<const OpenFile>(::dup(copy->descriptor()));
}

OpenFilePtr memoryFile(uint64_t size)
{
    const int descriptor = ::memfd_create("rnnscope", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (descriptor < 0 || ::ftruncate(descriptor, static_cast<off_t>(size)) != 0)
        return nullptr;
    return std::make_shared<const OpenFile>(descriptor);
}

bool sealSize(const OpenFile& file)
{
    return ::fcntl(file.descriptor(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW) == 0;
}

bool seal(const OpenFile& file)
{
    return ::fcntl(file.descriptor(), F_ADD_SEALS,
               F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL)
        == 0;
}

Data mapped(const OpenFilePtr& file)
{
    const auto size = static_cast<size_t>(file->size());
    void* const at = size == 0
        ? MAP_FAILED
        : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file->descriptor(), 0);
    if (at == MAP_FAILED)
        return {};
    const std::shared_ptr<const void> keep(at, [size](void* map) { ::munmap(map, size); });
    return {Bytes(static_cast<const std::byte*>(at), size), keep};
}

} // namespace rnnscope
