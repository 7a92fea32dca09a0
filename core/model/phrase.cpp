#include "core/model/phrase.h"

namespace rnnscope {

std::string filled(std::string_view text, const std::vector<std::string>& parts)
{
    std::string result;
    for (size_t i = 0; i < text.size(); ++i) {
        const size_t place
            = text[i] == '%' && i + 1 < text.size() ? static_cast<size_t>(text[i + 1] - '1') : 9;
        if (place < parts.size())
            result += parts[place], ++i;
        else
            result += text[i];
    }
    return result;
}

Saying& Saying::operator+=(Phrase phrase)
{
    m_phrases.push_back(std::move(phrase));
    return *this;
}

std::string Saying::text() const
{
    std::string all;
    for (const Phrase& phrase : m_phrases)
        all += (all.empty() ? "" : ", ") + filled(phrase.text, phrase.parts);
    return all;
}

} // namespace rnnscope
