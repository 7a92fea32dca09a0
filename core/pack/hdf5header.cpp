#include "core/pack/hdf5header.h"

#include "core/pack/limits.h"

#include <algorithm>

namespace rnnscope::hdf5 {

std::optional<uint64_t> Image::root() const
{
    Cursor in(m_file);
    in.take(8);
    const auto version = in.number<uint8_t>();
    in.take(version < 2 ? 4 : 0);
    const auto offsets = in.number<uint8_t>(), lengths = in.number<uint8_t>();
    in.take(version == 0 ? 9 : version == 1 ? 13 : 1);
    const auto base = in.number<uint64_t>();
    in.take(8);
    const auto end = in.number<uint64_t>();
    in.take(version < 2 ? 16 : 0); // before it is what libraries of old add, and the root's name
    const auto root = in.number<uint64_t>();
    const bool plain = version < 4 && offsets == 8 && lengths == 8 && base == 0;
    return plain && !in.failed() && end <= m_file.size() ? std::optional(root) : std::nullopt;
}

Cursor Image::at(uint64_t address) const
{
    return Cursor(m_file.subspan(std::min<uint64_t>(address, m_file.size())));
}

Cursor Image::take(uint64_t address, uint64_t size)
{
    Cursor in = at(address);
    const Bytes taken = in.take(size);
    Cursor out(taken);
    if (in.failed() || size > m_left)
        out.take(~uint64_t(0));
    else
        m_left -= size;
    return out;
}

bool Image::forLeaves(uint64_t tree, Tree kind, size_t keyBytes,
    const std::function<bool(Bytes key, uint64_t address)>& leaf)
{
    Cursor in = at(tree);
    in.take(5);
    const int levels = in.number<uint8_t>();
    return static_cast<size_t>(levels) <= limits::hdf5Depth
        && branch(tree, levels, kind, keyBytes, leaf);
}

bool Image::branch(uint64_t node, int level, Tree kind, size_t keyBytes,
    const std::function<bool(Bytes key, uint64_t address)>& leaf)
{
    Cursor head = take(node, 24);
    const bool sound = textOf(head.take(4)) == "TREE" && head.number<uint8_t>() == kind
        && head.number<uint8_t>() == level;
    const auto count = head.number<uint16_t>();
    if (!sound || head.failed())
        return false;
    Cursor in = take(node + 24, count * (keyBytes + 8));
    for (int i = 0; i < count && !in.failed(); ++i) {
        const Bytes key = in.take(keyBytes);
        const auto child = in.number<uint64_t>();
        if (in.failed()
            || !(level == 0 ? leaf(key, child) : branch(child, level - 1, kind, keyBytes, leaf)))
            return false;
    }
    return !in.failed();
}

bool Message::holdsSomething() const
{
    Cursor in(body);
    in.take(1);
    const bool counted = in.number<uint8_t>() & 1; // what was ever made
    in.take(!counted ? 0 : kind == LinkStore ? 8 : 2);
    return in.number<uint64_t>() != undefined;
}

uint64_t wideNumber(Cursor& in, size_t width)
{
    uint64_t number = 0;
    std::ranges::copy(in.take(width), std::as_writable_bytes(std::span(&number, 1)).begin());
    return number;
}

Header::Header(Image& image, uint64_t address)
    : m_image(image)
{
    if (textOf(image.at(address).take(4)) == "OHDR")
        second(address);
    else
        first(address);
    for (size_t i = 0; !m_failed && i < m_blocks.size(); ++i)
        readBlock(m_blocks[i]);
}

const Message* Header::find(Message::Kind kind) const
{
    const auto found = std::ranges::find(m_messages, int(kind), &Message::kind);
    return found == m_messages.end() ? nullptr : &*found;
}

void Header::first(uint64_t address)
{
    Cursor in = m_image.take(address, 16);
    const auto version = in.number<uint8_t>();
    in.take(1 + 2 + 4); // nothing, how many messages, references
    const auto size = in.number<uint32_t>();
    m_skip = 3;
    m_failed = in.failed() || version != 1;
    if (!m_failed)
        m_blocks.push_back(m_image.take(address + 16, size));
}

void Header::second(uint64_t address)
{
    Cursor in = m_image.at(address);
    const size_t before = in.remaining();
    in.take(4);
    const auto version = in.number<uint8_t>(), flags = in.number<uint8_t>();
    in.take((flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0)); // times, limits of attributes
    const uint64_t size = wideNumber(in, size_t(1) << (flags & 3));
    m_second = true;
    m_skip = flags & 0x04 ? 2 : 0; // the order of making
    m_failed = in.failed() || version != 2;
    if (!m_failed)
        m_blocks.push_back(m_image.take(address + (before - in.remaining()), size));
}

void Header::readBlock(Cursor in)
{
    const size_t head = (m_second ? 4 : 5) + m_skip;
    m_failed = in.failed();
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
    // In the second form there is "OCHK" before, and a checksum behind.
    m_failed |= where.failed() || (m_second && size < 8);
    if (!m_failed)
        m_blocks.push_back(
            m_second ? m_image.take(address + 4, size - 8) : m_image.take(address, size));
}

} // namespace rnnscope::hdf5
