#include "core/base/words.h"
#include "core/cell/cells.h"
#include "core/load/card.h"
#include "core/load/layout.h"
#include "core/load/metadata.h"
#include "core/load/open.h"
#include "core/load/parts.h"

#include <algorithm>

namespace rnnscope {

namespace {

// Heads of notes that several parts write.
constexpr const char* input = QT_TRANSLATE_NOOP("card", "input");
constexpr const char* head = QT_TRANSLATE_NOOP("card", "head");
constexpr const char* vocabulary = QT_TRANSLATE_NOOP("card", "vocabulary");
constexpr const char* nonlinearity = QT_TRANSLATE_NOOP("card", "nonlinearity");

/// Puts a model together from an archive, part by part. Each part fails or notes what it took.
class Assembly {
public:
    explicit Assembly(const Archive& archive)
        : m_archive(archive)
    {
    }

    Result<Model> run();

private:
    using Problem = std::optional<Error>;
    using Tokens = std::vector<std::string>;

    Problem chooseNetwork();
    Problem readLayers();
    Problem readNonlinearity();
    Problem checkArchitecture() const;
    void readEmbedding();
    void readHead();
    void chooseVocabulary();
    void chooseEntry();
    void noteLayers();
    void noteRest();

    void note(const char* what, std::string said, bool assumed = false)
    {
        m_model.notes.push_back({what, std::move(said), assumed});
    }
    std::string where() const { return "Cannot open " + m_archive.file; }
    /// Whether the file describes itself, so that parts found by name are no guess.
    bool own() const { return m_stated.has_value(); }
    bool fits(const Tokens& tokens) const;

    const Archive& m_archive;
    Model m_model;
    StoredNetwork m_network;
    std::optional<Architecture> m_stated;
    Used m_used;
};

Result<Model> Assembly::run()
{
    auto stated = readArchitecture(m_archive.metadata, m_archive.file);
    if (!stated)
        return stated.error();
    m_stated = std::move(*stated);
    m_model.title = m_archive.file;
    m_model.metadata = m_archive.metadata;
    note(QT_TRANSLATE_NOOP("card", "format"), m_archive.format);
    if (const Problem problem = chooseNetwork())
        return *problem;
    if (const Problem problem = readLayers())
        return *problem;
    noteLayers();
    if (const Problem problem = readNonlinearity())
        return *problem;
    readEmbedding();
    readHead();
    chooseVocabulary();
    chooseEntry();
    if (const Problem problem = checkArchitecture())
        return *problem;
    noteRest();
    return std::move(m_model);
}

/// The first network that can be stepped; the others are noted.
Assembly::Problem Assembly::chooseNetwork()
{
    std::vector<StoredNetwork> networks = findNetworks(m_archive);
    const auto chosen = std::ranges::find(networks, "", &StoredNetwork::obstacle);
    if (networks.empty()) {
        std::vector<const Tensor*> all;
        for (const Tensor& tensor : m_archive.tensors)
            all.push_back(&tensor);
        return Error{Fault::Model, where(),
            "expected a recurrent layer (weight_ih_l0 and weight_hh_l0, as PyTorch names them), "
            "found "
                + (all.empty() ? std::string("no tensors") : listed(all)),
            "Open a file with a recurrent network, or rename its tensors as PyTorch does"};
    }
    if (chosen == networks.end())
        return Error{Fault::Model, where(),
            "expected a recurrent layer that can be stepped, found “" + shownName(networks[0])
                + "”, which " + networks[0].obstacle,
            "Such a layer is not stepped yet; open a model without it"};
    std::vector<std::string> others;
    for (const StoredNetwork& network : networks)
        if (&network != &*chosen)
            others.push_back(
                shownName(network) + (network.obstacle.empty() ? "" : " (not stepped yet)"));
    m_network = std::move(*chosen);
    if (!others.empty())
        note(QT_TRANSLATE_NOOP("card", "other networks"), shortened(others));
    return std::nullopt;
}

Assembly::Problem Assembly::readLayers()
{
    if (own() && m_stated->cells.size() != m_network.layers.size())
        return Error{Fault::Model, where(),
            "expected " + std::to_string(m_stated->cells.size())
                + " layers, as its architecture "
                  "says, found "
                + std::to_string(m_network.layers.size()),
            "Save the file again with this program"};
    auto layers = layersOf(m_network, m_archive);
    if (!layers)
        return layers.error();
    m_model.layers = std::move(*layers);
    for (size_t i = 0; own() && i < m_model.layers.size(); ++i) {
        const CellPtr cell = findCell(m_stated->cells[i]);
        if (!cell)
            return Error{Fault::Model, where(),
                "expected a cell that this program knows, found " + m_stated->cells[i],
                "Open it with the program that saved it"};
        if (cell != m_model.layers[i].cell)
            return wrongRows(*m_network.layers[i].hh, *cell, m_archive.file);
    }
    for (const StoredLayer& layer : m_network.layers)
        m_used.insert({layer.ih, layer.hh, layer.bih, layer.bhh});
    return std::nullopt;
}

/// A state dictionary does not say whether an RNN squashes by tanh or relu; a whole module does.
Assembly::Problem Assembly::readNonlinearity()
{
    const bool plain = std::ranges::any_of(
        m_model.layers, [](const Layer& layer) { return layer.cell->blocks() == 1; });
    if (!plain)
        return std::nullopt;
    std::string said;
    for (const char* attribute : {"mode", "nonlinearity"})
        if (const auto found = m_archive.metadata.find(m_network.prefix + attribute);
            found != m_archive.metadata.end())
            said = found->second;
    if (said == "RNN_RELU" || said == "relu")
        return Error{Fault::Model, where(), "expected an RNN with tanh, found one with relu",
            "An RNN with relu is not stepped yet; open one with tanh"};
    if (own() || !said.empty())
        note(nonlinearity, "tanh");
    else
        note(nonlinearity, "tanh; the file does not say, and relu is possible", true);
    return std::nullopt;
}

void Assembly::readEmbedding()
{
    if (own() && m_stated->entry != Entry::Embedding)
        return;
    const Finding part = findEmbedding(m_archive, m_used, m_model.inputs());
    if (!part.weight)
        return;
    m_used.insert(part.weight);
    m_model.entry = Entry::Embedding;
    m_model.embedding = matrixOf(*part.weight).transpose();
    note(input,
        shownName(part.weight->name) + ", tokens × inputs: " + part.weight->shapeText()
            + (part.others.empty() ? "" : "; or perhaps " + part.others),
        !own());
}

void Assembly::readHead()
{
    const Layer& top = m_model.layers.back();
    const Finding part
        = findHead(m_archive, m_used, top.weights.units(), m_model.tokens(), m_network.prefix);
    if (!part.weight) {
        note(head,
            part.others.empty() ? "none found: the outputs are the hidden state"
                                : "none taken, since several could be it: " + part.others,
            !own());
        return;
    }
    m_used.insert({part.weight, part.bias});
    m_model.head.w = matrixOf(*part.weight);
    m_model.head.b = part.bias ? Vector(matrixOf(*part.bias).col(0))
                               : Vector(Vector::Zero(m_model.head.w.rows()));
    note(head,
        shownName(part.weight->name) + ", outputs × units: " + part.weight->shapeText()
            + (part.bias ? "" : ", without a bias")
            + (part.others.empty() ? "" : "; or perhaps " + part.others),
        !own());
}

/// Whether a table has a token for every id of the model, as far as ids are known by now.
bool Assembly::fits(const Tokens& tokens) const
{
    const bool embedded = m_model.entry == Entry::Embedding;
    const Index expected = embedded ? m_model.tokens() : m_model.inputs();
    return expected > 1 && static_cast<Index>(tokens.size()) == expected;
}

void Assembly::chooseVocabulary()
{
    auto candidates = vocabulariesIn(m_archive.metadata);
    candidates.insert(
        candidates.end(), m_archive.vocabularies.begin(), m_archive.vocabularies.end());
    const auto chosen = std::ranges::find_if(
        candidates, [&](const auto& candidate) { return fits(candidate.second); });
    if (chosen != candidates.end()) {
        note(vocabulary, chosen->first + ", " + std::to_string(chosen->second.size()) + " tokens",
            !own());
        m_model.vocabulary = Vocabulary(std::move(chosen->second));
    } else if (!candidates.empty()) {
        note(vocabulary,
            "not used: " + candidates[0].first + " has "
                + std::to_string(candidates[0].second.size()) + " tokens, and the model reads "
                + std::to_string(
                    m_model.entry == Entry::Embedding ? m_model.tokens() : m_model.inputs()));
    }
}

/// Without an embedding: one-hot where the inputs are as many as the tokens or the outputs.
void Assembly::chooseEntry()
{
    if (m_model.entry == Entry::Embedding)
        return;
    const Index inputs = m_model.inputs();
    const bool tokens
        = inputs > 1 && (!m_model.vocabulary.empty() || m_model.head.w.rows() == inputs);
    const bool oneHot = own() ? m_stated->entry == Entry::OneHot : tokens;
    m_model.entry = oneHot ? Entry::OneHot : Entry::Values;
    const std::string count = std::to_string(inputs);
    if (m_model.entry == Entry::OneHot)
        note(input,
            "one-hot: one of " + count + " tokens, as many as there are "
                + (m_model.vocabulary.empty() ? "outputs" : "in the vocabulary"),
            !own());
    else
        note(input, count + (inputs == 1 ? " number" : " numbers") + " a step", !own());
}

Assembly::Problem Assembly::checkArchitecture() const
{
    const Architecture found = architectureOf(m_model);
    if (!own() || writeArchitecture(*m_stated) == writeArchitecture(found))
        return std::nullopt;
    return Error{Fault::Model, where(),
        "expected the architecture " + writeArchitecture(*m_stated) + ", found "
            + writeArchitecture(found),
        "Save the file again with this program"};
}

void Assembly::noteLayers()
{
    std::string units;
    for (const Layer& layer : m_model.layers)
        units += (units.empty() ? "" : ", ") + std::to_string(layer.weights.units());
    const Layer& first = m_model.layers.front();
    note(QT_TRANSLATE_NOOP("card", "cell"),
        std::string(first.cell->name()) + ", by " + std::to_string(first.weights.u.rows())
            + " rows of " + shownName(m_network.layers[0].hh->name) + " over "
            + std::to_string(first.weights.units()) + " units");
    note(QT_TRANSLATE_NOOP("card", "layers"),
        std::to_string(m_model.layers.size()) + ", units: " + units
            + (m_network.joined ? ", modules on top of each other by their numbers" : ""),
        m_network.joined);
    if (first.cell->blocks() > 1)
        note(QT_TRANSLATE_NOOP("card", "gate order"),
            gateOrder(*first.cell) + ", as PyTorch stores",
            !own() && m_archive.format == "safetensors");
    const bool bare = std::ranges::any_of(
        m_network.layers, [](const StoredLayer& layer) { return !layer.bih || !layer.bhh; });
    if (bare)
        note(QT_TRANSLATE_NOOP("card", "biases"), "missing ones are zero");
}

void Assembly::noteRest()
{
    note(QT_TRANSLATE_NOOP("card", "stored numbers"), storedTypes(m_archive));
    if (const auto skipped = m_archive.metadata.find("not read");
        skipped != m_archive.metadata.end())
        note(QT_TRANSLATE_NOOP("card", "not read"), skipped->second);
    if (const std::string left = leftOver(m_archive, m_used); !left.empty())
        note(QT_TRANSLATE_NOOP("card", "not used"), left);
    if (!finite(m_model))
        note(QT_TRANSLATE_NOOP("card", "weights"),
            "some are infinite or no numbers: what they touch cannot be shown");
}

} // namespace

Result<Model> assemble(const Archive& archive) { return Assembly(archive).run(); }

} // namespace rnnscope
