#pragma once

#include "core/load/kerascell.h"

namespace rnnscope {

/// "LSTM “lstm_1”".
std::string called(const KerasLayer& layer);

/// A network as it grows, layer by layer from below.
class Growing {
public:
    Growing(const KerasTerms& terms, const KerasWeights& weights, const Archive& archive)
        : m_terms(terms)
        , m_weights(weights)
        , m_archive(archive)
    {
        m_network.described = true;
    }

    /// Puts a layer on top. False for what does not fit there: before the first recurrent layer all
    /// begins anew above it, after it the network has ended.
    bool add(const KerasLayer& layer);
    /// Begins anew above that layer.
    void restart(const KerasLayer& layer);
    void note(std::string text) { m_network.around.push_back(std::move(text)); }
    bool recurrent() const { return !m_network.layers.empty(); }
    bool failed() const { return !m_network.obstacle.empty() || m_network.fault; }
    StoredNetwork result() &&;

private:
    bool addRecurrent(const KerasLayer& layer);
    bool addEmbedding(const KerasLayer& layer);
    bool addDense(const KerasLayer& layer, const Json& config, const std::string& path);
    bool addFunction(const KerasFunction& function);
    bool addShape(const KerasLayer& layer);
    void noteRecurrent(const KerasLayer& layer);
    std::vector<StoredDense>& denses() { return recurrent() ? m_network.after : m_network.before; }

    const KerasTerms& m_terms;
    const KerasWeights& m_weights;
    const Archive& m_archive;
    StoredNetwork m_network;
    std::string m_below; ///< what lies below all that was taken
    int64_t m_width = 0; ///< numbers a step at the top; 0: not known
    bool m_sequences = true; ///< whether the top hands on every step
    bool m_ended = false; ///< whether nothing can follow that is computed step by step
    bool m_reversed = false; ///< whether the top hands on the last step first
    bool m_open = false; ///< whether a dense layer's function may still come as a layer
};

} // namespace rnnscope
