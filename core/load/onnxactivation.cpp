#include "core/load/onnxcell.h"

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

struct Named {
    std::string_view name;
    Activation usual;
    int takes;
};

// Defaults are those of the operators of these names.
constexpr std::array activations = {
    Named{"relu", rectified, 0},
    Named{"tanh", hyperbolic, 0},
    Named{"sigmoid", sigmoidal, 0},
    Named{"softsign", {Activation::Softsign}, 0},
    Named{"softplus", {Activation::Softplus}, 0},
    Named{"leakyrelu", {Activation::Relu, Real(0.01), 0}, 1},
    Named{"thresholdedrelu", {Activation::Relu, 0, 1}, 1},
    Named{"elu", {Activation::Elu, 1, 1}, 1},
    Named{"affine", linear, 2},
    Named{"scaledtanh", hyperbolic, 2},
    Named{"hardsigmoid", hardSigmoid5, 2},
};

const Named* find(std::string_view name)
{
    const auto same = [&](const Named& one) {
        return std::ranges::equal(one.name, name, {}, {}, [](char letter) {
            return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter;
        });
    };
    const auto found = std::ranges::find_if(activations, same);
    return found == activations.end() ? nullptr : &*found;
}

} // namespace

int onnxActivationTakes(std::string_view name)
{
    const Named* found = find(name);
    return found ? found->takes : 0;
}

std::optional<Activation> onnxActivation(
    std::string_view name, std::optional<double> alpha, std::optional<double> beta)
{
    const Named* found = find(name);
    if (!found)
        return std::nullopt;
    Activation activation = found->usual;
    // Of a thresholded relu ONNX's alpha is where it begins.
    Real& first = found->name == "thresholdedrelu" ? activation.beta : activation.alpha;
    if (alpha && found->takes > 0)
        first = static_cast<Real>(*alpha);
    if (beta && found->takes > 1)
        activation.beta = static_cast<Real>(*beta);
    return activation;
}

} // namespace rnnscope
