#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

namespace rnnscope {

using Json = nlohmann::json;

/// Parses JSON. Fails, naming `what` ("the header of a.safetensors"), on a syntax error, on a key
/// that stands twice in one object, and on too deep nesting. No exception passes.
Result<Json> parseJson(std::string_view text, std::string_view what);

/// The keys of all objects at that depth of a JSON text, which is not checked: 1 for the outermost
/// object. To tell formats apart without building anything.
std::vector<std::string_view> keysIn(std::string_view text, int depth);

/// A part of an object; null where there is none of that name, or no object.
const Json& partOf(const Json& object, const char* key);
/// A part that is text; empty where it is none.
std::string textOf(const Json& object, const char* key);
/// A part that is true or false; `otherwise` where it is none.
bool flagOf(const Json& object, const char* key, bool otherwise = false);

/// JSON as text; bytes that are no UTF-8 are replaced.
std::string writeJson(const Json& json);

} // namespace rnnscope
