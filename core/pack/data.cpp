#include "core/pack/data.h"

#include <algorithm>
#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

namespace rnnscope {

OpenFile::OpenFile(int descriptor)
    : m_descriptor(descriptor)
{
    struct stat status { };
    if (::fstat(descriptor, &status) == 0) {
        m_size = static_cast<uint64_t>(status.st_size);
        m_written = status.st_mtim;
    }
}

OpenFile::~OpenFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool OpenFile::read(uint64_t from, std::span<std::byte> out) const
{
    while (!out.empty()) {
        const ssize_t got = ::pread(m_descriptor, out.data(), out.size(), static_cast<off_t>(from));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        from += static_cast<uint64_t>(got);
        out = out.subspan(static_cast<size_t>(got));
    }
    return !changed();
}

bool OpenFile::changed() const
{
    struct stat status { };
    return ::fstat(m_descriptor, &status) != 0 || static_cast<uint64_t>(status.st_size) != m_size
        || status.st_mtim.tv_sec != m_written.tv_sec || status.st_mtim.tv_nsec != m_written.tv_nsec;
}

Data::Data(std::vector<std::byte> own)
{
    const auto keep = std::make_shared<const std::vector<std::byte>>(std::move(own));
    *this = Data(Bytes(*keep), keep);
}

Data Data::part(uint64_t from, uint64_t size) const
{
    return m_file
        ? Data(m_file, m_from + from, size)
        : Data(m_bytes.subspan(static_cast<size_t>(from), static_cast<size_t>(size)), m_keep);
}

bool Data::read(uint64_t from, std::span<std::byte> out) const
{
    const bool within = out.size() <= m_size && from <= m_size - out.size();
    if (within && !m_file) {
        std::ranges::copy(m_bytes.subspan(static_cast<size_t>(from), out.size()), out.begin());
        return true;
    }
    if (within && m_file->read(m_from + from, out))
        return true;
    std::ranges::fill(out, std::byte{0xff});
    return false;
}

std::vector<std::byte> Data::all() const
{
    std::vector<std::byte> bytes(static_cast<size_t>(m_size));
    read(0, bytes);
    return bytes;
}

} // namespace rnnscope
