#include "core/task/lab.h"

#include "core/base/words.h"

#include <algorithm>
#include <limits>

namespace rnnscope {

namespace {

constexpr double any = std::numeric_limits<double>::infinity();

LabSetting orthogonal(double factor)
{
    LabSetting setting;
    setting.initial = Initial::Orthogonal;
    setting.scale = factor;
    return setting;
}

LabSetting open(double forgetBias, double factor = 1)
{
    LabSetting setting;
    setting.forgetBias = forgetBias;
    setting.scale = factor;
    return setting;
}

}

std::span<const LabPreset> labPresets()
{
    static const LabPreset all[]{
        {"default", QT_TRANSLATE_NOOP("lab", "PyTorch’s default"),
            QT_TRANSLATE_NOOP("lab", "All three forget within a few dozen steps, the LSTM too."),
            {}, "lstm", 0, 1e-5},
        {"vanishing", QT_TRANSLATE_NOOP("lab", "RNN that vanishes"),
            QT_TRANSLATE_NOOP("lab", "Every step shrinks the gradient by the same factor."), {},
            "rnn", 0, 1e-6},
        {"exploding", QT_TRANSLATE_NOOP("lab", "RNN that explodes"),
            QT_TRANSLATE_NOOP(
                "lab", "U stretches more than tanh shrinks: the gradient grows step by step."),
            orthogonal(1.5), "rnn", 5, any},
        {"orthogonal", QT_TRANSLATE_NOOP("lab", "Orthogonal RNN that does not vanish"),
            QT_TRANSLATE_NOOP(
                "lab", "U turns the state and keeps its length; only tanh takes a little away."),
            orthogonal(1), "rnn", 1e-3, 1.5},
        {"forget-0", QT_TRANSLATE_NOOP("lab", "LSTM, forget bias 0"),
            QT_TRANSLATE_NOOP("lab", "A forget gate half open halves the memory at every step."),
            open(0), "lstm", 0, 1e-5},
        {"forget-1", QT_TRANSLATE_NOOP("lab", "LSTM, forget bias 1"),
            QT_TRANSLATE_NOOP("lab", "f ≈ 0.73: the memory lasts longer, and still fades."),
            open(1), "lstm", 1e-6, 1e-1},
        {"forget-2", QT_TRANSLATE_NOOP("lab", "LSTM, forget bias 2"),
            QT_TRANSLATE_NOOP("lab", "f ≈ 0.88: the gradient comes through fifty steps."), open(2),
            "lstm", 1e-2, 1e2},
        {"lstm-exploding", QT_TRANSLATE_NOOP("lab", "LSTM that explodes"),
            QT_TRANSLATE_NOOP("lab",
                "Large recurrent weights: the paths through the gates grow, the cell line alone "
                "does not save it."),
            open(1, 12), "lstm", 10, any},
    };
    return all;
}

const LabPreset* findPreset(std::string_view id)
{
    const auto presets = labPresets();
    const auto found = std::ranges::find(presets, id, &LabPreset::id);
    return found == presets.end() ? nullptr : &*found;
}

} // namespace rnnscope
