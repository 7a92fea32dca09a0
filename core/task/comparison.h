#pragma once

#include "core/run/network.h"
#include "core/run/optimizer.h"

#include <optional>
#include <string>

namespace rnnscope {

/// What the cells of a comparison have alike: as nearly as can be the number of parameters of a
/// reference, an LSTM; or the number of units.
enum class Match { Parameters, Units };

/// How cells are compared: all that it takes to do it once more. A plain value.
struct Comparison {
    std::string task; ///< id of a text or a drill
    int distance = 0; ///< of a drill; 0 with a text
    std::vector<std::string> cells = {"rnn", "lstm", "gru"}; ///< ids
    Match match = Match::Parameters;
    Index units = 32; ///< of the reference, or of every cell
    std::vector<unsigned> seeds = {1}; ///< of the starting weights; several make a band
    unsigned dataSeed = 1; ///< of the sequences and their order, the same for every cell and seed
    int updates = 1000;
    int batch = 32; ///< sequences an update; 1 with a text
    int chunk = 0; ///< most steps of truncated BPTT; 0: whole sequences
    Method method = Method::Adam;
    double momentum = 0; ///< of Sgd
    double rate = 0.01; ///< of the first update; falls linearly to 0
    double clip = 1; ///< largest gradient norm; 0: none
    Initial initial = Initial::Uniform;
    double forgetBias = 1;
    int interval = 0; ///< updates from one checkpoint to the next; 0: a twentieth of all

    bool operator==(const Comparison&) const = default;
};

/// Settings with which an LSTM learns the task at the distance that its drill begins with.
Comparison defaultComparison(std::string_view task);

/// Why a comparison cannot be made; nullopt where it can.
std::optional<Error> misfit(const Comparison& comparison);

/// Units of one of its cells. The comparison can be made, as below.
Index unitsOf(const Comparison& comparison, const Cell& cell);

/// One of its networks before training. Its metadata say how it is made.
Model startOf(const Comparison& comparison, const Cell& cell, unsigned seed);

/// Something that a comparison holds constant, or does not. `what` is English and translatable in
/// the context "comparison"; `said` is shown as it is.
struct Fact {
    const char* what;
    std::string said;
    bool same; ///< for all cells; numbers of parameters: within 5 %
};
std::vector<Fact> factsOf(const Comparison& comparison);

/// As JSON, and back. Fails, naming the `file`, on what is missing, unknown, or not possible.
std::string writeComparison(const Comparison& comparison);
Result<Comparison> readComparison(std::string_view text, std::string_view file);

/// The words for them in files and commands, in order of their values: "parameters", "units";
/// "adam", "sgd"; "uniform", "orthogonal", "identity".
std::span<const std::string_view> wordsOf(Match);
std::span<const std::string_view> wordsOf(Method);
std::span<const std::string_view> wordsOf(Initial);

template <class Choice>
std::string_view wordOf(Choice choice)
{
    return wordsOf(choice)[static_cast<size_t>(choice)];
}

/// The choice of that word, or nullopt.
template <class Choice>
std::optional<Choice> choiceOf(std::string_view word)
{
    const auto words = wordsOf(Choice{});
    for (size_t i = 0; i < words.size(); ++i)
        if (words[i] == word)
            return static_cast<Choice>(i);
    return {};
}

} // namespace rnnscope
