#pragma once

#include "core/pack/pickle.h"

#include <map>

namespace rnnscope {

/// The named tensors of a pickle, found by walking it, and what lies beside them.
struct StateDict {
    struct Entry {
        std::string name;
        Pickle::Ref tensor; ///< an Object for which Pickle::isTensor holds
    };
    std::vector<Entry> tensors; ///< in file order, each name once
    std::map<std::string, std::vector<std::string>> vocabularies; ///< name → tokens by id
    std::map<std::string, std::string> attributes; ///< "rnn.mode" → "RNN_TANH", of whole modules
};

/// Finds the tensors of a state dictionary, of a checkpoint that holds one (under state_dict,
/// model, …), and of a whole module. What an optimizer keeps is passed over.
/// @param name the file's name for messages
Result<StateDict> findStateDict(const Pickle& pickle, std::string_view name);

} // namespace rnnscope
