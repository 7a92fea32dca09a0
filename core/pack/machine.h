#pragma once

#include "core/pack/pickle.h"

#include <unordered_map>

namespace rnnscope {

/// The machine that a pickle is a program for, with values that are only written down. A check that
/// fails is remembered, the opcode goes on with None, and run() ends.
class Machine {
public:
    explicit Machine(Bytes file);

    /// Runs to the end of the program; false when a check failed.
    bool run();
    /// The values; `root` is the one that the program returned.
    Pickle take() { return std::move(m_pickle); }
    /// Bytes of the program, after run().
    size_t length() const { return m_in.position(); }
    /// What was expected and found, and where, after run() was false.
    std::string problem() const;

private:
    using Kind = Pickle::Kind;
    using Node = Pickle::Node;
    using Ref = Pickle::Ref;
    using Slot = Pickle::Slot;

    // Groups of opcodes: each answers whether this was one of them.
    bool number(char opcode);
    bool text(char opcode);
    bool sequence(char opcode);
    bool dictionary(char opcode);
    bool call(char opcode);
    bool memory(char opcode);

    void fail(std::string problem);

    // Values: each returns or pushes a new one.
    Ref add(Node node);
    Ref add(Kind kind, std::vector<Ref> items);
    void push(Ref ref) { m_stack.push_back(ref); }
    void pushInteger(int64_t value);
    void pushLong(Bytes digits);
    void pushLine(std::string_view line);
    void pushReal(std::string_view line);
    void pushText(Kind kind, std::string text);
    void pushDict(std::vector<Ref> pairs);
    void pushSymbol(std::string_view module, std::string_view name);

    // The stack: nothing below the last mark can be popped.
    Ref pop();
    Ref pop(Kind kind);
    std::vector<Ref> popSome(size_t count);
    std::vector<Ref> popToMark();
    void drop();

    // The memo.
    void store(uint64_t slot);
    void recall(uint64_t slot);
    uint64_t slotOfLine();

    void extend(Kind kind, Slot slot, const std::vector<Ref>& added);
    void make(Ref callee, Ref arguments);
    Ref known(std::string_view callee, Ref arguments);
    void build();
    void persist();

    Cursor m_in;
    Pickle m_pickle;
    std::vector<Ref> m_stack;
    std::vector<size_t> m_marks; ///< heights of the stack
    std::unordered_map<uint64_t, Ref> m_memo;
    size_t m_at = 0; ///< where the present opcode stands
    std::string m_problem;
};

} // namespace rnnscope
