#include "core/task/lab.h"

#include "core/cell/cells.h"
#include "core/cell/elman.h"
#include "core/math/random.h"
#include "core/math/spectrum.h"
#include "core/task/facts.h"

namespace rnnscope {

namespace {

constexpr std::string_view letters = "abcdefgh";
constexpr std::string_view spreads[]{"factor", "radius"};
constexpr std::string_view squashings[]{"tanh", "relu", "linear"};

const Frame frame{Entry::OneHot, letters.size(), 0, letters.size()};

struct Bound {
    const char* what;
    double value, low, high;
};

CellPtr cellOf(const LabSetting& setting, std::string_view id)
{
    const Activation activations[]{hyperbolic, rectified, linear};
    const CellPtr cell = findCell(id);
    return id == "rnn" ? elman({activations[static_cast<size_t>(setting.squashing)]}) : cell;
}

/// Every block of U by itself.
void scaleRecurrent(const LabSetting& setting, const Cell& cell, Weights& weights)
{
    const Index units = weights.units();
    for (Index block = 0; block < cell.blocks(); ++block) {
        auto u = weights.u.middleRows(block * units, units);
        double factor = setting.scale;
        if (setting.spread == Spread::Radius) {
            const double radius = spectrumOf(Eigen::MatrixXd(u.cast<double>()), {})->radius();
            factor = radius > 0 ? factor / radius : 0;
        }
        u *= static_cast<Real>(factor);
    }
}

void describe(const LabSetting& setting, const Cell& cell, unsigned seed, Model& model)
{
    auto& said = model.metadata;
    said["rnnscope.seed"] = std::to_string(seed);
    said["rnnscope.start"] = wordOf(setting.initial);
    said[setting.spread == Spread::Radius ? "rnnscope.radius" : "rnnscope.factor"]
        = numberText(setting.scale);
    if (cell.indexOf("forget") >= 0)
        said["rnnscope.forget_bias"]
            = setting.forgetBias ? numberText(*setting.forgetBias) : "random";
}

} // namespace

std::span<const std::string_view> wordsOf(Spread) { return spreads; }
std::span<const std::string_view> wordsOf(Squashing) { return squashings; }

std::optional<Error> misfit(const LabSetting& setting)
{
    const Bound bounds[]{
        {"units", static_cast<double>(setting.units), 1, 512},
        {"as scale of U", setting.scale, 0, 100},
        {"as forget bias", setting.forgetBias.value_or(0), -100, 100},
        {"steps", static_cast<double>(setting.steps), 2, 2000},
        {"steps of distance", static_cast<double>(setting.distance), 1,
            static_cast<double>(setting.steps - 1)},
    };
    for (const auto& [what, value, low, high] : bounds)
        if (!(value >= low && value <= high))
            return Error{Fault::Input, "Cannot make these networks",
                "expected " + numberText(low) + " to " + numberText(high) + ' ' + what + ", found "
                    + numberText(value),
                "Choose a number in that range"};
    for (const std::string& cell : setting.cells)
        if (!findCell(cell))
            return Error{Fault::Input, "Cannot make these networks",
                "expected rnn, lstm or gru, found “" + cell + "”", "Choose one of them"};
    return {};
}

std::string labText(const LabSetting& setting)
{
    Random random(setting.seed);
    std::string pattern;
    for (int i = 0; i <= setting.distance; ++i)
        pattern += letters[static_cast<size_t>(random.below(letters.size()))];
    std::string text;
    for (int step = 0; step < setting.steps; ++step)
        text += pattern[static_cast<size_t>(step) % pattern.size()];
    return text;
}

Index unitsOf(const LabSetting& setting, std::string_view cell)
{
    if (setting.match == Match::Units)
        return setting.units;
    return matchedUnits(
        *findCell(cell), frame, parameterCount(*findCell("lstm"), frame, setting.units));
}

Model labModel(const LabSetting& setting, std::string_view cell, unsigned seed)
{
    const CellPtr kind = cellOf(setting, cell);
    Model model = startModel(
        kind, frame, unitsOf(setting, cell), {setting.initial, setting.forgetBias, seed});
    model.vocabulary = Vocabulary::ofCharacters(letters);
    scaleRecurrent(setting, *kind, model.layers.front().weights);
    describe(setting, *kind, seed, model);
    return model;
}

} // namespace rnnscope
