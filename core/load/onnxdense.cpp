#include "core/load/onnxdense.h"

#include <algorithm>

namespace rnnscope {

namespace {

bool measures(const OnnxStep& step) { return step.is("Shape") || step.is("Size"); }

double settingIn(const OnnxStep& step, const char* name, double usual)
{
    return step.node->valueOf<double>(name, usual);
}

/// A Gemm that is x Wᵀ + b, or x W + b.
bool plain(const OnnxStep& step)
{
    return step.node->valueOf<int64_t>("transA") == 0 && settingIn(step, "alpha", 1) == 1
        && settingIn(step, "beta", 1) == 1;
}

} // namespace

/// Outputs × inputs; empty where the step is no product with a stored matrix from the right.
Piece OnnxDense::weightOf(const OnnxStep& step) const
{
    const bool gemm = step.is("Gemm");
    if ((!gemm && !step.is("MatMul")) || (gemm && !plain(step)))
        return {};
    const Tensor* matrix = m_shelf.constants().of(step.input(1));
    if (!matrix || matrix->shape.size() != 2 || m_shelf.constants().of(step.input(0)))
        return {};
    const Piece piece = wholeOf(m_shelf.archive(), m_shelf.placeOf(step.input(1)));
    const bool turned = gemm && step.node->valueOf<int64_t>("transB") != 0;
    return piece.empty() || turned ? piece : piece.transposed();
}

/// One number for each output, as a last side or alone; empty where it is none.
Piece OnnxDense::biasOf(int value, int64_t outputs) const
{
    const Tensor* bias = m_shelf.constants().of(value);
    const bool fits = bias && !bias->shape.empty() && bias->shape.back() == outputs
        && bias->elements() == outputs;
    return fits ? Piece{m_shelf.placeOf(value), 0, outputs, 1, 1, 1} : Piece();
}

bool OnnxDense::begins(const OnnxStep& step, int value, int64_t inputs) const
{
    if (step.input(0) != value || step.output(0) < 0)
        return false;
    const Piece weight = weightOf(step);
    const bool biased
        = !step.is("Gemm") || step.input(2) < 0 || !biasOf(step.input(2), weight.rows).empty();
    return !weight.empty() && weight.columns == inputs && biased;
}

/// Takes a step as the activation of a layer; `passing` is what it reads, where it is known.
bool OnnxDense::activationOf(
    const OnnxStep& step, const OnnxPassing* passing, StoredDense& dense) const
{
    if (!step.node->domain.empty() || step.output(0) < 0 || step.inputs.size() != 1)
        return false;
    const std::string& op = step.node->op;
    if (op == "Softmax" && passing) {
        const int64_t axis = step.node->valueOf<int64_t>("axis", m_flow.version < 13 ? 1 : -1);
        dense.softmax = axis == -1 || axis == std::ssize(passing->axes) - 1;
        return dense.softmax;
    }
    if (op == "Selu") {
        dense.activation.kind = Activation::Elu;
        dense.activation.alpha = Real(settingIn(step, "alpha", double(selu.alpha)));
        dense.activation.beta = Real(settingIn(step, "gamma", double(selu.beta)));
        return true;
    }
    const auto numberOf = [&](const char* name) {
        const OnnxAttribute* found = step.node->find(name);
        const auto* number = found ? std::get_if<double>(&found->value) : nullptr;
        return number ? std::optional(*number) : std::nullopt;
    };
    const auto activation = onnxActivation(op, numberOf("alpha"), numberOf("beta"));
    if (activation)
        dense.activation = *activation;
    return activation.has_value();
}

const OnnxStep* OnnxDense::onlyReader(int value) const
{
    const OnnxStep* only = nullptr;
    for (const int reader : m_flow.values[static_cast<size_t>(value)].readers) {
        const OnnxStep& step = m_flow.steps[static_cast<size_t>(reader)];
        if (measures(step))
            continue;
        if (only)
            return nullptr;
        only = &step;
    }
    return only;
}

StoredDense OnnxDense::after(
    const OnnxStep& first, OnnxPassing& passing, std::vector<int>& steps) const
{
    const auto place
        = [&](const OnnxStep& step) { return static_cast<int>(&step - m_flow.steps.data()); };
    StoredDense dense;
    dense.name = shownNode(m_flow, first);
    dense.w = weightOf(first);
    if (first.is("Gemm"))
        dense.b = biasOf(first.input(2), dense.w.rows);
    steps.push_back(place(first));
    passing = {first.output(0), passing.axes, dense.w.rows, false};
    const OnnxStep* next = onlyReader(passing.value);
    if (dense.b.empty() && next && next->is("Add") && next->inputs.size() == 2
        && next->output(0) >= 0) {
        dense.b = biasOf(next->input(next->input(0) == passing.value ? 1 : 0), dense.w.rows);
        if (!dense.b.empty()) {
            steps.push_back(place(*next));
            passing.value = next->output(0);
            next = onlyReader(passing.value);
        }
    }
    if (next && activationOf(*next, &passing, dense)) {
        steps.push_back(place(*next));
        passing.value = next->output(0);
    }
    return dense;
}

/// What both branches of an If make the same thing of, by arranging; −1 where they do not.
int OnnxDense::through(const OnnxStep& branches) const
{
    int common = -1;
    for (int value : branches.inputs) {
        for (int left = 8; left > 0; --left) {
            const OnnxStep* maker = m_flow.makerOf(value);
            if (!maker
                || (!maker->is("Identity") && !maker->is("Unsqueeze") && !maker->is("Squeeze")))
                break;
            value = maker->input(0);
        }
        if (value < 0 || (common >= 0 && value != common))
            return -1;
        common = value;
    }
    return common;
}

/// Goes back over a step that leaves the last of the `rank` axes (0: not known) as it is.
bool OnnxDense::oneBack(int& value, int64_t numbers, int& rank) const
{
    const OnnxStep* step = m_flow.makerOf(value);
    if (!step || step->output(0) != value)
        return false;
    OnnxConstants& constants = m_shelf.constants();
    const auto apart = [&](int of) { // whether the axes are others than the last of so many
        const auto axes = settingOf(*step, "axes", 1, constants);
        return axes && std::ranges::none_of(*axes, [&](int64_t axis) {
            return axis == -1 || (of > 0 ? axis == of - 1 : axis > 0);
        });
    };
    const auto sides = [&] {
        const auto axes = settingOf(*step, "axes", 1, constants);
        return axes ? static_cast<int>(axes->size()) : 0;
    };
    if (step->is("Identity") || step->is("Cast") || step->is("Dropout")) {
        value = step->input(0);
    } else if (step->is("Transpose")) {
        const auto order = step->node->valueOf<std::vector<int64_t>>("perm");
        if (order.empty() || order.back() != std::ssize(order) - 1)
            return false;
        value = step->input(0);
        rank = static_cast<int>(order.size());
    } else if (step->is("Unsqueeze") && apart(rank)) {
        value = step->input(0);
        rank = rank > 0 ? rank - sides() : 0;
    } else if (step->is("Squeeze") && apart(rank > 0 ? rank + sides() : 0)) {
        value = step->input(0);
        rank = rank > 0 ? rank + sides() : 0;
    } else if (step->is("Reshape") && lastSide(m_flow, *step, constants) == numbers) {
        value = step->input(0);
        rank = 0;
    } else if (step->is("If") && through(*step) >= 0) {
        value = through(*step);
        rank = 0;
    } else {
        return false;
    }
    return value >= 0;
}

/// Goes back over one dense layer that answers `value`.
bool OnnxDense::denseBack(int& value, int64_t& numbers, StoredNetwork& network) const
{
    StoredDense dense;
    const OnnxStep* step = m_flow.makerOf(value);
    if (step && activationOf(*step, nullptr, dense))
        step = m_flow.makerOf(step->input(0));
    if (step && step->is("Add") && step->inputs.size() == 2) {
        const bool first = !biasOf(step->input(0), numbers).empty();
        dense.b = biasOf(step->input(first ? 0 : 1), numbers);
        step = dense.b.empty() ? nullptr : m_flow.makerOf(step->input(first ? 1 : 0));
    }
    if (!step)
        return false;
    dense.w = weightOf(*step);
    if (dense.w.empty() || dense.w.rows != numbers
        || !begins(*step, step->input(0), dense.w.columns))
        return false;
    if (step->is("Gemm") && step->input(2) >= 0) {
        if (!dense.b.empty())
            return false;
        dense.b = biasOf(step->input(2), numbers);
    }
    dense.name = shownNode(m_flow, *step);
    value = step->input(0);
    numbers = dense.w.columns;
    network.before.insert(network.before.begin(), std::move(dense));
    return true;
}

void OnnxDense::before(int& value, int64_t numbers, StoredNetwork& network) const
{
    int at = value, rank = 3;
    for (int left = 100; left > 0; --left) {
        const OnnxStep* step = m_flow.makerOf(at);
        const Tensor* table
            = step && step->is("Gather") ? m_shelf.constants().of(step->input(0)) : nullptr;
        if (table && table->shape.size() == 2 && table->shape[1] == numbers
            && step->node->valueOf<int64_t>("axis") == 0 && m_shelf.placeOf(step->input(0)) >= 0) {
            network.embedding = wholeOf(m_shelf.archive(), m_shelf.placeOf(step->input(0)));
            value = step->input(1);
            return;
        }
        if (denseBack(at, numbers, network)) {
            value = at;
            rank = 0;
        } else if (!oneBack(at, numbers, rank)) {
            return;
        }
    }
}

} // namespace rnnscope
