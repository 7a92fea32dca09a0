#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <string>

namespace rnnscope {

/// Whether bytes are those of an ONNX model, by the fields that a protobuf message of it has on
/// top: the version of the format or of the operators, and a graph. It may be cut off within.
bool looksLikeOnnx(Bytes file);

/// Walks over a model's bytes before protobuf takes them, and fails where they do not hold what
/// they announce, where messages lie deeper in each other than any model's, or where objects made
/// of them would take memory out of proportion to the file (an empty message of two bytes takes
/// hundreds).
/// @return about how many bytes of memory the objects take, or what is wrong and at which byte
Result<uint64_t> weighOnnx(Bytes file, const std::string& name);

} // namespace rnnscope
