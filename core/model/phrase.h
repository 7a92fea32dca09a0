#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rnnscope {

/// Some words about a file: English and translatable in the context "card", in which %1, %2 … stand
/// where `parts` are put in, names and numbers that are the same in every language.
struct Phrase {
    std::string text;
    std::vector<std::string> parts = {};
};

/// `text` with the parts put in; without parts, as it is.
std::string filled(std::string_view text, const std::vector<std::string>& parts);

/// What is said of a file: phrases with commas between them.
class Saying {
public:
    Saying() = default;
    Saying(const char* words)
        : m_phrases{{words}}
    {
    }
    Saying(Phrase phrase)
        : m_phrases{std::move(phrase)}
    {
    }
    /// Of a file, said as it is.
    Saying(std::string name)
        : m_phrases{{"%1", {std::move(name)}}}
    {
    }

    Saying& operator+=(Phrase phrase);
    const std::vector<Phrase>& phrases() const { return m_phrases; }
    std::string text() const; ///< in English

private:
    std::vector<Phrase> m_phrases;
};

} // namespace rnnscope
