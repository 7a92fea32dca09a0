#pragma once

#include "core/pack/json.h"

#include <optional>
#include <set>

namespace rnnscope {

/// Takes the members of a JSON object one by one. The first that is missing or of another kind is
/// remembered, and from then on nothing is taken: read first, ask for the fault once.
class Fields {
public:
    /// @param what is read: "the comparison in a.json"
    Fields(const Json& json, std::string what);

    /// A whole number from low to high.
    std::int64_t whole(const char* key, std::int64_t low, std::int64_t high);
    double number(const char* key);
    std::string word(const char* key);
    std::vector<std::string> words(const char* key);
    std::vector<std::int64_t> wholes(const char* key, std::int64_t low, std::int64_t high);

    /// Remembers a fault of the caller's own.
    void refuse(const char* key, const std::string& expected, const std::string& found);
    /// The fault, or else that there are members which were not taken.
    std::optional<Error> fault() const;

private:
    const Json* take(const char* key);

    Json m_json;
    std::string m_what;
    std::set<std::string> m_taken;
    std::optional<Error> m_fault;
};

} // namespace rnnscope
