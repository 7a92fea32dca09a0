#pragma once

#include "core/model/model.h"

#include <optional>

namespace rnnscope {

/// What the files of this program say of themselves, under the keys described in open.h.
namespace key {
inline constexpr const char* architecture = "rnnscope.architecture";
inline constexpr const char* vocabulary = "rnnscope.vocabulary";
inline constexpr const char* test = "rnnscope.test";
}

struct Architecture {
    Entry entry = Entry::Values;
    std::vector<std::string> cells; ///< ids, in depth order
    std::vector<Index> units; ///< of each layer
    Index inputs = 0; ///< of layer 0
    Index outputs = 0; ///< of the head; 0 without one
};

using Metadata = std::map<std::string, std::string>;

Architecture architectureOf(const Model& model);
std::string writeArchitecture(const Architecture& architecture);
/// nullopt where the file has none; fails when it is not as written above.
Result<std::optional<Architecture>> readArchitecture(
    const Metadata& metadata, std::string_view file);

} // namespace rnnscope
