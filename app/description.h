#pragma once

#include "core/load/stored.h"
#include "core/model/model.h"

#include <QString>

#include <nlohmann/json.hpp>

namespace rnnscope {

using Json = nlohmann::ordered_json;

/// Everything that is known of a file: of its tensors, and of the model where one was made of them.
Json describe(const Archive& archive, const Model* model);
/// A tensor: its name, type, shape and bytes.
/// @param counted whether its numbers are read, for their figures
Json jsonOf(const Tensor& tensor, bool counted);
Json tensorsOf(const Archive& archive, bool counted);

/// JSON as text, also where a file names its tensors in bytes that are no UTF-8.
std::string dump(const Json& value, int indent = -1);

/// The same for people to read: of describe() and of tensorsOf().
QString plainText(const Json& all);
QString tensorTable(const Json& tensors);

} // namespace rnnscope
