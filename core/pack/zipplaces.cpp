// A zip file ends with a record that tells where its directory lies, which has a header for every
// entry, which tells where the entry's own header lies, which the entry's bytes follow.

#include "core/pack/zipplaces.h"

#include "core/pack/limits.h"

#include <optional>

namespace rnnscope {

namespace {

using namespace std::string_view_literals;

constexpr uint32_t far = 0xffffffff; ///< stands for a number that is given in 64 bits elsewhere

struct Directory {
    uint64_t from = 0;
    uint64_t size = 0;
};

/// The bytes from `from` on; none where that is beyond the end.
Bytes after(Bytes file, uint64_t from)
{
    return from <= file.size() ? file.subspan(static_cast<size_t>(from)) : Bytes();
}

/// Reads a record's numbers at their offsets. What is not there reads as zero.
class Record {
public:
    Record(Bytes bytes, std::string_view mark)
        : m_bytes(bytes)
        , m_marked(textOf(bytes).starts_with(mark))
    {
    }

    explicit operator bool() const { return m_marked; }
    template <class Number>
    Number at(uint64_t offset) const
    {
        return Cursor(after(m_bytes, offset)).number<Number>();
    }

private:
    Bytes m_bytes;
    bool m_marked;
};

std::optional<Directory> directoryOf(Bytes zip)
{
    constexpr size_t length = 22; // of the record at the end; a comment may follow
    constexpr std::string_view mark = "PK\5\6"sv;
    const size_t searched = std::min<size_t>(zip.size(), length + 0xffff);
    const std::string_view end = textOf(zip.last(searched));
    for (size_t at = end.rfind(mark); at != end.npos && at + length <= end.size();
         at = at == 0 ? end.npos : end.rfind(mark, at - 1)) {
        const uint64_t place = zip.size() - searched + at;
        const Record record(after(zip, place), mark);
        if (place + length + record.at<uint16_t>(20) != zip.size())
            continue;
        if (record.at<uint32_t>(16) != far && record.at<uint32_t>(12) != far)
            return Directory{record.at<uint32_t>(16), record.at<uint32_t>(12)};
        constexpr uint64_t locator = 20;
        const Record pointer(after(zip, place - std::min(place, locator)), "PK\6\7"sv);
        const Record wide(after(zip, pointer.at<uint64_t>(8)), "PK\6\6"sv);
        return pointer && wide
            ? std::optional(Directory{wide.at<uint64_t>(48), wide.at<uint64_t>(40)})
            : std::nullopt;
    }
    return {};
}

/// A header of the directory.
struct Header {
    uint16_t flags, method;
    uint32_t checksum;
    uint64_t packed, size, from;
    std::string name;
};

/// Puts the 64-bit numbers of the extra field in place of those that are too large for 32.
void widen(Header& header, Bytes extra)
{
    Cursor in(extra);
    while (in.remaining() > 0 && !in.failed()) {
        const auto id = in.number<uint16_t>();
        Cursor field(in.take(in.number<uint16_t>()));
        if (id != 1)
            continue;
        for (uint64_t* number : {&header.size, &header.packed, &header.from})
            if (*number == far)
                *number = field.number<uint64_t>();
        return;
    }
}

std::optional<Header> nextHeader(Cursor& in)
{
    const Bytes fixed = in.take(46);
    const Record record(fixed, "PK\1\2"sv);
    if (!record)
        return {};
    Header header{record.at<uint16_t>(8), record.at<uint16_t>(10), record.at<uint32_t>(16),
        record.at<uint32_t>(20), record.at<uint32_t>(24), record.at<uint32_t>(42), {}};
    header.name = textOf(in.take(record.at<uint16_t>(28)));
    widen(header, in.take(record.at<uint16_t>(30)));
    in.take(record.at<uint16_t>(32)); // a comment
    return in.failed() ? std::nullopt : std::optional(std::move(header));
}

/// Where the bytes of an entry begin; nullopt where they are not there.
std::optional<uint64_t> placeOf(const Header& header, Bytes zip)
{
    const Record own(after(zip, header.from), "PK\3\4"sv);
    if (!own)
        return {};
    const uint64_t from = header.from + 30 + own.at<uint16_t>(26) + own.at<uint16_t>(28);
    return from <= zip.size() && header.size <= zip.size() - from ? std::optional(from)
                                                                  : std::nullopt;
}

} // namespace

std::unordered_map<std::string, ZipPlace> placesIn(Bytes zip)
{
    std::unordered_map<std::string, ZipPlace> places;
    const auto directory = directoryOf(zip);
    const Bytes all = directory ? after(zip, directory->from) : Bytes();
    Cursor in(all.first(directory ? std::min<uint64_t>(directory->size, all.size()) : 0));
    for (size_t count = 0; count < limits::zipEntries; ++count) {
        const auto header = nextHeader(in);
        if (!header)
            break;
        const bool plain
            = header->method == 0 && (header->flags & 1) == 0 && header->packed == header->size;
        const auto from = plain ? placeOf(*header, zip) : std::nullopt;
        if (from)
            places.emplace(header->name, ZipPlace{*from, header->size, header->checksum});
    }
    return places;
}

} // namespace rnnscope
