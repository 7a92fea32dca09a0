#include "core/pack/zip.h"

#include "core/pack/limits.h"

#include <algorithm>
#include <cassert>
#include <ctime>
#include <zip.h>
#include <zlib.h>

namespace rnnscope {

namespace {

/// 1980-01-01, the first day a zip file can name.
constexpr time_t firstDay = 315'532'800;

Error unreadable(const std::string& where, std::string found)
{
    return {Fault::Format, where, std::move(found), "Copy or download the file again"};
}

uLong added(uLong sum, Bytes bytes)
{
    return crc32_z(sum, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

/// Nothing where the bytes cannot be read.
std::optional<uint32_t> checksumOf(const Data& data)
{
    if (data.inMemory().size() == data.size())
        return static_cast<uint32_t>(added(0, data.inMemory()));
    constexpr uint64_t piece = 1 << 20;
    std::vector<std::byte> bytes(static_cast<size_t>(std::min(piece, data.size())));
    uLong sum = 0;
    for (uint64_t from = 0; from < data.size(); from += piece) {
        bytes.resize(static_cast<size_t>(std::min(piece, data.size() - from)));
        if (!data.read(from, bytes))
            return {};
        sum = added(sum, bytes);
    }
    return static_cast<uint32_t>(sum);
}

Error damaged(const std::string& where, uint64_t size)
{
    return unreadable(where,
        "expected " + std::to_string(size) + " bytes with a right checksum, found damaged data");
}

/// A source that libzip owns once a zip has taken it.
zip_source_t* sourceOf(Bytes bytes)
{
    return zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
}

} // namespace

void Zip::Close::operator()(::zip* handle) const { zip_discard(handle); }

Result<Zip> Zip::open(Bytes file, std::string_view name)
{
    Zip opened;
    opened.m_name = name;
    const std::string where = "Cannot read the zip file " + opened.m_name;
    zip_source_t* source = sourceOf(file);
    zip_error_t problem;
    zip_error_init(&problem);
    opened.m_handle.reset(zip_open_from_source(source, ZIP_RDONLY, &problem));
    if (!opened.m_handle) {
        const std::string found
            = std::string("expected its table of contents, found: ") + zip_error_strerror(&problem);
        zip_error_fini(&problem);
        zip_source_free(source);
        return unreadable(where, found);
    }
    const zip_int64_t count = zip_get_num_entries(opened.m_handle.get(), 0);
    if (count < 0 || static_cast<size_t>(count) > limits::zipEntries)
        return unreadable(where,
            "expected at most " + std::to_string(limits::zipEntries) + " entries, found "
                + std::to_string(count));
    for (zip_int64_t entry = 0; entry < count; ++entry) {
        const char* entryName
            = zip_get_name(opened.m_handle.get(), static_cast<zip_uint64_t>(entry), 0);
        opened.m_entries.emplace_back(entryName ? entryName : "");
        opened.m_places.emplace(opened.m_entries.back(), opened.m_entries.size() - 1);
    }
    opened.m_file = file;
    opened.m_stored = placesIn(file);
    opened.m_budget = limits::unpackedBytes(file.size());
    return opened;
}

/// An error when all that was read becomes too much.
std::optional<Error> Zip::spend(uint64_t size, const std::string& entry)
{
    if (size > m_budget)
        return unreadable(whereOf(entry),
            "expected at most " + std::to_string(m_budget) + " bytes unpacked, found "
                + std::to_string(size));
    m_budget -= size;
    return {};
}

Result<std::vector<std::byte>> Zip::read(const std::string& entry)
{
    const std::string where = whereOf(entry);
    const auto place = m_places.find(entry);
    if (place == m_places.end())
        return unreadable(where, "expected an entry of that name, found none");
    const zip_uint64_t index = place->second;
    zip_stat_t stat;
    if (zip_stat_index(m_handle.get(), index, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE))
        return unreadable(where, "expected its size, found none");
    if (auto error = spend(stat.size, entry))
        return *error;
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        zip_fopen_index(m_handle.get(), index, 0), zip_fclose);
    std::vector<std::byte> bytes(file ? stat.size : 0);
    std::byte beyond{};
    // The read past the end makes libzip compare the checksum.
    if (!file || zip_fread(file.get(), bytes.data(), bytes.size()) != zip_int64_t(bytes.size())
        || zip_fread(file.get(), &beyond, 1) != 0)
        return damaged(where, stat.size);
    return bytes;
}

Result<Data> Zip::share(
    const std::string& entry, const std::shared_ptr<const void>& keep, const OpenFilePtr& file)
{
    const auto found = m_stored.find(entry);
    if (found == m_stored.end()) {
        auto bytes = read(entry);
        return bytes ? Result<Data>(Data(std::move(*bytes))) : bytes.error();
    }
    const auto [from, size, checksum] = found->second;
    if (auto error = spend(size, entry))
        return *error;
    const Data data(m_file.subspan(static_cast<size_t>(from), static_cast<size_t>(size)), keep);
    if (checksumOf(file ? Data(file, from, size) : data) != checksum)
        return damaged(whereOf(entry), size);
    return data;
}

std::string writeZip(const std::vector<std::pair<std::string, std::string>>& entries)
{
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(target); // read below, after zip_close has let go of it
    ::zip* handle = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
    assert(handle);
    for (const auto& [name, content] : entries) {
        const zip_int64_t index = zip_file_add(
            handle, name.c_str(), sourceOf(bytesOf(content)), ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8);
        zip_set_file_compression(handle, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
        zip_file_set_mtime(handle, static_cast<zip_uint64_t>(index), firstDay, 0);
    }
    zip_close(handle);
    std::string written;
    zip_stat_t stat;
    if (zip_source_stat(target, &stat) == 0 && zip_source_open(target) == 0) {
        written.resize(stat.size);
        zip_source_read(target, written.data(), written.size());
        zip_source_close(target);
    }
    zip_source_free(target);
    return written;
}

} // namespace rnnscope
