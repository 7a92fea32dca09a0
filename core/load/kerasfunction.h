#pragma once

#include "core/load/kerasgraph.h"
#include "core/math/activation.h"

#include <optional>

namespace rnnscope {

/// What wrote a model.
struct KerasVersion {
    int major = 0; ///< 0: not known
    int minor = 0;
    bool tensorFlow = false; ///< Keras inside of TensorFlow 1.13 to 2.3

    bool before(int otherMajor, int otherMinor) const
    {
        return major > 0 && std::pair(major, minor) < std::pair(otherMajor, otherMinor);
    }
};

/// "2.2.4-tf", "3.9.2", "tfjs-layers 1.2.7" (which computes as Keras 2.2 does).
KerasVersion kerasVersion(std::string_view text);

/// What a model says of itself beside its layers.
struct KerasTerms {
    KerasVersion version;
    bool guessed = false; ///< there is no configuration: what it would say follows from shapes
};

/// A function by its name or as an object of a configuration.
struct KerasFunction {
    std::string name;
    std::optional<Activation> activation; ///< nothing for softmax, and for what is not known here
    bool softmax = false;
};

/// The function under `key`, or else the one of that name.
KerasFunction functionIn(
    const Json& config, const char* key, const char* otherwise, const KerasTerms& terms);
/// The function that a layer is: Activation, ReLU, LeakyReLU, ELU, Softmax, …; nullopt for any
/// other kind of layer.
std::optional<KerasFunction> functionOf(const KerasLayer& layer, const KerasTerms& terms);

} // namespace rnnscope
