#pragma once

#include "core/base/bytes.h"

#include <ctime>
#include <memory>
#include <vector>

namespace rnnscope {

/// An open file. What is read from it is read when it is wanted, so it may be larger than memory.
/// Others may change or cut it at any time: then nothing more is read from it.
class OpenFile {
public:
    /// Takes the descriptor over; it is closed at the end.
    explicit OpenFile(int descriptor);
    ~OpenFile();
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    int descriptor() const { return m_descriptor; }
    /// Bytes when it was opened.
    uint64_t size() const { return m_size; }
    /// Fills `out` with the bytes from `from` on; false when they are not there, or when the file
    /// was written to since it was opened.
    bool read(uint64_t from, std::span<std::byte> out) const;
    /// Whether it was written to, or cut, since it was opened.
    bool changed() const;

private:
    int m_descriptor;
    uint64_t m_size = 0;
    timespec m_written{}; ///< when it was, last
};

using OpenFilePtr = std::shared_ptr<const OpenFile>;

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
    Data(OpenFilePtr file, uint64_t from, uint64_t size)
        : m_file(std::move(file))
        , m_from(from)
        , m_size(size)
    {
    }

    uint64_t size() const { return m_size; }
    /// A part of it; it must lie within.
    Data part(uint64_t from, uint64_t size) const;
    /// Fills `out` with the bytes from `from` on. Where the file cannot be read or has changed,
    /// it is filled with ones, which are no number in every type of real numbers; then the answer
    /// is false.
    bool read(uint64_t from, std::span<std::byte> out) const;
    /// All of it in memory.
    std::vector<std::byte> all() const;
    /// The bytes where they are in memory; nothing where they are in a file.
    Bytes inMemory() const { return m_bytes; }
    /// What they live as long as.
    const std::shared_ptr<const void>& keep() const { return m_keep; }

private:
    Bytes m_bytes;
    std::shared_ptr<const void> m_keep;
    OpenFilePtr m_file;
    uint64_t m_from = 0;
    uint64_t m_size = 0;
};

} // namespace rnnscope
