#pragma once

#include "core/run/flow.h"
#include "core/task/comparison.h"

namespace rnnscope {

/// What the scale of U says: a factor on how it starts, or the spectral radius that each of its
/// blocks gets.
enum class Spread { Factor, Radius };

/// What squashes the state of the RNN; LSTM and GRU keep tanh.
enum class Squashing { Tanh, Relu, Linear };

/// How the untrained networks of the gradient lab start and what they read: all that it takes to
/// make them once more. A plain value.
struct LabSetting {
    std::vector<std::string> cells = {"rnn", "lstm", "gru"}; ///< ids
    Match match = Match::Parameters;
    Index units = 64; ///< of the reference, an LSTM, or of every cell
    Initial initial = Initial::Uniform;
    Spread spread = Spread::Factor;
    double scale = 1; ///< of every block of U, as `spread` says
    std::optional<double> forgetBias = {}; ///< nullopt: PyTorch's default
    Squashing squashing = Squashing::Tanh;
    int steps = 200;
    int distance = 50; ///< how many steps before it was read what each step asks for
    unsigned seed = 1; ///< of the starting weights and of the text
    int seeds = 5; ///< starts that are compared, this one and those after it, on the same text
    double clip = 0; ///< largest norm of the gradient of all parameters; 0: none is clipped
    double floor = float32Floor; ///< fraction of the largest contribution below which a sum loses
                                 ///< one

    bool operator==(const LabSetting&) const = default;
};

/// Why such networks cannot be made; nullopt where they can.
std::optional<Error> misfit(const LabSetting& setting);

/// Eight letters in a random pattern of distance + 1 that repeats, `steps` letters in all: the next
/// letter is the one that was read `distance` steps before.
std::string labText(const LabSetting& setting);

/// One of its networks: one-hot letters, one layer, and a head over the letters; the same for the
/// same setting, cell and seed. Settings that differ in start, scale or forget bias alone give
/// networks that differ there alone. Its metadata say how it is made.
Model labModel(const LabSetting& setting, std::string_view cell, unsigned seed);

/// Units of one of its cells.
Index unitsOf(const LabSetting& setting, std::string_view cell);

/// A classic situation, and what it shows: M2 of one cell over so many steps stays within bounds.
/// Texts are English and translatable in the context "lab".
struct LabPreset {
    std::string_view id;
    const char* title;
    const char* says; ///< what is to be seen, in a sentence
    LabSetting setting;
    std::string_view cell;
    double low, high; ///< of M2 at lag `presetLag`
};
inline constexpr Index presetLag = 50;

std::span<const LabPreset> labPresets();
/// The preset of that id, or null.
const LabPreset* findPreset(std::string_view id);

std::span<const std::string_view> wordsOf(Spread);
std::span<const std::string_view> wordsOf(Squashing);

} // namespace rnnscope
