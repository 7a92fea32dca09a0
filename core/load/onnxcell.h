#pragma once

#include "core/load/onnxfold.h"
#include "core/load/stored.h"

namespace rnnscope {

/// The constants that have a place in the archive: what the file stores, and what is computed of it
/// under the name of its value. Equal ones have one place.
class OnnxShelf {
public:
    OnnxShelf(const OnnxFlow& flow, OnnxConstants& constants, Archive& archive);

    OnnxConstants& constants() { return m_constants; }
    const Archive& archive() const { return m_archive; }
    /// The place of a value among the archive's tensors, which it is given here; −1 for what is no
    /// constant of real numbers.
    int placeOf(int value);

private:
    int add(const Tensor& tensor, std::string_view name);

    const OnnxFlow& m_flow;
    OnnxConstants& m_constants;
    Archive& m_archive;
    std::unordered_map<const Tensor*, int> m_places;
    std::unordered_multimap<size_t, int> m_byContent; ///< of those that are computed
    std::unordered_map<std::string, int> m_names; ///< how often each is used
};

/// One of the activations that recurrent nodes know, in whatever case, with ONNX's defaults for
/// numbers that are not given; nothing for another name.
std::optional<Activation> onnxActivation(
    std::string_view name, std::optional<double> alpha = {}, std::optional<double> beta = {});
/// The activations of those names in a node, with its alphas and betas; `unknown` becomes the name
/// of one that ONNX does not know.
std::optional<std::vector<Activation>> onnxActivations(
    const OnnxNode& node, std::span<const std::string> names, std::string& unknown);

/// Whether a step is ONNX's LSTM, GRU or RNN.
bool isRecurrent(const OnnxStep& step);

/// A recurrent node as it lies in the file.
struct OnnxRecurrence {
    int step = -1;
    StoredNetwork network; ///< its layers, and what is wrong or around; no more
    std::string key; ///< the same for nodes that compute the same
    int64_t directions = 1;
    int64_t inputs = 0;
    int64_t outputs = 0; ///< of all directions together
    bool batchFirst = false; ///< layout 1

    bool sound() const { return network.obstacle.empty() && !network.fault; }
};

/// A node's name for people: "encoder.rnn" for /encoder/rnn/LSTM.
std::string shownNode(const OnnxFlow& flow, const OnnxStep& step);

OnnxRecurrence readRecurrence(const OnnxFlow& flow, int step, OnnxShelf& shelf);

} // namespace rnnscope
