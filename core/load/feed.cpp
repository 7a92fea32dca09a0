#include "core/load/feed.h"

#include "core/pack/csv.h"
#include "core/pack/npy.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

constexpr std::string_view npyMagic = "\x93NUMPY";
constexpr Index stretch = 1 << 16; ///< frames looked at at a time
constexpr Real silence = Real(1e-3); ///< 60 dB below the loudest

Error unfit(const Feed& feed, std::string found, std::string advice)
{
    return {Fault::Input, "Cannot read “" + feed.name + "”", std::move(found), std::move(advice)};
}

/// One or two sides: those of 1, such as a batch of one sequence, say nothing.
Result<Matrix> matrixIn(Tensor tensor, const std::string& name)
{
    squeeze(tensor.shape);
    if (tensor.shape.empty())
        tensor.shape = {1};
    if (tensor.shape.size() > 2)
        return Error{Fault::Input, "Cannot use " + name,
            "expected an array of rows × columns, found " + tensor.shapeText(),
            "Save one sequence: a row for each step, a column for each input"};
    return matrixOf(tensor);
}

bool isText(std::string_view bytes)
{
    return std::ranges::none_of(
        bytes, [](char c) { return static_cast<unsigned char>(c) < ' ' && !std::isspace(c); });
}

/// Whether the first line, or the one below a heading, is numbers, as far as the head goes.
bool beginsAsNumbers(std::string_view head)
{
    if (head.starts_with('[') || head.starts_with('{')) // JSON may have numbers on its lines
        return false;
    for (int line = 0; line < 2 && !head.empty(); ++line) {
        const size_t end = std::min(head.find('\n'), head.find_last_of(",\n"));
        if (readCsv(head.substr(0, end), {}))
            return true;
        head.remove_prefix(std::min(head.find('\n'), head.size() - 1) + 1);
    }
    return false;
}

Index soundStart(const Wave& wave)
{
    for (Index from = 0; from < wave.frames; from += stretch) {
        const Matrix part = wave.samples(from, std::min(stretch, wave.frames - from));
        for (Index t = 0; t < part.cols(); ++t)
            if (part.col(t).cwiseAbs().maxCoeff() > silence)
                return from + t;
    }
    return 0;
}

/// Whether a model takes these numbers for tokens; rows may be tokens half and half too.
bool readsTokens(const Model& model, const Feed& feed)
{
    const auto* rows = std::get_if<Matrix>(&feed.content);
    return rows && model.tokens() > 0
        && (model.entry == Entry::Embedding || rows->cols() != model.reads());
}

/// Columns × steps, as a model reads them.
Matrix taken(const Feed& feed, const Take& take)
{
    if (const Wave* wave = feed.sound())
        return wave->samples(*take.from, *take.steps);
    const auto& rows = std::get<Matrix>(feed.content);
    return take.transposed ? Matrix(rows.middleCols(*take.from, *take.steps))
                           : Matrix(rows.middleRows(*take.from, *take.steps).transpose());
}

bool areWhole(const Matrix& numbers)
{
    const auto array = numbers.array();
    return numbers.allFinite() && (array == array.floor()).all()
        && (array.abs() < Real(1 << 24)).all();
}

Result<Sequence> tokensFrom(const Model& model, const Feed& feed, const Take& take)
{
    const auto& rows = std::get<Matrix>(feed.content);
    if (std::min(rows.rows(), rows.cols()) != 1)
        return unfit(feed,
            "expected token numbers in one column, found " + std::to_string(rows.cols())
                + " columns",
            "Save the token numbers alone, a row each");
    const Matrix numbers = taken(feed, take);
    if (!areWhole(numbers))
        return unfit(feed, "expected whole token numbers, found others",
            "Save token numbers from 0 to " + std::to_string(model.tokens() - 1));
    std::vector<int> ids(static_cast<size_t>(numbers.size()));
    std::ranges::transform(
        numbers.reshaped(), ids.begin(), [](Real number) { return static_cast<int>(number); });
    return sequenceFromIds(model, std::move(ids));
}

Result<Sequence> soundFor(const Model& model, const Feed& feed, const Take& take)
{
    Matrix channels = taken(feed, take);
    if (model.reads() == 1)
        channels = channels.colwise().mean().eval();
    if (channels.rows() != model.reads())
        return unfit(feed,
            "expected " + std::to_string(model.reads()) + " numbers a step, found a sound of "
                + std::to_string(channels.rows())
                + (channels.rows() == 1 ? " channel" : " channels"),
            "Give a model of one input, or rows of numbers computed from the sound");
    return sequenceFromValues(model, std::move(channels));
}

Result<Sequence> rowsFor(const Model& model, const Feed& feed, const Take& take)
{
    const auto& rows = std::get<Matrix>(feed.content);
    const Index width = take.transposed ? rows.rows() : rows.cols();
    if (width == model.reads())
        return sequenceFromValues(model, taken(feed, take));
    const std::string each = take.transposed ? " rows" : " columns";
    return unfit(feed,
        "expected " + std::to_string(model.reads()) + each + ", one a number that the model reads, "
            + "found " + std::to_string(width) + " (" + std::to_string(rows.rows()) + " rows × "
            + std::to_string(rows.cols()) + " columns)",
        fitsTransposed(model, feed) ? "Transpose it: its columns are the steps"
                                    : "Save a row for each step, a column for each input");
}

} // namespace

Index Feed::steps(bool transposed) const
{
    if (const Wave* wave = sound())
        return wave->frames;
    if (const auto* rows = std::get_if<Matrix>(&content))
        return transposed ? rows->cols() : rows->rows();
    return 0;
}

bool sniffFeed(Bytes head)
{
    const std::string_view text = textOf(head);
    return text.starts_with(npyMagic) || sniffWave(head) || (isText(text) && beginsAsNumbers(text));
}

Result<Feed> readFeed(const Input& input)
{
    const std::string_view text = textOf(input.bytes);
    if (text.starts_with(npyMagic)) {
        auto tensor = readNpy(input.bytes, input.name, input.keep);
        auto matrix = tensor ? matrixIn(*std::move(tensor), input.name) : tensor.error();
        return matrix ? Feed{input.name, *std::move(matrix)} : Result<Feed>(matrix.error());
    }
    if (sniffWave(input.bytes)) {
        auto wave = readWave(input.bytes, input.name, input.keep);
        return wave ? Feed{input.name, *std::move(wave)} : Result<Feed>(wave.error());
    }
    if (!isText(text))
        return Error{Fault::Format, "Cannot read “" + input.name + "” as input",
            "expected numbers (.npy, .csv), a sound (.wav) or a text, found something else",
            "A saved model is opened with Ctrl+O"};
    auto matrix = readCsv(text, input.name);
    if (matrix)
        return Feed{input.name, *std::move(matrix)};
    // Numbers with a fault in them are no text that is meant.
    return sniffFeed(input.bytes) ? Result<Feed>(matrix.error())
                                  : Feed{input.name, std::string(text)};
}

Result<Take> stretchOf(const Model& model, const Feed& feed, Take take)
{
    const Wave* wave = feed.sound();
    if (readsTokens(model, feed) && std::get<Matrix>(feed.content).rows() == 1)
        take.transposed = true;
    const Index all = feed.steps(take.transposed);
    if (!take.from)
        take.from = wave ? soundStart(*wave) : 0;
    const Index rest = all - *take.from;
    if (!take.steps)
        take.steps = wave ? std::min(rest, longSound) : rest;
    if (*take.from < 0 || *take.steps < 1 || *take.steps > rest)
        return unfit(feed,
            "expected a stretch within its " + std::to_string(all) + " steps, found "
                + std::to_string(*take.steps) + " from step " + std::to_string(*take.from),
            "Take fewer steps, or begin earlier");
    return take;
}

Result<Sequence> sequenceFromFeed(const Model& model, const Feed& feed, const Take& take)
{
    if (const auto* text = std::get_if<std::string>(&feed.content))
        return sequenceFromText(model, *text);
    if (model.tokens() > 0 && feed.sound())
        return unfit(feed, "expected token numbers or text, found a sound",
            "Open a model that reads numbers");
    const auto stretch = stretchOf(model, feed, take);
    if (!stretch)
        return stretch.error();
    if (feed.sound())
        return soundFor(model, feed, *stretch);
    return readsTokens(model, feed) ? tokensFrom(model, feed, *stretch)
                                    : rowsFor(model, feed, *stretch);
}

bool fitsTransposed(const Model& model, const Feed& feed)
{
    const auto* rows = std::get_if<Matrix>(&feed.content);
    return rows && model.tokens() == 0 && rows->cols() != model.reads()
        && rows->rows() == model.reads();
}

} // namespace rnnscope
