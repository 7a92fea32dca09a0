#include "core/pack/hdf5texts.h"

#include "core/pack/limits.h"

#include <algorithm>
#include <set>

namespace rnnscope::hdf5 {

namespace {

constexpr uint64_t undefined = ~uint64_t(0);

/// One message of an object's header.
struct Message {
    enum Kind { Attribute = 0x0c, Continuation = 0x10, AttributeStore = 0x15 };
    int kind;
    bool shared;
    Bytes body;
};

/// What lies at an address, to the end of the file.
Cursor at(Bytes file, uint64_t address)
{
    return Cursor(file.subspan(std::min<uint64_t>(address, file.size())));
}

/// All messages of a header, which may go on in other places of the file.
class Header {
public:
    Header(Bytes file, uint64_t address)
        : m_file(file)
    {
        Cursor in = at(file, address);
        if (textOf(Cursor(in).take(4)) == "OHDR")
            second(in);
        else
            first(in);
        for (size_t i = 0; !m_failed && i < m_blocks.size(); ++i)
            readBlock(m_blocks[i]);
    }

    bool failed() const { return m_failed; }
    const std::vector<Message>& messages() const { return m_messages; }

private:
    void first(Cursor& in);
    void second(Cursor& in);
    void readBlock(Bytes block);
    void follow(Bytes body);

    Bytes m_file;
    bool m_second = false; ///< the form with signatures and checksums
    size_t m_skip = 0; ///< bytes of a message's head that do not matter
    std::vector<Bytes> m_blocks;
    std::set<const std::byte*> m_seen;
    std::vector<Message> m_messages;
    bool m_failed = false;
};

void Header::first(Cursor& in)
{
    const auto version = in.number<uint8_t>();
    in.take(1 + 2 + 4); // nothing, how many messages, references
    const auto size = in.number<uint32_t>();
    in.take(4);
    m_skip = 3;
    m_blocks.push_back(in.take(size));
    m_failed = in.failed() || version != 1;
}

void Header::second(Cursor& in)
{
    in.take(4);
    const auto version = in.number<uint8_t>(), flags = in.number<uint8_t>();
    in.take((flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0)); // times, limits of attributes
    uint64_t size = 0;
    const Bytes digits = in.take(uint64_t(1) << (flags & 3));
    std::memcpy(&size, digits.data(), digits.size());
    m_second = true;
    m_skip = flags & 0x04 ? 2 : 0; // the order of making
    m_blocks.push_back(in.take(size));
    m_failed = in.failed() || version != 2;
}

void Header::readBlock(Bytes block)
{
    const size_t head = (m_second ? 4 : 5) + m_skip;
    Cursor in(block);
    while (!m_failed && in.remaining() >= head) {
        const int kind = m_second ? in.number<uint8_t>() : in.number<uint16_t>();
        const auto size = in.number<uint16_t>();
        const auto flags = in.number<uint8_t>();
        in.take(m_skip);
        const Bytes body = in.take(size);
        m_failed = in.failed() || m_messages.size() > limits::hdf5Objects;
        if (kind == Message::Continuation)
            follow(body);
        else
            m_messages.push_back({kind, (flags & 2) != 0, body});
    }
}

void Header::follow(Bytes body)
{
    Cursor where(body);
    const auto address = where.number<uint64_t>(), size = where.number<uint64_t>();
    Cursor in = at(m_file, address);
    Bytes block = in.take(size);
    if (m_second) { // "OCHK" before, a checksum behind
        m_failed |= block.size() < 8;
        block = block.size() < 8 ? Bytes() : block.subspan(4, block.size() - 8);
    }
    m_failed |= where.failed() || in.failed() || !m_seen.insert(block.data()).second;
    m_blocks.push_back(block);
}

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
    Cursor in(body);
    const auto version = in.number<uint8_t>(), rank = in.number<uint8_t>();
    in.take(1);
    if (version == 2 && in.number<uint8_t>() == 2)
        return 0; // nothing
    in.take(version == 1 ? 5 : 0);
    uint64_t count = 1;
    for (int side = 0; side < rank; ++side)
        if (__builtin_mul_overflow(count, in.number<uint64_t>(), &count))
            return std::nullopt;
    return in.failed() || version < 1 || version > 2 ? std::nullopt : std::optional(count);
}

/// A text in a heap: one object of a collection, found by its number.
std::optional<std::string_view> heapText(Bytes file, uint64_t address, uint32_t number)
{
    Cursor in = at(file, address);
    const bool heap = textOf(in.take(4)) == "GCOL" && in.number<uint8_t>() == 1;
    in.take(3);
    const auto size = in.number<uint64_t>();
    Cursor objects(heap && size >= 16 ? in.take(size - 16) : Bytes());
    while (objects.remaining() >= 16) {
        const auto index = objects.number<uint16_t>();
        objects.take(6);
        const auto length = objects.number<uint64_t>();
        const Bytes body = objects.take(length);
        if (index == number && index != 0)
            return objects.failed() ? std::nullopt : std::optional(textOf(body));
        if (index == 0) // what is free, to the end
            break;
        objects.take((8 - length % 8) % 8);
    }
    return std::nullopt;
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
    Attribute(Bytes file, Bytes body)
        : m_file(file)
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

    Bytes m_file;
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
    const auto text = heapText(m_file, address, number);
    return text ? std::optional(text->substr(0, length)) : std::nullopt;
}

std::optional<std::vector<std::string>> Attribute::texts(uint64_t& most)
{
    std::vector<std::string> texts;
    const uint64_t each = m_type.variable ? 16 : std::max<uint64_t>(m_type.size, 1);
    if (*m_count > m_in.remaining() / each)
        return std::nullopt;
    for (uint64_t i = 0; i < *m_count; ++i) {
        const auto text = next();
        if (!text || m_in.failed() || text->size() + 1 > most)
            return std::nullopt;
        most -= text->size() + 1;
        texts.push_back(trimmed(*text, m_type.padding));
    }
    return texts;
}

} // namespace

bool plainAddresses(Bytes file)
{
    Cursor in(file);
    in.take(8);
    const auto version = in.number<uint8_t>();
    in.take(version < 2 ? 4 : 0);
    const auto offsets = in.number<uint8_t>(), lengths = in.number<uint8_t>();
    in.take(version == 0 ? 9 : version == 1 ? 13 : 1);
    return in.number<uint64_t>() == 0 && offsets == 8 && lengths == 8 && version < 4
        && !in.failed();
}

std::optional<Texts> textsAt(Bytes file, uint64_t header, uint64_t most)
{
    const Header found(file, header);
    if (found.failed())
        return std::nullopt;
    Texts texts;
    for (const Message& message : found.messages()) {
        if (message.kind == Message::AttributeStore) {
            Cursor in(message.body);
            in.take(1);
            in.take(in.number<uint8_t>() & 1 ? 2 : 0);
            if (in.number<uint64_t>() != undefined)
                return std::nullopt;
        }
        if (message.kind != Message::Attribute || message.shared)
            continue;
        Attribute attribute(file, message.body);
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
