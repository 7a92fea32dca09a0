#pragma once

#include "core/load/stored.h"

#include <optional>

namespace rnnscope {

/// One layer of the file and where its weights are in the archive.
struct JsonLayer {
    std::string type;
    std::string name;
    std::string activation;
    std::vector<int> tensors;
    std::optional<int64_t> declared; ///< how many outputs it says that it has

    int tensor(size_t i) const { return i < tensors.size() ? tensors[i] : -1; }
    bool dense() const { return type == "dense" || type == "time-distributed-dense"; }
    bool recurrent() const { return type == "lstm" || type == "gru"; }
};

/// Layers as they come, put together to networks: recurrent ones on top of each other, and the
/// dense ones below and above them. What is not run is said in each network.
std::vector<StoredNetwork> stacked(const std::vector<JsonLayer>& layers, const Archive& archive);

} // namespace rnnscope
