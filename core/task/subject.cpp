#include "core/task/subject.h"

#include "core/run/misfit.h"
#include "core/task/drills.h"
#include "core/task/tasks.h"

#include <charconv>

namespace rnnscope {

namespace {

constexpr Index dimensions = 24; ///< of the embedding of a text
constexpr int testSize = 256; ///< sequences of a drill that are judged

/// The examples of a text, each character to be foretold from those before it.
std::vector<Sequence> examplesOf(const Task& task)
{
    const Vocabulary vocabulary = vocabularyOf(task);
    std::vector<Sequence> all;
    for (const Example& example : task.examples) {
        Sequence sequence;
        sequence.ids = *vocabulary.encode(example.text);
        sequence.targets.assign(sequence.ids.begin() + 1, sequence.ids.end());
        sequence.targets.push_back(-1);
        sequence.text = example.text;
        all.push_back(std::move(sequence));
    }
    return all;
}

Subject subjectOf(const Task& task)
{
    Subject subject;
    subject.vocabulary = vocabularyOf(task);
    const Index tokens = subject.vocabulary.size();
    subject.frame = {Entry::Embedding, tokens, dimensions, tokens};
    subject.judge = rightTargets;
    subject.supply = [&task](int, unsigned) { return inTurn(examplesOf(task)); };
    subject.test = [&task](unsigned) { return examplesOf(task); };
    return subject;
}

Subject subjectOf(const Drill& drill, int distance)
{
    Subject subject;
    const bool symbols = !drill.inputs.empty();
    subject.vocabulary = Vocabulary({drill.inputs.begin(), drill.inputs.end()});
    subject.frame = {symbols ? Entry::OneHot : Entry::Values,
        symbols ? std::ssize(drill.inputs) : drill.numbers, 0,
        std::max<Index>(1, std::ssize(drill.outputs))};
    subject.judge = [&drill](const Sequence& sequence, const Matrix& outputs) {
        return accuracy(drill, sequence, outputs);
    };
    subject.supply = [&drill, distance](int batch, unsigned seed) -> Supply {
        return [&drill, distance, batch, random = Random(seed)]() mutable {
            return drill.make(distance, batch, random);
        };
    };
    subject.test = [&drill, distance](unsigned seed) {
        Random random(std::uint64_t(seed) + (std::uint64_t(1) << 32)); // no seed of training
        return drill.make(distance, testSize, random);
    };
    return subject;
}

/// A whole number that a model says of itself; 0 where it says none.
template <class Number>
Number numberIn(const Model& model, const char* key)
{
    Number number = 0;
    if (const auto said = model.metadata.find(key); said != model.metadata.end())
        std::from_chars(said->second.data(), said->second.data() + said->second.size(), number);
    return number;
}

Error noDrill(std::string found)
{
    return {Fault::Input, "Cannot read what the network was trained on",
        "expected a file that names a drill and its distance, found " + std::move(found),
        "Read something else, or train a network on a drill"};
}

} // namespace

std::optional<Subject> findSubject(std::string_view id, int distance)
{
    if (const Task* task = findTask(id))
        return subjectOf(*task);
    if (const Drill* drill = findDrill(id))
        return subjectOf(*drill, distance);
    return {};
}

Result<Sequence> sequenceOfDrill(const Model& model, int sample)
{
    const auto task = model.metadata.find("rnnscope.task");
    if (task == model.metadata.end())
        return noDrill("neither");
    const Drill* drill = findDrill(task->second);
    if (!drill)
        return noDrill("“" + task->second + "”");
    const int distance = numberIn<int>(model, "rnnscope.distance");
    if (distance < drill->low || distance > drill->high)
        return noDrill(task->second + " at " + std::to_string(distance));
    auto all = subjectOf(*drill, distance).test(numberIn<unsigned>(model, "rnnscope.data_seed"));
    if (sample < 0 || sample >= std::ssize(all))
        return Error{Fault::Input, "Cannot read that sample of " + task->second,
            "expected one from 0 to " + std::to_string(all.size() - 1) + ", found "
                + std::to_string(sample),
            "Choose one of these"};
    Sequence& chosen = all[static_cast<size_t>(sample)];
    if (auto error = misfit(model, std::span(&chosen, 1)))
        return *error;
    return std::move(chosen);
}

} // namespace rnnscope
