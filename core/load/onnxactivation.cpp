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

/// Alphas and betas stand in the order of the activations: one for each of those that take any, or
/// one for every activation.
std::optional<std::vector<Activation>> onnxActivations(
    const OnnxNode& node, std::span<const std::string> names, std::string& unknown)
{
    const auto alphas = node.valueOf<std::vector<double>>("activation_alpha");
    const auto betas = node.valueOf<std::vector<double>>("activation_beta");
    const auto next = [&](const std::vector<double>& all, size_t& used, size_t place, bool takes) {
        const size_t at = all.size() == names.size() ? place : used;
        used += takes;
        return takes && at < all.size() ? std::optional(all[at]) : std::nullopt;
    };
    std::vector<Activation> activations;
    size_t usedAlphas = 0, usedBetas = 0;
    for (size_t i = 0; i < names.size(); ++i) {
        const Named* found = find(names[i]);
        const auto alpha = next(alphas, usedAlphas, i, found && found->takes > 0);
        const auto beta = next(betas, usedBetas, i, found && found->takes > 1);
        const auto activation = onnxActivation(names[i], alpha, beta);
        if (!activation) {
            unknown = names[i];
            return std::nullopt;
        }
        activations.push_back(*activation);
    }
    return activations;
}

} // namespace rnnscope
