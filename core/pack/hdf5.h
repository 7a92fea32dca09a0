#pragma once

#include "core/base/result.h"
#include "core/base/watch.h"
#include "core/pack/hdf5texts.h"
#include "core/pack/tensor.h"

namespace rnnscope {

/// What an HDF5 file holds. Names are paths without the first slash: "model_weights/lstm/kernel:0".
struct Hdf5 {
    std::vector<Tensor> tensors; ///< the datasets of numbers; group by group, in order of names
    std::map<std::string, hdf5::Texts> groups; ///< every group, the root under ""
    std::vector<std::string> skipped; ///< datasets of anything else
};

/// Whether the bytes begin as an HDF5 file does.
bool isHdf5(Bytes file);

/// Reads a file that is in memory; numbers that lie in it as they are needed share its bytes. What
/// leads out of the file is refused (links, external storage, virtual datasets), and so are forms
/// of the format that h5py does not write by default, filters other than gzip and shuffling, and
/// what needs more memory than in proportion to the file. A group is entered once, so links may go
/// in circles.
/// @param name the file's name for messages
Result<Hdf5> readHdf5(const Data& file, std::string_view name, Watch& watch);

} // namespace rnnscope
