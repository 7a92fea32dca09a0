#pragma once

#include "core/load/reader.h"
#include "core/model/model.h"
#include "core/pack/json.h"

#include <filesystem>

namespace rnnscope {

// Vocabularies as they lie beside models and inside their files. Tokens are in the order of their
// ids; where a table has lost some, these are named "<7>" after their id.

using Tokens = std::vector<std::string>;

/// The name of a token that has none.
std::string unnamed(size_t id);
/// The ids whose tokens are named so.
std::vector<size_t> missingIn(const Tokens& tokens);
/// `tokens`, and names for what is missing to `count`.
Tokens completed(Tokens tokens, size_t count);

/// The tokens of JSON: an array of texts, an object of token → id or id → token, a text of
/// characters, or an object that holds one of these under a usual name. Empty when it is none of
/// these, or when more than half of the ids are missing.
Tokens tokensOf(const Json& json);
/// The same of text in metadata; what is no JSON are characters.
Tokens tokensIn(const std::string& text);
/// A token a line. A line of `\n`, or two empty ones (a line break written as it is), is the line
/// break; `\t` and `\r` likewise. An empty line is a missing token.
Tokens tokensOfLines(std::string_view text);

/// How many tokens a vocabulary of the model has to have; at most 1 where it reads no tokens.
Index expectedTokens(const Model& model);

/// Reads a file of tokens: JSON as above, or text with a token a line, or with one line of
/// characters. Fails on anything else.
/// @param name the file's name for messages
Result<Tokens> readVocabulary(std::string_view text, std::string_view name);
Result<Tokens> readVocabulary(const std::filesystem::path& path);

/// Vocabularies in metadata, ours or under a usual name; the most trusted first. Names beside
/// tokens.
std::vector<std::pair<std::string, Tokens>> vocabulariesIn(
    const std::map<std::string, std::string>& metadata);
/// Whether a vocabulary is usually kept under that name.
bool namesVocabulary(std::string_view name);

/// Adds the vocabularies that lie beside a model's file, under usual names, to those in it.
void addVocabulariesBeside(const std::filesystem::path& path, Archive& archive);

} // namespace rnnscope
