#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace rnnscope {

/// A pickle as plain data. The values lie side by side and refer to each other by index, so shared
/// and circular ones are harmless and nothing is destroyed recursively.
struct Pickle {
    /// What a value is. A Symbol is the name of a Python class or function, never the thing itself;
    /// an Object is a call of one that was written down and not made; a Storage is a reference to
    /// data beside the pickle.
    enum class Kind {
        None,
        Bool,
        Integer,
        Number,
        Text,
        Raw,
        List,
        Tuple,
        Dict,
        Set,
        Symbol,
        Object,
        Storage
    };

    /// Index of a value.
    using Ref = uint32_t;

    struct Node {
        Kind kind = Kind::None;
        int64_t integer = 0; ///< Bool, Integer
        double real = 0; ///< Number
        std::string text; ///< Text; Raw: bytes; Symbol: "module.name"
        /// List, Tuple, Set: the elements. Dict: key, value, key, value, … Storage: the persistent
        /// id's elements. Object: its slots.
        std::vector<Ref> items;
    };

    /// Where an Object keeps what it was called and filled with; empty slots refer to None.
    enum Slot : size_t { Callee, Arguments, State, Pairs, Elements };

    std::vector<Node> nodes; ///< the first is None
    Ref root = 0;

    const Node& operator[](Ref ref) const { return nodes[ref]; }
    /// The value of a text key in a Dict; None where there is none or `dict` is no Dict.
    Ref find(Ref dict, std::string_view key) const;
    /// What is in a slot of an Object, None for anything else.
    Ref in(Ref object, Slot slot) const;
    /// The class or function an Object was made with, "" for anything else.
    std::string_view callee(Ref object) const;
    /// Whether an Object is a call of one of PyTorch's functions that rebuild a tensor.
    bool isTensor(Ref object) const;
};

/// Runs a pickle of protocol 0 to 5 on a machine that only builds data: nothing is imported,
/// nothing is called. Every opcode checks the types of what it takes, and sizes are bounded.
/// @param name the pickle's name for messages
Result<Pickle> readPickle(Bytes file, std::string_view name);
/// The same of the first of several, one after another; `rest` is then what follows it.
Result<Pickle> nextPickle(Bytes& rest, std::string_view name);

} // namespace rnnscope
