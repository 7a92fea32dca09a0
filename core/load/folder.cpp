#include "core/load/folder.h"

#include <algorithm>
#include <array>

namespace rnnscope {

std::optional<std::string> mainFileOf(std::span<const std::string> names)
{
    // An index stands before its shards, and they before the same in another format.
    constexpr std::array known = {"model.safetensors.index.json", "model.safetensors",
        "pytorch_model.bin.index.json", "pytorch_model.bin", "manifest.json", "model.json"};
    const auto has
        = [&](const char* name) { return std::ranges::find(names, name) != names.end(); };
    const auto found = has("saved_model.pb") ? known.end() : std::ranges::find_if(known, has);
    return found == known.end() ? std::nullopt : std::optional<std::string>(*found);
}

} // namespace rnnscope
