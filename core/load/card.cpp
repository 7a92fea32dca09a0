#include "core/load/card.h"

#include "core/load/shown.h"
#include "core/pack/limits.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace rnnscope {

std::string gateOrder(const Cell& cell)
{
    std::string order;
    for (int block = 0; block < cell.blocks(); ++block) {
        const auto track = std::ranges::find(cell.tracks(), block, &Track::block);
        order += (block ? " " : "") + std::string(track->symbol);
    }
    return order;
}

std::string storedTypes(const Archive& archive)
{
    std::vector<Type> types;
    for (const Tensor& tensor : archive.tensors)
        if (std::ranges::find(types, tensor.type) == types.end())
            types.push_back(tensor.type);
    constexpr Type own = sizeof(Real) == 4 ? Type::F32 : Type::F64;
    std::string text;
    for (Type type : types)
        text += (text.empty() ? "" : ", ") + std::string(nameOf(type))
            + (isFloat(type) && type != own ? " (converted to " + std::string(nameOf(own)) + ")"
                                            : "");
    return text;
}

std::string frameworkOf(const Archive& archive)
{
    // Under what names frameworks write their version into a file.
    constexpr std::array<std::pair<const char*, const char*>, 8> known{{
        {"keras_version", "Keras "},
        {"tensorflow_version", "TensorFlow "},
        {"pytorch_version", "PyTorch "},
        {"torch_version", "PyTorch "},
        {"pytorch-lightning_version", "PyTorch Lightning "},
        {"onnx.producer", ""},
        {"framework_version", "version "},
        {"version", "version "},
    }};
    for (const auto& [key, title] : known)
        if (const auto found = archive.metadata.find(key); found != archive.metadata.end())
            return title + fitToShow(found->second, limits::shownName);
    return {};
}

uint64_t storedBytes(const Archive& archive)
{
    uint64_t bytes = 0;
    for (const Tensor& tensor : archive.tensors)
        bytes += static_cast<uint64_t>(tensor.elements()) * sizeOf(tensor.type);
    return bytes;
}

Count countOf(const Tensor& tensor, const Watch& watch)
{
    constexpr double largest = std::numeric_limits<double>::max();
    Count count;
    const auto add = [&](int64_t, const std::vector<double>& numbers) {
        int64_t zeros = 0, wrong = 0; // in registers
        for (const double number : numbers) {
            zeros += number == 0;
            wrong += !(std::abs(number) <= largest);
        }
        count.zeros += zeros;
        count.wrong += wrong;
    };
    inParts(tensor, add, &watch);
    return count;
}

std::string roughly(double number)
{
    if (number == 0 || !std::isfinite(number))
        return number == 0 ? "0" : "infinite";
    const int exponent = static_cast<int>(std::floor(std::log10(std::abs(number))));
    const long digit = std::lround(number / std::pow(10, exponent));
    return std::to_string(digit) + "e" + std::to_string(exponent);
}

} // namespace rnnscope
