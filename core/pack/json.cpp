#include "core/pack/json.h"

#include "core/pack/limits.h"

#include <algorithm>
#include <unordered_set>

namespace rnnscope {

namespace {

/// A first pass that builds nothing: it finds what a well-meant file does not have. (The parser's
/// own callbacks would do, but take time quadratic in the members of an object.)
class Guard : public nlohmann::json_sax<Json> {
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(size_t) override { return enter(); }
    bool end_object() override { return leave(); }
    bool start_array(size_t) override { return enter(); }
    bool end_array() override { return leave(); }

    bool key(string_t& key) override
    {
        const bool fresh = m_keys.back().insert(key).second;
        if (!fresh)
            m_complaint = "every key once, found “" + key + "” twice";
        return fresh;
    }

    bool parse_error(size_t at, const std::string&, const nlohmann::detail::exception&) override
    {
        m_complaint = "JSON, found a syntax error at byte " + std::to_string(at);
        return false;
    }

    const std::string& complaint() const { return m_complaint; }

private:
    bool enter()
    {
        m_keys.emplace_back();
        if (m_keys.size() > limits::jsonDepth)
            m_complaint = "at most " + std::to_string(limits::jsonDepth) + " levels, found more";
        return m_complaint.empty();
    }

    bool leave()
    {
        m_keys.pop_back();
        return true;
    }

    std::vector<std::unordered_set<std::string>> m_keys; ///< of all that is open
    std::string m_complaint;
};

} // namespace

Result<Json> parseJson(std::string_view text, std::string_view what)
{
    Guard guard;
    if (Json::sax_parse(text, &guard))
        return Json::parse(text);
    return Error{Fault::Format, "Cannot read " + std::string(what), "expected " + guard.complaint(),
        "Save the file again with the program that made it"};
}

namespace {

/// Where the string that begins at `at` ends: its closing quotation mark, or the end of the text.
size_t endOfString(std::string_view text, size_t at)
{
    for (++at; at < text.size() && text[at] != '"'; ++at)
        at += text[at] == '\\';
    return std::min(at, text.size());
}

} // namespace

std::vector<std::string_view> keysIn(std::string_view text, int depth)
{
    std::vector<std::string_view> keys;
    int open = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        open += text[i] == '{' || text[i] == '[';
        open -= text[i] == '}' || text[i] == ']';
        if (text[i] != '"')
            continue;
        const size_t end = endOfString(text, i);
        const size_t next = text.find_first_not_of(" \t\r\n", std::min(end + 1, text.size()));
        if (open == depth && next != text.npos && text[next] == ':')
            keys.push_back(text.substr(i + 1, end - i - 1));
        i = end;
    }
    return keys;
}

const Json& partOf(const Json& object, const char* key)
{
    static const Json none;
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found == object.end() ? none : *found;
}

std::string textOf(const Json& object, const char* key)
{
    const Json& part = partOf(object, key);
    return part.is_string() ? part.get<std::string>() : std::string();
}

bool flagOf(const Json& object, const char* key, bool otherwise)
{
    const Json& part = partOf(object, key);
    return part.is_boolean() ? part.get<bool>() : otherwise;
}

std::string writeJson(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace rnnscope
