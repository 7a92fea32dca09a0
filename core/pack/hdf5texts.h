#pragma once

#include "core/pack/hdf5heap.h"

#include <string>

namespace rnnscope::hdf5 {

/// The attributes of one object that are text, by name: one text or a list of them. An attribute of
/// another type that holds nothing is an empty list.
using Texts = std::map<std::string, std::vector<std::string>>;

/// The texts of an object; nullopt where they are damaged, lie in a store of their own (which only
/// newer forms of the format have), or need more than `most` bytes together.
/// @param most what may be kept, from which it is taken
std::optional<Texts> textsIn(const Header& header, Heaps& heaps, uint64_t& most);

} // namespace rnnscope::hdf5
