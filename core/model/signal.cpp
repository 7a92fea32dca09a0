#include "core/model/signal.h"

#include "core/base/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>

namespace rnnscope {

namespace {

constexpr std::array table{
    SignalKind{"sine", QT_TRANSLATE_NOOP("signal", "Sine"),
        QT_TRANSLATE_NOOP("signal", "a wave of that period, slower in every further input"),
        Knob::Period},
    SignalKind{"impulse", QT_TRANSLATE_NOOP("signal", "Impulse"),
        QT_TRANSLATE_NOOP("signal", "one at a single step, else zero: what is remembered of it?"),
        Knob::At},
    SignalKind{"step", QT_TRANSLATE_NOOP("signal", "Step"),
        QT_TRANSLATE_NOOP("signal", "zero, then one for good: where do the units settle?"),
        Knob::At},
    SignalKind{"sweep", QT_TRANSLATE_NOOP("signal", "Sweep"),
        QT_TRANSLATE_NOOP("signal", "a wave that grows ever faster: which are followed?"),
        Knob::None},
    SignalKind{"noise", QT_TRANSLATE_NOOP("signal", "Noise"),
        QT_TRANSLATE_NOOP("signal", "random normal numbers, or random tokens"), Knob::Seed},
};

double sine(const Signal& signal, Index input, Index t)
{
    // Four periods, then the same ones later: so that no two of many inputs are the same.
    const double period = signal.period * (1 + static_cast<double>(input % 4) / 2);
    const double shift = static_cast<double>(input / 4);
    return std::sin(2 * std::numbers::pi * static_cast<double>(t) / period + shift);
}

double sweep(const Signal& signal, Index t)
{
    const auto time = static_cast<double>(t);
    return std::sin(std::numbers::pi * time * time / (2 * static_cast<double>(signal.steps)));
}

double valueOf(const Signal& signal, Index input, Index t)
{
    if (signal.kind == "sine")
        return sine(signal, input, t);
    if (signal.kind == "sweep")
        return sweep(signal, t);
    return signal.kind == "impulse" ? t == signal.at : t >= signal.at;
}

Matrix noise(const Signal& signal, Index inputs)
{
    std::mt19937 random(signal.seed);
    std::normal_distribution<double> normal;
    return Matrix::NullaryExpr(
        inputs, signal.steps, [&] { return static_cast<Real>(normal(random)); });
}

} // namespace

std::span<const SignalKind> signalKinds() { return table; }

const SignalKind* findSignal(std::string_view id)
{
    const auto found = std::ranges::find(table, id, &SignalKind::id);
    return found == table.end() ? nullptr : &*found;
}

Matrix valuesOf(const Signal& signal, Index inputs)
{
    if (signal.kind == "noise")
        return noise(signal, inputs);
    Matrix values(inputs, signal.steps);
    for (Index t = 0; t < signal.steps; ++t)
        for (Index i = 0; i < inputs; ++i)
            values(i, t) = static_cast<Real>(valueOf(signal, i, t));
    return values;
}

Result<Sequence> sequenceFromSignal(const Model& model, const Signal& signal)
{
    if (signal.kind == "noise")
        return randomSequence(model, signal.steps, signal.seed);
    return sequenceFromValues(model, valuesOf(signal, model.reads()));
}

} // namespace rnnscope
