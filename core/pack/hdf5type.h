#pragma once

#include "core/base/result.h"
#include "core/pack/hdf5header.h"
#include "core/pack/tensor.h"

namespace rnnscope::hdf5 {

/// How many values there are.
struct Space {
    bool nothing = false; ///< not even one
    std::vector<uint64_t> sides; ///< none is one value
};

/// nullopt where the description is damaged.
std::optional<Space> spaceIn(Bytes body);

/// How the numbers of a dataset are stored.
struct Stored {
    Type type;
    bool swapped; ///< big-endian
    std::vector<int64_t> shape; ///< a side that is too long is -1
};

/// Whether the header is a dataset's.
bool isDataset(const Header& header);

/// What a dataset says of its numbers; nullopt for one of no plain numbers. The error does not say
/// where.
/// @param brain whether it says of itself to be of bfloat16, which it cannot say by its type
Result<std::optional<Stored>> storedIn(const Header& dataset, bool brain);

} // namespace rnnscope::hdf5
