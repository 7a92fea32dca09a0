#pragma once

#include "core/pack/tensor.h"

#include <map>
#include <unordered_map>

namespace rnnscope {

/// What a file holds, before anything is known of networks.
struct Archive {
    std::string file; ///< name for messages, without its folder
    std::string format; ///< "PyTorch (zip)"
    std::vector<Tensor> tensors; ///< in file order
    std::map<std::string, std::string> metadata;
    std::map<std::string, std::vector<std::string>> vocabularies; ///< found string → id tables
};

/// The tensors by name, for as long as the archive stays as it is.
using TensorIndex = std::unordered_map<std::string_view, const Tensor*>;
TensorIndex indexOf(const Archive& archive);

} // namespace rnnscope
