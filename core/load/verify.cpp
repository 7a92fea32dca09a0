#include "core/load/verify.h"

#include "core/load/metadata.h"
#include "core/pack/json.h"
#include "core/pack/limits.h"
#include "core/run/dense.h"
#include "core/run/forward.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace rnnscope {

namespace {

/// Usual names of both parts of a test vector.
constexpr std::array<std::string_view, 6> inputNames
    = {"ids", "values", "input", "inputs", "x", "0"};
constexpr std::array<std::string_view, 7> answerNames
    = {"logits", "expected", "output", "outputs", "hidden", "y", "1"};

/// The rows of a JSON array of numbers (a column) or of arrays of numbers; around these there may
/// be arrays of one element. Empty where it is anything else.
Matrix rowsOf(const Json* json)
{
    while (json->is_array() && json->size() == 1 && json->front().is_array()
        && !json->front().empty() && json->front().front().is_array())
        json = &json->front();
    if (!json->is_array() || json->empty())
        return {};
    const bool nested = json->front().is_array();
    const size_t columns = nested ? json->front().size() : 1;
    if (json->size() > limits::testSteps * (nested ? 1 : 1'000)
        || json->size() * columns > limits::testNumbers)
        return {};
    Matrix rows(static_cast<Index>(json->size()), static_cast<Index>(columns));
    for (Index i = 0; i < rows.rows(); ++i) {
        const Json& row = (*json)[static_cast<size_t>(i)];
        if (row.is_array() != nested || (nested && row.size() != columns))
            return {};
        for (Index j = 0; j < rows.cols(); ++j) {
            const Json& number = nested ? row[static_cast<size_t>(j)] : row;
            if (!number.is_number())
                return {};
            rows(i, j) = number.get<Real>();
        }
    }
    return rows;
}

/// The part of a test vector under one of these names, or at that place of two.
const Json* partIn(const Json& json, std::span<const std::string_view> names, size_t place)
{
    if (json.is_array())
        return json.size() == 2 ? &json[place] : nullptr;
    for (std::string_view name : names)
        if (const auto found = json.find(std::string(name)); found != json.end())
            return &*found;
    return nullptr;
}

/// The number tensor as nested JSON arrays of two dimensions or one; dimensions of one are left
/// out.
Json jsonOf(const Tensor& tensor)
{
    std::vector<int64_t> shape = tensor.shape;
    while (shape.size() > 1) {
        const auto one = std::ranges::find(shape, 1);
        if (one == shape.end())
            break;
        shape.erase(one);
    }
    if (shape.empty() || shape.size() > 2
        || tensor.elements() > static_cast<int64_t>(limits::testNumbers))
        return {};
    Json rows = Json::array();
    const int64_t columns = shape.size() == 2 ? shape[1] : 1;
    inParts(tensor, [&](int64_t first, const std::vector<double>& numbers) {
        for (const double number : numbers) {
            const int64_t place = first++;
            if (shape.size() == 2 && place % columns == 0)
                rows.push_back(Json::array());
            (shape.size() == 2 ? rows.back() : rows).push_back(number);
        }
    });
    return rows;
}

bool isWhole(const Matrix& rows)
{
    return (rows.array() == rows.array().round()).all() && (rows.array() >= 0).all()
        && (rows.array() < Real(1 << 24)).all();
}

/// Takes the difference where it is smaller than what was found before.
void hold(const char* what, const Matrix& answer, const Matrix& expected,
    std::optional<Agreement>& nearest)
{
    const bool last = expected.cols() == 1;
    if (answer.rows() != expected.rows() || (!last && answer.cols() != expected.cols()))
        return;
    Agreement found;
    found.what = what;
    found.scale = expected.size() > 0 ? double(expected.cwiseAbs().maxCoeff()) : 0;
    if (!(found.scale > 0))
        found.scale = 1;
    const Index from = answer.cols() - expected.cols();
    found.step = from;
    for (Index t = 0; t < expected.cols(); ++t)
        for (Index i = 0; i < expected.rows(); ++i) {
            const double difference
                = std::abs(double(answer(i, from + t)) - double(expected(i, t)));
            const double distance
                = std::isnan(difference) ? std::numeric_limits<double>::infinity() : difference;
            if (distance > found.difference)
                found.difference = distance, found.step = from + t, found.output = i;
        }
    if (!nearest || found.difference < nearest->difference)
        nearest = found;
}

Error otherShape(const Model& model, const Trace& trace, const Matrix& expected)
{
    return {Fault::Input, "Cannot compare the answers",
        "expected " + std::to_string(trace.steps()) + " rows or the last, each of "
            + std::to_string(model.outputs()) + " outputs or "
            + std::to_string(headInput(model, trace).rows()) + " hidden units, found "
            + std::to_string(expected.rows()) + " × " + std::to_string(expected.cols()),
        "Check that the answers belong to this input and this model"};
}

} // namespace

Result<Sequence> sequenceFromRows(const Model& model, const Matrix& rows)
{
    const bool line = rows.cols() == 1 || rows.rows() == 1;
    const bool values = model.entry == Entry::Values
        || (model.entry == Entry::OneHot && rows.cols() == model.reads());
    if (values || !line || !isWhole(rows))
        return sequenceFromValues(model, rows.transpose());
    std::vector<int> ids;
    for (Index i = 0; i < rows.size(); ++i)
        ids.push_back(static_cast<int>(rows.cols() == 1 ? rows(i, 0) : rows(0, i)));
    return sequenceFromIds(model, std::move(ids));
}

Result<Agreement> compare(const Model& model, const TestVector& test, Watch& watch)
{
    if (!test.expected.allFinite())
        return Error{Fault::Input, "Cannot compare the answers",
            "expected finite numbers, found infinite ones or none",
            "Save the answers of a run without them"};
    const auto sequence = sequenceFromRows(model, test.input);
    if (!sequence)
        return sequence.error();
    const auto trace = forward(model, *sequence, watch);
    if (!trace)
        return trace.error();
    std::optional<Agreement> nearest;
    const Matrix across = test.expected.transpose();
    for (const Matrix* expected : {&across, &test.expected}) {
        if (expected == &test.expected && (expected->cols() != 1 || nearest))
            break; // a single column may be the last step
        hold(model.head.empty() ? "the top hidden states" : "the answers", answerOf(model, *trace),
            *expected, nearest);
        if (!model.head.empty()) {
            hold("the logits", trace->logits, *expected, nearest);
            hold("the top hidden states", headInput(model, *trace), *expected, nearest);
        }
    }
    return nearest ? Result<Agreement>(*nearest) : otherShape(model, *trace, test.expected);
}

std::vector<const Tensor*> testTensors(const Archive& archive)
{
    std::vector<const Tensor*> found;
    for (const Tensor& tensor : archive.tensors)
        if (tensor.name.starts_with("test.")
            && (std::ranges::count(inputNames, std::string_view(tensor.name).substr(5))
                || std::ranges::count(answerNames, std::string_view(tensor.name).substr(5))))
            found.push_back(&tensor);
    return found;
}

std::string testIn(const Archive& archive)
{
    for (const char* name : {key::test, "test"})
        if (const auto found = archive.metadata.find(name); found != archive.metadata.end())
            return found->second;
    Json all = Json::object();
    for (const Tensor* tensor : testTensors(archive))
        all[tensor->name.substr(5)] = jsonOf(*tensor);
    for (const auto& [name, text] : archive.metadata)
        if (name.starts_with("test."))
            if (auto json = parseJson(text, name))
                all[name.substr(5)] = std::move(*json);
    return partIn(all, inputNames, 0) && partIn(all, answerNames, 1) ? writeJson(all)
                                                                     : std::string();
}

std::optional<TestVector> readTest(const std::string& text)
{
    const auto json = parseJson(text, key::test);
    if (!json || !json->is_structured())
        return std::nullopt;
    const Json* input = partIn(*json, inputNames, 0);
    const Json* answer = partIn(*json, answerNames, 1);
    if (!input || !answer)
        return std::nullopt;
    TestVector test{rowsOf(input), rowsOf(answer)};
    if (test.input.size() == 0 || test.expected.size() == 0)
        return std::nullopt;
    return test;
}

std::string makeTest(const Model& model, const std::vector<int>& ids)
{
    const auto sequence = sequenceFromIds(model, ids);
    if (!sequence)
        return {};
    Watch watch;
    const auto trace = forward(model, *sequence, watch);
    if (!trace)
        return {};
    const Matrix& answers = model.head.empty() ? headInput(model, *trace) : trace->logits;
    const auto last = answers.col(answers.cols() - 1);
    return writeJson({{"ids", ids}, {"logits", std::vector<double>(last.begin(), last.end())}});
}

std::optional<double> verify(const Model& model, Watch& watch)
{
    const auto stored = model.metadata.find(key::test);
    if (stored == model.metadata.end())
        return std::nullopt;
    const auto test = readTest(stored->second);
    if (!test || test->input.rows() > static_cast<Index>(limits::testSteps))
        return std::numeric_limits<double>::infinity();
    const auto agreement = compare(model, *test, watch);
    return agreement ? agreement->difference : std::numeric_limits<double>::infinity();
}

} // namespace rnnscope
