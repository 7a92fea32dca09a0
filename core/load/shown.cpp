#include "core/load/shown.h"

#include "core/pack/limits.h"

#include <array>
#include <cstdio>
#include <map>
#include <set>

namespace rnnscope {

namespace {

/// Bytes of the UTF-8 code point that `text` begins with; 0 where it begins with none.
size_t lengthOf(std::string_view text)
{
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
    const size_t length = byte(0) < 0x80 ? 1
        : byte(0) < 0xc2                 ? 0
        : byte(0) < 0xe0                 ? 2
        : byte(0) < 0xf0                 ? 3
        : byte(0) < 0xf5                 ? 4
                                         : 0;
    if (length > text.size())
        return 0;
    for (size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xc0) != 0x80)
            return 0;
    return length;
}

char32_t codePoint(std::string_view character)
{
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(character[i]); };
    char32_t code = character.size() == 1 ? byte(0) : byte(0) & (0x7f >> character.size());
    for (size_t i = 1; i < character.size(); ++i)
        code = code << 6 | (byte(i) & 0x3f);
    return code;
}

/// Controls, separators of lines, and what turns the direction of what follows.
bool isUnfit(char32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x200e || code == 0x200f
        || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

std::string escapeOf(char32_t code)
{
    if (code == '\n')
        return "\\n";
    if (code == '\t')
        return "\\t";
    std::array<char, 12> text{};
    std::snprintf(text.data(), text.size(), code < 0x100 ? "\\x%02x" : "\\u%04x",
        static_cast<unsigned>(code));
    return text.data();
}

/// Makes names fit, and tells those apart that become the same.
class Names {
public:
    void operator()(std::string& name)
    {
        const std::string fit = fitToShow(name, limits::shownName);
        std::string other = fit;
        for (int& again = m_last[fit]; !m_taken.insert(other).second;)
            other = fit + " (" + std::to_string(++again + 1) + ")";
        name = std::move(other);
    }

private:
    std::set<std::string> m_taken;
    std::map<std::string, int> m_last; ///< how often a name was given anew: many may be the same
};

void fitName(std::string& name) { name = fitToShow(name, limits::shownName); }

void fitError(Error& error)
{
    for (std::string* text : {&error.where, &error.found, &error.advice})
        *text = fitToShow(*text, limits::shownText);
}

void fitNetwork(StoredNetwork& network)
{
    fitName(network.name);
    for (StoredLayer& layer : network.layers)
        fitName(layer.name);
    for (auto* denses : {&network.before, &network.after})
        for (StoredDense& dense : *denses)
            fitName(dense.name);
    network.obstacle = fitToShow(network.obstacle, limits::shownText);
    for (std::string& around : network.around)
        around = fitToShow(around, limits::shownText);
    if (network.fault)
        fitError(*network.fault);
}

template <class Map>
Map withFitKeys(Map& map)
{
    Map fit;
    for (auto& [key, value] : map)
        fit.emplace(fitToShow(key, limits::shownName), std::move(value));
    return fit;
}

} // namespace

std::string fitToShow(std::string_view text, size_t most)
{
    std::string fit;
    while (!text.empty()) {
        const size_t length = lengthOf(text);
        const std::string_view character = text.substr(0, std::max<size_t>(length, 1));
        const char32_t code
            = length > 0 ? codePoint(character) : static_cast<unsigned char>(text[0]);
        const std::string shown
            = length == 0 || isUnfit(code) ? escapeOf(code) : std::string(character);
        if (fit.size() + shown.size() > most)
            return fit + "…";
        fit += shown;
        text.remove_prefix(character.size());
    }
    return fit;
}

Result<Contents> fitToShow(Result<Contents> contents)
{
    if (!contents) {
        Error error = contents.error();
        fitError(error);
        return error;
    }
    Names tensors;
    for (Tensor& tensor : contents->archive.tensors)
        tensors(tensor.name);
    contents->archive.metadata = withFitKeys(contents->archive.metadata);
    contents->archive.vocabularies = withFitKeys(contents->archive.vocabularies);
    for (StoredNetwork& network : contents->networks)
        fitNetwork(network);
    return contents;
}

} // namespace rnnscope
