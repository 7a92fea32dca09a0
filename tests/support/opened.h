#pragma once

#include "core/load/open.h"
#include "core/pack/json.h"
#include "core/run/dense.h"
#include "core/run/forward.h"
#include "tests/support/files.h"

namespace rnnscope {

/// The whole answer of a model: outputs × steps.
inline Matrix answerTo(const Model& model, const Sequence& sequence)
{
    Watch watch;
    const auto trace = forward(model, sequence, watch);
    return trace ? answerOf(model, *trace) : Matrix();
}

/// Rows of JSON as the columns of a matrix.
inline Matrix columnsOf(const Json& rows)
{
    Matrix matrix(Index(rows.at(0).size()), Index(rows.size()));
    for (Index t = 0; t < matrix.cols(); ++t)
        for (Index i = 0; i < matrix.rows(); ++i)
            matrix(i, t) = rows.at(size_t(t)).at(size_t(i)).get<Real>();
    return matrix;
}

/// What make_small.py says of its files.
inline const Json& smallExpectations()
{
    static const Json json
        = *parseJson(contentOf(dataPath("load/small/expected.json")), "expected.json");
    return json;
}

inline Choices choicesIn(const Json& expected)
{
    Choices choices;
    if (expected.contains("choices"))
        for (const auto& [name, choice] : expected["choices"].items())
            choices[name] = choice.get<std::string>();
    return choices;
}

/// Token ids, or values as steps × inputs.
inline Result<Sequence> sequenceIn(const Model& model, const Json& expected)
{
    if (expected.contains("ids"))
        return sequenceFromIds(model, expected["ids"].get<std::vector<int>>());
    return sequenceFromValues(model, columnsOf(expected["values"]));
}

/// The largest difference between the model's answer and the expected one; infinite where they
/// cannot be compared.
inline double differenceFrom(const Model& model, const Json& expected)
{
    const auto sequence = sequenceIn(model, expected);
    const Matrix wanted = columnsOf(expected["outputs"]);
    const Matrix found = sequence ? answerTo(model, *sequence) : Matrix();
    if (found.rows() != wanted.rows() || found.cols() != wanted.cols() || !found.allFinite())
        return std::numeric_limits<double>::infinity();
    return static_cast<double>((found - wanted).cwiseAbs().maxCoeff());
}

/// What the card says under a heading; "assumed: " before what the file does not say.
inline std::string noteIn(const Model& model, std::string_view what)
{
    std::string said;
    for (const Note& note : model.notes)
        if (note.what == what)
            said += (said.empty() ? "" : "; ") + std::string(note.assumed ? "assumed: " : "")
                + note.said.text();
    return said;
}

/// Files of a folder that is only in memory, as Input::sibling finds them.
inline Input inputAmong(const std::map<std::string, std::string>& files, const std::string& name)
{
    Input input = inputOf(files.at(name), name);
    input.sibling = [files](const std::string& sibling) {
        return files.contains(sibling)
            ? Result<Input>(inputAmong(files, sibling))
            : Result<Input>(Error{Fault::File, "Cannot open " + sibling,
                "expected a file, found none of that name", "Check the name and the folder"});
    };
    return input;
}

/// All files of a folder of tests/data.
inline std::map<std::string, std::string> filesIn(const char* folder)
{
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(dataPath(folder)))
        files[entry.path().filename().string()] = contentOf(entry.path().string());
    return files;
}

} // namespace rnnscope
