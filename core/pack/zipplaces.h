#pragma once

#include "core/base/bytes.h"

#include <string>
#include <unordered_map>

namespace rnnscope {

/// An entry of a zip file that is stored as it is.
struct ZipPlace {
    uint64_t from = 0; ///< where its bytes begin in the file; all lie within
    uint64_t size = 0;
    uint32_t checksum = 0; ///< CRC-32, as the file says
};

/// The entries of a zip file (also of one in the 64-bit form) that are neither compressed nor
/// encrypted, by name: libzip does not tell where they lie. Entries that are not as they should be
/// are left out, so that what is missing here has to be unpacked.
std::unordered_map<std::string, ZipPlace> placesIn(Bytes zip);

} // namespace rnnscope
