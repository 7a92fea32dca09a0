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

/// Token ids, and what the model answered after the last: logits, or the hidden state of the top
/// layer where there is no head.
struct TestVector {
    std::vector<int> ids;
    std::vector<double> logits;
};

using Metadata = std::map<std::string, std::string>;

Architecture architectureOf(const Model& model);
std::string writeArchitecture(const Architecture& architecture);
/// nullopt where the file has none; fails when it is not as written above.
Result<std::optional<Architecture>> readArchitecture(
    const Metadata& metadata, std::string_view file);

/// The model's answer to `ids`; fails when it cannot read them.
Result<TestVector> runTest(const Model& model, const std::vector<int>& ids, Watch& watch);
std::string writeTest(const TestVector& test);
/// nullopt where it is not as written above.
std::optional<TestVector> readTest(const std::string& text);

/// The tokens by id of a JSON array of texts, or of an object of text → id; empty when it is
/// neither.
std::vector<std::string> tokensIn(const std::string& text);

/// Vocabularies in metadata, ours or under a usual name, as a JSON array of tokens or an object of
/// token → id; the most trusted first. Names beside tokens in the order of their ids.
std::vector<std::pair<std::string, std::vector<std::string>>> vocabulariesIn(
    const Metadata& metadata);

} // namespace rnnscope
