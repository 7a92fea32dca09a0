#include "core/load/onnxchain.h"

#include "core/load/onnxaround.h"
#include "core/load/onnxdense.h"
#include "core/load/torchnames.h"
#include "core/pack/limits.h"

#include <algorithm>
#include <set>

namespace rnnscope {

namespace {

constexpr size_t farthest = limits::onnxFarthest;

/// A recurrent node with what is above it.
struct Place {
    OnnxRecurrence node;
    int next = -1; ///< the node that reads it
    bool above = false; ///< whether it reads another
    std::vector<int> ends = {}; ///< what leaves it and what is taken as above it
    std::set<int> taken = {}; ///< steps that are a part of the network
};

class Chaining {
public:
    Chaining(const OnnxFlow& flow, OnnxShelf& shelf)
        : m_flow(flow)
        , m_shelf(shelf)
        , m_dense(flow, shelf)
    {
    }

    std::vector<StoredNetwork> run();

private:
    struct Reader {
        int step;
        OnnxPassing passing;
    };

    const OnnxStep& step(int place) const { return m_flow.steps[static_cast<size_t>(place)]; }
    std::vector<Reader> readersOf(OnnxPassing passing, std::set<int>& passed) const;
    OnnxPassing outputOf(const OnnxRecurrence& node, size_t output) const;
    void findNext(size_t place);
    StoredNetwork networkOf(size_t place);
    void takeAfter(Place& top, StoredNetwork& network);
    void sayAgain(std::vector<StoredNetwork>& networks, const std::vector<std::string>& keys) const;

    const OnnxFlow& m_flow;
    OnnxShelf& m_shelf;
    OnnxDense m_dense;
    std::vector<Place> m_places;
    std::map<int, size_t> m_byStep;
};

std::vector<StoredNetwork> Chaining::run()
{
    for (size_t i = 0; i < m_flow.steps.size(); ++i)
        if (isRecurrent(m_flow.steps[i])) {
            m_byStep[static_cast<int>(i)] = m_places.size();
            m_places.push_back({readRecurrence(m_flow, static_cast<int>(i), m_shelf)});
        }
    for (size_t i = 0; i < m_places.size(); ++i)
        findNext(i);
    std::vector<StoredNetwork> networks;
    std::vector<std::string> keys;
    for (size_t i = 0; i < m_places.size(); ++i)
        if (!m_places[i].above) {
            keys.emplace_back();
            for (int at = static_cast<int>(i); at >= 0; at = m_places[static_cast<size_t>(at)].next)
                keys.back() += m_places[static_cast<size_t>(at)].node.key + '\n';
            networks.push_back(networkOf(i));
        }
    sayAgain(networks, keys);
    std::ranges::move(foreignRecurrences(m_flow), std::back_inserter(networks));
    if (networks.empty() && findTorch(m_shelf.archive()).empty())
        networks.push_back(withoutRecurrence(m_flow));
    return networks;
}

OnnxPassing Chaining::outputOf(const OnnxRecurrence& node, size_t output) const
{
    const std::string steps = node.batchFirst ? "BTDF" : "TDBF",
                      last = node.batchFirst ? "BDF" : "DBF";
    return {step(node.step).output(output), output == 0 ? steps : last, node.outputs,
        node.directions == 2};
}

/// What reads a value, through all that only arranges it; `passed` are the steps on the way.
std::vector<Chaining::Reader> Chaining::readersOf(OnnxPassing passing, std::set<int>& passed) const
{
    std::vector<Reader> readers;
    std::vector<OnnxPassing> open;
    if (passing.value >= 0)
        open.push_back(std::move(passing));
    for (size_t left = farthest; !open.empty() && left > 0; --left) {
        const OnnxPassing one = open.back();
        open.pop_back();
        for (const int reader : m_flow.values[static_cast<size_t>(one.value)].readers) {
            if (readers.size() >= farthest)
                return readers;
            if (auto on = passedOn(step(reader), one, m_shelf.constants())) {
                if (passed.insert(reader).second)
                    open.push_back(std::move(*on));
            } else {
                readers.push_back({reader, one});
            }
        }
    }
    return readers;
}

/// The recurrent node that reads all steps of this one.
void Chaining::findNext(size_t place)
{
    Place& below = m_places[place];
    if (!below.node.sound())
        return;
    std::set<int> passed;
    for (const Reader& reader : readersOf(outputOf(below.node, 0), passed)) {
        const auto found = m_byStep.find(reader.step);
        if (found == m_byStep.end())
            continue;
        Place& above = m_places[found->second];
        const auto& [value, axes, units, both] = reader.passing;
        const size_t steps = above.node.batchFirst ? 1 : 0;
        const bool reads = step(reader.step).input(0) == value && axes.size() == 3
            && axes[steps] == 'T' && reader.passing.perStep();
        if (reads && above.node.sound() && !above.above && units == above.node.inputs) {
            below.next = static_cast<int>(found->second);
            above.above = true;
            return;
        }
    }
}

StoredNetwork Chaining::networkOf(size_t place)
{
    StoredNetwork network = std::move(m_places[place].node.network);
    Place* top = &m_places[place];
    if (!top->node.sound() || network.fault || !network.obstacle.empty())
        return network;
    int value = step(top->node.step).input(0);
    while (top->next >= 0) {
        top = &m_places[static_cast<size_t>(top->next)];
        std::ranges::move(top->node.network.layers, std::back_inserter(network.layers));
        std::ranges::move(top->node.network.around, std::back_inserter(network.around));
    }
    m_dense.before(value, m_places[place].node.inputs, network);
    const auto say = [&](const char* where, const std::string& what) {
        if (!what.empty())
            network.around.push_back(where + what);
    };
    say("before the layers: ", computedBefore(m_flow, m_shelf.constants(), value));
    takeAfter(*top, network);
    say("after the layers: ", computedAfter(m_flow, top->ends, top->taken));
    return network;
}

/// Dense layers on what every step hands on, or on the last state where no one reads the steps.
void Chaining::takeAfter(Place& top, StoredNetwork& network)
{
    OnnxPassing passing = outputOf(top.node, 0);
    top.ends = {passing.value, outputOf(top.node, 1).value};
    for (bool last = false;;) {
        std::set<int> passed;
        const auto readers = readersOf(passing, passed);
        const auto dense = std::ranges::find_if(readers, [&](const Reader& reader) {
            return reader.passing.perStep()
                && m_dense.begins(step(reader.step), reader.passing.value, reader.passing.units);
        });
        if (dense == readers.end()) {
            const bool empty = network.after.empty() && !last;
            const OnnxPassing state = outputOf(top.node, 1);
            if (!empty || top.node.directions == 2 || state.value < 0)
                return;
            passing = state;
            last = true;
            continue;
        }
        if (!network.after.empty() && network.after.back().softmax)
            return;
        std::vector<int> steps;
        passing = dense->passing;
        network.after.push_back(m_dense.after(step(dense->step), passing, steps));
        top.taken.insert(passed.begin(), passed.end());
        top.taken.insert(steps.begin(), steps.end());
        top.ends.push_back(passing.value);
        if (network.after.size() > 100)
            return;
    }
}

/// Branches of an If often run the same layers: they are shown once.
void Chaining::sayAgain(
    std::vector<StoredNetwork>& networks, const std::vector<std::string>& keys) const
{
    std::map<std::string, size_t> first;
    std::vector<StoredNetwork> kept;
    for (size_t i = 0; i < keys.size(); ++i) {
        const bool whole = networks[i].obstacle.empty() && !networks[i].fault;
        const auto [entry, fresh] = first.try_emplace(keys[i], kept.size());
        if (fresh || !whole)
            kept.push_back(std::move(networks[i]));
        else
            kept[entry->second].around.push_back(
                "the same layers again: “" + networks[i].name + "”");
    }
    networks = std::move(kept);
}

} // namespace

std::vector<StoredNetwork> networksIn(const OnnxFlow& flow, OnnxShelf& shelf)
{
    return Chaining(flow, shelf).run();
}

} // namespace rnnscope
