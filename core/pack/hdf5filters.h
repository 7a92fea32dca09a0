#pragma once

#include "core/base/result.h"
#include "core/pack/chunks.h"
#include "core/pack/hdf5header.h"

namespace rnnscope::hdf5 {

/// The filters that the chunks of a dataset have gone through, in the order they did. The error,
/// where there are others than are known here, does not say where.
Result<std::vector<Filter>> filtersOf(const Header& dataset);

} // namespace rnnscope::hdf5
