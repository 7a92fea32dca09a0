#include "core/load/vocabularyfile.h"

#include "core/load/metadata.h"
#include "core/pack/file.h"
#include "core/pack/limits.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace rnnscope {

namespace {

/// Usual names for a vocabulary, ours first.
constexpr std::array<std::string_view, 13> usual
    = {key::vocabulary, "vocabulary", "vocab", "char_to_ix", "char2idx", "token_to_id", "stoi",
        "itos", "ix_to_char", "idx2char", "chars", "tokens", "alphabet"};

/// Where other programs put one deeper.
constexpr std::string_view wrapper = "model";

std::optional<size_t> idIn(const Json& json)
{
    return json.is_number_unsigned() ? std::optional(json.get<size_t>()) : std::nullopt;
}

std::optional<size_t> idIn(const std::string& text)
{
    size_t id = 0;
    const auto end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, id);
    return problem == std::errc() && stop == end ? std::optional(id) : std::nullopt;
}

/// The tokens of an object of token → id or id → token.
Tokens tokensOfTable(const Json& json)
{
    const bool byId = !json.empty() && json.front().is_string();
    Tokens tokens;
    std::vector<bool> taken;
    for (const auto& [name, value] : json.items()) {
        const auto id = byId ? idIn(name) : idIn(value);
        if (!id || value.is_string() != byId || *id >= 2 * json.size() + 2)
            return {};
        if (*id >= tokens.size())
            tokens.resize(*id + 1), taken.resize(*id + 1);
        if (taken[*id])
            return {};
        taken[*id] = true;
        tokens[*id] = byId ? value.get<std::string>() : name;
    }
    for (size_t id = 0; id < tokens.size(); ++id)
        if (!taken[id])
            tokens[id] = unnamed(id);
    return tokens;
}

Tokens tokensOfArray(const Json& json)
{
    const bool texts = std::ranges::all_of(json, [](const Json& item) { return item.is_string(); });
    return texts ? json.get<Tokens>() : Tokens();
}

Error refuse(std::string_view name, std::string found)
{
    return {Fault::Input, "Cannot read the vocabulary in " + std::string(name), std::move(found),
        "Give a JSON array of tokens, a JSON object of token → id, or text with a token a line"};
}

bool looksLikeJson(std::string_view text)
{
    const size_t start = text.find_first_not_of(" \t\r\n");
    const std::string_view begin = start == text.npos ? "" : text.substr(start);
    return begin.starts_with('{') || begin.starts_with('[');
}

/// Whether bytes are text: UTF-8 without zeros.
bool isText(std::string_view text)
{
    size_t more = 0; // bytes of the code point that are still to come
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte == 0 || ((byte & 0xc0) == 0x80) != (more > 0) || byte >= 0xf8)
            return false;
        more = more > 0 ? more - 1 : byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
    }
    return more == 0;
}

std::string unescaped(std::string_view line)
{
    return line == "\\n" ? "\n" : line == "\\t" ? "\t" : line == "\\r" ? "\r" : std::string(line);
}

} // namespace

std::string unnamed(size_t id) { return "<" + std::to_string(id) + ">"; }

std::vector<size_t> missingIn(const Tokens& tokens)
{
    std::vector<size_t> missing;
    for (size_t id = 0; id < tokens.size(); ++id)
        if (tokens[id] == unnamed(id))
            missing.push_back(id);
    return missing;
}

Tokens completed(Tokens tokens, size_t count)
{
    while (tokens.size() < count)
        tokens.push_back(unnamed(tokens.size()));
    return tokens;
}

Tokens tokensOf(const Json& json)
{
    if (json.size() > limits::vocabularyTokens)
        return {};
    if (json.is_string())
        return charactersOf(json.get_ref<const std::string&>());
    if (json.is_array())
        return tokensOfArray(json);
    if (!json.is_object())
        return {};
    Tokens tokens = tokensOfTable(json);
    if (!tokens.empty())
        return 2 * missingIn(tokens).size() > tokens.size() ? Tokens() : tokens;
    for (std::string_view name : usual)
        if (const auto inner = json.find(std::string(name)); inner != json.end())
            return tokensOf(*inner);
    const auto inner = json.find(std::string(wrapper));
    return inner == json.end() ? Tokens() : tokensOf(*inner);
}

Tokens tokensIn(const std::string& text)
{
    const auto json = parseJson(text, "a vocabulary");
    if (json && (json->is_structured() || json->is_string()))
        return tokensOf(*json);
    return looksLikeJson(text) ? Tokens() : charactersOf(text);
}

Tokens tokensOfLines(std::string_view text)
{
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    Tokens tokens;
    bool broken = false; // whether the last line was empty
    for (bool more = !text.empty(); more;) {
        const size_t end = text.find('\n');
        more = end != text.npos;
        std::string_view line = text.substr(0, end);
        text.remove_prefix(more ? end + 1 : text.size());
        if (line.ends_with('\r') && line.size() > 1)
            line.remove_suffix(1);
        if (line.empty() && broken)
            tokens.back() = "\n";
        else
            tokens.push_back(line.empty() ? unnamed(tokens.size()) : unescaped(line));
        broken = line.empty() && !broken;
    }
    return tokens;
}

Index expectedTokens(const Model& model)
{
    return model.entry == Entry::Values ? model.reads() : model.tokens();
}

Result<Tokens> readVocabulary(std::string_view text, std::string_view name)
{
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    if (text.empty() || !isText(text))
        return refuse(name,
            text.empty() ? "expected tokens by their ids, found an empty file"
                         : "expected text in UTF-8, found other bytes");
    Tokens tokens;
    const bool must = name.ends_with(".json");
    const auto json = must || looksLikeJson(text) ? parseJson(text, name) : Result<Json>(Error{});
    if (json) {
        tokens = tokensOf(*json);
    } else if (must) {
        return refuse(name, json.error().found);
    } else {
        tokens = tokensOfLines(text);
        if (tokens.size() == 1)
            tokens = charactersOf(tokens[0]);
    }
    if (tokens.empty() || tokens.size() > limits::vocabularyTokens)
        return refuse(name, "expected tokens by their ids, found something else");
    return tokens;
}

namespace {

/// The tokens in a file of at most that many bytes.
Result<Tokens> tokensOfFile(const std::filesystem::path& path, Links links, uint64_t most)
{
    const std::string name = path.filename().string();
    auto file = openPlain(path, links);
    if (!file) {
        Error error = file.error();
        error.fault = Fault::Input;
        return error;
    }
    const uint64_t size = (*file)->size();
    if (size > most)
        return refuse(name,
            "expected at most " + std::to_string(most / 1'000'000) + " MB, found "
                + std::to_string(size / 1'000'000) + " MB");
    return readVocabulary(textOf(Data(*file, 0, size).all()), name);
}

} // namespace

Result<Tokens> readVocabulary(const std::filesystem::path& path)
{
    return tokensOfFile(path, Links::Follow, limits::vocabularyBytes);
}

std::vector<std::pair<std::string, Tokens>> vocabulariesIn(
    const std::map<std::string, std::string>& metadata)
{
    std::vector<std::pair<std::string, Tokens>> found;
    for (std::string_view name : usual) {
        const auto text = metadata.find(std::string(name));
        if (text == metadata.end())
            continue;
        if (Tokens tokens = tokensIn(text->second); !tokens.empty())
            found.emplace_back(name, std::move(tokens));
    }
    return found;
}

bool namesVocabulary(std::string_view name) { return std::ranges::count(usual, name) > 0; }

void addVocabulariesBeside(const std::filesystem::path& path, Archive& archive)
{
    std::error_code problem;
    const std::filesystem::path folder
        = std::filesystem::is_directory(path, problem) ? path : path.parent_path();
    const std::string stem = path.stem().string();
    for (const std::string& name : {stem + ".vocab.json", stem + ".vocab.txt",
             std::string("vocab.json"), std::string("vocab.txt"), std::string("vocabulary.json"),
             std::string("vocabulary.txt"), std::string("tokenizer.json")}) {
        if (!std::filesystem::exists(folder / name, problem))
            continue;
        if (auto tokens = tokensOfFile(folder / name, Links::Refuse, limits::vocabularyBesideBytes))
            archive.vocabularies.emplace(name, std::move(*tokens));
    }
}

} // namespace rnnscope
