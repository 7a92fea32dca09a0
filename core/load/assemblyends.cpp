#include "core/load/assembly.h"

#include "core/base/words.h"
#include "core/load/layout.h"

#include <algorithm>
#include <functional>

namespace rnnscope {

namespace {

// Heads of notes that several parts write.
constexpr const char* input = QT_TRANSLATE_NOOP("card", "input");
constexpr const char* head = QT_TRANSLATE_NOOP("card", "head");
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
    out = roomFor(piece.rows, piece.columns, m_watch);
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
    if (note.chosen == fitting.size()) {
        if (note.assumed)
            note.said += {QT_TRANSLATE_NOOP("card", "%1 lacks %2 of %3 tokens"),
                {fitting[0].first, std::to_string(lacking(fitting[0].second, expected)),
                    std::to_string(expected)}};
        return;
    }
    Named& taken = fitting[note.chosen];
    note.assumed = note.assumed && taken.first != choice::byHand && taken.first != "vocabulary";
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
    constexpr Index fewest = 10; // that are taken for an alphabet
    const bool asMany = m_model.head.w.rows() == reads && reads >= fewest
        && (!m_network.described || m_model.head.softmax || m_choices.contains(choice::mapping));
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

} // namespace rnnscope
