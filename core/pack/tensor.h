#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/watch.h"
#include "core/math/real.h"
#include "core/pack/data.h"

#include <algorithm>
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
    Data data; ///< elements × item size

    int64_t elements() const;
    std::string shapeText() const; ///< "512 × 128"; "scalar" without dimensions
    /// Elements [from, from + count) in row-major order, converted to double.
    std::vector<double> numbers(int64_t from, int64_t count) const;
    std::vector<double> numbers() const { return numbers(0, elements()); }
};

/// One stored number, converted to double.
double numberAt(Type type, const std::byte* from);
/// Stored numbers, each `step` items after the one before, converted to float or double.
template <class Number>
void convert(Type type, const std::byte* from, int64_t step, std::span<Number> to);

/// Calls act(first element, numbers) for stretches of the tensor, in order: for what may be too
/// large to be had at once. Stops when `watch` is cancelled, where there is one.
template <class Act>
void inParts(const Tensor& tensor, const Act& act, const Watch* watch = nullptr)
{
    constexpr int64_t most = 1 << 16;
    const int64_t count = tensor.elements();
    for (int64_t from = 0; from < count && !(watch && watch->cancelled()); from += most)
        act(from, tensor.numbers(from, std::min(most, count - from)));
}

/// Number of elements of a shape; nullopt when a side is negative, there are too many sides, or
/// the bytes of that many `itemSize` do not fit 63 bits.
std::optional<int64_t> elementsOf(const std::vector<int64_t>& shape, size_t itemSize);

/// Rows × columns of a tensor of two dimensions, or of one (a single column).
Matrix matrixOf(const Tensor& tensor);
/// A tensor rows × columns, in the precision of Real.
Tensor tensorOf(std::string name, const Matrix& matrix);

} // namespace rnnscope
