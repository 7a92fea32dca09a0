#include "core/task/fields.h"

namespace rnnscope {

namespace {

constexpr const char* advice = "Mend the file, or save it again";

std::optional<std::int64_t> wholeOf(const Json& json, std::int64_t low, std::int64_t high)
{
    if (!json.is_number_integer() || (json.is_number_unsigned() && json > INT64_MAX))
        return {};
    const auto value = json.get<std::int64_t>();
    return value >= low && value <= high ? std::optional(value) : std::nullopt;
}

std::string rangeText(std::int64_t low, std::int64_t high)
{
    return "from " + std::to_string(low) + " to " + std::to_string(high);
}

/// The elements of a list, as `read` takes them; nullopt where one is none.
template <class Element, class Read>
std::optional<std::vector<Element>> listOf(const Json& json, Read read)
{
    if (!json.is_array())
        return {};
    std::vector<Element> all;
    for (const Json& one : json)
        if (auto element = read(one))
            all.push_back(std::move(*element));
        else
            return {};
    return all;
}

std::optional<std::string> wordOf(const Json& json)
{
    return json.is_string() ? std::optional(json.get<std::string>()) : std::nullopt;
}

} // namespace

Fields::Fields(const Json& json, std::string what)
    : m_json(json)
    , m_what(std::move(what))
{
    if (!json.is_object())
        m_fault = Error{Fault::Format, "Cannot read " + m_what,
            std::string("expected a JSON object, found ") + json.type_name(), advice};
}

const Json* Fields::take(const char* key)
{
    if (m_fault)
        return nullptr;
    m_taken.insert(key);
    const auto found = m_json.find(key);
    if (found != m_json.end())
        return &*found;
    m_fault = Error{Fault::Format, "Cannot read " + m_what,
        std::string("expected “") + key + "”, found none", advice};
    return nullptr;
}

void Fields::refuse(const char* key, const std::string& expected, const std::string& found)
{
    if (!m_fault)
        m_fault = Error{Fault::Format, "Cannot read “" + std::string(key) + "” of " + m_what,
            "expected " + expected + ", found " + found, advice};
}

std::int64_t Fields::whole(const char* key, std::int64_t low, std::int64_t high)
{
    const Json* json = take(key);
    if (!json)
        return low;
    if (const auto value = wholeOf(*json, low, high))
        return *value;
    refuse(key, "a whole number " + rangeText(low, high), writeJson(*json));
    return low;
}

double Fields::number(const char* key)
{
    const Json* json = take(key);
    if (!json || json->is_number())
        return json ? json->get<double>() : 0;
    refuse(key, "a number", writeJson(*json));
    return 0;
}

std::string Fields::word(const char* key)
{
    const Json* json = take(key);
    if (!json || json->is_string())
        return json ? json->get<std::string>() : "";
    refuse(key, "a text", writeJson(*json));
    return {};
}

std::vector<std::string> Fields::words(const char* key)
{
    const Json* json = take(key);
    if (!json)
        return {};
    if (auto all = listOf<std::string>(*json, wordOf))
        return std::move(*all);
    refuse(key, "a list of texts", writeJson(*json));
    return {};
}

std::vector<std::int64_t> Fields::wholes(const char* key, std::int64_t low, std::int64_t high)
{
    const Json* json = take(key);
    if (!json)
        return {};
    const auto read = [&](const Json& one) { return wholeOf(one, low, high); };
    if (auto all = listOf<std::int64_t>(*json, read))
        return std::move(*all);
    refuse(key, "a list of whole numbers " + rangeText(low, high), writeJson(*json));
    return {};
}

std::optional<Error> Fields::fault() const
{
    if (m_fault)
        return m_fault;
    for (const auto& [key, value] : m_json.items())
        if (!m_taken.contains(key))
            return Error{Fault::Format, "Cannot read " + m_what,
                "expected only what a comparison has, found “" + key + "”", advice};
    return {};
}

} // namespace rnnscope
