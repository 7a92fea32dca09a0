#pragma once

#include "core/base/bytes.h"

#include <functional>
#include <optional>
#include <vector>

/// The parts that HDF5 files are made of, after the HDF5 File Format Specification 3.0. Internal to
/// core/pack.
namespace rnnscope::hdf5 {

/// The address of what is not there.
inline constexpr uint64_t undefined = ~uint64_t(0);

/// A file, and how many of its bytes may still be asked for. The parts of a sound file do not
/// overlap; those of a damaged one may lead back to each other, but to no more bytes than it has.
class Image {
public:
    explicit Image(Bytes file)
        : m_file(file)
        , m_left(file.size())
    {
    }

    /// Where the header of the root group lies. Nothing where the file is shorter than it says, or
    /// does not count its addresses from its first byte, in 8 bytes each, as all known writers do.
    std::optional<uint64_t> root() const;
    /// What lies at an address, to the end of the file: for what may be looked at again.
    Cursor at(uint64_t address) const;
    /// So many bytes at an address; a cursor that has failed where they are not there, or when more
    /// was taken than the file holds.
    Cursor take(uint64_t address, uint64_t size);

    /// What a tree is of.
    enum Tree { OfNames = 0, OfChunks = 1 };
    /// Calls leaf(key, address) for all that hangs at a tree, from the left; false where the tree
    /// is damaged or leaf answers false.
    bool forLeaves(uint64_t tree, Tree kind, size_t keyBytes,
        const std::function<bool(Bytes key, uint64_t address)>& leaf);

private:
    bool branch(uint64_t node, int level, Tree kind, size_t keyBytes,
        const std::function<bool(Bytes key, uint64_t address)>& leaf);

    Bytes m_file;
    uint64_t m_left;
};

/// One message of an object's header.
struct Message {
    enum Kind {
        Space = 0x01,
        LinkStore = 0x02,
        Datatype = 0x03,
        Link = 0x06,
        External = 0x07,
        Layout = 0x08,
        Filters = 0x0b,
        Attribute = 0x0c,
        Continuation = 0x10,
        Names = 0x11,
        AttributeStore = 0x15
    };
    int kind;
    bool shared; ///< the body only says where it is
    Bytes body;

    /// Whether a LinkStore or an AttributeStore holds something, as only newer forms of the format
    /// have it; so it is taken for where it is damaged.
    bool holdsSomething() const;
};

/// The next little-endian number of `width` bytes, at most 8.
uint64_t wideNumber(Cursor& in, size_t width);

/// All messages of an object's header, which may go on in other places of the file.
class Header {
public:
    Header(Image& image, uint64_t address);

    bool failed() const { return m_failed; }
    const std::vector<Message>& messages() const { return m_messages; }
    /// The first of a kind, or nullptr.
    const Message* find(Message::Kind kind) const;

private:
    void first(uint64_t address);
    void second(uint64_t address);
    void readBlock(Cursor block);
    void follow(Bytes body);

    Image& m_image;
    bool m_second = false; ///< the form with signatures and checksums
    size_t m_skip = 0; ///< bytes of a message's head that do not matter
    std::vector<Cursor> m_blocks;
    std::vector<Message> m_messages;
    bool m_failed = false;
};

} // namespace rnnscope::hdf5
