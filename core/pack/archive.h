#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rnnscope {

/// How a stored number is encoded, little-endian.
enum class Type { F64, F32, F16, BF16, I64, I32, I16, I8, U8, Bool };
size_t sizeOf(Type type);
std::string_view nameOf(Type type); ///< as in safetensors: "F32", "BF16", "BOOL"

/// A named array as stored, row-major and contiguous.
struct Tensor {
    std::string name;
    Type type = Type::F32;
    std::vector<int64_t> shape;
    std::vector<std::byte> bytes; ///< elements × item size

    int64_t elements() const;
    std::string shapeText() const; ///< "512 × 128"
    /// Element `index` in row-major order, converted to double.
    double at(int64_t index) const;
};

/// What a file holds, before anything is known of networks.
struct Archive {
    std::string file; ///< name for messages, without its folder
    std::string format; ///< "PyTorch (zip)"
    std::vector<Tensor> tensors; ///< in file order
    std::map<std::string, std::string> metadata;
    std::map<std::string, std::vector<std::string>> vocabularies; ///< found string → id tables
};

} // namespace rnnscope
