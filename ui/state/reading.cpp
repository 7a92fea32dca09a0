#include "ui/state/reading.h"

#include "core/run/misfit.h"
#include "core/task/subject.h"
#include "core/task/tasks.h"
#include "ui/state/source.h"

namespace rnnscope {

namespace {

/// Whether a sequence of the one is one of the other, targets included.
bool readAlike(const Model& a, const Model& b)
{
    return a.entry == b.entry && a.reads() == b.reads() && a.tokens() == b.tokens()
        && a.outputs() == b.outputs() && a.predictsTokens() == b.predictsTokens()
        && a.vocabulary.tokens() == b.vocabulary.tokens();
}

std::string quoted(const Model& model) { return "“" + model.title + "”"; }

Error unlike(const Model& first, const Model& other, std::string found, std::string advice)
{
    return {Fault::Input, "Cannot read the same with " + quoted(first) + " and " + quoted(other),
        std::move(found), std::move(advice)};
}

/// Why the numbers of a sequence do not mean the same to both; nothing where they do.
std::optional<Error> difference(const Model& first, const Model& other, const Sequence& sequence)
{
    const bool tokens = !sequence.ids.empty();
    if (tokens ? other.tokens() == 0 : other.entry != first.entry)
        return unlike(first, other,
            tokens ? "expected a second network that reads tokens, found one that reads numbers"
                   : "expected a second network that reads numbers, found one that reads tokens",
            "Put networks beside each other that read the same kind of input");
    const bool named = !first.vocabulary.empty() || !other.vocabulary.empty();
    const bool words = !first.vocabulary.empty() && !other.vocabulary.empty();
    const bool alike = first.vocabulary.tokens() == other.vocabulary.tokens();
    if (!tokens || (words && !sequence.text.empty()) || (alike && words))
        return {};
    if (words)
        return unlike(first, other,
            "expected a text, which each reads with its own vocabulary, found token numbers, which "
            "are other tokens there",
            "Read a text first that both know");
    if (named)
        return unlike(first, other,
            "expected two vocabularies, found none of "
                + quoted(other.vocabulary.empty() ? other : first),
            "Open that one alone and give it its vocabulary; then it is known here too");
    if (first.tokens() == other.tokens())
        return {};
    return unlike(first, other,
        "expected equally many tokens, which have no names, found " + std::to_string(first.tokens())
            + " and " + std::to_string(other.tokens()),
        "Give each its vocabulary, and read a text that both know");
}

/// The sequence of the first model as another one reads it.
Result<Sequence> readAs(const Model& other, const Model& first, const Sequence& sequence)
{
    if (auto error = difference(first, other, sequence))
        return *std::move(error);
    auto read = carried(other, sequence);
    if (!read)
        return unlike(first, other, read.error().found, read.error().advice);
    if (read->steps() == sequence.steps())
        return read;
    return unlike(first, other,
        "expected as many steps for both, found " + std::to_string(sequence.steps()) + " and "
            + std::to_string(read->steps())
            + ": their vocabularies cut this text into different tokens",
        "Read a text that both cut alike, or open one of them alone");
}

}

Result<Sequence> defaultSequence(const Model& model, const std::string& text)
{
    const auto known = [&](const Result<Sequence>& sequence) {
        return sequence && unknownIn(model, *sequence) == 0;
    };
    if (auto sequence = sequenceFromText(model, text); known(sequence))
        return sequence;
    if (auto sequence = sequenceOfDrill(model))
        return *std::move(sequence);
    for (const Task& task : tasks())
        for (const Example& example : task.examples)
            if (auto sequence = sequenceFromText(model, example.opening); known(sequence))
                return sequence;
    return sequenceOf(model, Source{Signal()});
}

Result<Sequence> carried(const Model& model, const Sequence& sequence)
{
    if (!sequence.text.empty() && !model.vocabulary.empty())
        return sequenceFromText(model, sequence.text); // its numbers are other words there
    auto read = sequence.ids.empty() ? sequenceFromValues(model, sequence.values)
                                     : sequenceFromIds(model, sequence.ids);
    if (read && !misfit(model, std::span(&sequence, 1))) { // it asks for the same
        read->targets = sequence.targets;
        read->goals = sequence.goals;
    }
    return read;
}

Result<std::vector<SequencePtr>> readByEach(
    const std::vector<ModelPtr>& models, Result<Sequence> sequence, size_t reader)
{
    if (!sequence)
        return sequence.error();
    const Model& first = *models[reader];
    const auto given = std::make_shared<const Sequence>(*std::move(sequence));
    std::vector<SequencePtr> all;
    for (const ModelPtr& model : models) {
        if (readAlike(first, *model)) {
            all.push_back(given);
            continue;
        }
        auto read = readAs(*model, first, *given);
        if (!read)
            return read.error();
        all.push_back(std::make_shared<const Sequence>(*std::move(read)));
    }
    return all;
}

} // namespace rnnscope
