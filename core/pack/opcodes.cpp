// The opcodes of Python's pickletools, by group. Refused, since no genuine file of weights has
// them: the extension registry (EXT), persistent ids as text (PERSID), out-of-band buffers. The
// functions are long because each is a table: a line or two for an opcode.

#include "core/pack/escape.h"
#include "core/pack/limits.h"
#include "core/pack/machine.h"

namespace rnnscope {

bool Machine::run()
{
    while (m_problem.empty() && !m_in.failed()) {
        m_at = m_in.position();
        const char opcode = m_in.number<char>();
        if (m_in.failed())
            break;
        if (opcode == '.') {
            m_pickle.root = pop();
            break;
        }
        if (!number(opcode) && !text(opcode) && !sequence(opcode) && !dictionary(opcode)
            && !call(opcode) && !memory(opcode))
            fail("a known opcode, found " + std::to_string(static_cast<uint8_t>(opcode)));
    }
    return m_problem.empty() && !m_in.failed();
}

bool Machine::number(char opcode)
{
    switch (opcode) {
    case 'N': // NONE
        push(0);
        return true;
    case '\x88': // NEWTRUE, NEWFALSE
    case '\x89':
        push(add(Node{Kind::Bool, opcode == '\x88', 0, {}, {}}));
        return true;
    case 'I': // INT, LONG
    case 'L':
        pushLine(m_in.line());
        return true;
    case 'J': // BININT, BININT1, BININT2
        pushInteger(m_in.number<int32_t>());
        return true;
    case 'K':
        pushInteger(m_in.number<uint8_t>());
        return true;
    case 'M':
        pushInteger(m_in.number<uint16_t>());
        return true;
    case '\x8a': // LONG1, LONG4
        pushLong(m_in.take(m_in.number<uint8_t>()));
        return true;
    case '\x8b':
        pushLong(m_in.take(m_in.number<uint32_t>()));
        return true;
    case 'F': // FLOAT
        pushReal(m_in.line());
        return true;
    case 'G': { // BINFLOAT, the only big-endian number
        const auto bits = __builtin_bswap64(m_in.number<uint64_t>());
        push(add(Node{Kind::Number, 0, std::bit_cast<double>(bits), {}, {}}));
        return true;
    }
    default:
        return false;
    }
}

bool Machine::text(char opcode)
{
    const auto taken = [this](uint64_t size) { return std::string(textOf(m_in.take(size))); };
    switch (opcode) {
    case 'S': // STRING
        pushText(Kind::Text, unquoted(m_in.line()));
        return true;
    case 'V': // UNICODE
        pushText(Kind::Text, unescaped(m_in.line()));
        return true;
    case 'T': // BINSTRING, BINUNICODE
    case 'X':
        pushText(Kind::Text, taken(m_in.number<uint32_t>()));
        return true;
    case 'U': // SHORT_BINSTRING, SHORT_BINUNICODE
    case '\x8c':
        pushText(Kind::Text, taken(m_in.number<uint8_t>()));
        return true;
    case '\x8d': // BINUNICODE8
        pushText(Kind::Text, taken(m_in.number<uint64_t>()));
        return true;
    case 'B': // BINBYTES, SHORT_BINBYTES
        pushText(Kind::Raw, taken(m_in.number<uint32_t>()));
        return true;
    case 'C':
        pushText(Kind::Raw, taken(m_in.number<uint8_t>()));
        return true;
    case '\x8e': // BINBYTES8, BYTEARRAY8
    case '\x96':
        pushText(Kind::Raw, taken(m_in.number<uint64_t>()));
        return true;
    default:
        return false;
    }
}

bool Machine::sequence(char opcode)
{
    switch (opcode) {
    case ']': // EMPTY_LIST, LIST
        push(add(Kind::List, {}));
        return true;
    case 'l':
        push(add(Kind::List, popToMark()));
        return true;
    case ')': // EMPTY_TUPLE, TUPLE
        push(add(Kind::Tuple, {}));
        return true;
    case 't':
        push(add(Kind::Tuple, popToMark()));
        return true;
    case '\x85': // TUPLE1, TUPLE2, TUPLE3
    case '\x86':
    case '\x87':
        push(add(Kind::Tuple, popSome(static_cast<size_t>(opcode - '\x84'))));
        return true;
    case '\x8f': // EMPTY_SET, FROZENSET
        push(add(Kind::Set, {}));
        return true;
    case '\x91':
        push(add(Kind::Set, popToMark()));
        return true;
    case 'a': // APPEND, APPENDS
        extend(Kind::List, Pickle::Elements, popSome(1));
        return true;
    case 'e':
        extend(Kind::List, Pickle::Elements, popToMark());
        return true;
    case '\x90': // ADDITEMS
        extend(Kind::Set, Pickle::Elements, popToMark());
        return true;
    default:
        return false;
    }
}

bool Machine::dictionary(char opcode)
{
    switch (opcode) {
    case '}': // EMPTY_DICT, DICT
        pushDict({});
        return true;
    case 'd':
        pushDict(popToMark());
        return true;
    case 's': // SETITEM, SETITEMS
        extend(Kind::Dict, Pickle::Pairs, popSome(2));
        return true;
    case 'u':
        extend(Kind::Dict, Pickle::Pairs, popToMark());
        return true;
    default:
        return false;
    }
}

bool Machine::call(char opcode)
{
    switch (opcode) {
    case 'c': { // GLOBAL
        const std::string_view module = m_in.line();
        pushSymbol(module, m_in.line());
        return true;
    }
    case '\x93': { // STACK_GLOBAL
        const std::string name = m_pickle[pop(Kind::Text)].text;
        pushSymbol(m_pickle[pop(Kind::Text)].text, name);
        return true;
    }
    case 'R': // REDUCE, NEWOBJ
    case '\x81': {
        const Ref arguments = pop(Kind::Tuple);
        make(pop(), arguments);
        return true;
    }
    case '\x92': { // NEWOBJ_EX; its keywords are not kept
        pop(Kind::Dict);
        const Ref arguments = pop(Kind::Tuple);
        make(pop(), arguments);
        return true;
    }
    case 'i': { // INST
        const Ref arguments = add(Kind::Tuple, popToMark());
        const std::string_view module = m_in.line();
        pushSymbol(module, m_in.line());
        make(pop(), arguments);
        return true;
    }
    case 'o': { // OBJ
        std::vector<Ref> items = popToMark();
        if (items.empty()) {
            fail("a class, found none");
            return true;
        }
        make(items[0], add(Kind::Tuple, {items.begin() + 1, items.end()}));
        return true;
    }
    case 'b': // BUILD
        build();
        return true;
    case 'Q': // BINPERSID
        persist();
        return true;
    default:
        return false;
    }
}

bool Machine::memory(char opcode)
{
    switch (opcode) {
    case '\x80': // PROTO
        if (const auto protocol = m_in.number<uint8_t>(); protocol > 5)
            fail("protocol 0 to 5, found " + std::to_string(protocol));
        return true;
    case '\x95': // FRAME
        if (m_in.number<uint64_t>() > m_in.remaining())
            fail("a frame within the file, found a longer one");
        return true;
    case '(': // MARK
        if (m_marks.size() >= limits::pickleMarks)
            fail("at most " + std::to_string(limits::pickleMarks) + " open containers, found more");
        m_marks.push_back(m_stack.size());
        return true;
    case '0': // POP, POP_MARK
        drop();
        return true;
    case '1':
        popToMark();
        return true;
    case '2': { // DUP
        const Ref ref = pop();
        push(ref);
        push(ref);
        return true;
    }
    case 'p': // PUT, BINPUT, LONG_BINPUT, MEMOIZE
        store(slotOfLine());
        return true;
    case 'q':
        store(m_in.number<uint8_t>());
        return true;
    case 'r':
        store(m_in.number<uint32_t>());
        return true;
    case '\x94':
        store(m_memo.size());
        return true;
    case 'g': // GET, BINGET, LONG_BINGET
        recall(slotOfLine());
        return true;
    case 'h':
        recall(m_in.number<uint8_t>());
        return true;
    case 'j':
        recall(m_in.number<uint32_t>());
        return true;
    default:
        return false;
    }
}

} // namespace rnnscope
