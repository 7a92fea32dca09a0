#include "core/model/sequence.h"

#include "core/model/signal.h"

#include <algorithm>
#include <random>

namespace rnnscope {

namespace {

Error unusable(std::string found, std::string advice)
{
    return {Fault::Input, "Cannot read the sequence", std::move(found), std::move(advice)};
}

/// The next token is what every step should predict; the last step has none.
void addTargets(const Model& model, Sequence& sequence)
{
    if (!model.predictsTokens())
        return;
    sequence.targets.assign(sequence.ids.begin() + 1, sequence.ids.end());
    sequence.targets.push_back(-1);
}

}

Result<Sequence> sequenceFromText(const Model& model, std::string_view text)
{
    if (model.vocabulary.empty())
        return unusable("expected a model with a vocabulary, found one without",
            model.tokens() > 0 ? "Give token numbers, such as 3, 1, 4" : "Give rows of numbers");
    if (text.empty())
        return unusable("expected at least one token, found an empty text", "Type some text");
    auto ids = model.vocabulary.encode(text);
    if (!ids)
        return ids.error();
    auto sequence = sequenceFromIds(model, std::move(*ids));
    if (sequence)
        sequence->text = text;
    return sequence;
}

Index unknownIn(const Model& model, const Sequence& sequence)
{
    const auto unknown = model.vocabulary.unknown();
    return sequence.text.empty() || !unknown ? 0 : std::ranges::count(sequence.ids, *unknown);
}

Result<Sequence> sequenceFromIds(const Model& model, std::vector<int> ids)
{
    const Index tokens = model.tokens();
    if (tokens == 0)
        return unusable(
            "expected " + std::to_string(model.reads()) + " numbers a step, found token numbers",
            "Give rows of numbers");
    if (ids.empty())
        return unusable(
            "expected at least one token, found none", "Give token numbers, such as 3, 1, 4");
    for (int id : ids)
        if (id < 0 || id >= tokens)
            return unusable("expected token numbers from 0 to " + std::to_string(tokens - 1)
                    + ", found " + std::to_string(id),
                "Change that number");
    Sequence sequence;
    sequence.ids = std::move(ids);
    addTargets(model, sequence);
    return sequence;
}

Result<Sequence> sequenceFromValues(const Model& model, Matrix values)
{
    if (model.entry == Entry::Embedding)
        return unusable(
            "expected token numbers, which the model looks up in its embedding, found values",
            "Give token numbers or text");
    if (values.rows() != model.reads())
        return unusable("expected " + std::to_string(model.reads()) + " numbers a step, found "
                + std::to_string(values.rows()),
            "Give one row a step with that many numbers");
    if (values.cols() == 0)
        return unusable(
            "expected at least one step, found none", "Give at least one row of numbers");
    if (!values.allFinite())
        return unusable(
            "expected finite numbers, found infinite ones or NaN", "Mend these numbers");
    Sequence sequence;
    sequence.values = std::move(values);
    return sequence;
}

Result<Sequence> randomSequence(const Model& model, Index steps, unsigned seed)
{
    if (const Index tokens = model.tokens(); tokens > 0) {
        std::mt19937 random(seed);
        std::vector<int> ids(static_cast<size_t>(std::max<Index>(steps, 0)));
        for (int& id : ids)
            id = static_cast<int>(random() % static_cast<unsigned>(tokens));
        return sequenceFromIds(model, std::move(ids));
    }
    const Signal noise{.kind = "noise", .steps = std::max<Index>(steps, 0), .seed = seed};
    return sequenceFromValues(model, valuesOf(noise, model.reads()));
}

} // namespace rnnscope
