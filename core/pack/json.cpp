#include "core/pack/json.h"

#include "core/pack/limits.h"

#include <set>

namespace rnnscope {

namespace {

/// Watches the parser and notes the first thing that a well-meant file does not have.
class Guard {
public:
    bool operator()(int depth, Json::parse_event_t event, Json& value)
    {
        if (depth >= limits::jsonDepth) {
            complain("at most " + std::to_string(limits::jsonDepth) + " levels, found more");
            return false;
        }
        if (event == Json::parse_event_t::object_start) {
            m_keys.emplace_back();
        } else if (event == Json::parse_event_t::object_end && !m_keys.empty()) {
            m_keys.pop_back();
        } else if (event == Json::parse_event_t::key && !m_keys.empty()) {
            const auto& key = value.get_ref<const std::string&>();
            if (!m_keys.back().insert(key).second)
                complain("every key once, found “" + key + "” twice");
        }
        return true;
    }

    const std::string& complaint() const { return m_complaint; }

private:
    void complain(std::string complaint)
    {
        if (m_complaint.empty())
            m_complaint = std::move(complaint);
    }

    std::vector<std::set<std::string>> m_keys; ///< of every object that is open
    std::string m_complaint;
};

} // namespace

Result<Json> parseJson(std::string_view text, std::string_view what)
{
    Guard guard;
    const Json json = Json::parse(text.begin(), text.end(), std::ref(guard), false);
    const bool broken = json.is_discarded() && guard.complaint().empty();
    if (!broken && guard.complaint().empty())
        return json;
    return Error{Fault::Format, "Cannot read " + std::string(what),
        "expected " + (broken ? "JSON, found a syntax error" : guard.complaint()),
        "Save the file again with the program that made it"};
}

std::string writeJson(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace rnnscope
