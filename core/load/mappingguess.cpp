#include "core/load/mappingguess.h"

#include <algorithm>
#include <array>
#include <set>

namespace rnnscope {

namespace {

constexpr size_t mostTensors = 300;
constexpr size_t mostLayers = 16;

constexpr std::array<std::string_view, 5> recurrentWords = {"rec", "hid", "hh", "_h", "state"};

/// What stands before a name's last part.
std::string_view moduleOf(std::string_view name)
{
    const size_t end = name.find_last_of("./");
    return name.substr(0, end == name.npos ? 0 : end);
}

/// Whether a name is one of recurrent weights: W and U may have the same shape.
bool speaksOfRecurrence(const Tensor* tensor)
{
    std::string name = tensor->name;
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    return std::ranges::any_of(
        recurrentWords, [&](std::string_view word) { return name.find(word) != name.npos; });
}

/// Builds a mapping tensor by tensor; each is used once.
class Guess {
public:
    Guess(const MappingFitter& fitter, std::string cell, Mapping begun = {})
        : m_fitter(fitter)
        , m_cell(std::move(cell))
        , m_mapping(std::move(begun))
    {
        const auto names = namesIn(m_mapping);
        for (const Tensor& tensor : fitter.archive().tensors)
            if (m_tensors.size() < mostTensors && isFloat(tensor.type) && tensor.elements() > 0
                && !names.contains(tensor.name))
                m_tensors.push_back(&tensor);
    }

    Mapping run()
    {
        while (m_mapping.layers.size() < mostLayers && addLayer()) { }
        if (!m_mapping.layers.empty())
            addAround();
        return std::move(m_mapping);
    }

    MappedLayer next()
    {
        if (!addLayer())
            m_mapping.layers.emplace_back().cell = m_cell;
        return std::move(m_mapping.layers.back());
    }

private:
    static bool isMatrix(const Tensor& tensor) { return tensor.shape.size() > 1; }
    bool fits(const Mapping& mapping, const Spot& spot, const Tensor& tensor) const
    {
        return !m_used.contains(&tensor) && !m_fitter.misfit(mapping, spot, tensor.name);
    }

    /// How near to each other two tensors are by name, and then by place.
    static std::pair<size_t, ptrdiff_t> kinship(const Tensor& a, const Tensor& b)
    {
        const auto end = std::ranges::mismatch(a.name, b.name).in1;
        return {static_cast<size_t>(end - a.name.begin()), -std::abs(&a - &b)};
    }

    /// Puts the tensor that fits and is nearest to `beside` in that place.
    const Tensor* put(Mapping& mapping, const Spot& spot, const Tensor& beside, bool matrix) const
    {
        const Tensor* best = nullptr;
        for (const Tensor* one : m_tensors)
            if (one != &beside && isMatrix(*one) >= matrix && fits(mapping, spot, *one)
                && (!best || kinship(*one, beside) > kinship(*best, beside)))
                best = one;
        if (best)
            mapping.at(spot) = best->name;
        return best;
    }

    bool addLayer() { return addLayer(TensorRole::U) || addLayer(TensorRole::Kernel); }

    /// A layer whose largest tensor is of that role.
    bool addLayer(TensorRole role)
    {
        if (role == TensorRole::Kernel && m_cell == "rnn")
            return false; // every dense layer has such shapes
        std::vector<const Tensor*> tensors = m_tensors;
        std::stable_partition(tensors.begin(), tensors.end(), speaksOfRecurrence);
        for (const Tensor* first : tensors) {
            Mapping with = m_mapping;
            with.layers.emplace_back().cell = m_cell;
            const Spot spot{role, m_mapping.layers.size()};
            if (isMatrix(*first) && fits(with, spot, *first) && addRest(with, spot, *first))
                return true;
        }
        return false;
    }

    bool addRest(Mapping& with, const Spot& first, const Tensor& tensor)
    {
        with.at(first) = tensor.name;
        const std::vector<TensorRole> rest = first.role == TensorRole::U
            ? std::vector{TensorRole::W, TensorRole::B, TensorRole::D}
            : std::vector{TensorRole::B};
        for (const TensorRole role : rest) {
            const Tensor* found = put(with, {role, first.layer}, tensor, role == TensorRole::W);
            if (!found && role == rest.front()) // too little to go by
                return false;
            if (!found)
                break;
            if (role == TensorRole::D && moduleOf(found->name) != moduleOf(tensor.name)) {
                with.at({role, first.layer}).clear(); // the bias of another layer
                break;
            }
            m_used.insert(found);
        }
        m_used.insert(&tensor);
        orderGates(with, first);
        m_mapping = std::move(with);
        return true;
    }

    /// Who stores columns is Keras or TensorFlow, most of the time.
    void orderGates(Mapping& mapping, const Spot& first) const
    {
        if (!m_fitter.fit(mapping).sides.back().transposed)
            return;
        MappedLayer& layer = mapping.layers.back();
        if (m_cell == "gru")
            layer.order = "z r n";
        else if (m_cell == "lstm" && first.role == TensorRole::Kernel)
            layer.order = "i g f o";
    }

    void addAround()
    {
        const std::string& first = m_mapping.layers.front().names[size_t(TensorRole::U)].empty()
            ? m_mapping.layers.front().of(TensorRole::Kernel).front()
            : m_mapping.layers.front().of(TensorRole::U).front();
        bool after = false;
        for (const Tensor* one : m_tensors) {
            after = after || one->name == first;
            if (!isMatrix(*one))
                continue;
            const bool table = fits(m_mapping, {TensorRole::Embedding}, *one);
            if (m_mapping.of(TensorRole::Head).empty() && (after || !table)
                && fits(m_mapping, {TensorRole::Head}, *one)) {
                m_mapping.at({TensorRole::Head}) = one->name;
                m_used.insert(one);
                if (const Tensor* bias = put(m_mapping, {TensorRole::HeadBias}, *one, false))
                    m_used.insert(bias);
            } else if (m_mapping.of(TensorRole::Embedding).empty() && table) {
                m_mapping.at({TensorRole::Embedding}) = one->name;
                m_used.insert(one);
            }
        }
    }

    const MappingFitter& m_fitter;
    std::string m_cell;
    std::vector<const Tensor*> m_tensors;
    Mapping m_mapping;
    std::set<const Tensor*> m_used;
};

} // namespace

Mapping guessedMapping(const MappingFitter& fitter, const std::string& cell)
{
    return Guess(fitter, cell).run();
}

MappedLayer guessedLayer(const MappingFitter& fitter, const Mapping& below, const std::string& cell)
{
    return Guess(fitter, cell, below).next();
}

Mapping guessedMapping(const MappingFitter& fitter)
{
    Mapping joined;
    for (const char* cell : {"lstm", "gru", "rnn"}) {
        Mapping mapping = guessedMapping(fitter, cell);
        if (mapping.layers.empty())
            continue;
        if (mapping.layers.front().has(TensorRole::U))
            return mapping;
        if (joined.layers.empty()) // a dense layer may have its shapes
            joined = std::move(mapping);
    }
    return joined;
}

} // namespace rnnscope
