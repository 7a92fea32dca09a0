#include "core/pack/hdf5groups.h"

#include "core/pack/limits.h"

#include <algorithm>

namespace rnnscope::hdf5 {

namespace {

Error damaged()
{
    return {Fault::Format, "", "expected a list of what is in it, found damaged data",
        "Copy or download the file again"};
}

/// What a group of the first form has: its names in a heap, in order in a tree.
class Names {
public:
    Names(Image& image, std::vector<Link>& links)
        : m_image(image)
        , m_links(links)
    {
    }

    bool read(Bytes body)
    {
        Cursor in(body);
        const auto tree = in.number<uint64_t>(), heap = in.number<uint64_t>();
        Cursor head = m_image.take(heap, 32);
        const bool sound = textOf(head.take(4)) == "HEAP" && head.number<uint8_t>() == 0;
        head.take(3);
        const auto size = head.number<uint64_t>();
        head.take(8); // what is free in it
        Cursor names = m_image.take(head.number<uint64_t>(), size);
        m_heap = textOf(names.take(size));
        const auto leaf = [this](Bytes, uint64_t address) { return readNode(address); };
        return !in.failed() && sound && !head.failed() && !names.failed()
            && m_image.forLeaves(tree, Image::OfNames, 8, leaf);
    }

private:
    bool readNode(uint64_t address)
    {
        Cursor head = m_image.take(address, 8);
        const bool sound = textOf(head.take(4)) == "SNOD" && head.number<uint8_t>() == 1;
        head.take(1);
        const auto count = head.number<uint16_t>();
        Cursor in = m_image.take(address + 8, uint64_t(40) * count);
        for (int i = 0; sound && i < count && !in.failed(); ++i) {
            const auto name = in.number<uint64_t>(), header = in.number<uint64_t>();
            const auto kind = in.number<uint32_t>();
            in.take(4 + 16);
            if (name >= m_heap.size())
                return false;
            // A name that is too long is cut where it is known to be.
            const std::string_view rest = m_heap.substr(name, limits::hdf5Name + 1);
            m_links.push_back({std::string(rest.substr(0, rest.find('\0'))), kind != 2, header});
        }
        return sound && !head.failed() && !in.failed();
    }

    Image& m_image;
    std::vector<Link>& m_links;
    std::string_view m_heap;
};

/// A link that lies in the header.
std::optional<Link> linkIn(Bytes body)
{
    Cursor in(body);
    const auto version = in.number<uint8_t>(), flags = in.number<uint8_t>();
    const int kind = flags & 0x08 ? in.number<uint8_t>() : 0;
    in.take((flags & 0x04 ? 8 : 0) + (flags & 0x10 ? 1 : 0)); // order of making, encoding
    const std::string name(textOf(in.take(wideNumber(in, size_t(1) << (flags & 3)))));
    const uint64_t header = kind == 0 ? in.number<uint64_t>() : undefined;
    return version == 1 && !in.failed() ? std::optional(Link{name, kind == 0, header})
                                        : std::nullopt;
}

} // namespace

bool isGroup(const Header& header)
{
    return header.find(Message::Names) || header.find(Message::LinkStore)
        || header.find(Message::Link);
}

Result<std::vector<Link>> linksOf(Image& image, const Header& group)
{
    std::vector<Link> links;
    for (const Message& message : group.messages()) {
        if (message.kind == Message::LinkStore) {
            if (message.holdsSomething())
                return Error{Fault::Format, "",
                    "expected a list of what is in it, found a newer form of the format",
                    "Write the file with h5py's default libver"};
        } else if (message.kind == Message::Link) {
            auto link = linkIn(message.body);
            if (!link)
                return damaged();
            links.push_back(std::move(*link));
        } else if (message.kind == Message::Names) {
            if (!Names(image, links).read(message.body))
                return damaged();
        }
    }
    const auto tooLong = [](const Link& link) { return link.name.size() > limits::hdf5Name; };
    if (links.size() > limits::hdf5Objects || std::ranges::any_of(links, tooLong))
        return Error{Fault::Format, "",
            "expected fewer and shorter names, found too many or too long ones",
            "Copy or download the file again"};
    std::ranges::sort(links, {}, &Link::name);
    const auto odd = [](const Link& link) { return link.name.find('/') < link.name.size(); };
    if (std::ranges::any_of(links, odd)
        || std::ranges::adjacent_find(links, {}, &Link::name) != links.end())
        return damaged();
    return links;
}

} // namespace rnnscope::hdf5
