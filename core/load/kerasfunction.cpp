#include "core/load/kerasfunction.h"

#include <array>
#include <charconv>

namespace rnnscope {

namespace {

struct Named {
    std::string_view name;
    Activation activation;
};

constexpr std::array functions = {
    Named{"tanh", hyperbolic},
    Named{"sigmoid", sigmoidal},
    Named{"relu", rectified},
    Named{"linear", linear},
    Named{"softplus", {Activation::Softplus}},
    Named{"softsign", {Activation::Softsign}},
    Named{"elu", {Activation::Elu, 1, 1}},
    Named{"selu", selu},
    Named{"swish", {Activation::Swish}},
    Named{"silu", {Activation::Swish}},
    Named{"leaky_relu", {Activation::Relu, Real(0.2), 0}},
};

KerasFunction functionNamed(const std::string& name, const KerasTerms& terms)
{
    if (name == "softmax")
        return {name, std::nullopt, true};
    if (name == "hard_sigmoid")
        return {name, terms.version.major >= 3 ? hardSigmoid6 : hardSigmoid5};
    for (const Named& function : functions)
        if (function.name == name)
            return {name, function.activation};
    return {name, std::nullopt};
}

/// A number of a configuration; `otherwise` where there is none.
double numberIn(const Json& config, const char* key, double otherwise)
{
    const Json& part = partOf(config, key);
    return part.is_number() ? part.get<double>() : otherwise;
}

Activation leaky(double slope, double threshold = 0)
{
    return {Activation::Relu, static_cast<Real>(slope), static_cast<Real>(threshold)};
}

/// ReLU with a ceiling, or leaky beside a threshold, is not among ours.
KerasFunction rectifier(const Json& config)
{
    const double slope = numberIn(config, "negative_slope", 0);
    const double threshold = numberIn(config, "threshold", 0);
    if (partOf(config, "max_value").is_number() || (slope != 0 && threshold != 0))
        return {"relu with a ceiling or a threshold", std::nullopt};
    return {"relu", leaky(slope, threshold)};
}

/// Layers that are functions, and functions saved as layers.
std::optional<KerasFunction> functionLayer(
    const std::string& kind, const Json& config, const KerasTerms& terms)
{
    if (kind == "Activation")
        return functionIn(config, "activation", "linear", terms);
    if (kind == "ReLU")
        return rectifier(config);
    if (kind == "LeakyReLU")
        return KerasFunction{"leaky relu",
            leaky(numberIn(config, "negative_slope", numberIn(config, "alpha", 0.3)))};
    if (kind == "ThresholdedReLU")
        return KerasFunction{"thresholded relu", leaky(0, numberIn(config, "theta", 1))};
    if (kind == "ELU")
        return KerasFunction{
            "elu", Activation{Activation::Elu, Real(numberIn(config, "alpha", 1)), 1}};
    if (kind == "Softmax")
        return KerasFunction{"softmax", std::nullopt, numberIn(config, "axis", -1) == -1};
    return std::nullopt;
}

} // namespace

KerasVersion kerasVersion(std::string_view text)
{
    if (text.starts_with("tfjs"))
        return {2, 2};
    KerasVersion version;
    const char* end = text.data() + text.size();
    const auto [dot, problem] = std::from_chars(text.data(), end, version.major);
    if (problem != std::errc() || version.major < 0)
        return {};
    if (dot != end && *dot == '.')
        std::from_chars(dot + 1, end, version.minor);
    version.tensorFlow = text.ends_with("-tf");
    return version;
}

KerasFunction functionIn(
    const Json& config, const char* key, const char* otherwise, const KerasTerms& terms)
{
    const Json& part = partOf(config, key);
    if (part.is_null()) // said to be nothing, or not said
        return functionNamed(
            config.is_object() && config.contains(key) ? "linear" : otherwise, terms);
    if (part.is_string())
        return functionNamed(part.get<std::string>(), terms);
    const std::string kind = textOf(part, "class_name");
    if (const auto layer = functionLayer(kind, partOf(part, "config"), terms))
        return *layer;
    const std::string name = textOf(part, "config"); // of a function by its name
    return functionNamed(name.empty() ? kind : name, terms);
}

std::optional<KerasFunction> functionOf(const KerasLayer& layer, const KerasTerms& terms)
{
    return functionLayer(layer.kind, layer.config, terms);
}

} // namespace rnnscope
