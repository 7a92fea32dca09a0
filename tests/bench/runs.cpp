#include "tests/bench/runs.h"

#include "core/run/flow.h"
#include "core/run/influence.h"
#include "core/run/train.h"
#include "tests/bench/limits.h"

#include <chrono>
#include <utility>

namespace rnnscope {

namespace {

using Clock = std::chrono::steady_clock;

double nanosecondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double, std::nano>(Clock::now() - begin).count();
}

/// Times `once`. A short one is done once more before, as it finds its data in no cache.
template <class Once>
Run timed(Once once)
{
    return [once = std::move(once)](int repeats) mutable {
        if (repeats > 1)
            once();
        const auto begin = Clock::now();
        for (int i = 0; i < repeats; ++i)
            once();
        return nanosecondsSince(begin) / repeats;
    };
}

/// Uniform in ±1/√units, PyTorch's default start.
Model layerOf(const Task& task)
{
    const Index rows = task.cell->blocks() * task.units;
    Weights weights{Matrix::Random(rows, task.units), Matrix::Random(rows, task.units),
        Vector::Random(rows), Vector::Random(rows)};
    for (Matrix* part : {&weights.w, &weights.u})
        *part /= std::sqrt(static_cast<Real>(task.units));
    for (Vector* part : {&weights.b, &weights.d})
        *part /= std::sqrt(static_cast<Real>(task.units));
    Model model;
    model.layers.push_back({task.cell, std::move(weights)});
    return model;
}

Sequence valuesFor(const Task& task)
{
    Sequence sequence;
    sequence.values = Matrix::Random(task.units, task.steps);
    return sequence;
}

/// Every track of every step is recorded, into the trace of the time before.
Run forwardRun(const Task& task)
{
    return timed([model = layerOf(task), sequence = valuesFor(task), trace = Trace()]() mutable {
        Watch watch;
        trace = *forward(model, sequence, watch, {}, std::move(trace));
    });
}

/// Forward, every derivative by every track, their norms, and every parameter's gradient. The loss
/// is the sum of all outputs.
Run gradientRun(const Task& task)
{
    return timed([model = layerOf(task), sequence = valuesFor(task), trace = Trace(),
                     grad = Trace()]() mutable {
        Watch watch;
        ParameterGradients parameters;
        trace = *forward(model, sequence, watch, {}, std::move(trace));
        grad = *backward(
            model, sequence, trace, std::nullopt, watch, &parameters, {}, std::move(grad));
        (void)flowOf(model, grad, std::nullopt);
    });
}

constexpr int tokens = 16;

/// A network that reads and predicts 16 tokens: an embedding before the layer, a head after it.
Model tokenModel(const Task& task)
{
    std::vector<std::string> alphabet;
    for (int i = 0; i < tokens; ++i)
        alphabet.emplace_back(1, static_cast<char>('a' + i));
    return startModel(task.cell, Vocabulary(std::move(alphabet)), task.units, task.units, 1);
}

/// Updates with Adam and clipping, each on whole sequences.
Run trainRun(const Task& task)
{
    const Model model = tokenModel(task);
    Minibatch batch;
    while (std::ssize(batch) < task.batch)
        batch.push_back(*randomSequence(model, task.steps, static_cast<unsigned>(batch.size())));
    return [=](int repeats) {
        TrainOptions options;
        options.steps = 1 + repeats; // the first, which also makes what is kept, does not count
        options.chunk = 0;
        options.threads = 1;
        Watch watch;
        Clock::time_point begin;
        const auto same = [&] { return batch; };
        (void)train(model, same, options, watch, [&](const TrainProgress& progress) {
            if (progress.step == 1)
                begin = Clock::now();
        });
        return nanosecondsSince(begin) / repeats;
    };
}

/// Forward, then ‖∂s_T/∂s_k‖₂ for every k.
Run jacobianRun(const Task& task)
{
    return timed([model = layerOf(task), sequence = valuesFor(task)] {
        Watch watch;
        const Trace trace = *forward(model, sequence, watch);
        [[maybe_unused]] volatile double log = influence(model, trace, 0, watch)->logs.back();
    });
}

bool knowsLimits()
{
#ifdef __x86_64__
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
    return false;
#endif
}

[[maybe_unused]] volatile float sink; // keeps a result from being optimized away

/// At best: reading U once.
Run readRun(const Task& task)
{
    if (!knowsLimits())
        return {};
    return timed([u = layerOf(task).layers[0].weights.u] {
        sink = limits::sum(u.data(), static_cast<size_t>(u.size()));
    });
}

/// At best: the arithmetic of W x_t of all steps.
Run multiplyRun(const Task& task)
{
    if (!knowsLimits())
        return {};
    const Index operations = 2 * task.cell->blocks() * task.units * task.units * task.steps;
    return timed([=] { sink = limits::multiply(static_cast<size_t>(operations)); });
}

constexpr std::pair<std::string_view, Run (*)(const Task&)> kinds[]{{"forward", forwardRun},
    {"gradient", gradientRun}, {"train", trainRun}, {"jacobian", jacobianRun}, {"read", readRun},
    {"multiply", multiplyRun}};

} // namespace

Run prepare(const Task& task)
{
    for (const auto& [what, make] : kinds)
        if (what == task.what)
            return make(task);
    return {};
}

} // namespace rnnscope
