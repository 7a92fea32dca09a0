#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/math/real.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rnnscope {

/// How a stored number is encoded, little-endian.
enum class Type { F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, Bool };
size_t sizeOf(Type type);
std::string_view nameOf(Type type); ///< as in safetensors: "F32", "BF16", "BOOL"
std::optional<Type> typeNamed(std::string_view name);
bool isFloat(Type type);

/// A named array as stored, row-major and contiguous.
struct Tensor {
    std::string name;
    Type type = Type::F32;
    std::vector<int64_t> shape;
    std::vector<std::byte> bytes; ///< elements × item size

    int64_t elements() const;
    std::string shapeText() const; ///< "512 × 128"; "scalar" without dimensions
    /// Element `index` in row-major order, converted to double.
    double at(int64_t index) const;
};

/// Number of elements of a shape; nullopt when a side is negative, there are too many sides, or
/// the bytes of that many `itemSize` do not fit 63 bits.
std::optional<int64_t> elementsOf(const std::vector<int64_t>& shape, size_t itemSize);

/// Rows × columns of a tensor of two dimensions, or of one (a single column).
Matrix matrixOf(const Tensor& tensor);
/// A tensor rows × columns, in the precision of Real.
Tensor tensorOf(std::string name, const Matrix& matrix);

} // namespace rnnscope
