#include "core/load/onnxaround.h"

#include "core/load/onnxcell.h"
#include "core/pack/limits.h"

#include <algorithm>

namespace rnnscope {

namespace {

using Counts = std::map<std::string, int>;

/// "Conv × 5, Relu" of how often each is there.
std::string countedOps(const Counts& counts)
{
    constexpr size_t most = 12;
    std::string text;
    size_t shown = 0;
    for (const auto& [op, count] : counts) {
        if (++shown > most)
            return text + " and " + std::to_string(counts.size() - most) + " others";
        text += (text.empty() ? "" : ", ") + op + (count > 1 ? " × " + std::to_string(count) : "");
    }
    return text;
}

/// Counts a step that computes; recurrent ones by their names.
void count(const OnnxFlow& flow, const OnnxStep& step, Counts& counts)
{
    if (isRecurrent(step))
        ++counts[step.node->op + " “" + shownNode(flow, step) + "”"];
    else if (!arranges(step) && !step.is("Shape") && !step.is("Size"))
        ++counts[clipped(step.node->op)];
}

} // namespace

/// What a value comes from, where that is not in the file.
std::string sourceOf(const OnnxFlow& flow, int value)
{
    const OnnxStep* maker = flow.makerOf(value);
    for (int left = 20; maker && arranges(*maker) && maker->input(0) >= 0 && left > 0; --left) {
        value = maker->input(0);
        maker = flow.makerOf(value);
    }
    if (value < 0)
        return "there are none";
    if (maker && isRecurrent(*maker))
        return "“" + shownNode(flow, *maker) + "” hands it over when it runs";
    const std::string name = clipped(flow.values[static_cast<size_t>(value)].name);
    return maker ? clipped(maker->node->op) + " makes “" + name + "” when it runs"
                 : "“" + name + "” is given when it runs";
}

std::string computedBefore(const OnnxFlow& flow, OnnxConstants& constants, int value)
{
    Counts counts;
    std::set<int> seen;
    std::vector<int> open{value};
    for (size_t left = limits::onnxFarthest; !open.empty() && left > 0; --left) {
        const int one = open.back();
        open.pop_back();
        const OnnxStep* maker = flow.makerOf(one);
        if (!maker || constants.of(one)
            || !seen.insert(flow.values[static_cast<size_t>(one)].maker).second)
            continue;
        count(flow, *maker, counts);
        const auto data = dataOf(*maker).first(std::min(dataOf(*maker).size(), left));
        if (!isRecurrent(*maker))
            open.insert(open.end(), data.begin(), data.end());
    }
    return countedOps(counts);
}

std::string computedAfter(
    const OnnxFlow& flow, const std::vector<int>& values, const std::set<int>& taken)
{
    Counts counts;
    std::set<int> seen = taken;
    std::vector<int> open = values;
    for (size_t left = limits::onnxFarthest; !open.empty();) {
        const int one = open.back();
        open.pop_back();
        if (one < 0)
            continue;
        for (const int reader : flow.values[static_cast<size_t>(one)].readers) {
            if (left-- == 0)
                return countedOps(counts);
            const OnnxStep& step = flow.steps[static_cast<size_t>(reader)];
            const auto data = dataOf(step).first(std::min(dataOf(step).size(), left));
            const bool reads = std::ranges::find(data, one) != data.end();
            if (!reads || step.is("Shape") || !seen.insert(reader).second)
                continue;
            count(flow, step, counts);
            if (!isRecurrent(step))
                open.insert(open.end(), step.outputs.begin(), step.outputs.end());
        }
    }
    return countedOps(counts);
}

std::vector<StoredNetwork> foreignRecurrences(const OnnxFlow& flow)
{
    constexpr size_t most = 100;
    std::vector<StoredNetwork> networks;
    for (const OnnxStep& step : flow.steps) {
        const std::string& op = step.node->op;
        const bool recurrent
            = op.find("LSTM") != op.npos || op.find("GRU") != op.npos || op.find("RNN") != op.npos;
        if (!recurrent || step.node->domain.empty() || networks.size() >= most)
            continue;
        StoredNetwork& network = networks.emplace_back();
        network.name = shownNode(flow, step);
        network.described = true;
        network.obstacle = "is the operator " + clipped(op) + " of " + clipped(step.node->domain)
            + ", which is not read";
    }
    return networks;
}

StoredNetwork withoutRecurrence(const OnnxFlow& flow)
{
    Counts all, loops;
    for (const OnnxStep& step : flow.steps) {
        ++all[clipped(step.node->op)];
        if (step.is("Loop") || step.is("Scan"))
            ++loops[step.node->op];
    }
    StoredNetwork network;
    network.name = "the graph";
    network.described = true;
    network.obstacle = "has no LSTM, GRU or RNN; what recurs is written out, "
        + (loops.empty() ? "if anything does" : "in " + countedOps(loops)) + "; "
        + (all.empty() ? "it has no operators" : "its operators are " + countedOps(all));
    return network;
}

} // namespace rnnscope
