#include "core/pack/hdf5filters.h"

#include <array>

namespace rnnscope::hdf5 {

namespace {

constexpr std::array names
    = {"none", "deflate", "shuffle", "fletcher32", "szip", "nbit", "scaleoffset"};

/// What a description says of one filter.
struct Described {
    unsigned id = 0;
    std::string_view name; ///< maybe empty
    uint32_t first = 0; ///< of its settings
};

Described describedIn(Cursor& in, int version)
{
    Described one;
    one.id = in.number<uint16_t>();
    const bool named = version == 1 || one.id >= 256;
    const unsigned length = named ? in.number<uint16_t>() : 0;
    in.take(2); // whether it may be left out
    const unsigned count = in.number<uint16_t>();
    one.name = textOf(in.take(length));
    one.name = one.name.substr(0, one.name.find('\0'));
    Cursor settings(in.take(4 * count));
    one.first = settings.number<uint32_t>();
    in.take(version == 1 && count % 2 ? 4 : 0);
    return one;
}

Error unknown(const Described& one)
{
    const std::string name = one.id < names.size() ? names[one.id]
        : one.name.empty()                         ? "number " + std::to_string(one.id)
                                                   : std::string(one.name.substr(0, 64));
    return {Fault::Format, "",
        "expected numbers as they are, packed by gzip or shuffled, found the filter " + name,
        "Save the file without compression"};
}

} // namespace

Result<std::vector<Filter>> filtersOf(const Header& dataset)
{
    std::vector<Filter> filters;
    const Message* message = dataset.find(Message::Filters);
    if (!message)
        return filters;
    Cursor in(message->body);
    const auto version = in.number<uint8_t>(), count = in.number<uint8_t>();
    in.take(version == 1 ? 6 : 0);
    bool sound = !message->shared && (version == 1 || version == 2);
    for (int i = 0; sound && i < count; ++i) {
        const Described one = describedIn(in, version);
        sound = !in.failed();
        if (sound && one.id == 1)
            filters.push_back({Filter::Deflate, 1});
        else if (sound && one.id == 2 && one.first > 0)
            filters.push_back({Filter::Shuffle, one.first});
        else if (sound)
            return unknown(one);
    }
    if (!sound)
        return Error{Fault::Format, "", "expected how its chunks are packed, found damaged data",
            "Copy or download the file again"};
    return filters;
}

} // namespace rnnscope::hdf5
