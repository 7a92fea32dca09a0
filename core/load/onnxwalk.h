#pragma once

#include "core/load/onnxops.h"

namespace rnnscope::onnxops {

// What the operators on constants share.

using Shape = std::vector<int64_t>;
using Inputs = std::span<const Tensor* const>;
using Answer = std::optional<Tensor>;

inline int64_t rankOf(const Tensor& tensor) { return std::ssize(tensor.shape); }

/// An axis counted from the front; nothing where there is none such.
std::optional<size_t> axisOf(int64_t axis, int64_t rank);

/// Whole numbers that are an attribute in old versions of the operators and an input in new ones.
std::optional<Shape> settingOf(
    const OnnxNode& node, const char* attribute, Inputs inputs, size_t place);

/// The bytes of a tensor, copied only from a file.
struct Source {
    explicit Source(const Tensor& tensor)
        : copy(tensor.data.inMemory().empty() ? tensor.data.all() : std::vector<std::byte>())
        , bytes(copy.empty() ? tensor.data.inMemory() : Bytes(copy))
    {
    }
    Source(Source&&) = default;
    std::vector<std::byte> copy;
    Bytes bytes;
};

/// A new tensor whose bytes `fill` writes.
template <class Fill>
Answer filled(Type type, Shape shape, OnnxRoom& room, const Fill& fill)
{
    const auto elements = elementsOf(shape, sizeOf(type));
    const int64_t size = elements ? *elements * static_cast<int64_t>(sizeOf(type)) : 0;
    if (!elements || !room.take(size))
        return std::nullopt;
    std::vector<std::byte> bytes(static_cast<size_t>(size));
    if (size > 0)
        fill(bytes.data());
    return Tensor{{}, type, std::move(shape), room.keep(std::move(bytes))};
}

/// The same numbers in another shape.
Answer reshaped(const Tensor& tensor, Shape shape);

/// A walk over a tensor: which element comes next along each side of what is made.
struct Walk {
    Shape shape;
    Shape steps;
    int64_t first = 0;
};

Walk wholeWalk(const Tensor& tensor);
/// What is met on a walk that stays within the tensor.
Answer walked(const Tensor& tensor, Walk walk, OnnxRoom& room);

// Operators that only arrange.
Answer unsqueeze(const OnnxNode& node, Inputs inputs, OnnxRoom& room);
Answer squeeze(const OnnxNode& node, Inputs inputs, OnnxRoom& room);
Answer reshape(const OnnxNode& node, Inputs inputs, OnnxRoom& room);
Answer transpose(const OnnxNode& node, Inputs inputs, OnnxRoom& room);
Answer slice(const OnnxNode& node, Inputs inputs, OnnxRoom& room);
Answer expand(const OnnxNode& node, Inputs inputs, OnnxRoom& room);

} // namespace rnnscope::onnxops
