#pragma once

#include "core/load/stored.h"

#include <map>

namespace rnnscope {

/// What a user chose where a file does not say: Note::choice → one of Note::options.
using Choices = std::map<std::string, std::string>;

/// Names of choices.
namespace choice {
inline constexpr const char* network = "network"; ///< which of several
inline constexpr const char* activation = "activation";
inline constexpr const char* gate = "gate activation";
inline constexpr const char* reset = "reset";
inline constexpr const char* order = "gate order";
inline constexpr const char* forgetBias = "forget bias";
inline constexpr const char* input = "input";
inline constexpr const char* head = "head";
inline constexpr const char* vocabulary = "vocabulary";
inline constexpr const char* tokens = "tokens"; ///< a JSON array of the tokens
inline constexpr const char* byHand = "given by hand"; ///< the option of a vocabulary that is these
inline constexpr const char* mapping = "mapping"; ///< a network described by hand, see mapping.h
}

/// How the gates of an LSTM (4 blocks) or a GRU (3) are known to be stored: "i f g o", …
const std::vector<std::string>& knownOrders(size_t blocks);

/// What was chosen and is not so in the model, by name: it is not offered, or is no option.
Choices unmet(const Model& model, const Choices& choices);

/// A note that offers options: the chosen one, or `otherwise` where none was.
Note optionNote(const Choices& choices, const char* what, const char* id,
    std::vector<std::string> options, size_t otherwise);

/// Makes the layers of a network what was chosen for all that the file does not say of them, or
/// what is usual; and notes it.
void assumeUnsaid(StoredNetwork& network, const Choices& choices, std::vector<Note>& notes);

} // namespace rnnscope
