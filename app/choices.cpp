#include "app/choices.h"

#include "app/input.h"
#include "core/load/mapping.h"
#include "core/load/vocabularyfile.h"

#include <algorithm>

namespace rnnscope {

namespace {

Error refuse(const std::string& name, const std::string& option, std::string expected)
{
    return {Fault::Input, "Cannot assume “" + name + "=" + option + "”",
        "expected " + std::move(expected) + ", found another",
        "rnnscope inspect FILE lists what can be assumed"};
}

std::string quoted(const std::vector<std::string>& texts)
{
    std::string list;
    for (const std::string& text : texts)
        list += (list.empty() ? "“" : ", “") + text + "”";
    return list;
}

/// What there is to choose where that was not.
Error notOffered(const Model& model, const std::string& name, const std::string& option)
{
    std::vector<std::string> names;
    for (const Note& note : model.notes) {
        if (note.choice == name)
            return refuse(name, option, "one of " + quoted(note.options));
        if (!note.choice.empty())
            names.push_back(note.choice);
    }
    return refuse(name, option,
        names.empty() ? "nothing, since the file leaves nothing open"
                      : "a name among " + quoted(names));
}

Result<Mapping> mappingIn(const QString& path)
{
    const auto text = readFile(path);
    return text ? readMapping(*text) : text.error();
}

/// Tokens that were given and do not fit.
std::optional<Error> misfit(const Model& model, const Choices& choices)
{
    const auto given = choices.find(choice::tokens);
    const auto note = std::ranges::find(model.notes, choice::vocabulary, &Note::choice);
    const bool taken = note != model.notes.end() && !model.vocabulary.empty()
        && note->options[note->chosen] == choice::byHand;
    if (given == choices.end() || taken || choices.contains(choice::vocabulary))
        return {};
    const Index expected = expectedTokens(model);
    return Error{Fault::Input, "Cannot use the vocabulary",
        (expected > 1 ? "expected " + std::to_string(expected) + " tokens, found "
                      : "expected a model that reads tokens, found one that reads numbers, and ")
            + std::to_string(tokensIn(given->second).size()) + " tokens",
        note != model.notes.end()
            ? "Complete the file, or add --assume \"vocabulary=" + note->options.front() + "\""
            : "Give the vocabulary that the model was trained with"};
}

} // namespace

void declareChoices(Options& options)
{
    options.declareText({"assume"}, "NAME=OPTION",
        "take this where the file does not say; may be repeated; inspect lists the options");
    options.declareText({"network"}, "NAME", "which of several networks in the file");
    options.declareText({"vocabulary"}, "TOKENS",
        "the tokens by id: a .json file, or a .txt file with a token a line");
    options.declareText({"map"}, "FILE",
        "a .json file that says which tensors are W, U and b; inspect suggests one where no layer "
        "is recognised");
}

Result<Choices> choicesOf(const Options& options)
{
    Choices choices;
    for (const QString& text : options.texts("assume")) {
        const qsizetype sign = text.indexOf('=');
        if (sign < 1)
            return refuse(text.toStdString(), "", "NAME=OPTION");
        choices[text.first(sign).trimmed().toStdString()]
            = text.sliced(sign + 1).trimmed().toStdString();
    }
    if (options.has("network"))
        choices[choice::network] = options.text("network").toStdString();
    if (options.has("map")) {
        const auto mapping = mappingIn(options.text("map"));
        if (!mapping)
            return mapping.error();
        choices[choice::mapping] = writeMapping(*mapping);
    }
    if (!options.has("vocabulary"))
        return choices;
    const auto tokens = readVocabulary(options.text("vocabulary").toStdString());
    if (!tokens)
        return tokens.error();
    choices[choice::tokens] = writeJson(*tokens);
    return choices;
}

Result<Model> modelWith(const Contents& contents, const Choices& choices)
{
    auto model = modelOf(contents, choices);
    if (!model)
        return model;
    if (const Choices left = unmet(*model, choices); !left.empty())
        return notOffered(*model, left.begin()->first, left.begin()->second);
    if (auto error = misfit(*model, choices))
        return *error;
    return model;
}

} // namespace rnnscope
