#pragma once

#include "core/pack/json.h"
#include "core/pack/tensor.h"

namespace rnnscope {

/// A safetensors file: its header and its data.
inline std::string withHeader(const std::string& header, const std::string& data)
{
    const uint64_t length = header.size();
    return std::string(reinterpret_cast<const char*>(&length), sizeof length) + header + data;
}

/// A safetensors file of float tensors; every number is 0.1.
inline std::string safetensorsOf(
    const std::vector<std::pair<std::string, std::vector<int64_t>>>& shapes,
    const Json& metadata = Json::object())
{
    Json header{{"__metadata__", metadata}};
    std::string data;
    for (const auto& [name, shape] : shapes) {
        const size_t begin = data.size();
        for (int64_t i = *elementsOf(shape, 1); i > 0; --i)
            data += std::string("\xcd\xcc\xcc\x3d", 4);
        header[name] = {{"dtype", "F32"}, {"shape", shape}, {"data_offsets", {begin, data.size()}}};
    }
    return withHeader(header.dump(), data);
}

} // namespace rnnscope
