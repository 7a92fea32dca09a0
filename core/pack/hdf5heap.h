#pragma once

#include "core/pack/hdf5header.h"

#include <map>

namespace rnnscope::hdf5 {

/// The collections of texts that attributes point into. Each is read once.
class Heaps {
public:
    explicit Heaps(Image& image)
        : m_image(image)
    {
    }

    /// One object of the collection at an address, by its number; nullopt where there is none.
    std::optional<Bytes> find(uint64_t address, uint32_t number);

private:
    using Heap = std::map<uint32_t, Bytes>;
    Heap read(uint64_t address);

    Image& m_image;
    std::map<uint64_t, Heap> m_heaps;
};

} // namespace rnnscope::hdf5
