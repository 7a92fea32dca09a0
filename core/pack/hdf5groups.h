#pragma once

#include "core/base/result.h"
#include "core/pack/hdf5header.h"

#include <string>

namespace rnnscope::hdf5 {

/// One name in a group.
struct Link {
    std::string name;
    bool hard; ///< else it leads elsewhere by a path
    uint64_t header; ///< then: of the object it stands for
};

/// Whether the header is a group's.
bool isGroup(const Header& header);

/// The links of a group, in order of names. The error does not say where.
Result<std::vector<Link>> linksOf(Image& image, const Header& group);

} // namespace rnnscope::hdf5
