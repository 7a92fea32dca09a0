#pragma once

#include "core/base/bytes.h"

#include <memory>
#include <vector>

namespace rnnscope {

/// An open file. What is read from it is read when it is wanted, so it may be larger than memory,
/// and may be changed or cut by others at any time.
class OpenFile {
public:
    /// Takes the descriptor over; it is closed at the end.
    explicit OpenFile(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~OpenFile();
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    int descriptor() const { return m_descriptor; }
    /// Fills `out` with the bytes from `from` on; false when they are not there.
    bool read(uint64_t from, std::span<std::byte> out) const;

private:
    int m_descriptor;
};

/// Stored bytes: in memory, or a part of an open file. A cheap copy; never changes.
class Data {
public:
    Data() = default;
    /// Bytes of its own.
    Data(std::vector<std::byte> own);
    /// Bytes that live as long as `keep`.
    Data(Bytes bytes, std::shared_ptr<const void> keep)
        : m_bytes(bytes)
        , m_keep(std::move(keep))
        , m_size(bytes.size())
    {
    }
    /// A part of a file. The caller has made sure that it is as long.
    Data(std::shared_ptr<const OpenFile> file, uint64_t from, uint64_t size)
        : m_file(std::move(file))
        , m_from(from)
        , m_size(size)
    {
    }

    uint64_t size() const { return m_size; }
    /// A part of it; it must lie within.
    Data part(uint64_t from, uint64_t size) const;
    /// Fills `out` with the bytes from `from` on. What a file does not have any more is filled with
    /// ones, which are no number in every type of real numbers; then the answer is false.
    bool read(uint64_t from, std::span<std::byte> out) const;
    /// All of it in memory.
    std::vector<std::byte> all() const;
    /// The bytes where they are in memory; nothing where they are in a file.
    Bytes inMemory() const { return m_bytes; }

private:
    Bytes m_bytes;
    std::shared_ptr<const void> m_keep;
    std::shared_ptr<const OpenFile> m_file;
    uint64_t m_from = 0;
    uint64_t m_size = 0;
};

} // namespace rnnscope
