#pragma once

#include "core/pack/tensor.h"

#include <map>

namespace rnnscope {

/// What a file holds, before anything is known of networks.
struct Archive {
    std::string file; ///< name for messages, without its folder
    std::string format; ///< "PyTorch (zip)"
    std::vector<Tensor> tensors; ///< in file order
    std::map<std::string, std::string> metadata;
    std::map<std::string, std::vector<std::string>> vocabularies; ///< found string → id tables

    /// The tensor of that name, or nullptr.
    const Tensor* find(std::string_view name) const;
};

} // namespace rnnscope
