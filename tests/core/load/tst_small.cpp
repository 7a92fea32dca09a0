// The formats of programs for audio, of NumPy and of TensorFlow 1, and weights in several files.

#include "core/cell/lstm.h"
#include "core/load/formats.h"
#include "core/load/handnames.h"
#include "core/load/kerasnames.h"
#include "core/load/tensorflownames.h"
#include "core/load/torchnames.h"
#include "core/pack/npy.h"
#include "core/pack/zip.h"
#include "tests/support/opened.h"

#include <QTest>

using namespace rnnscope;

namespace {

Result<Contents> contentsIn(const std::string& path)
{
    Watch watch;
    return contentsOf(path, watch);
}

Result<Contents> contentsIn(const std::string& content, const char* name)
{
    Watch watch;
    return readContents(inputOf(content, name), watch);
}

std::string errorOf(const std::string& content, const char* name)
{
    const auto contents = contentsIn(content, name);
    if (!contents)
        return contents.error().text();
    const auto model = modelOf(*contents);
    return model ? "it opened" : model.error().text();
}

std::vector<StoredNetwork> networksIn(const Contents& contents)
{
    std::vector<StoredNetwork> networks = contents.networks;
    for (const auto& find : {findTorch, findTensorFlow, findKeras, findByHand})
        if (networks.empty())
            networks = find(contents.archive);
    return networks;
}

/// A text with one part replaced, which must be there.
std::string with(std::string text, const std::string& before, const std::string& after)
{
    const size_t at = text.find(before);
    if (at == text.npos)
        qFatal("“%s” is not there", before.c_str());
    return text.replace(at, before.size(), after);
}

std::string small(const char* name) { return contentOf(dataPath("load/small/") + name); }

/// Columns of numbers, one a line.
Matrix seriesIn(const std::string& path)
{
    std::istringstream in(contentOf(path));
    std::vector<Real> numbers;
    for (double number; in >> number;)
        numbers.push_back(static_cast<Real>(number));
    return Eigen::Map<const Matrix>(numbers.data(), 1, Index(numbers.size()));
}

double logistic(double a) { return 1 / (1 + std::exp(-a)); }

/// NAM's LSTM as its loader reads the one array, number by number, in double precision.
std::vector<double> namAnswers(const std::vector<double>& numbers, size_t inputs, size_t units,
    size_t layers, const std::vector<double>& x)
{
    size_t at = 0;
    struct One {
        const double *rows, *bias;
        std::vector<double> h, c;
        size_t inputs;
    };
    std::vector<One> stack;
    for (size_t l = 0; l < layers; ++l) {
        One one{numbers.data() + at, nullptr, {}, {}, l == 0 ? inputs : units};
        at += 4 * units * (one.inputs + units);
        one.bias = numbers.data() + at;
        at += 4 * units;
        one.h.assign(numbers.begin() + long(at), numbers.begin() + long(at + units));
        at += units;
        one.c.assign(numbers.begin() + long(at), numbers.begin() + long(at + units));
        at += units;
        stack.push_back(std::move(one));
    }
    std::vector<double> answers;
    for (const double value : x) {
        std::vector<double> below{value};
        for (One& one : stack) {
            std::vector<double> both = below, gates(4 * units);
            both.insert(both.end(), one.h.begin(), one.h.end());
            for (size_t row = 0; row < 4 * units; ++row) {
                gates[row] = one.bias[row];
                for (size_t i = 0; i < both.size(); ++i)
                    gates[row] += one.rows[row * both.size() + i] * both[i];
            }
            for (size_t k = 0; k < units; ++k) { // i f g o
                one.c[k] = logistic(gates[units + k]) * one.c[k]
                    + logistic(gates[k]) * std::tanh(gates[2 * units + k]);
                one.h[k] = logistic(gates[3 * units + k]) * std::tanh(one.c[k]);
            }
            below = one.h;
        }
        double answer = numbers[at + units];
        for (size_t k = 0; k < units; ++k)
            answer += numbers[at + k] * below[k];
        answers.push_back(answer);
    }
    return answers;
}

/// Mean −log₂… in nats a character of a model's predictions of a text.
double nats(const Model& model, const std::string& text)
{
    const auto ids = model.vocabulary.encode(text);
    if (!ids)
        qFatal("%s", ids.error().text().c_str());
    const auto sequence = sequenceFromIds(model, *ids);
    Watch watch;
    const Matrix answers = softmax(forward(model, *sequence, watch)->logits);
    double sum = 0;
    for (size_t t = 0; t + 1 < ids->size(); ++t)
        sum -= std::log(double(answers((*ids)[t + 1], Index(t))));
    return sum / double(ids->size() - 1);
}

/// The beginning of “On the Origin of Species” (1859), chapter 1.
constexpr const char* darwin
    = "When we look to the individuals of the same variety or sub-variety of our older "
      "cultivated plants and animals, one of the first points which strikes us, is, that they "
      "generally differ much more from each other, than do the individuals of any one species "
      "or variety in a state of nature. When we reflect on the vast diversity of the plants "
      "and animals which have been cultivated, and which have varied during all ages under the "
      "most different climates and treatment, I think we are driven to conclude that this "
      "greater variability is simply due to our domestic productions having been raised under "
      "conditions of life not so uniform as, and somewhat different from, those to which the "
      "parent-species have been exposed under nature.";

#define SKIP_WITHOUT(path)                                                                         \
    if (!QFile::exists(QString::fromStdString(path)))                                              \
    QSKIP("the shared models are not here")

} // namespace

class SmallTest : public QObject {
    Q_OBJECT

private:
    static void rows();

private slots:
    void answersAsExpected_data() { rows(); }
    void answersAsExpected();
    void wrongGateOrderIsFound_data() { rows(); }
    void wrongGateOrderIsFound();
    void realGruAnswersAsTensorFlow();
    void realLstmOfOtherSizeIsReadByItsWeights();
    void realNamAnswersAsItsLoaderSays();
    void realHandwrittenCellIsSuggested();
    void realCharactersArePredicted();
    void namesOfOlderTensorFlowAreKnown_data();
    void namesOfOlderTensorFlowAreKnown();
    void kerasNamesAreLeftAlone();
    void layersThatAreNotRunAreNamed();
    void layersBetweenMakeTwoNetworks();
    void cardSaysWhatIsNotReproduced();
    void namShowsItsMetadata();
    void arraysThatAreNoNumbersAreNamed();
    void oneArrayOpensAsOneTensor();
    void badFilesAreExplained_data();
    void badFilesAreExplained();
};

void SmallTest::rows()
{
    QTest::addColumn<std::string>("name");
    for (const auto& [name, expected] : smallExpectations().items())
        QTest::newRow(name.c_str()) << name;
}

void SmallTest::answersAsExpected()
{
    QFETCH(std::string, name);
    const Json& expected = smallExpectations()[name];
    const auto contents = contentsIn(dataPath("load/small/") + name);
    QVERIFY2(contents, contents ? "" : contents.error().text().c_str());
    const auto model = modelOf(*contents, choicesIn(expected));
    QVERIFY2(model, model ? "" : model.error().text().c_str());
    const double difference = differenceFrom(*model, expected);
    QVERIFY2(difference < 5e-6, qPrintable(QString::number(difference)));
}

/// Two gates of a layer taken for each other change the answer far more than the tolerance.
void SmallTest::wrongGateOrderIsFound()
{
    QFETCH(std::string, name);
    const Json& expected = smallExpectations()[name];
    auto contents = contentsIn(dataPath("load/small/") + name);
    QVERIFY(contents);
    const std::vector<StoredNetwork> networks = networksIn(*contents);
    QVERIFY(!networks.empty());
    const size_t gates = networks[0].layers[0].blocks.size();
    for (size_t one = 0; one < gates; ++one)
        for (size_t other = one + 1; other < gates; ++other) {
            contents->networks = networks;
            for (StoredNetwork& network : contents->networks)
                for (StoredLayer& layer : network.layers)
                    std::swap(layer.blocks[one], layer.blocks[other]);
            const auto model = modelOf(*contents, choicesIn(expected));
            QVERIFY(model);
            const double difference = differenceFrom(*model, expected);
            QVERIFY2(difference > 1e-2, qPrintable(QString::number(difference)));
        }
}

void SmallTest::realGruAnswersAsTensorFlow()
{
    const std::string path = sharedPath("rtneural/gru.json");
    SKIP_WITHOUT(path);
    const auto contents = contentsIn(path);
    QVERIFY2(contents, contents ? "" : contents.error().text().c_str());
    const auto model = modelOf(*contents);
    QVERIFY2(model, model ? "" : model.error().text().c_str());
    const auto sequence = sequenceFromValues(*model, seriesIn(sharedPath("rtneural/gru_x.csv")));
    QVERIFY(sequence);
    const Matrix wanted = seriesIn(sharedPath("rtneural/gru_y.csv"));
    const Matrix found = answerTo(*model, *sequence);
    QCOMPARE(found.cols(), wanted.cols());
    const Real difference = (found - wanted).cwiseAbs().maxCoeff();
    qInfo("largest difference %g", double(difference));
    QVERIFY(difference < Real(1e-5));
}

void SmallTest::realLstmOfOtherSizeIsReadByItsWeights()
{
    const std::string path = sharedPath("rtneural/bad_lstm.json");
    SKIP_WITHOUT(path);
    const auto contents = contentsIn(path);
    QVERIFY(contents);
    const auto model = modelOf(*contents);
    QVERIFY2(model, model ? "" : model.error().text().c_str());
    QCOMPARE(model->layers[0].weights.units(), Index(20));
    const std::string said = noteIn(*model, "not reproduced");
    QVERIFY2(said.find("“lstm_0” is said to have: 16") != said.npos, said.c_str());
}

void SmallTest::realNamAnswersAsItsLoaderSays()
{
    const std::string path = sharedPath("nam/BossLSTM-1x16.nam");
    SKIP_WITHOUT(path);
    const auto contents = contentsIn(path);
    QVERIFY(contents);
    const auto model = modelOf(*contents);
    QVERIFY2(model, model ? "" : model.error().text().c_str());
    std::vector<double> x;
    for (int t = 0; t < 200; ++t)
        x.push_back(0.4 * std::sin(0.21 * t) * std::cos(0.017 * t));
    const auto wanted = namAnswers(contents->archive.tensors[0].numbers(), 1, 16, 1, x);
    Matrix values(1, Index(x.size()));
    for (Index t = 0; t < values.cols(); ++t)
        values(0, t) = static_cast<Real>(x[size_t(t)]);
    const Matrix found = answerTo(*model, *sequenceFromValues(*model, values));
    double difference = 0;
    for (Index t = 0; t < values.cols(); ++t)
        difference = std::max(difference, std::abs(double(found(0, t)) - wanted[size_t(t)]));
    qInfo("largest difference %g", difference);
    QVERIFY(difference < 1e-5);
    QCOMPARE(noteIn(*model, "initial state"), "stored in the file, and used");
}

/// h before x, as its author wrote; the other order is offered.
void SmallTest::realHandwrittenCellIsSuggested()
{
    const std::string path = sharedPath("npz/handwritten_lstm.npz");
    SKIP_WITHOUT(path);
    const auto contents = contentsIn(path);
    QVERIFY(contents);
    const auto model = modelOf(*contents);
    QVERIFY2(model, model ? "" : model.error().text().c_str());
    QCOMPARE(noteIn(*model, "network"), "assumed: cell, weights on [h, x]");
    QCOMPARE(model->inputs(), Index(10));
    QCOMPARE(model->head.w.rows(), Index(1));
    const Index units = model->layers[0].weights.units();
    QCOMPARE(units, Index(32));
    const TensorIndex index = indexOf(contents->archive);
    const Matrix wf = matrixOf(*index.at("Wf"));
    QCOMPARE(model->layers[0].weights.u.middleRows(units, units), wf.leftCols(units));
    QCOMPARE(model->layers[0].weights.w.middleRows(units, units), wf.rightCols(10));
    const auto other = modelOf(*contents, {{"network", "cell, weights on [x, h]"}});
    QVERIFY(other);
    QCOMPARE(other->layers[0].weights.w.middleRows(units, units), wf.leftCols(10));
}

/// Only the right order of the gates, with the forget bias added, predicts English.
void SmallTest::realCharactersArePredicted()
{
    const std::string path = sharedPath("charrnn/darwin/manifest.json");
    SKIP_WITHOUT(path);
    auto contents = contentsIn(path);
    QVERIFY2(contents, contents ? "" : contents.error().text().c_str());
    const auto right = modelOf(*contents);
    QVERIFY2(right, right ? "" : right.error().text().c_str());
    QCOMPARE(right->vocabulary.size(), 100);
    QCOMPARE(noteIn(*right, "added to the forget bias"), "assumed: 1");
    const double best = nats(*right, darwin);
    qInfo("right: %.3f nats a character", best);
    QVERIFY(best < 1.4);
    const auto bare = modelOf(*contents, {{"forget bias", "0"}});
    QVERIFY(bare);
    qInfo("no forget bias: %.3f", nats(*bare, darwin));
    QVERIFY(nats(*bare, darwin) > best + 0.02);
    double least = 1e9;
    const std::vector<StoredNetwork> networks = networksIn(*contents);
    std::vector<size_t> order{0, 1, 2, 3};
    while (std::next_permutation(order.begin(), order.end())) {
        contents->networks = networks;
        for (size_t l = 0; l < networks[0].layers.size(); ++l)
            for (size_t i = 0; i < order.size(); ++i)
                contents->networks[0].layers[l].blocks[i] = networks[0].layers[l].blocks[order[i]];
        const double wrong = nats(*modelOf(*contents), darwin);
        least = std::min(least, wrong);
    }
    qInfo("least of the wrong orders: %.3f", least);
    QVERIFY(least > best + 2);
}

void SmallTest::namesOfOlderTensorFlowAreKnown_data()
{
    using Renames = std::vector<std::pair<std::string, std::string>>;
    QTest::addColumn<std::string>("name");
    QTest::addColumn<Renames>("renames");
    QTest::newRow("LSTM, 1.0") << std::string("tensorflow_lstm.npz")
                               << Renames{{"lstm_cell/kernel:0", "basic_lstm_cell/weights"},
                                      {"lstm_cell/bias:0", "basic_lstm_cell/biases"}};
    QTest::newRow("LSTM, 0.x") << std::string("tensorflow_lstm.npz")
                               << Renames{{"rnn/multi_rnn_cell/cell_", "RNN/MultiRNNCell/Cell"},
                                      {"lstm_cell/kernel:0", "BasicLSTMCell/Linear/Matrix"},
                                      {"lstm_cell/bias:0", "BasicLSTMCell/Linear/Bias"}};
    QTest::newRow("GRU, 1.0") << std::string("tensorflow_gru.npz")
                              << Renames{{"/kernel", "/weights"}, {"/bias", "/biases"}};
    QTest::newRow("GRU, 0.x") << std::string("tensorflow_gru.npz")
                              << Renames{{"gru_cell/gates", "GRUCell/Gates"},
                                     {"gru_cell/candidate", "GRUCell/Candidate"},
                                     {"/kernel", "/Linear/Matrix"}, {"/bias", "/Linear/Bias"}};
    QTest::newRow("a second cell of that name")
        << std::string("tensorflow_gru.npz") << Renames{{"gru_cell", "gru_cell_12"}};
    QTest::newRow("without a scope")
        << std::string("tensorflow_gru.npz") << Renames{{"rnn/gru_cell", "gru_cell"}};
}

void SmallTest::namesOfOlderTensorFlowAreKnown()
{
    using Renames = std::vector<std::pair<std::string, std::string>>;
    QFETCH(std::string, name);
    QFETCH(Renames, renames);
    auto contents = contentsIn(dataPath("load/small/") + name);
    QVERIFY(contents);
    for (Tensor& tensor : contents->archive.tensors)
        for (const auto& [before, after] : renames)
            if (tensor.name.find(before) != std::string::npos)
                tensor.name = with(tensor.name, before, after);
    const auto model = modelOf(*contents);
    QVERIFY2(model, model ? "" : model.error().text().c_str());
    QVERIFY(differenceFrom(*model, smallExpectations()[name]) < 5e-6);
}

void SmallTest::kerasNamesAreLeftAlone()
{
    Archive archive{"a.npz", "", {}, {}, {}};
    for (const char* name :
        {"lstm/lstm_cell/kernel:0", "lstm/lstm_cell/recurrent_kernel:0", "lstm/lstm_cell/bias:0"})
        archive.tensors.push_back(rnnscope::tensorOf(name, Matrix::Ones(2, 4)));
    QVERIFY(findTensorFlow(archive).empty());
    archive.tensors.erase(archive.tensors.begin() + 1);
    QCOMPARE(findTensorFlow(archive).size(), size_t{1});
}

/// From such a layer on, what lies beyond it cannot be computed.
void SmallTest::layersThatAreNotRunAreNamed()
{
    const std::string file = small("gru_dense.json");
    const std::string layer = R"({"type": "conv1d", "activation": "tanh", "weights": [[1]]}, )";
    const auto below
        = modelOf(*contentsIn(with(file, "\"layers\": [", "\"layers\": [" + layer), "a"));
    QVERIFY2(below, below ? "" : below.error().text().c_str());
    QCOMPARE(noteIn(*below, "not reproduced"), "conv1d “conv1d_0”, tanh; dense “dense_1”, tanh");
    QVERIFY(below->before.empty());
    QCOMPARE(below->inputs(), Index(3));
    const std::string last = R"({"type": "dense", "activation": "sigmoid")";
    const auto above = modelOf(*contentsIn(with(file, last, layer + last), "a"));
    QVERIFY(above);
    QCOMPARE(noteIn(*above, "not reproduced"), "conv1d “conv1d_4”, tanh; dense “dense_5”, sigmoid");
    QCOMPARE(above->before.size(), size_t{1});
    QCOMPARE(above->head.w.rows(), Index(4)); // the dense layer below it
    const auto unknown = modelOf(*contentsIn(with(file, "\"elu\"", "\"gelu\""), "a"));
    QCOMPARE(noteIn(*unknown, "not reproduced"), "dense “dense_3”, gelu; dense “dense_4”, sigmoid");
    const auto softmaxed = modelOf(*contentsIn(with(file, "\"elu\"", "\"softmax\""), "a"));
    QCOMPARE(noteIn(*softmaxed, "not reproduced"), "dense “dense_4”, sigmoid");
    QVERIFY(softmaxed->head.softmax);
    const auto first = modelOf(*contentsIn(with(file, "\"tanh\"", "\"softmax\""), "a"));
    QCOMPARE(noteIn(*first, "not reproduced"), "dense “dense_0”, softmax");
    QVERIFY(first->before.empty());
}

void SmallTest::layersBetweenMakeTwoNetworks()
{
    const std::string file = small("lstm_lstm.json");
    const std::string second = R"({"type": "lstm", "activation": "", "shape": [null, null, 4])";
    const std::string layer
        = R"({"type": "dense", "activation": "", "weights": [[[1, 0, 0], [0, 1, 0], [0, 0, 1]], [0, 0, 0]]}, )";
    const auto contents = contentsIn(with(file, second, layer + second), "a");
    QVERIFY(contents);
    QCOMPARE(contents->networks.size(), size_t{2});
    const auto first = modelOf(*contents);
    QVERIFY2(first, first ? "" : first.error().text().c_str());
    QCOMPARE(noteIn(*first, "network"), "assumed: lstm_0");
    QCOMPARE(first->head.w.rows(), Index(3));
    const auto upper = modelOf(*contents, {{"network", "lstm_2"}});
    QVERIFY2(upper, upper ? "" : upper.error().text().c_str());
    QCOMPARE(upper->before.size(), size_t{1});
    QCOMPARE(noteIn(*upper, "not reproduced"),
        "recurrent layers with others between them: “lstm_2” is opened by itself");
}

void SmallTest::cardSaysWhatIsNotReproduced()
{
    const auto skip = modelOf(*contentsIn(dataPath("load/small/skip.aidax")));
    QCOMPARE(noteIn(*skip, "not reproduced"),
        "in_gain: -3 dB on the input; in_skip: the input is added to the output; "
        "out_gain: 6.5 dB on the output");
    QCOMPARE(noteIn(*skip, "format"), "AIDA-X (JSON)");
    QCOMPARE(skip->metadata.at("author"), "nobody");
    const auto proteus = modelOf(*contentsIn(dataPath("load/small/proteus.json")));
    QCOMPARE(noteIn(*proteus, "not reproduced"),
        "skip: the first 1 of the inputs are added to the output");
    const auto elman = modelOf(*contentsIn(dataPath("load/small/elman.json")));
    QCOMPARE(noteIn(*elman, "nonlinearity"), "assumed: tanh");
    QCOMPARE(noteIn(*elman, "format"), "GuitarML (JSON)");
}

void SmallTest::namShowsItsMetadata()
{
    const auto model = modelOf(*contentsIn(dataPath("load/small/three.nam")));
    QVERIFY(model);
    QCOMPARE(model->metadata.at("date"), "2024-03-07");
    QCOMPARE(model->metadata.at("loudness"), "-18.5");
    QCOMPARE(model->metadata.at("gain"), "0.25");
    QVERIFY(!model->metadata.contains("name"));
    QCOMPARE(noteIn(*model, "initial state"), "stored in the file, and used");
}

void SmallTest::arraysThatAreNoNumbersAreNamed()
{
    const auto contents = contentsIn(dataPath("load/small/torch.npz"));
    QVERIFY(contents);
    QCOMPARE(contents->archive.metadata.at("not read"), "words.npy, things.npy, records.npy");
    const TensorIndex index = indexOf(contents->archive);
    QCOMPARE(index.at("flags")->type, Type::Bool);
    QCOMPARE(index.at("steps")->numbers(), std::vector{12345.0});
    QCOMPARE(index.at("half")->type, Type::F16);
}

void SmallTest::oneArrayOpensAsOneTensor()
{
    const auto contents = contentsIn(writeNpy(rnnscope::tensorOf("", Matrix::Ones(2, 3))), "w.npy");
    QVERIFY(contents);
    QCOMPARE(contents->archive.tensors.size(), size_t{1});
    QCOMPARE(contents->archive.tensors[0].name, "w");
    QCOMPARE(contents->archive.tensors[0].shapeText(), "2 × 3");
}

void SmallTest::badFilesAreExplained_data()
{
    const auto row = [](const char* name, const std::string& file, const char* said) {
        QTest::newRow(name) << file << QString(said);
    };
    QTest::addColumn<std::string>("file");
    QTest::addColumn<QString>("said");
    const std::string lstm = small("lstm.json"), nam = small("one.nam");
    row("RTNeural, ragged rows",
        R"({"in_shape": [1], "layers": [{"type": "lstm", "weights": [[[1, 2], [3]]]}]})",
        "Cannot read “lstm_0.kernel” in bad: expected 2 members in each array, found 1");
    row("RTNeural, text for numbers",
        R"({"in_shape": [1], "layers": [{"type": "lstm", "weights": [["x"]]}]})",
        "expected numbers, found string");
    row("RTNeural, no weights", R"({"in_shape": [1], "layers": [{"type": "lstm"}]})",
        "Cannot read layer 1 in bad: expected a type and at most 16 arrays of weights, found none");
    row("RTNeural, too few arrays",
        R"({"in_shape": [1], "layers": [{"type": "gru", "weights": [[[1, 2, 3]]]}]})",
        "Cannot read “gru_0” in bad: expected weights of inputs × 0 and 0 × 0");
    row("RTNeural, other gates", with(lstm, "\"lstm\"", "\"gru\""),
        "3 gates side by side, found 1 × 16, 4 × 16, 16");
    row("RTNeural, layers that are no array", R"({"in_shape": [1], "layers": 3})",
        "expected an array of at most 1000, found number");
    row("RTNeural, nothing recurrent",
        R"({"in_shape": [1], "layers": [{"type": "dense", "weights": [[[1]], [0]]}]})",
        "found dense_0.kernel (1 × 1)");
    row("GuitarML, a state that is none", R"({"model_data": {}, "state_dict": 3})",
        "expected objects model_data and state_dict, found object and number");
    row("GuitarML, convolutions",
        R"({"model_data": {"model": "GatedConvNet"}, "state_dict": {"blocks.0.weight": [1]}})",
        "found “GatedConvNet”, which has no recurrent layers");
    row("NAM, one number too many", with(nam, "\"weights\": [", "\"weights\": [1, "),
        "expected 109 numbers for 1 LSTM of 4 units, found 110");
    row("NAM, WaveNet", with(nam, "\"LSTM\"", "\"WaveNet\""),
        "found “WaveNet”, which is an architecture of NAM");
    row("NAM, ConvNet", with(nam, "\"LSTM\"", "\"ConvNet\""), "found “ConvNet”");
    row("NAM, another size", with(nam, "\"hidden_size\": 4", "\"hidden_size\": 5"),
        "Cannot read the weights in bad: expected 156 numbers for 1 LSTM of 5 units, found 109");
    row("NAM, sides that overflow",
        with(nam, "\"hidden_size\": 4", "\"hidden_size\": 4611686018427387904"),
        "expected a fitting number of numbers");
    row("npz without numbers", writeZip({{"a.npy", "\x93NUMPY"}}), "Cannot read a.npy in bad");
    std::string twice = writeZip({{"a.npy", "\x93NUMPY"}, {"b.npy", "\x93NUMPY"}});
    std::ranges::replace(twice, 'b', 'a');
    row("npz, an array twice", twice, "expected every array once, found it twice");
    row("manifest without its folder", R"({"a": {"filename": "a", "shape": [1]}})",
        "found no folder");
    row("index without its folder", R"({"weight_map": {"a": "b"}})", "Cannot read shard b of bad");
    row("other JSON", R"({"a": 1})", "JSON without the weights");
}

void SmallTest::badFilesAreExplained()
{
    QFETCH(std::string, file);
    QFETCH(QString, said);
    const std::string error = errorOf(file, "bad");
    QVERIFY2(QString::fromStdString(error).contains(said) && error != "it opened", error.c_str());
}

QTEST_APPLESS_MAIN(SmallTest)
#include "tst_small.moc"
