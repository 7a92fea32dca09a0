#include "core/load/statedict.h"

#include "core/load/vocabularyfile.h"
#include "core/pack/json.h"
#include "core/pack/limits.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace rnnscope {

namespace {

/// Where checkpoints keep the network; its path is left out of the tensors' names.
constexpr std::array<std::string_view, 9> wrappers = {"state_dict", "model_state_dict",
    "model_state", "model", "net", "network", "weights", "params", "module"};

/// Text attributes of torch.nn.RNN and RNNCell that the tensors do not tell.
constexpr std::array<std::string_view, 2> telling = {"mode", "nonlinearity"};

std::string joined(const std::string& path, std::string_view key)
{
    return path.empty() ? std::string(key) : path + "." + std::string(key);
}

bool ofOptimizer(std::string_view key)
{
    constexpr std::string_view start = "optim";
    return key.size() >= start.size()
        && std::ranges::equal(
            key.substr(0, start.size()), start, [](char a, char b) { return (a | 0x20) == b; });
}

class Walk {
public:
    Walk(const Pickle& pickle, StateDict& found)
        : m_pickle(pickle)
        , m_found(found)
    {
    }

    void visitRoot();
    bool exhausted() const { return m_visits > limits::pickleVisits; }

private:
    using Kind = Pickle::Kind;
    using Node = Pickle::Node;
    using Ref = Pickle::Ref;

    void visit(Ref ref, const std::string& path);
    void visitInside(Ref ref, const std::string& path);
    void visitDict(Ref dict, const std::string& path);
    void visitObject(Ref object, const std::string& path);
    void visitModule(Ref state, const std::string& path);
    void visitAttributes(Ref state, const std::string& path);
    void addTensor(Ref ref, const std::string& path);
    void visitText(Ref ref, const std::string& path);
    bool addVocabulary(Ref ref, const std::string& path);
    bool addTest(Ref ref, const std::string& path);
    bool isTable(Ref ref) const;
    std::optional<std::string> keyOf(Ref ref) const;
    Json jsonOf(Ref ref);

    const Pickle& m_pickle;
    StateDict& m_found;
    std::set<std::string> m_names;
    std::set<Ref> m_open; ///< containers on the way from the root: cycles end at them
    std::set<Ref> m_inside; ///< the same on the way through what becomes JSON
    Ref m_done = 0; ///< the network of a checkpoint, visited first
    size_t m_visits = 0;
};

void Walk::visitRoot()
{
    for (std::string_view wrapper : wrappers) {
        const Ref inner = m_pickle.find(m_pickle.root, wrapper);
        if (inner != 0)
            visit(inner, "");
        if (!m_found.tensors.empty()) {
            m_done = inner;
            break;
        }
    }
    visit(m_pickle.root, "");
}

void Walk::visit(Ref ref, const std::string& path)
{
    if (++m_visits > limits::pickleVisits || m_open.size() >= limits::pickleDepth)
        return;
    if (m_pickle.isTensor(ref))
        return addTensor(ref, path);
    if ((m_done != 0 && ref == m_done) || !m_open.insert(ref).second)
        return;
    visitInside(ref, path);
    m_open.erase(ref);
}

void Walk::visitInside(Ref ref, const std::string& path)
{
    const Kind kind = m_pickle[ref].kind;
    if (kind == Kind::Object)
        return visitObject(ref, path);
    if (kind == Kind::Text)
        return visitText(ref, path);
    if (addVocabulary(ref, path) || addTest(ref, path))
        return;
    if (kind == Kind::Dict)
        return visitDict(ref, path);
    if (kind == Kind::List || kind == Kind::Tuple)
        for (size_t i = 0; i < m_pickle[ref].items.size(); ++i)
            visit(m_pickle[ref].items[i], joined(path, std::to_string(i)));
}

void Walk::visitDict(Ref dict, const std::string& path)
{
    const auto& items = m_pickle[dict].items;
    for (size_t i = 0; i + 1 < items.size(); i += 2)
        if (const auto key = keyOf(items[i]); key && !ofOptimizer(*key))
            visit(items[i + 1], joined(path, *key));
}

void Walk::visitObject(Ref object, const std::string& path)
{
    const Ref state = m_pickle.in(object, Pickle::State);
    if (m_pickle.find(state, "_parameters") != 0)
        visitModule(state, path);
    else if (m_pickle[state].kind == Kind::Dict)
        visitAttributes(state, path);
    if (const Ref pairs = m_pickle.in(object, Pickle::Pairs); pairs != 0)
        visit(pairs, path);
}

/// A torch.nn.Module: its parameters first, as a state dictionary has them.
void Walk::visitModule(Ref state, const std::string& path)
{
    for (std::string_view part : {"_parameters", "_buffers", "_modules"})
        if (const Ref inner = m_pickle.find(state, part); inner != 0)
            visit(inner, path);
    for (std::string_view key : telling)
        if (const Node& node = m_pickle[m_pickle.find(state, key)]; node.kind == Kind::Text)
            m_found.attributes[joined(path, key)] = node.text;
    visitAttributes(state, path);
}

/// What else an object holds. Modules keep private lists of their weights beside the weights, in
/// TorchScript under one name among the members.
void Walk::visitAttributes(Ref state, const std::string& path)
{
    const auto& items = m_pickle[state].items;
    const bool module = m_pickle.find(state, "_parameters") != 0;
    for (size_t i = 0; i + 1 < items.size(); i += 2) {
        const auto key = keyOf(items[i]);
        const bool seen = key && (*key == "_flat_weights" || (module && key->starts_with('_')));
        if (key && !seen && !ofOptimizer(*key))
            visit(items[i + 1], joined(path, *key));
    }
}

void Walk::addTensor(Ref ref, const std::string& path)
{
    if (m_names.insert(path).second)
        m_found.tensors.push_back({path, ref});
}

/// A text that tells something of the network, or the characters of a vocabulary.
void Walk::visitText(Ref ref, const std::string& path)
{
    const std::string& text = m_pickle[ref].text;
    const std::string name = path.substr(path.rfind('.') + 1);
    if (std::ranges::count(telling, name))
        m_found.attributes.emplace(path, text);
    else if (namesVocabulary(name) && !text.empty())
        m_found.vocabularies.emplace(path, charactersOf(text));
}

/// Whether a dictionary or list holds texts and whole numbers alone, and at least two.
bool Walk::isTable(Ref ref) const
{
    const Node& node = m_pickle[ref];
    const bool dict = node.kind == Kind::Dict;
    const auto plain = [&](Ref item) {
        const Kind kind = m_pickle[item].kind;
        return kind == Kind::Text || (dict && kind == Kind::Integer);
    };
    return (dict || node.kind == Kind::List || node.kind == Kind::Tuple)
        && node.items.size() >= (dict ? 4 : 2) && std::ranges::all_of(node.items, plain);
}

/// Takes a dictionary of text → id or id → text, or a list of texts, as a vocabulary.
bool Walk::addVocabulary(Ref ref, const std::string& path)
{
    constexpr size_t few = 16; // settings may look like a table with gaps
    Tokens tokens = isTable(ref) ? tokensOf(jsonOf(ref)) : Tokens();
    const auto missing = missingIn(tokens);
    const bool named = namesVocabulary(path.substr(path.rfind('.') + 1));
    if (tokens.empty() || (tokens.size() < few && !named && !missing.empty() && missing.back() > 0))
        return false;
    m_found.vocabularies.emplace(path.empty() ? "vocabulary" : path, std::move(tokens));
    return true;
}

/// Takes the numbers of a test vector, see verify.h.
bool Walk::addTest(Ref ref, const std::string& path)
{
    const Kind kind = m_pickle[ref].kind;
    if (!path.starts_with("test.") || (kind != Kind::List && kind != Kind::Tuple))
        return false;
    const Json numbers = jsonOf(ref);
    if (numbers.empty())
        return false;
    m_found.attributes.emplace(path, writeJson(numbers));
    return true;
}

std::optional<std::string> Walk::keyOf(Ref ref) const
{
    const Node& node = m_pickle[ref];
    if (node.kind == Kind::Text)
        return node.text;
    if (node.kind == Kind::Integer)
        return std::to_string(node.integer);
    return std::nullopt;
}

/// Texts and numbers in lists and dictionaries; null where there is anything else in them.
Json Walk::jsonOf(Ref ref)
{
    const Node& node = m_pickle[ref];
    ++m_visits;
    if (node.kind == Kind::Text)
        return node.text;
    if (node.kind == Kind::Integer)
        return node.integer < 0 ? Json(node.integer) : Json(static_cast<uint64_t>(node.integer));
    if (node.kind == Kind::Number)
        return node.real;
    const bool dict = node.kind == Kind::Dict;
    if ((!dict && node.kind != Kind::List && node.kind != Kind::Tuple) || exhausted()
        || m_open.size() >= limits::pickleDepth || !m_inside.insert(ref).second)
        return {};
    Json json = dict ? Json::object() : Json::array();
    for (size_t i = 0; i + dict < node.items.size(); i += 1 + dict) {
        const auto key = dict ? keyOf(node.items[i]) : std::string();
        Json item = key ? jsonOf(node.items[i + dict]) : Json();
        if (item.is_null() || (dict && json.contains(*key))) {
            json = {};
            break;
        }
        if (dict)
            json.emplace(*key, std::move(item));
        else
            json.push_back(std::move(item));
    }
    m_inside.erase(ref);
    return json;
}

} // namespace

Result<StateDict> findStateDict(const Pickle& pickle, std::string_view name)
{
    StateDict found;
    Walk walk(pickle, found);
    walk.visitRoot();
    if (walk.exhausted())
        return Error{Fault::Format, "Cannot read " + std::string(name),
            "expected at most " + std::to_string(limits::pickleVisits)
                + " values beside the tensors, found more",
            "Save only the state dictionary: torch.save(model.state_dict(), …)"};
    return found;
}

} // namespace rnnscope
