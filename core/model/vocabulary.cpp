#include "core/model/vocabulary.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// Bytes of the UTF-8 code point that `text` begins with; at least 1, also in broken text.
size_t codePoint(std::string_view text)
{
    size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80)
        ++length;
    return length;
}

std::string shown(std::string_view character)
{
    if (character == "\n")
        return "line break";
    if (character == "\t")
        return "tabulator";
    return "“" + std::string(character) + "”";
}

/// @param what they are: "characters"
Error noTokens(const std::vector<std::string_view>& pieces, size_t tokens, const std::string& what)
{
    constexpr size_t most = 8;
    std::string list;
    for (size_t i = 0; i < std::min(pieces.size(), most); ++i)
        list += (i ? " " : "") + shown(pieces[i]);
    if (pieces.size() > most)
        list += " and " + std::to_string(pieces.size() - most) + " more";
    return {Fault::Input, "Cannot read the text",
        "expected " + what + " among the model's " + std::to_string(tokens) + " tokens, found "
            + list,
        "Leave these " + what + " out, or open a model that knows them"};
}

}

Vocabulary::Vocabulary(std::vector<std::string> tokens)
    : m_tokens(std::move(tokens))
{
    size_t words = 0;
    for (size_t i = 0; i < m_tokens.size(); ++i) {
        m_ids.try_emplace(m_tokens[i], static_cast<int>(i));
        m_longest = std::max(m_longest, m_tokens[i].size());
        words += codePoint(m_tokens[i]) < m_tokens[i].size();
    }
    m_words = 2 * words > m_tokens.size();
    m_spaced = words > 0 && std::ranges::none_of(m_tokens, [](const std::string& token) {
        return token.find(' ') != token.npos;
    });
    for (const char* unknown : {"<unk>", "[UNK]", "<UNK>", "UNK", "<oov>", "<OOV>"})
        if (const auto found = m_ids.find(unknown); found != m_ids.end() && !m_unknown)
            m_unknown = found->second;
}

/// Takes the longest tokens as far as they make up the text; the bytes that were read.
size_t Vocabulary::read(std::string_view text, std::vector<int>& ids) const
{
    size_t done = 0;
    for (auto found = m_ids.begin(); done < text.size() && found != m_ids.end();) {
        found = m_ids.end();
        for (size_t length = std::min(m_longest, text.size() - done);
             length > 0 && found == m_ids.end(); --length)
            found = m_ids.find(std::string(text.substr(done, length)));
        if (found == m_ids.end())
            break;
        ids.push_back(found->second);
        done += found->first.size();
    }
    return done;
}

Result<std::vector<int>> Vocabulary::encode(std::string_view text) const
{
    std::vector<int> ids;
    std::vector<std::string_view> missing;
    const bool words = m_words && m_spaced;
    size_t begin = 0; // of the present word in the ids
    for (std::string_view word = text; !text.empty();) {
        text.remove_prefix(read(text.substr(0, m_spaced ? text.find(' ') : text.npos), ids));
        if (text.empty())
            break;
        std::string_view rest = text.substr(0, codePoint(text));
        if (m_spaced && rest == " ") {
            word = text.substr(1);
            begin = ids.size();
            text = word;
            continue;
        }
        if (words) { // all of it, whatever of it was read already
            text = word.substr(std::min(word.find(' '), word.size()));
            rest = word.substr(0, word.size() - text.size());
            ids.resize(begin);
        } else {
            text.remove_prefix(rest.size());
        }
        if (m_unknown)
            ids.push_back(*m_unknown);
        else if (std::ranges::find(missing, rest) == missing.end())
            missing.push_back(rest);
    }
    if (!missing.empty())
        return noTokens(missing, m_tokens.size(), words ? "words" : "characters");
    return ids;
}

std::vector<std::string> charactersOf(std::string_view text)
{
    std::vector<std::string> characters;
    for (size_t length = 0; !text.empty(); text.remove_prefix(length)) {
        length = codePoint(text);
        characters.emplace_back(text.substr(0, length));
    }
    return characters;
}

Vocabulary Vocabulary::ofCharacters(std::string_view text)
{
    std::vector<std::string> tokens;
    for (std::string& character : charactersOf(text))
        if (std::find(tokens.begin(), tokens.end(), character) == tokens.end())
            tokens.push_back(std::move(character));
    return Vocabulary(std::move(tokens));
}

} // namespace rnnscope
