#include "core/pack/escape.h"

#include <charconv>
#include <cstdint>

namespace rnnscope {

namespace {

void appendUtf8(std::string& out, uint32_t point)
{
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (point >> shift & 0x3f)); };
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xc0 | point >> 6);
        tail(0);
    } else if (point < 0x10000) {
        out += static_cast<char>(0xe0 | point >> 12);
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xf0 | (point >> 18 & 7));
        tail(12);
        tail(6);
        tail(0);
    }
}

/// The length of the sequence that `text` begins with, and its character; 0 when it is none.
size_t sequenceIn(std::string_view text, uint32_t& point)
{
    constexpr std::string_view letters = "nrt\\'\"";
    constexpr std::string_view meanings = "\n\r\t\\'\"";
    if (text.size() < 2)
        return 0;
    if (const size_t at = letters.find(text[1]); at != letters.npos) {
        point = static_cast<uint32_t>(meanings[at]);
        return 2;
    }
    const size_t digits = text[1] == 'x' ? 2 : text[1] == 'u' ? 4 : text[1] == 'U' ? 8 : 0;
    if (digits == 0 || text.size() < 2 + digits)
        return 0;
    const char* end = text.data() + 2 + digits;
    const auto [rest, problem] = std::from_chars(text.data() + 2, end, point, 16);
    return rest == end && problem == std::errc() && point <= 0x10ffff ? 2 + digits : 0;
}

} // namespace

std::string unescaped(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        uint32_t point = static_cast<uint8_t>(text[0]);
        const size_t length = text[0] == '\\' ? sequenceIn(text, point) : 0;
        if (length == 0)
            point = static_cast<uint8_t>(text[0]);
        appendUtf8(out, point);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return out;
}

std::string unquoted(std::string_view text)
{
    return unescaped(text.size() < 2 ? text : text.substr(1, text.size() - 2));
}

} // namespace rnnscope
