#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

namespace rnnscope {

static_assert(std::endian::native == std::endian::little, "stored numbers are little-endian");

using Bytes = std::span<const std::byte>;

/// Bytes seen as text, unchecked.
inline std::string_view textOf(Bytes bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline Bytes bytesOf(std::string_view text) { return std::as_bytes(std::span(text)); }

/// Reads forward through bytes and never past their end: what is not there reads as nothing or
/// zero, and from then on the cursor has failed. So a parser may read first and ask once.
class Cursor {
public:
    explicit Cursor(Bytes bytes)
        : m_bytes(bytes)
    {
    }

    size_t position() const { return m_position; }
    size_t remaining() const { return m_bytes.size() - m_position; }
    bool failed() const { return m_failed; }

    /// The next `count` bytes. A count from the file is safe: it is held against what remains.
    Bytes take(uint64_t count)
    {
        if (m_failed || count > remaining()) {
            m_failed = true;
            return {};
        }
        const Bytes taken = m_bytes.subspan(m_position, static_cast<size_t>(count));
        m_position += taken.size();
        return taken;
    }

    /// The next little-endian number.
    template <class Number>
    Number number()
    {
        static_assert(std::is_arithmetic_v<Number>);
        Number value{};
        if (const Bytes taken = take(sizeof value); !taken.empty())
            std::memcpy(&value, taken.data(), sizeof value);
        return value;
    }

    /// The text up to the next line feed, which is passed over and not part of it.
    std::string_view line()
    {
        const size_t length = textOf(m_bytes.subspan(m_position)).find('\n');
        const std::string_view text = textOf(take(length)); // npos is more than remains
        take(1);
        return text;
    }

private:
    Bytes m_bytes;
    size_t m_position = 0;
    bool m_failed = false;
};

} // namespace rnnscope
