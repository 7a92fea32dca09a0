#include "core/base/words.h"
#include "core/cell/cells.h"
#include "core/load/card.h"
#include "core/load/handnames.h"
#include "core/load/kerasnames.h"
#include "core/load/layout.h"
#include "core/load/mappingfit.h"
#include "core/load/metadata.h"
#include "core/load/open.h"
#include "core/load/parts.h"
#include "core/load/tensorflownames.h"
#include "core/load/torchnames.h"
#include "core/load/verify.h"
#include "core/load/vocabularyfile.h"
#include "core/pack/json.h"

#include <algorithm>
#include <functional>

namespace rnnscope {

namespace {

// Heads of notes that several parts write.
constexpr const char* input = QT_TRANSLATE_NOOP("card", "input");
constexpr const char* head = QT_TRANSLATE_NOOP("card", "head");
constexpr const char* byHand = QT_TRANSLATE_NOOP("card", "mapped by hand");
constexpr const char* vocabulary = QT_TRANSLATE_NOOP("card", "vocabulary");

constexpr const char* manyNumbers = QT_TRANSLATE_NOOP("card", "numbers a step: %1");
constexpr const char* manyTokens = QT_TRANSLATE_NOOP("card", "one-hot: one of %1 tokens");
constexpr const char* none = QT_TRANSLATE_NOOP("card", "none");
constexpr const char* asValues = QT_TRANSLATE_NOOP("card", "numbers");
constexpr const char* asOneHot = QT_TRANSLATE_NOOP("card", "one-hot tokens");

/// How many of the ids have no token; an id 0 that has none is padding.
size_t lacking(const Tokens& tokens, size_t expected)
{
    const auto missing = missingIn(tokens);
    return expected - tokens.size() + missing.size() - (missing == std::vector<size_t>{0});
}

/// Puts a model together from an archive, part by part. Each part fails or notes what it took.
class Assembly {
public:
    Assembly(const Contents& contents, const Choices& choices, Watch& watch)
        : m_archive(contents.archive)
        , m_choices(choices)
        , m_watch(watch)
        , m_networks(contents.networks)
    {
        for (const auto& find : {findTorch, findTensorFlow, findKeras, findByHand})
            if (m_networks.empty())
                m_networks = find(m_archive);
    }

    Result<Model> run();
    /// After that: the network that was taken, with all parts that were found around it.
    StoredNetwork taken() && { return std::move(m_network); }

private:
    using Problem = std::optional<Error>;

    Problem takeMapping();
    Problem chooseNetwork();
    Problem wrongNetworks() const;
    Problem readLayers();
    Problem checkCells() const;
    Problem checkArchitecture() const;
    Problem takeDescribed();
    Problem takeHead(const StoredDense& stored, Index inputs);
    Problem findInput();
    Problem findOutput();
    Problem takeEmbedding(const Piece& table);
    Problem read(const Piece& piece, Matrix& out);
    /// All of a tensor of the archive.
    Piece wholeOf(const Tensor& tensor) const
    {
        return rnnscope::wholeOf(m_archive, static_cast<int>(&tensor - m_archive.tensors.data()));
    }
    using Named = std::pair<std::string, Tokens>;
    std::vector<Named> vocabularies() const;
    void chooseVocabulary();
    void chooseEntry();
    void noteLayers();
    void noteRest();
    void use(const Piece& piece);
    void useLayers();

    Note& note(const char* what, Saying said, bool assumed = false)
    {
        m_model.notes.push_back({what, std::move(said), assumed});
        return m_model.notes.back();
    }
    Note& ask(const char* what, const char* id, Tokens options, size_t otherwise)
    {
        m_model.notes.push_back(optionNote(m_choices, what, id, std::move(options), otherwise));
        return m_model.notes.back();
    }
    std::string where() const { return "Cannot open " + m_archive.file; }
    /// Whether the file describes itself, so that parts found by name are no guess.
    bool own() const { return m_stated.has_value(); }
    /// A note that offers options, but none where the file describes itself.
    Note& askUnlessOwn(const char* what, const char* id, Tokens options, size_t otherwise)
    {
        if (!own())
            return ask(what, id, std::move(options), otherwise);
        Note& settled = note(what, {});
        settled.chosen = otherwise;
        return settled;
    }
    void noteWeights();

    const Archive& m_archive;
    const Choices& m_choices;
    Watch& m_watch;
    std::vector<StoredNetwork> m_networks;
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
    if (std::string test = testIn(m_archive); !test.empty())
        m_model.metadata[key::test] = std::move(test);
    for (const Tensor* tensor : testTensors(m_archive))
        m_used.insert(tensor);
    note(QT_TRANSLATE_NOOP("card", "format"), m_archive.format);
    if (const Problem problem = takeMapping())
        return *problem;
    if (const Problem problem = chooseNetwork())
        return *problem;
    if (const Problem problem = readLayers())
        return *problem;
    if (m_network.described) {
        if (const Problem problem = takeDescribed())
            return *problem;
    } else {
        if (const Problem problem = findInput())
            return *problem;
        if (const Problem problem = findOutput())
            return *problem;
    }
    chooseVocabulary();
    chooseEntry();
    if (const Problem problem = checkArchitecture())
        return *problem;
    noteRest();
    return std::move(m_model);
}

/// Why none can be stepped.
Assembly::Problem Assembly::wrongNetworks() const
{
    if (m_networks.empty()) {
        std::vector<const Tensor*> all;
        for (const Tensor& tensor : m_archive.tensors)
            all.push_back(&tensor);
        return Error{Fault::Model, where(),
            "expected a recurrent layer (weight_ih_l0 and weight_hh_l0, as PyTorch names them), "
            "found "
                + (all.empty() ? std::string("no tensors") : listed(all)),
            "Map its tensors by hand, or open a file with a recurrent network"};
    }
    const StoredNetwork& first = m_networks.front();
    if (first.fault)
        return first.fault;
    return Error{Fault::Model, where(),
        "expected a recurrent layer that can be stepped, found “" + first.name + "”, which "
            + first.obstacle,
        "Such a layer is not stepped; open a model without it"};
}

/// A network described by hand stands before those that were found.
Assembly::Problem Assembly::takeMapping()
{
    const auto text = m_choices.find(choice::mapping);
    if (text == m_choices.end())
        return {};
    const auto mapping = readMapping(text->second);
    if (!mapping)
        return mapping.error();
    auto network = networkOf(*mapping, m_archive);
    if (!network)
        return network.error();
    network->name = byHand;
    m_networks.insert(m_networks.begin(), std::move(*network));
    return {};
}

/// The chosen network, or the first that can be stepped; the others are noted.
Assembly::Problem Assembly::chooseNetwork()
{
    Tokens names, others;
    std::vector<size_t> places;
    for (size_t i = 0; i < m_networks.size(); ++i) {
        const StoredNetwork& network = m_networks[i];
        if (!network.obstacle.empty() || network.fault) {
            others.push_back(network.name);
            continue;
        }
        std::string name = network.name;
        for (int again = 2; std::ranges::find(names, name) != names.end(); ++again)
            name = network.name + " (" + std::to_string(again) + ")";
        names.push_back(std::move(name));
        places.push_back(i);
    }
    if (names.empty())
        return wrongNetworks();
    size_t taken = 0;
    if (names.size() > 1)
        taken = ask(QT_TRANSLATE_NOOP("card", "network"), choice::network, names, 0).chosen;
    if (!others.empty())
        note(QT_TRANSLATE_NOOP("card", "not stepped"), shortened(others));
    m_network = std::move(m_networks[places[taken]]);
    if (m_choices.contains(choice::mapping) && places[taken] == 0)
        m_stated.reset(); // what the file says is of its own network
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
    for (StoredLayer& layer : m_network.layers)
        if (own())
            layer.unsaid = 0;
        else if (m_archive.format.starts_with("safetensors") && !layer.order.empty())
            layer.unsaid |= unsaid::order; // the names are PyTorch's, the file need not be
    std::vector<Note> assumed;
    assumeUnsaid(m_network, m_choices, assumed);
    auto layers = layersOf(m_network, m_archive, m_watch);
    if (!layers)
        return layers.error();
    m_model.layers = std::move(*layers);
    noteLayers();
    std::ranges::move(assumed, std::back_inserter(m_model.notes));
    useLayers();
    if (m_network.name == byHand)
        note(byHand, listed(std::vector(m_used.begin(), m_used.end())), true);
    return checkCells();
}

/// The layers must be of the cells that the file says.
Assembly::Problem Assembly::checkCells() const
{
    for (size_t i = 0; own() && i < m_model.layers.size(); ++i) {
        const CellPtr cell = findCell(m_stated->cells[i]);
        if (!cell)
            return Error{Fault::Model, where(),
                "expected a cell that this program knows, found " + m_stated->cells[i],
                "Open it with the program that saved it"};
        const Layer& layer = m_model.layers[i];
        if (cell->id() != layer.cell->id()) {
            const auto place = static_cast<size_t>(m_network.layers[i].blocks[0].u.tensor);
            return wrongRows(
                m_archive.tensors[place], layer.weights.units(), *cell, m_archive.file);
        }
    }
    return std::nullopt;
}

void Assembly::use(const Piece& piece)
{
    if (!piece.empty())
        m_used.insert(&m_archive.tensors[static_cast<size_t>(piece.tensor)]);
}

void Assembly::useLayers()
{
    for (const StoredLayer& layer : m_network.layers) {
        for (const StoredBlock& block : layer.blocks)
            for (const Piece* piece : {&block.w, &block.u, &block.b, &block.d})
                use(*piece);
        for (const Piece& peep : layer.peeps)
            use(peep);
        for (const Piece* piece : {&layer.projection, &layer.startHidden, &layer.startCell})
            use(*piece);
    }
}

/// What the file itself says is around the layers.
Assembly::Problem Assembly::takeDescribed()
{
    if (!m_network.embedding.empty()) {
        if (!lieWithin(m_network.embedding, m_archive))
            return Error{Fault::Model, where(), "expected an embedding table, found none",
                "Copy or download the file again"};
        if (const Problem problem = takeEmbedding(m_network.embedding))
            return problem;
    }
    Index width = m_network.before.empty() ? m_model.inputs() : m_network.before.front().w.columns;
    for (const StoredDense& stored : m_network.before) {
        auto dense = denseOf(stored, width, m_archive, m_watch);
        if (!dense)
            return dense.error();
        use(stored.w), use(stored.b);
        width = dense->w.rows();
        m_model.before.push_back(std::move(*dense));
    }
    const Index entering
        = m_model.entry == Entry::Embedding ? m_model.embedding.rows() : m_model.reads();
    if (width != m_model.inputs() || entering != m_model.reads())
        return Error{Fault::Model, where(),
            "expected " + std::to_string(m_model.inputs())
                + " numbers to enter the first recurrent layer, found " + std::to_string(width),
            "Check the file: its layers do not fit on top of each other"};
    width = m_model.width(m_model.layers.size() - 1);
    for (const StoredDense& stored : m_network.after) {
        if (const Problem problem = takeHead(stored, width))
            return problem;
        width = stored.w.rows;
    }
    return std::nullopt;
}

/// The last dense layer above the network is its head.
Assembly::Problem Assembly::takeHead(const StoredDense& stored, Index inputs)
{
    auto dense = denseOf(stored, inputs, m_archive, m_watch);
    if (!dense)
        return dense.error();
    use(stored.w), use(stored.b);
    const std::string shape
        = std::to_string(dense->w.rows()) + " × " + std::to_string(dense->w.cols());
    const bool top = &stored == &m_network.after.back();
    if (stored.softmax && !top)
        return Error{Fault::Model, where(),
            "expected softmax at the end alone, found it in “" + stored.name + "”",
            "Such a model is not run; open one without it"};
    Saying said(stored.name);
    said += {QT_TRANSLATE_NOOP("card", "outputs × units: %1"), {shape}};
    if (stored.softmax || stored.activation != linear)
        said += {"%1", {stored.softmax ? "softmax" : stored.activation.text()}};
    note(top ? head : QT_TRANSLATE_NOOP("card", "dense layer"), std::move(said));
    if (top)
        m_model.head
            = {std::move(dense->w), std::move(dense->b), stored.activation, stored.softmax};
    else
        m_model.after.push_back(std::move(*dense));
    return std::nullopt;
}

Assembly::Problem Assembly::takeEmbedding(const Piece& table)
{
    use(table);
    m_network.embedding = table;
    m_model.entry = Entry::Embedding;
    return read(table.transposed(), m_model.embedding);
}

Assembly::Problem Assembly::read(const Piece& piece, Matrix& out)
{
    out.resize(piece.rows, piece.columns);
    return gather(piece, m_archive, out, m_watch);
}

/// How tokens or numbers enter, where the file does not say.
Assembly::Problem Assembly::findInput()
{
    if (own() && m_stated->entry != Entry::Embedding)
        return {};
    const Candidates tables = findEmbedding(m_archive, m_used, m_model.inputs());
    if (tables.tensors.empty())
        return {};
    Tokens options{asValues, asOneHot};
    for (const Tensor* table : tables.tensors)
        options.push_back(shownName(table->name));
    Note& note = askUnlessOwn(input, choice::input, options, 2 + static_cast<size_t>(tables.best));
    if (note.chosen < 2)
        return {};
    const Tensor& table = *tables.tensors[note.chosen - 2];
    note.said = Saying(options[note.chosen]);
    note.said += {QT_TRANSLATE_NOOP("card", "tokens × inputs: %1"), {table.shapeText()}};
    return takeEmbedding(wholeOf(table));
}

Assembly::Problem Assembly::findOutput()
{
    const Index units = m_model.width(m_model.layers.size() - 1);
    const Candidates found = findHead(m_archive, m_used, units, m_model.tokens(), m_network.prefix);
    Tokens options{none};
    for (const Tensor* weight : found.tensors)
        options.push_back(shownName(weight->name));
    Note& note = askUnlessOwn(head, choice::head, options, static_cast<size_t>(found.best + 1));
    if (note.chosen == 0) {
        if (found.tensors.empty())
            note.said = QT_TRANSLATE_NOOP("card", "none found: the outputs are the hidden state");
        else if (found.best < 0 && note.assumed)
            note.said
                = Phrase{QT_TRANSLATE_NOOP("card", "none taken, since several could be it: %1"),
                    {listed(found.tensors)}};
        else
            note.said = QT_TRANSLATE_NOOP("card", "none: the outputs are the hidden state");
        return {};
    }
    const Tensor& weight = *found.tensors[note.chosen - 1];
    const Tensor* bias = biasBeside(m_archive, weight);
    m_used.insert({&weight, bias});
    m_network.after = {{shownName(weight.name), wholeOf(weight), bias ? wholeOf(*bias) : Piece()}};
    note.said = Saying(options[note.chosen]);
    note.said += {QT_TRANSLATE_NOOP("card", "outputs × units: %1"), {weight.shapeText()}};
    if (!bias)
        note.said += {QT_TRANSLATE_NOOP("card", "without a bias")};
    Matrix biases = Matrix::Zero(weight.shape[0], 1);
    Problem problem = read(wholeOf(weight), m_model.head.w);
    if (bias && !problem)
        problem = read(wholeOf(*bias), biases);
    m_model.head.b = biases.col(0);
    return problem;
}

/// Every vocabulary there is, the most trusted first.
std::vector<Assembly::Named> Assembly::vocabularies() const
{
    auto all = vocabulariesIn(m_archive.metadata);
    all.insert(all.end(), m_archive.vocabularies.begin(), m_archive.vocabularies.end());
    if (const auto given = m_choices.find(choice::tokens); given != m_choices.end())
        if (Tokens tokens = tokensIn(given->second); !tokens.empty())
            all.insert(all.begin(), {choice::byHand, std::move(tokens)});
    return all;
}

/// Those that have a token for every id are offered, and after them those that nearly have; the
/// first that has them all is taken.
void Assembly::chooseVocabulary()
{
    const auto expected = static_cast<size_t>(expectedTokens(m_model));
    std::vector<Named> all = vocabularies(), fitting;
    std::ranges::copy_if(all, std::back_inserter(fitting), [&](const Named& one) {
        const size_t size = one.second.size();
        return expected > 1 && size <= expected && 2 * size >= expected;
    });
    if (fitting.empty() && !all.empty())
        note(vocabulary,
            Phrase{QT_TRANSLATE_NOOP("card", "not used: %1 has %2 tokens, and the model reads %3"),
                {all[0].first, std::to_string(all[0].second.size()), std::to_string(expected)}});
    if (fitting.empty())
        return;
    const auto lacks = [&](const Named& one) { return lacking(one.second, expected) > 0; };
    std::stable_partition(fitting.begin(), fitting.end(), std::not_fn(lacks));
    Tokens options;
    for (const Named& one : fitting)
        options.push_back(!lacks(one) || one.first == choice::byHand
                ? one.first
                : one.first + ", " + std::to_string(lacking(one.second, expected)) + " of "
                    + std::to_string(expected) + " missing");
    options.push_back(none);
    Note& note
        = ask(vocabulary, choice::vocabulary, options, lacks(fitting[0]) ? fitting.size() : 0);
    note.assumed = note.assumed && !own();
    if (note.chosen == fitting.size())
        return;
    Named& taken = fitting[note.chosen];
    note.assumed = note.assumed && taken.first != choice::byHand;
    note.said += {QT_TRANSLATE_NOOP("card", "%1 tokens"), {std::to_string(expected)}};
    m_model.vocabulary = Vocabulary(completed(std::move(taken.second), expected));
}

/// Without an embedding: one-hot where the inputs are as many as the tokens or the outputs.
void Assembly::chooseEntry()
{
    if (m_model.entry == Entry::Embedding)
        return;
    const Index reads = m_model.reads();
    const std::string count = std::to_string(reads);
    const bool many = reads > 1;
    if (own() || !many) {
        const bool oneHot = own() && m_stated->entry == Entry::OneHot;
        m_model.entry = oneHot ? Entry::OneHot : Entry::Values;
        if (!oneHot)
            m_model.vocabulary = {};
        note(input, oneHot ? Phrase{manyTokens, {count}} : Phrase{manyNumbers, {count}});
        return;
    }
    constexpr Index fewest = 10; // that are an alphabet, where layers are described as of numbers
    const bool asMany = m_model.head.w.rows() == reads
        && (!m_network.described || (m_model.head.softmax && reads >= fewest));
    const bool tokens = !m_model.vocabulary.empty() || asMany;
    Tokens options{asValues, asOneHot};
    std::erase_if(m_model.notes, [&](Note& one) { // that offers a table which was not chosen
        if (one.what == input)
            options = one.options;
        return one.what == input;
    });
    Note& note = ask(input, choice::input, options, tokens ? 1 : 0);
    m_model.entry = note.chosen == 1 ? Entry::OneHot : Entry::Values;
    note.said = note.chosen == 0 ? Phrase{manyNumbers, {count}} : Phrase{manyTokens, {count}};
    if (note.chosen == 1 && tokens)
        note.said += m_model.vocabulary.empty()
            ? Phrase{QT_TRANSLATE_NOOP("card", "as many as there are outputs")}
            : Phrase{QT_TRANSLATE_NOOP("card", "as many as there are in the vocabulary")};
    note.assumed = note.assumed && note.chosen == 1;
    if (m_model.entry == Entry::Values)
        m_model.vocabulary = {};
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
    const Layer& first = m_model.layers.front();
    const StoredLayer& stored = m_network.layers.front();
    const Tensor& u = m_archive.tensors[static_cast<size_t>(stored.blocks[0].u.tensor)];
    Saying said = std::string(first.cell->name());
    if (!m_network.described)
        said += {QT_TRANSLATE_NOOP("card", "by %1 rows of %2 over %3 units"),
            {std::to_string(first.weights.u.rows()), shownName(u.name),
                std::to_string(first.weights.units())}};
    note(QT_TRANSLATE_NOOP("card", "cell"), std::move(said));

    std::string units;
    int depth = 0;
    for (const Layer& layer : m_model.layers) {
        depth += !layer.second;
        if (!layer.second)
            units += (units.empty() ? "" : ", ") + std::to_string(layer.weights.units());
    }
    const bool both = std::ranges::any_of(m_model.layers, &Layer::second);
    Saying layers(std::to_string(depth));
    layers += {QT_TRANSLATE_NOOP("card", "units: %1"), {units}};
    if (both)
        layers += {QT_TRANSLATE_NOOP("card", "in both directions")};
    if (m_network.joined)
        layers += {QT_TRANSLATE_NOOP("card", "modules on top of each other by their numbers")};
    note(QT_TRANSLATE_NOOP("card", "layers"), std::move(layers), m_network.joined);
    if (!stored.order.empty() && !(stored.unsaid & unsaid::order)) {
        Saying order = stored.order;
        order += {QT_TRANSLATE_NOOP("card", "as stored")};
        note(QT_TRANSLATE_NOOP("card", "gate order"), std::move(order));
    }
    const auto bare = [](const StoredLayer& layer) {
        return layer.blocks[0].b.empty() && layer.blocks[0].d.empty();
    };
    if (std::ranges::any_of(m_network.layers, bare))
        note(QT_TRANSLATE_NOOP("card", "biases"),
            QT_TRANSLATE_NOOP("card", "missing ones are zero"));
    if (std::ranges::any_of(m_model.layers, [](const Layer& one) { return !one.start.empty(); }))
        note(QT_TRANSLATE_NOOP("card", "initial state"),
            QT_TRANSLATE_NOOP("card", "stored in the file, and used"));
}

void Assembly::noteRest()
{
    for (const std::string& around : m_network.around)
        note(QT_TRANSLATE_NOOP("card", "not reproduced"), around);
    note(QT_TRANSLATE_NOOP("card", "stored numbers"), storedTypes(m_archive));
    if (const auto skipped = m_archive.metadata.find("not read");
        skipped != m_archive.metadata.end())
        note(QT_TRANSLATE_NOOP("card", "not read"), skipped->second);
    if (const std::string left = leftOver(m_archive, m_used); !left.empty())
        note(QT_TRANSLATE_NOOP("card", "not used"), left);
    noteWeights();
}

/// What is suspicious about the numbers of the tensors that are used.
void Assembly::noteWeights()
{
    const auto tests = testTensors(m_archive);
    for (const Tensor& tensor : m_archive.tensors) {
        if (!m_used.contains(&tensor) || std::ranges::count(tests, &tensor))
            continue;
        const Count count = countOf(tensor, m_watch);
        const bool wrong = count.wrong > 0;
        if (!wrong && (tensor.shape.size() < 2 || 2 * count.zeros <= tensor.elements()))
            continue;
        Phrase said{wrong ? QT_TRANSLATE_NOOP("card",
                        "%1 of %2 numbers in %3 are infinite or no numbers: what they touch cannot "
                        "be shown")
                          : QT_TRANSLATE_NOOP("card", "%1 of %2 numbers in %3 are zero"),
            {std::to_string(wrong ? count.wrong : count.zeros), std::to_string(tensor.elements()),
                shownName(tensor.name)}};
        note(QT_TRANSLATE_NOOP("card", "weights"), std::move(said)).warning = true;
    }
}

} // namespace

Result<Model> assemble(const Contents& contents, const Choices& choices, Watch& watch)
{
    return Assembly(contents, choices, watch).run();
}

Result<StoredNetwork> takenFrom(const Contents& contents, const Choices& choices, Watch& watch)
{
    Assembly assembly(contents, choices, watch);
    if (const auto model = assembly.run(); !model)
        return model.error();
    return std::move(assembly).taken();
}

} // namespace rnnscope
