#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rnnscope {

/// The code points of a text (UTF-8), in order.
std::vector<std::string> charactersOf(std::string_view text);

/// The tokens of a model in the order of their ids. A token is any UTF-8 text; a character model
/// has one code point each. Empty where the model has none.
class Vocabulary {
public:
    Vocabulary() = default;
    explicit Vocabulary(std::vector<std::string> tokens);

    bool empty() const { return m_tokens.empty(); }
    int size() const { return static_cast<int>(m_tokens.size()); }
    const std::string& token(int id) const { return m_tokens[static_cast<size_t>(id)]; }
    const std::vector<std::string>& tokens() const { return m_tokens; }

    /// The ids of `text` (UTF-8, composed form), longest token first. Where the tokens are words
    /// and none has a space, spaces stand between them and are read over. What no tokens make up is
    /// the token for the unknown, "<unk>" or the like: a word where the tokens are words, else a
    /// character. Where there is none, fails naming every such word or character.
    Result<std::vector<int>> encode(std::string_view text) const;

    /// The token for what no tokens make up; nothing where there is none.
    std::optional<int> unknown() const { return m_unknown; }

    /// The distinct code points of `text` in order of first appearance.
    static Vocabulary ofCharacters(std::string_view text);

private:
    size_t read(std::string_view text, std::vector<int>& ids) const;

    std::vector<std::string> m_tokens;
    std::unordered_map<std::string, int> m_ids;
    size_t m_longest = 0; ///< bytes of the longest token
    bool m_spaced = false; ///< whether spaces are between tokens and in none
    bool m_words = false; ///< whether most tokens are longer than a character
    std::optional<int> m_unknown; ///< the token for what no tokens make up
};

} // namespace rnnscope
