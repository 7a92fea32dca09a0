#include "core/pack/hdf5texts.h"

#include "core/pack/hdf5type.h"
#include "core/pack/limits.h"

#include <algorithm>

namespace rnnscope::hdf5 {

namespace {

/// What of a type is needed here.
struct TextType {
    bool text = false;
    bool variable = false;
    int padding = 0; ///< what fills a text up: zeros after its end, zeros, spaces
    uint64_t size = 0;
};

TextType typeIn(Bytes body)
{
    Cursor in(body);
    const int kind = in.number<uint8_t>() & 0x0f;
    const int bits = in.number<uint8_t>();
    in.take(2);
    const uint64_t size = in.number<uint32_t>();
    if (kind == 3)
        return {true, false, bits & 0x0f, size};
    if (kind == 9)
        return {(bits & 0x0f) == 1, true, bits >> 4, size};
    return {false, false, 0, size};
}

/// How many values there are; nullopt where the description is damaged.
std::optional<uint64_t> countIn(Bytes body)
{
    const auto space = spaceIn(body);
    uint64_t count = space && !space->nothing;
    for (const uint64_t side : space ? space->sides : std::vector<uint64_t>())
        if (__builtin_mul_overflow(count, side, &count))
            return std::nullopt;
    return space ? std::optional(count) : std::nullopt;
}

/// A text without what fills it up to its length.
std::string trimmed(std::string_view text, int padding)
{
    if (padding == 0)
        return std::string(text.substr(0, text.find('\0')));
    const size_t last = text.find_last_not_of(padding == 2 ? ' ' : '\0');
    return std::string(text.substr(0, last + 1)); // npos + 1 is none
}

/// One attribute of a header.
class Attribute {
public:
    Attribute(Heaps& heaps, Bytes body)
        : m_heaps(heaps)
        , m_in(body)
    {
        m_version = m_in.number<uint8_t>();
        const auto flags = m_in.number<uint8_t>();
        const uint64_t name = m_in.number<uint16_t>(), type = m_in.number<uint16_t>(),
                       space = m_in.number<uint16_t>();
        m_in.take(m_version == 3 ? 1 : 0); // how its name is encoded
        m_name = trimmed(textOf(padded(name)), 0);
        const Bytes typeBody = padded(type), spaceBody = padded(space);
        const bool plain = m_version == 1 || (flags & 3) == 0;
        if (plain)
            m_type = typeIn(typeBody);
        m_count = plain ? countIn(spaceBody) : 1;
        m_failed = m_in.failed() || !m_count || m_version < 1 || m_version > 3
            || m_name.size() > limits::hdf5Name;
    }

    bool failed() const { return m_failed; }
    const std::string& name() const { return m_name; }
    /// Whether it is text, or nothing.
    bool wanted() const { return m_type.text || *m_count == 0; }
    /// nullopt where they are damaged, or more than `most` bytes.
    std::optional<std::vector<std::string>> texts(uint64_t& most);

private:
    /// In the first version every part is filled up to 8 bytes.
    Bytes padded(uint64_t size)
    {
        const Bytes part = m_in.take(size);
        m_in.take(m_version == 1 ? (8 - size % 8) % 8 : 0);
        return part;
    }
    std::optional<std::string_view> next();

    Heaps& m_heaps;
    Cursor m_in;
    int m_version = 0;
    std::string m_name;
    TextType m_type;
    std::optional<uint64_t> m_count;
    bool m_failed = false;
};

std::optional<std::string_view> Attribute::next()
{
    if (!m_type.variable)
        return textOf(m_in.take(m_type.size));
    const auto length = m_in.number<uint32_t>();
    const auto address = m_in.number<uint64_t>();
    const auto number = m_in.number<uint32_t>();
    if (address == 0 || address == undefined)
        return std::string_view(); // none was written
    const auto text = m_heaps.find(address, number);
    return text ? std::optional(textOf(*text).substr(0, length)) : std::nullopt;
}

std::optional<std::vector<std::string>> Attribute::texts(uint64_t& most)
{
    std::vector<std::string> texts;
    const uint64_t each = m_type.variable ? 16 : std::max<uint64_t>(m_type.size, 1);
    if (*m_count > m_in.remaining() / each)
        return std::nullopt;
    for (uint64_t i = 0; i < *m_count; ++i) {
        const auto text = next();
        if (!text || m_in.failed() || text->size() + sizeof(std::string) > most)
            return std::nullopt;
        most -= text->size() + sizeof(std::string);
        texts.push_back(trimmed(*text, m_type.padding));
    }
    return texts;
}

} // namespace

std::optional<Texts> textsIn(const Header& header, Heaps& heaps, uint64_t& most)
{
    Texts texts;
    for (const Message& message : header.messages()) {
        if (message.kind == Message::AttributeStore && message.holdsSomething())
            return std::nullopt;
        if (message.kind != Message::Attribute || message.shared)
            continue;
        Attribute attribute(heaps, message.body);
        if (attribute.failed())
            return std::nullopt;
        auto values = attribute.wanted() ? attribute.texts(most)
                                         : std::optional<std::vector<std::string>>();
        if (attribute.wanted() && !values)
            return std::nullopt;
        if (values)
            texts[attribute.name()] = std::move(*values);
    }
    return texts;
}

} // namespace rnnscope::hdf5
