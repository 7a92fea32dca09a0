#pragma once

#include "core/base/bytes.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace rnnscope::hdf5 {

/// The attributes of one object that are text, by name: one text or a list of them. An attribute of
/// another type that holds nothing is an empty list.
using Texts = std::map<std::string, std::vector<std::string>>;

/// Whether the file counts its addresses from its first byte, in 8 bytes each, as all known writers
/// do. Without it nothing below holds.
bool plainAddresses(Bytes file);

/// The texts of the object whose header lies at that address; nullopt where they are damaged, lie
/// in a store of their own (which only newer forms of the format have), or are more than `most`
/// bytes together. Read here and not by libhdf5, which trusts the addresses and counts of texts.
std::optional<Texts> textsAt(Bytes file, uint64_t header, uint64_t most);

} // namespace rnnscope::hdf5
