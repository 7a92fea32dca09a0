#pragma once

#include "core/pack/hdf5type.h"

namespace rnnscope::hdf5 {

/// The numbers of a dataset, row-major and little-endian.
struct Numbers {
    Data data;
    bool shared; ///< whether they are the file's own bytes
};

/// The error does not say where.
/// @param bytes how many they are; @param budget how many may be unpacked on the way
Result<Numbers> numbersIn(Image& image, const Header& dataset, const Stored& stored, uint64_t bytes,
    const Data& file, uint64_t budget);

} // namespace rnnscope::hdf5
