#include "core/pack/machine.h"

#include "core/pack/limits.h"

#include <array>
#include <charconv>

namespace rnnscope {

namespace {

/// In the order of Kind, for messages.
constexpr std::array kindNames = {"nothing", "a truth value", "a whole number", "a number", "text",
    "bytes", "a list", "a tuple", "a dictionary", "a set", "a name", "an object", "a storage"};

std::string nameOf(Pickle::Kind kind) { return kindNames[static_cast<size_t>(kind)]; }

} // namespace

Machine::Machine(Bytes file)
    : m_in(file)
{
    m_pickle.nodes.emplace_back(); // None
}

std::string Machine::problem() const
{
    if (m_in.failed())
        return "expected more bytes, found the end at byte " + std::to_string(m_in.position());
    return "expected " + m_problem + " at byte " + std::to_string(m_at);
}

void Machine::fail(std::string problem)
{
    if (m_problem.empty())
        m_problem = std::move(problem);
}

Pickle::Ref Machine::add(Node node)
{
    if (m_pickle.nodes.size() >= limits::pickleNodes) {
        fail("at most " + std::to_string(limits::pickleNodes) + " values, found more");
        return 0;
    }
    m_pickle.nodes.push_back(std::move(node));
    return static_cast<Ref>(m_pickle.nodes.size() - 1);
}

Pickle::Ref Machine::add(Kind kind, std::vector<Ref> items)
{
    return add(Node{kind, 0, 0, {}, std::move(items)});
}

void Machine::pushInteger(int64_t value) { push(add(Node{Kind::Integer, value, 0, {}, {}})); }

/// A little-endian two's complement number; what does not fit 64 bits is kept as its bytes.
void Machine::pushLong(Bytes digits)
{
    if (digits.size() > sizeof(int64_t))
        return pushText(Kind::Raw, std::string(textOf(digits)));
    int64_t value = !digits.empty() && static_cast<int8_t>(digits.back()) < 0 ? -1 : 0;
    if (!digits.empty())
        std::memcpy(&value, digits.data(), digits.size());
    pushInteger(value);
}

/// A number as protocol 0 writes it: "12", "12L", and for truth "00" and "01".
void Machine::pushLine(std::string_view line)
{
    if (line == "00" || line == "01")
        return push(add(Node{Kind::Bool, line == "01", 0, {}, {}}));
    int64_t value = 0;
    const auto problem = std::from_chars(line.data(), line.data() + line.size(), value).ec;
    if (problem == std::errc::invalid_argument)
        fail("a whole number, found other text");
    if (problem == std::errc::result_out_of_range)
        return pushText(Kind::Raw, std::string(line));
    pushInteger(value);
}

void Machine::pushReal(std::string_view line)
{
    Node node{Kind::Number, 0, 0, {}, {}};
    if (std::from_chars(line.data(), line.data() + line.size(), node.real).ec != std::errc())
        fail("a number, found other text");
    push(add(std::move(node)));
}

void Machine::pushText(Kind kind, std::string text)
{
    push(add(Node{kind, 0, 0, std::move(text), {}}));
}

void Machine::pushDict(std::vector<Ref> pairs)
{
    if (pairs.size() % 2 != 0)
        fail("a value for every key, found none for the last");
    push(add(Kind::Dict, std::move(pairs)));
}

void Machine::pushSymbol(std::string_view module, std::string_view name)
{
    pushText(Kind::Symbol, std::string(module) + "." + std::string(name));
}

Pickle::Ref Machine::pop()
{
    if (m_stack.size() <= (m_marks.empty() ? 0 : m_marks.back())) {
        fail("a value on the stack, found none");
        return 0;
    }
    const Ref ref = m_stack.back();
    m_stack.pop_back();
    return ref;
}

Pickle::Ref Machine::pop(Kind kind)
{
    const Ref ref = pop();
    if (m_pickle[ref].kind != kind)
        fail(nameOf(kind) + ", found " + nameOf(m_pickle[ref].kind));
    return ref;
}

std::vector<Pickle::Ref> Machine::popSome(size_t count)
{
    std::vector<Ref> items(count);
    for (size_t i = count; i-- > 0;)
        items[i] = pop();
    return items;
}

std::vector<Pickle::Ref> Machine::popToMark()
{
    if (m_marks.empty()) {
        fail("a mark on the stack, found none");
        return {};
    }
    const auto from = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
    std::vector<Ref> items(from, m_stack.end());
    m_stack.erase(from, m_stack.end());
    m_marks.pop_back();
    return items;
}

/// Drops the topmost thing, be it a value or a mark.
void Machine::drop()
{
    if (!m_marks.empty() && m_marks.back() == m_stack.size())
        m_marks.pop_back();
    else
        pop();
}

void Machine::store(uint64_t slot)
{
    const Ref ref = pop();
    push(ref);
    m_memo[slot] = ref;
}

void Machine::recall(uint64_t slot)
{
    const auto found = m_memo.find(slot);
    if (found == m_memo.end())
        fail("a remembered value " + std::to_string(slot) + ", found none");
    push(found == m_memo.end() ? 0 : found->second);
}

uint64_t Machine::slotOfLine()
{
    const std::string_view line = m_in.line();
    uint64_t slot = 0;
    if (std::from_chars(line.data(), line.data() + line.size(), slot).ec != std::errc())
        fail("a number of a remembered value, found other text");
    return slot;
}

/// Adds to the container below: one of `kind`, or an Object, since subclasses of list and dict are
/// written that way. A tensor is neither.
void Machine::extend(Kind kind, Slot slot, const std::vector<Ref>& added)
{
    Ref target = pop();
    push(target);
    if (m_pickle[target].kind == Kind::Object && !m_pickle.isTensor(target)) {
        if (m_pickle[target].items[slot] == 0) {
            const Ref inner = add(kind, {});
            m_pickle.nodes[target].items[slot] = inner;
        }
        target = m_pickle[target].items[slot];
    }
    if (kind == Kind::Dict && added.size() % 2 != 0)
        return fail("a value for every key, found none for the last");
    if (m_pickle[target].kind != kind)
        return fail(nameOf(kind) + " to fill, found " + nameOf(m_pickle[target].kind));
    auto& items = m_pickle.nodes[target].items;
    items.insert(items.end(), added.begin(), added.end());
}

/// A call that is written down, or the plain value that a known call gives.
void Machine::make(Ref callee, Ref arguments)
{
    const Kind kind = m_pickle[callee].kind;
    if (kind != Kind::Symbol && kind != Kind::Object)
        return fail("a class or function to call, found " + nameOf(kind));
    const Ref meaning = kind == Kind::Symbol ? known(m_pickle[callee].text, arguments) : 0;
    push(meaning != 0 ? meaning : add(Kind::Object, {callee, arguments, 0, 0, 0}));
}

/// What a call of a known function gives; 0 when the function is not known or called oddly.
Pickle::Ref Machine::known(std::string_view callee, Ref arguments)
{
    const auto& items = m_pickle[arguments].items;
    const Ref first = items.empty() ? 0 : items[0];
    const Kind kind = m_pickle[first].kind;
    if (callee == "collections.OrderedDict" && items.empty())
        return add(Kind::Dict, {});
    if (callee == "torch.Size" && kind == Kind::Tuple)
        return first;
    if (callee.starts_with("torch.jit._pickle.build_") && kind == Kind::List)
        return first;
    const bool set = callee.ends_with("builtin__.set") || callee == "builtins.set"
        || callee == "builtins.frozenset";
    if (set && kind == Kind::List)
        return add(Kind::Set, m_pickle[first].items);
    return 0;
}

/// BUILD sets the state of an Object. A dictionary's attributes (OrderedDict._metadata) are not
/// kept.
void Machine::build()
{
    const Ref state = pop();
    const Ref target = pop();
    push(target);
    if (m_pickle[target].kind == Kind::Object)
        m_pickle.nodes[target].items[Pickle::State] = state;
    else if (m_pickle[target].kind != Kind::Dict)
        fail("an object to give a state, found " + nameOf(m_pickle[target].kind));
}

/// The only persistent id that is taken is PyTorch's reference to a storage.
void Machine::persist()
{
    const Ref id = pop(Kind::Tuple);
    const std::vector<Ref> items = m_pickle[id].items;
    const std::string_view what = items.empty() ? std::string_view() : m_pickle[items[0]].text;
    // a class beside its source code, as whole modules were saved before PyTorch 1.6
    if (what == "module" && items.size() > 1 && m_pickle[items[1]].kind == Kind::Symbol)
        return push(items[1]);
    if (what != "storage")
        return fail("a reference to a storage, found another persistent id");
    push(add(Kind::Storage, items));
}

} // namespace rnnscope
