#pragma once

#include "core/pack/archive.h"
#include "core/pack/json.h"

namespace rnnscope {

/// The keys at that depth of a file that looks like a JSON object; none where it does not.
std::vector<std::string_view> keysOf(Bytes file, int depth);
/// Whether a file looks like a JSON object with all these keys.
bool hasKeys(Bytes file, std::initializer_list<std::string_view> keys);

/// A file that is a JSON object.
Result<Json> objectIn(Bytes file, const std::string& name);

/// Numbers in nested arrays of JSON as a tensor, in double precision: JSON has no type. Fails when
/// rows differ in length, and on what is no number.
/// @param file the file's name for messages
Result<Tensor> tensorIn(const Json& json, std::string name, const std::string& file);

/// Adds the arrays of a PyTorch state dictionary that was written as JSON.
std::optional<Error> addStateDict(Archive& archive, const Json& json);

/// Adds what is not numbers of a network as text: members of objects as "of.member".
/// Of very many, or with very long names, only some.
void addMetadata(Archive& archive, const std::string& name, const Json& json);

/// The number under a key; nullopt where there is none.
std::optional<double> numberIn(const Json& json, const char* key);
/// The whole number under a key, which is not negative; nullopt where there is none.
std::optional<int64_t> countIn(const Json& json, const char* key);

} // namespace rnnscope
