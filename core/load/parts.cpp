#include "core/load/parts.h"

#include "core/load/layout.h"

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

constexpr std::array<std::string_view, 6> embeddingWords
    = {"emb", "encoder", "wte", "lookup", "token", "i2e"};
constexpr std::array<std::string_view, 12> headWords = {"head", "fc", "decoder", "linear", "out",
    "proj", "dense", "classif", "h2o", "logit", "lin", "predict"};

/// "model.fc.weight" as "model.fc" and "weight".
std::pair<std::string_view, std::string_view> split(std::string_view name)
{
    const size_t dot = name.rfind('.');
    return dot == name.npos ? std::pair(std::string_view(), name)
                            : std::pair(name.substr(0, dot), name.substr(dot + 1));
}

/// Whether the last part of a module's path holds one of the words, in any case.
bool speaks(std::string_view module, std::span<const std::string_view> words)
{
    std::string last(split(module).second);
    std::ranges::transform(last, last.begin(), [](unsigned char c) { return std::tolower(c); });
    return std::ranges::any_of(
        words, [&](std::string_view word) { return last.find(word) != last.npos; });
}

bool isNumber(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool isMatrix(const Tensor& tensor, int64_t columns)
{
    return isFloat(tensor.type) && tensor.shape.size() == 2 && tensor.shape[0] > 0
        && tensor.shape[1] == columns;
}

/// The bias that stands beside a weight.
const Tensor* biasBeside(const TensorIndex& index, const Tensor& weight)
{
    const std::string_view module = split(weight.name).first;
    const auto found = index.find(module.empty() ? "bias" : std::string(module) + ".bias");
    return found == index.end() ? nullptr : found->second;
}

/// How many leading parts of their paths two names share.
size_t kinship(std::string_view a, std::string_view b)
{
    size_t shared = 0;
    for (size_t i = 0; i < std::min(a.size(), b.size()) && a[i] == b[i]; ++i)
        shared += a[i] == '.';
    return shared;
}

void keep(std::vector<const Tensor*>& candidates, auto&& wanted)
{
    std::vector<const Tensor*> kept;
    std::ranges::copy_if(candidates, std::back_inserter(kept), wanted);
    if (!kept.empty())
        candidates = std::move(kept);
}

} // namespace

std::string listed(std::span<const Tensor* const> tensors)
{
    std::vector<std::string> texts;
    for (const Tensor* tensor : tensors)
        texts.push_back(shownName(tensor->name) + " (" + tensor->shapeText() + ")");
    return shortened(texts);
}

std::string shortened(std::span<const std::string> texts)
{
    constexpr size_t most = 6;
    std::string list;
    for (const std::string& text : texts.first(std::min(most, texts.size())))
        list += (list.empty() ? "" : ", ") + text;
    if (texts.size() > most)
        list += " and " + std::to_string(texts.size() - most) + " more";
    return list;
}

const Tensor* biasBeside(const Archive& archive, const Tensor& weight)
{
    return biasBeside(indexOf(archive), weight);
}

Candidates findEmbedding(const Archive& archive, const Used& used, int64_t inputs)
{
    const TensorIndex index = indexOf(archive);
    Candidates found;
    for (const Tensor& tensor : archive.tensors) {
        const auto [module, last] = split(tensor.name);
        const bool named = last == "weight" && speaks(module, embeddingWords);
        if (named && isMatrix(tensor, inputs) && !used.contains(&tensor)
            && !biasBeside(index, tensor))
            found.tensors.push_back(&tensor);
    }
    found.best = found.tensors.empty() ? -1 : 0;
    return found;
}

Candidates findHead(const Archive& archive, const Used& used, int64_t units, int64_t tokens,
    std::string_view prefix)
{
    const TensorIndex index = indexOf(archive);
    Candidates found;
    for (const Tensor& tensor : archive.tensors) {
        const auto [module, last] = split(tensor.name);
        const bool named
            = last == "weight" && (speaks(module, headWords) || isNumber(split(module).second));
        if (!named || !isMatrix(tensor, units) || used.contains(&tensor))
            continue;
        const Tensor* bias = biasBeside(index, tensor);
        if (!bias || (isFloat(bias->type) && bias->shape == std::vector{tensor.shape[0]}))
            found.tensors.push_back(&tensor);
    }
    if (found.tensors.empty())
        return found;
    std::vector<const Tensor*> kept = found.tensors;
    keep(kept, [&](const Tensor* t) { return tokens > 0 && t->shape[0] == tokens; });
    size_t nearest = 0;
    for (const Tensor* candidate : kept)
        nearest = std::max(nearest, kinship(candidate->name, prefix));
    keep(kept, [&](const Tensor* t) { return kinship(t->name, prefix) == nearest; });
    if (kept.size() == 1)
        found.best
            = static_cast<int>(std::ranges::find(found.tensors, kept[0]) - found.tensors.begin());
    return found;
}

std::string leftOver(const Archive& archive, const Used& used, bool vectors)
{
    std::vector<const Tensor*> left;
    for (const Tensor& tensor : archive.tensors)
        if (isFloat(tensor.type) && tensor.shape.size() > (vectors ? 0 : 1)
            && !used.contains(&tensor))
            left.push_back(&tensor);
    return listed(left);
}

} // namespace rnnscope
