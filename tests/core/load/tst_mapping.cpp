// Networks described by hand: tensors of odd names made W, U and b of a cell.

#include "core/load/mappingguess.h"
#include "tests/support/networks.h"
#include "tests/support/opened.h"

#include <QTest>

using namespace rnnscope;

namespace {

/// How somebody stored the weights of a layer, and the mapping that says so.
struct Storage {
    std::vector<Tensor> tensors;
    Json layer;
};

using Store = Storage (*)(const Weights& weights, const Cell& cell);

Storage apart(const Weights& w, const Cell&)
{
    return {{tensorOf("alpha", w.w), tensorOf("beta", w.u), tensorOf("gamma", w.b),
                tensorOf("delta", w.d)},
        {{"W", "alpha"}, {"U", "beta"}, {"b", "gamma"}, {"d", "delta"}}};
}

Storage turned(const Weights& w, const Cell& cell)
{
    Storage all = apart(w, cell);
    all.tensors[0] = tensorOf("alpha", w.w.transpose());
    all.tensors[1] = tensorOf("beta", w.u.transpose());
    return all;
}

Storage joined(const Weights& w, const Cell& cell)
{
    Matrix both(w.w.rows(), w.w.cols() + w.u.cols());
    both << w.w, w.u;
    Storage all = apart(w, cell);
    all.tensors.push_back(tensorOf("kernel", both));
    all.layer = {{"[x,h]", "kernel"}, {"b", "gamma"}, {"d", "delta"}};
    return all;
}

Storage joinedAndTurned(const Weights& w, const Cell& cell)
{
    Matrix both(w.w.cols() + w.u.cols(), w.w.rows());
    both << w.u.transpose(), w.w.transpose();
    Storage all = apart(w, cell);
    all.tensors.push_back(tensorOf("kernel", both));
    all.layer = {{"[h,x]", "kernel"}, {"b", "gamma"}, {"d", "delta"}};
    return all;
}

Storage bothBiases(const Weights& w, const Cell& cell)
{
    Matrix both(2 * w.b.rows(), 1);
    both << w.b, w.d;
    Storage all = apart(w, cell);
    all.tensors[2] = tensorOf("gamma", both);
    all.layer = {{"W", "alpha"}, {"U", "beta"}, {"b", "gamma"}};
    return all;
}

Storage byGate(const Weights& w, const Cell& cell)
{
    Storage all;
    for (const auto& [role, matrix] : {std::pair("W", w.w), {"U", w.u}, {"b", Matrix(w.b)}}) {
        for (int gate = 0; gate < cell.blocks(); ++gate) {
            const std::string name = std::string(role) + " of gate " + std::to_string(gate);
            const Index units = w.units();
            all.tensors.push_back(tensorOf(name, matrix.middleRows(gate * units, units)));
            all.layer[role].push_back(name);
        }
    }
    all.tensors.push_back(tensorOf("delta", w.d));
    all.layer["d"] = "delta";
    return all;
}

/// Row blocks in another order, as many programs store them.
Matrix blocksOf(const Matrix& from, const std::vector<Index>& order)
{
    Matrix to(from.rows(), from.cols());
    const Index rows = from.rows() / Index(order.size());
    for (size_t i = 0; i < order.size(); ++i)
        to.middleRows(Index(i) * rows, rows) = from.middleRows(order[i] * rows, rows);
    return to;
}

Storage reordered(const Weights& w, const Cell& cell)
{
    const bool gru = cell.blocks() == 3;
    const std::vector<Index> order = gru ? std::vector<Index>{1, 0, 2} // z r n of r z n
        : cell.blocks() == 4             ? std::vector<Index>{0, 3, 1, 2} // i o f g of i f g o
                                         : std::vector<Index>{0};
    Weights stored = w;
    stored.w = blocksOf(w.w, order);
    stored.u = blocksOf(w.u, order);
    stored.b = blocksOf(w.b, order);
    stored.d = blocksOf(w.d, order);
    Storage all = apart(stored, cell);
    if (cell.blocks() > 1)
        all.layer["order"] = gru ? "z r h" : "i o f c";
    return all;
}

Contents contentsWith(std::vector<Tensor> tensors)
{
    Contents contents;
    contents.archive = {"odd.npz", "NumPy (npz)", std::move(tensors), {}, {}};
    return contents;
}

/// The same model under PyTorch's names, as it is recognised.
Model recognised(const Model& model)
{
    std::vector<Tensor> tensors;
    for (size_t i = 0; i < model.layers.size(); ++i) {
        const Weights& w = model.layers[i].weights;
        const std::string end = "_l" + std::to_string(i);
        for (const auto& [name, matrix] : {std::pair("weight_ih", w.w), {"weight_hh", w.u},
                 {"bias_ih", Matrix(w.b)}, {"bias_hh", Matrix(w.d)}}) {
            tensors.push_back(tensorOf("rnn." + (name + end), matrix));
            if (matrix.cols() == 1 && name[0] == 'b')
                tensors.back().shape = {matrix.rows()};
        }
        if (w.projection.size() > 0)
            tensors.push_back(tensorOf("rnn.weight_hr" + end, w.projection));
    }
    if (model.entry == Entry::Embedding)
        tensors.push_back(tensorOf("embedding.weight", model.embedding.transpose()));
    tensors.push_back(tensorOf("head.weight", model.head.w));
    tensors.push_back(tensorOf("head.bias", model.head.b));
    tensors.back().shape = {model.head.b.rows()};
    return *modelOf(contentsWith(std::move(tensors)));
}

Result<Model> mapped(const Contents& contents, const Json& mapping, Choices choices = {})
{
    choices[choice::mapping] = mapping.dump();
    return modelOf(contents, choices);
}

double difference(const Model& a, const Model& b, const Sequence& sequence)
{
    const Matrix first = answerTo(a, sequence), second = answerTo(b, sequence);
    return first.size() > 0 && first.rows() == second.rows()
        ? static_cast<double>((first - second).cwiseAbs().maxCoeff())
        : std::numeric_limits<double>::infinity();
}

/// An LSTM of 3 units and 4 inputs, and tensors that do not fit it.
Contents smallFile()
{
    std::vector<Tensor> tensors;
    for (const auto& [name, rows, columns] :
        {std::tuple("alpha", 12, 4), {"beta", 12, 3}, {"gamma", 12, 1}, {"wide", 12, 7},
            {"table", 9, 4}, {"out", 5, 3}, {"seven", 7, 1}, {"second", 12, 5}})
        tensors.push_back(tensorOf(name, Matrix::Constant(rows, columns, Real(0.1))));
    tensors.push_back({"counts", Type::I64, {12}, Data(std::vector<std::byte>(96))});
    return contentsWith(std::move(tensors));
}

Json layerOf(Json extra = {})
{
    Json layer{{"cell", "lstm"}, {"W", "alpha"}, {"U", "beta"}, {"b", "gamma"}};
    for (const auto& [name, value] : extra.items())
        layer[name] = value;
    return {{"layers", {layer}}};
}

}

class MappingTest : public QObject {
    Q_OBJECT

private slots:
    void answersAreThoseOfTheRecognisedModel_data();
    void answersAreThoseOfTheRecognisedModel();
    void anotherGateOrderIsAnotherModel();
    void aProjectionIsMapped();
    void layersEmbeddingAndHeadAreMapped();
    void whatDoesNotFitIsToldWithShapes_data();
    void whatDoesNotFitIsToldWithShapes();
    void badDescriptionsAreRefused_data();
    void badDescriptionsAreRefused();
    void descriptionsComeBackAsTheyWere();
    void shapesTellWhatTheyCan();
    void halfAMappingIsNoProblemYet();
    void theCardSaysWhatWasMapped();
    void foundNetworksStayOffered();
    void guessesFit_data();
    void guessesFit();
    void guessesGoByNamesWhereShapesAreAlike();
    void nothingIsGuessedWhereNothingRecurs();
};

void MappingTest::answersAreThoseOfTheRecognisedModel_data()
{
    QTest::addColumn<CellPtr>("cell");
    QTest::addColumn<Store>("store");
    for (const CellPtr& cell : cells())
        for (const auto& [name, store] :
            {std::pair<const char*, Store>("apart", apart), {"transposed", turned},
                {"joined on [x, h]", joined}, {"joined on [h, x], transposed", joinedAndTurned},
                {"both biases in one", bothBiases}, {"a tensor a gate", byGate},
                {"gates in another order", reordered}})
            QTest::addRow("%s, %s", cell->name().data(), name) << cell << store;
}

void MappingTest::answersAreThoseOfTheRecognisedModel()
{
    QFETCH(CellPtr, cell);
    QFETCH(Store, store);
    const Model model = randomModel(cell, 1, Entry::Values);
    Storage all = store(model.layers[0].weights, *cell);
    all.layer["cell"] = cell->id();
    all.tensors.push_back(tensorOf("omega", model.head.w));
    all.tensors.push_back(tensorOf("psi", model.head.b));
    const auto found = mapped(contentsWith(all.tensors),
        {{"layers", {all.layer}}, {"head", "omega"}, {"head bias", "psi"}});
    QVERIFY2(found, found ? "" : found.error().text().c_str());
    const Sequence sequence = randomInput(model, 20);
    QVERIFY(difference(model, recognised(model), sequence) <= 1e-6);
    const double apart = difference(*found, recognised(model), sequence);
    QVERIFY2(apart <= 1e-6, qPrintable(QString::number(apart)));
}

void MappingTest::anotherGateOrderIsAnotherModel()
{
    for (const char* id : {"lstm", "gru"}) {
        const CellPtr cell = findCell(id);
        const Model model = randomModel(cell, 1, Entry::Values);
        Storage all = reordered(model.layers[0].weights, *cell);
        all.layer["cell"] = id;
        all.tensors.push_back(tensorOf("omega", model.head.w));
        const Contents contents = contentsWith(all.tensors);
        const std::string order = all.layer["order"];
        all.layer.erase("order");
        const Json mapping{{"layers", {all.layer}}, {"head", "omega"}};
        const auto wrong = mapped(contents, mapping);
        const auto right = mapped(
            contents, mapping, {{choice::order, cell->blocks() == 3 ? "z r n" : "i o f g"}});
        QVERIFY(wrong && right);
        Model expected = model;
        expected.head.b.setZero();
        const Sequence sequence = randomInput(model, 20);
        QVERIFY(difference(*wrong, expected, sequence) > 0.01);
        QVERIFY(difference(*right, expected, sequence) <= 1e-6); // chosen on the card instead
    }
}

void MappingTest::aProjectionIsMapped()
{
    const CellPtr cell = lstm({.projection = true});
    const Model model = randomModel(cell, 1, Entry::Values);
    for (const bool transposed : {false, true}) {
        Storage all = (transposed ? turned : apart)(model.layers[0].weights, *cell);
        const Matrix& p = model.layers[0].weights.projection;
        all.tensors.push_back(tensorOf("rho", transposed ? Matrix(p.transpose()) : p));
        all.tensors.push_back(tensorOf("omega", model.head.w));
        all.tensors.push_back(tensorOf("psi", model.head.b));
        all.layer["cell"] = "lstm";
        all.layer["P"] = "rho";
        const auto found = mapped(contentsWith(all.tensors),
            {{"layers", {all.layer}}, {"head", "omega"}, {"head bias", "psi"}});
        QVERIFY2(found, found ? "" : found.error().text().c_str());
        QVERIFY(difference(*found, recognised(model), randomInput(model, 20)) <= 1e-6);
    }
}

void MappingTest::layersEmbeddingAndHeadAreMapped()
{
    const Model model = randomModel(findCell("gru"), 2, Entry::Embedding);
    std::vector<Tensor> tensors{tensorOf("words", model.embedding.transpose())};
    Json mapping{
        {"layers", Json::array()}, {"embedding", "words"}, {"head", "omega"}, {"head bias", "psi"}};
    for (size_t i = 0; i < 2; ++i) {
        Storage one = apart(model.layers[i].weights, *model.layers[i].cell);
        for (Tensor& tensor : one.tensors) {
            tensor.name += std::to_string(i);
            tensors.push_back(tensor);
        }
        for (auto& [name, value] : one.layer.items())
            value = value.get<std::string>() + std::to_string(i);
        one.layer["cell"] = "gru";
        mapping["layers"].push_back(one.layer);
    }
    tensors.push_back(tensorOf("omega", model.head.w.transpose())); // turned around by its shape
    tensors.push_back(tensorOf("psi", model.head.b));
    const auto found = mapped(contentsWith(tensors), mapping);
    QVERIFY2(found, found ? "" : found.error().text().c_str());
    QCOMPARE(found->entry, Entry::Embedding);
    QCOMPARE(found->layers.size(), size_t(2));
    QVERIFY(difference(*found, recognised(model), randomInput(model, 20)) <= 1e-6);
}

void MappingTest::whatDoesNotFitIsToldWithShapes_data()
{
    QTest::addColumn<Json>("mapping");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, Json mapping, const char* said) {
        QTest::newRow(name) << std::move(mapping) << QString(said);
    };
    row("U of no such rows", layerOf({{"U", "wide"}}),
        "Cannot map “wide” to U in odd.npz: expected 4 × units rows and units columns, found "
        "12 × 7.");
    row("W of other rows", layerOf({{"W", "table"}}),
        "Cannot map “table” to W in odd.npz: expected 4 × 3 = 12 rows, found 9 × 4.");
    row("bias of another length", layerOf({{"b", "seven"}}),
        "expected 4 × 3 = 12 numbers, or twice as many for both biases, found 7 × 1");
    row("another cell", layerOf({{"cell", "gru"}}),
        "Cannot map “beta” to U in odd.npz: expected 3 × units rows and units columns, found "
        "12 × 3.");
    row("no such tensor", layerOf({{"W", "omega"}}),
        "Cannot map “omega” to W in odd.npz: expected the name of one of its 9 tensors");
    row("whole numbers", layerOf({{"b", "counts"}}), "expected real numbers, found I64, 12");
    row("W is missing", {{"layers", {{{"cell", "lstm"}, {"U", "beta"}}}}},
        "Cannot map layer 1 in odd.npz: expected a tensor for W, found none");
    row("the other way around", layerOf({{"transposed", true}}),
        "expected 4 × units columns and units rows, found 12 × 3");
    row("projection of a GRU", {{"layers", {{{"cell", "gru"}, {"U", "beta"}, {"P", "out"}}}}},
        "found a projection, which an LSTM alone has");
    row("W beside both", layerOf({{"[x,h]", "wide"}}),
        "found W or U beside a tensor that holds both");
    Json two = layerOf();
    two["layers"].push_back({{"cell", "lstm"}, {"W", "second"}, {"U", "beta"}});
    row("second layer of other inputs", two,
        "Cannot map “second” to W in odd.npz: expected 3 columns, since the layer below gives 3 "
        "numbers, found 12 × 5");
    Json head = layerOf();
    head["head"] = "table";
    row("head of other columns", head,
        "Cannot map “table” to head in odd.npz: expected outputs × 3, the units of the top layer, "
        "found 9 × 4");
    Json table = layerOf();
    table["embedding"] = "out";
    row("embedding of other columns", table,
        "expected tokens × 4, the inputs of layer 1, found 5 × 3");
    Json bias = layerOf();
    bias["head bias"] = "seven";
    row("bias without a head", bias, "expected a head beside it, found 7 × 1");
}

void MappingTest::whatDoesNotFitIsToldWithShapes()
{
    QFETCH(Json, mapping);
    QFETCH(QString, said);
    const auto found = mapped(smallFile(), mapping);
    QVERIFY(!found);
    QVERIFY2(
        QString::fromStdString(found.error().text()).contains(said), found.error().text().c_str());
}

void MappingTest::badDescriptionsAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "{", "[]", "{}", "null", R"({"layers": []})", R"({"layers": {}})",
             R"({"layers": [1]})", R"({"layers": [{}]})", R"({"layers": [{"cell": "lstn"}]})",
             R"({"layers": [{"cell": 3}]})", R"({"layers": [{"cell": "lstm", "W": 1}]})",
             R"({"layers": [{"cell": "lstm", "W": ["a", "b"]}]})",
             R"({"layers": [{"cell": "lstm", "W": []}]})",
             R"({"layers": [{"cell": "lstm", "P": ["a", "b", "c", "d"]}]})",
             R"({"layers": [{"cell": "lstm", "[x,h]": "a", "[h,x]": "b"}]})",
             R"({"layers": [{"cell": "lstm", "order": "i f g"}]})",
             R"({"layers": [{"cell": "lstm", "order": "i f g g"}]})",
             R"({"layers": [{"cell": "gru", "order": 7}]})",
             R"({"layers": [{"cell": "gru", "transposed": "yes"}]})",
             R"({"layers": [{"cell": "gru", "head": "a"}]})",
             R"({"layers": [{"cell": "gru"}], "head": 3})",
             R"({"layers": [{"cell": "gru"}], "U": "a"})",
             R"({"layers": [{"cell": "gru"}], "layers": [{"cell": "gru"}]})"})
        QTest::newRow(*text ? text : "nothing") << QByteArray(text);
    QTest::newRow("deep") << QByteArray(10'000, '[');
    QByteArray many = R"({"layers": [{"cell": "gru"})";
    many += QByteArray(R"(,{"cell": "gru"})").repeated(2000);
    QTest::newRow("many layers") << many + "]}";
}

void MappingTest::badDescriptionsAreRefused()
{
    QFETCH(QByteArray, text);
    const auto mapping = readMapping(text.toStdString());
    QVERIFY(!mapping);
    const Error& error = mapping.error();
    QVERIFY(!error.where.empty() && error.found.starts_with("expected ") && !error.advice.empty());
    QVERIFY(error.text().size() < 600);
    const auto model = modelOf(smallFile(), {{choice::mapping, text.toStdString()}});
    QVERIFY(!model);
    QCOMPARE(model.error().text(), error.text());
}

void MappingTest::descriptionsComeBackAsTheyWere()
{
    const Json all{{"layers",
                       {{{"cell", "lstm"}, {"W", "a"}, {"U", {"b", "c", "d", "e\n"}}, {"b", "f"},
                            {"d", "g"}, {"P", "h"}, {"order", "i o f g"}, {"transposed", false}},
                           {{"cell", "gru"}, {"[h,x]", "은닉"}, {"transposed", true}},
                           {{"cell", "rnn"}, {"[x,h]", "k"}}}},
        {"embedding", "i"}, {"head", "j"}, {"head bias", "k"}};
    const auto mapping = readMapping(all.dump());
    QVERIFY2(mapping, mapping ? "" : mapping.error().text().c_str());
    QCOMPARE(QString::fromStdString(writeMapping(*mapping)), QString::fromStdString(all.dump()));
}

void MappingTest::shapesTellWhatTheyCan()
{
    const Contents contents = contentsWith(
        {tensorOf("square", Matrix::Ones(3, 3)), tensorOf("high", Matrix::Ones(3, 2)),
            tensorOf("wide", Matrix::Ones(2, 3)), tensorOf("four", Matrix::Ones(3, 12))});
    const MappingFitter fitter(contents.archive);
    const auto sides = [&](const char* cell, const char* w, const char* u) {
        const Json layer{{"cell", cell}, {"W", w}, {"U", u}};
        return fitter.fit(*readMapping(Json{{"layers", {layer}}}.dump())).sides.front();
    };
    QVERIFY(!sides("rnn", "high", "square").transposed);
    QVERIFY(sides("rnn", "wide", "square").transposed);
    QVERIFY(!sides("rnn", "wide", "square").either);
    QVERIFY(sides("rnn", "square", "square").either); // who may say so then
    const MappedSides four = sides("lstm", "four", "four");
    QVERIFY(four.transposed && !four.either);
    QCOMPARE(four.units, 3);
    QCOMPARE(four.inputs, 3);
}

void MappingTest::halfAMappingIsNoProblemYet()
{
    const Contents contents = smallFile();
    const MappingFitter fitter(contents.archive);
    Mapping mapping;
    mapping.layers.emplace_back();
    mapping.at({TensorRole::U}) = "beta";
    const MappingFit fit = fitter.fit(mapping);
    QVERIFY(!fit.problem && fit.missing);
    QCOMPARE(fit.sides.front().units, 3);
    QVERIFY(!fitter.misfit(mapping, {TensorRole::W}, "alpha"));
    QVERIFY(fitter.misfit(mapping, {TensorRole::W}, "table"));
    QVERIFY(!fitter.misfit(mapping, {TensorRole::B}, "gamma"));
    QVERIFY(fitter.misfit(mapping, {TensorRole::B}, "seven"));
    mapping.at({TensorRole::B, 0, 2}) = "gamma"; // of one gate
    QVERIFY(fitter.fit(mapping).problem);
}

void MappingTest::theCardSaysWhatWasMapped()
{
    Json mapping = layerOf({{"order", "i f c o"}});
    mapping["head"] = "out";
    const auto model = mapped(smallFile(), mapping);
    QVERIFY(model);
    QCOMPARE(
        noteIn(*model, "mapped by hand"), "assumed: alpha (12 × 4), beta (12 × 3), gamma (12 × 1)");
    QCOMPARE(noteIn(*model, "gate order"), "assumed: i f g o");
    QCOMPARE(noteIn(*model, "head").substr(0, 3), "out");
    for (const Note& note : model->notes)
        QVERIFY(!note.warning);
    QVERIFY(unmet(*model, {{choice::mapping, mapping.dump()}}).empty());
    const auto relu
        = mapped(smallFile(), mapping, {{choice::activation, "relu"}, {choice::forgetBias, "1"}});
    QCOMPARE(noteIn(*relu, "nonlinearity"), "relu");
    QCOMPARE(noteIn(*relu, "added to the forget bias"), "1");
}

void MappingTest::foundNetworksStayOffered()
{
    std::vector<Tensor> tensors = smallFile().archive.tensors;
    tensors.push_back(tensorOf("rnn.weight_ih_l0", Matrix::Ones(2, 4)));
    tensors.push_back(tensorOf("rnn.weight_hh_l0", Matrix::Ones(2, 2)));
    const Contents contents = contentsWith(tensors);
    const auto own = mapped(contents, layerOf());
    QCOMPARE(own->layers.front().cell->id(), "lstm");
    const auto other = mapped(contents, layerOf(), {{choice::network, "rnn"}});
    QCOMPARE(other->layers.front().cell->id(), "rnn");
    QVERIFY(noteIn(*other, "mapped by hand").empty());
    const auto note = std::ranges::find(own->notes, choice::network, &Note::choice);
    QCOMPARE(note->options, (std::vector<std::string>{"mapped by hand", "rnn"}));
}

void MappingTest::guessesFit_data()
{
    QTest::addColumn<CellPtr>("cell");
    QTest::addColumn<Store>("store");
    for (const CellPtr& cell : cells())
        for (const auto& [name, store] :
            {std::pair<const char*, Store>("apart", apart), {"transposed", turned}})
            QTest::addRow("%s, %s", cell->name().data(), name) << cell << store;
}

void MappingTest::guessesFit()
{
    QFETCH(CellPtr, cell);
    QFETCH(Store, store);
    Build build{cell};
    build.units = 6;
    const Model model = randomModel(build);
    Storage all = store(model.layers[0].weights, *cell);
    all.tensors.push_back(tensorOf("omega", model.head.w));
    all.tensors.push_back(tensorOf("psi", model.head.b));
    const Contents contents = contentsWith(all.tensors);
    const Mapping guess = guessedMapping(MappingFitter(contents.archive));
    QCOMPARE(guess.layers.size(), size_t(1));
    QCOMPARE(guess.layers[0].cell, std::string(cell->id()));
    QCOMPARE(guess.layers[0].of(TensorRole::W), std::vector<std::string>{"alpha"});
    QCOMPARE(guess.layers[0].of(TensorRole::U), std::vector<std::string>{"beta"});
    QCOMPARE(guess.layers[0].has(TensorRole::D), true);
    QCOMPARE(guess.of(TensorRole::Head), std::string("omega"));
    QCOMPARE(guess.of(TensorRole::HeadBias), std::string("psi"));
    const auto found = mapped(contents, Json::parse(writeMapping(guess)));
    QVERIFY2(found, found ? "" : found.error().text().c_str());
}

void MappingTest::guessesGoByNamesWhereShapesAreAlike()
{
    std::vector<Tensor> tensors;
    for (const auto& [name, rows, columns] : {std::tuple("a/in", 12, 4), {"a/rec", 12, 3},
             {"a/bias", 12, 1}, {"b/in", 12, 3}, {"b/rec", 12, 3}, {"b/bias", 12, 1}})
        tensors.push_back(tensorOf(name, Matrix::Ones(rows, columns)));
    const Contents contents = contentsWith(tensors);
    const Mapping guess = guessedMapping(MappingFitter(contents.archive));
    QCOMPARE(guess.layers.size(), size_t(2));
    for (size_t i = 0; i < 2; ++i)
        for (const auto& [role, name] :
            {std::pair(TensorRole::W, "in"), {TensorRole::U, "rec"}, {TensorRole::B, "bias"}})
            QCOMPARE(
                guess.layers[i].of(role), std::vector{(i == 0 ? "a/" : "b/") + std::string(name)});
    QVERIFY(!guess.layers[0].has(TensorRole::D)); // the other layer's is none of this
}

void MappingTest::nothingIsGuessedWhereNothingRecurs()
{
    const Contents contents = contentsWith({tensorOf("first", Matrix::Ones(10, 30)),
        tensorOf("first bias", Matrix::Ones(10, 1)), tensorOf("second", Matrix::Ones(7, 10))});
    QVERIFY(guessedMapping(MappingFitter(contents.archive)).layers.empty());
    Archive nothing;
    QVERIFY(guessedMapping(MappingFitter(nothing)).layers.empty());
}

QTEST_APPLESS_MAIN(MappingTest)
#include "tst_mapping.moc"
