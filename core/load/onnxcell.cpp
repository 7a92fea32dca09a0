// LSTM, GRU and RNN of https://onnx.ai/onnx/operators: inputs X, W, R, B, sequence_lens, initial_h
// and, of an LSTM, initial_c and P.

#include "core/load/onnxcell.h"

#include "core/cell/elman.h"
#include "core/cell/gru.h"
#include "core/cell/lstm.h"
#include "core/load/onnxaround.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace rnnscope {

namespace {

enum Input : size_t { X, W, R, B, Lengths, StartHidden, StartCell, P };

/// How the blocks of an operator lie, by the cell's own order.
struct Kind {
    std::string_view op;
    std::string_view order; ///< as stored
    std::vector<int64_t> blocks; ///< where each block of the cell lies
    std::vector<const char*> activations; ///< the usual ones
};

const Kind* kindOf(const OnnxStep& step)
{
    static const std::array kinds = {
        Kind{"LSTM", "i o f c", {0, 2, 3, 1}, {"Sigmoid", "Tanh", "Tanh"}},
        Kind{"GRU", "z r h", {1, 0, 2}, {"Sigmoid", "Tanh"}},
        Kind{"RNN", "", {0}, {"Tanh"}},
    };
    const auto found = std::ranges::find(kinds, step.node->op, &Kind::op);
    return found == kinds.end() || !step.node->domain.empty() ? nullptr : &*found;
}

using Shape = std::vector<int64_t>;

class Reading {
public:
    Reading(const OnnxFlow& flow, int step, OnnxShelf& shelf)
        : m_flow(flow)
        , m_step(flow.steps[static_cast<size_t>(step)])
        , m_node(*m_step.node)
        , m_kind(*kindOf(m_step))
        , m_shelf(shelf)
    {
        m_found.step = step;
    }

    OnnxRecurrence run();

private:
    bool readSides();
    bool readWeights();
    bool readCells();
    void readLayer(int64_t direction);
    void readStart(size_t input, Piece StoredLayer::*start);
    void say(std::string around);
    bool readPlace(size_t input, const char* name, Shape expected);
    CellPtr cellOf(std::span<const Activation> activations) const;
    std::string keyOf() const;

    void refuse(const std::string& what, std::string found)
    {
        m_found.network.fault = Error{Fault::Model,
            "Cannot read " + what + " of “" + m_found.network.name + "” in "
                + m_shelf.archive().file,
            std::move(found), "Check the file: such a node does not run in ONNX Runtime either"};
    }
    const Tensor& tensor(int place) const
    {
        return m_shelf.archive().tensors[static_cast<size_t>(place)];
    }
    int placeOf(size_t input) const { return m_places[input]; }

    const OnnxFlow& m_flow;
    const OnnxStep& m_step;
    const OnnxNode& m_node;
    const Kind& m_kind;
    OnnxShelf& m_shelf;
    OnnxRecurrence m_found;
    std::array<int, 8> m_places{-1, -1, -1, -1, -1, -1, -1, -1};
    int64_t m_units = 0;
    bool m_reverse = false;
};

OnnxRecurrence Reading::run()
{
    m_found.network.name = shownNode(m_flow, m_step);
    m_found.network.described = true;
    if (!readSides() || !readWeights() || !readCells())
        return std::move(m_found);
    readStart(StartHidden, &StoredLayer::startHidden);
    readStart(StartCell, &StoredLayer::startCell);
    if (m_step.input(Lengths) >= 0)
        m_found.network.around.push_back(
            "lengths of sequences in “" + m_found.network.name + "”: every step is taken");
    m_found.key = keyOf();
    return std::move(m_found);
}

/// Weights are known by shape; nothing is taken on trust.
bool Reading::readSides()
{
    const auto direction = m_node.valueOf<std::string>("direction", "forward");
    m_found.directions = direction == "bidirectional" ? 2 : 1;
    m_reverse = direction == "reverse";
    m_found.batchFirst = m_node.valueOf<int64_t>("layout") == 1;
    if (m_found.directions == 1 && !m_reverse && direction != "forward") {
        refuse("the direction",
            "expected forward, reverse or bidirectional, found “" + clipped(direction) + "”");
        return false;
    }
    for (const auto& [input, name] : {std::pair{W, "W"}, std::pair{R, "R"}}) {
        const int value = m_step.input(input);
        m_places[input] = m_shelf.placeOf(value);
        if (m_places[input] < 0) {
            m_found.network.obstacle = std::string("has weights ") + name
                + " that are not in the file: " + sourceOf(m_flow, value);
            return false;
        }
    }
    const Shape& w = tensor(placeOf(W)).shape;
    const Shape& r = tensor(placeOf(R)).shape;
    m_units = r.size() == 3 ? r[2] : 0;
    m_found.inputs = w.size() == 3 ? w[2] : 0;
    const auto empty = [&](Input input) { return tensor(placeOf(input)).elements() == 0; };
    if (m_units <= 0 || m_found.inputs <= 0 || empty(R) || empty(W)) {
        const bool bad = m_units <= 0 || empty(R);
        refuse(bad ? "R" : "W",
            "expected directions × rows × columns, found "
                + tensor(placeOf(bad ? R : W)).shapeText());
        return false;
    }
    m_found.outputs = m_found.directions * m_units;
    const int64_t stated = m_node.valueOf<int64_t>("hidden_size", m_units);
    if (stated != m_units)
        refuse("the hidden size",
            "expected " + std::to_string(m_units) + ", as R has columns, found "
                + std::to_string(stated));
    return stated == m_units;
}

bool Reading::readWeights()
{
    const int64_t both = m_found.directions, rows = std::ssize(m_kind.blocks) * m_units;
    return readPlace(W, "W", {both, rows, m_found.inputs})
        && readPlace(R, "R", {both, rows, m_units}) && readPlace(B, "B", {both, 2 * rows})
        && (m_kind.op != "LSTM" || readPlace(P, "P", {both, 3 * m_units}));
}

bool Reading::readPlace(size_t input, const char* name, Shape expected)
{
    const int value = m_step.input(input);
    if (value < 0)
        return true;
    m_places[input] = m_shelf.placeOf(value);
    if (m_places[input] < 0) {
        m_found.network.obstacle
            = std::string("has ") + name + " that is not in the file: " + sourceOf(m_flow, value);
        return false;
    }
    const Tensor& found = tensor(m_places[input]);
    if (found.shape == expected)
        return true;
    Tensor wanted;
    wanted.shape = std::move(expected);
    refuse(name, "expected " + wanted.shapeText() + ", found " + found.shapeText());
    return false;
}

bool Reading::readCells()
{
    const size_t each = m_kind.activations.size();
    const size_t expected = each * static_cast<size_t>(m_found.directions);
    auto names = m_node.valueOf<std::vector<std::string>>("activations");
    for (size_t i = 0; m_node.find("activations") == nullptr && i < expected; ++i)
        names.push_back(m_kind.activations[i % each]);
    if (names.size() != expected) {
        refuse("the activations",
            "expected " + std::to_string(expected) + ", found " + std::to_string(names.size()));
        return false;
    }
    std::string unknown;
    const auto activations = onnxActivations(m_node, names, unknown);
    if (!activations) {
        m_found.network.obstacle
            = "has the activation " + clipped(unknown) + ", which ONNX does not know";
        return false;
    }
    for (int64_t i = 0; i < m_found.directions; ++i) {
        StoredLayer& layer = m_found.network.layers.emplace_back();
        layer.cell = cellOf(std::span(*activations).subspan(static_cast<size_t>(i) * each, each));
        layer.backward = m_reverse || i == 1;
        layer.second = i == 1;
        readLayer(i);
    }
    return true;
}

CellPtr Reading::cellOf(std::span<const Activation> activations) const
{
    const auto clip = static_cast<Real>(std::abs(m_node.valueOf<double>("clip")));
    if (m_kind.op == "LSTM")
        return lstm({activations[0], activations[1], activations[2], clip, placeOf(P) >= 0,
            m_node.valueOf<int64_t>("input_forget") != 0, false});
    if (m_kind.op == "GRU")
        return gru({activations[0], activations[1], clip,
            m_node.valueOf<int64_t>("linear_before_reset") == 0});
    return elman({activations[0], clip});
}

void Reading::readLayer(int64_t direction)
{
    StoredLayer& layer = m_found.network.layers.back();
    layer.name = m_found.network.name;
    layer.order = m_kind.order;
    const int64_t blocks = std::ssize(m_kind.blocks);
    const auto matrix = [&](Input input, int64_t place, int64_t columns) {
        return Piece{placeOf(input), (direction * blocks + place) * m_units * columns, m_units,
            columns, columns, 1};
    };
    const auto vector = [&](Input input, int64_t vectors, int64_t place) {
        return placeOf(input) < 0
            ? Piece()
            : Piece{placeOf(input), (direction * vectors + place) * m_units, m_units, 1, 1, 1};
    };
    for (const int64_t place : m_kind.blocks)
        layer.blocks.push_back({matrix(W, place, m_found.inputs), matrix(R, place, m_units),
            vector(B, 2 * blocks, place), vector(B, 2 * blocks, blocks + place)});
    if (placeOf(P) >= 0)
        for (const int64_t place : {0, 2, 1}) // i o f
            layer.peeps.push_back(vector(P, 3, place));
}

/// The hidden state and the cell state often have one and the same to be said of them.
void Reading::say(std::string around)
{
    std::vector<std::string>& all = m_found.network.around;
    if (std::ranges::find(all, around) == all.end())
        all.push_back(std::move(around));
}

/// A state that is stored is used; one that is made for every sequence anew can only be named.
void Reading::readStart(size_t input, Piece StoredLayer::*start)
{
    int value = m_step.input(input);
    if (value < 0 || (input == StartCell && m_kind.op != "LSTM"))
        return;
    if (m_shelf.constants().isZero(value))
        return;
    // PyTorch expands what it stores to the size of the batch.
    OnnxConstants& constants = m_shelf.constants();
    const OnnxStep* maker = m_flow.makerOf(value);
    for (; !constants.of(value) && maker && (maker->is("Expand") || maker->is("Identity"));
         maker = m_flow.makerOf(value))
        value = maker->input(0);
    const Tensor* stored = constants.of(value);
    const std::string title = "initial state of “" + m_found.network.name + "”: ";
    const size_t side = m_found.batchFirst ? 1 : 0;
    const auto fits = [&] {
        const Shape& shape = stored->shape;
        return isFloat(stored->type) && shape.size() == 3 && shape[2] == m_units
            && (shape[side] == 1 || shape[side] == m_found.directions);
    };
    if (!stored || !fits()) {
        say(title + sourceOf(m_flow, value) + "; zeros are taken");
        return;
    }
    const int64_t batch = stored->shape[1 - side];
    if (batch > 1)
        say(title + "stored for " + std::to_string(batch) + " sequences, the first is taken");
    const int place = m_shelf.placeOf(value);
    const int64_t apart = stored->shape[side] == 1 ? 0 : m_found.batchFirst ? 1 : batch;
    for (int64_t i = 0; i < std::ssize(m_found.network.layers); ++i)
        m_found.network.layers[static_cast<size_t>(i)].*start
            = Piece{place, i * apart * m_units, m_units, 1, 1, 1};
}

std::string Reading::keyOf() const
{
    std::ostringstream key;
    key << m_node.op;
    for (const int place : m_places)
        key << ' ' << place;
    for (const StoredLayer& layer : m_found.network.layers)
        key << ' ' << layer.backward << ' ' << layer.startHidden.tensor << ' '
            << layer.startCell.tensor;
    for (const auto& name : m_node.valueOf<std::vector<std::string>>("activations"))
        key << ' ' << name;
    for (const char* name : {"activation_alpha", "activation_beta"}) {
        auto numbers = m_node.valueOf<std::vector<double>>(name);
        numbers.resize(std::min<size_t>(numbers.size(), 6)); // more are not used
        for (const double number : numbers)
            key << ' ' << number;
    }
    key << ' ' << m_node.valueOf<double>("clip");
    for (const char* name : {"linear_before_reset", "input_forget", "layout"})
        key << ' ' << m_node.valueOf<int64_t>(name);
    return key.str();
}

} // namespace

bool isRecurrent(const OnnxStep& step) { return kindOf(step) != nullptr; }

OnnxRecurrence readRecurrence(const OnnxFlow& flow, int step, OnnxShelf& shelf)
{
    return Reading(flow, step, shelf).run();
}

} // namespace rnnscope
