#pragma once

#include "core/model/sequence.h"
#include "core/pack/archive.h"

#include <optional>

namespace rnnscope {

// A test vector is what a model was given and what it answered when it was saved. In a file it is
// JSON under the key rnnscope.test or test: {"ids": [3, 1, 4]} or {"values": [a row a step]}, with
// "logits": [after the last step] or [a row a step]; or an array of these two.

/// What a model reads and what it should answer, a row a step.
struct TestVector {
    Matrix input; ///< values, or a single column or row of token ids
    Matrix expected; ///< the answer at every step, or one row or column: at the last
};

/// How far a model is from what it should answer.
struct Agreement {
    double difference = 0; ///< the largest; infinite where one is no number
    Index step = 0; ///< where that is, both from 0
    Index output = 0;
    double scale = 1; ///< the largest number that was expected, 1 where all are zero
    const char* what = ""; ///< what was held against it: "the answers", …
};

/// The sequence of rows, read as token ids where the model reads tokens and they are such.
Result<Sequence> sequenceFromRows(const Model& model, const Matrix& rows);

/// Holds the model against a test vector: its answer after the head's activation, the logits or the
/// top hidden state, whichever has that many numbers and is nearest. Fails when the model cannot
/// read the input, or answers with other numbers.
Result<Agreement> compare(const Model& model, const TestVector& test, Watch& watch);

/// The test vector of a file, in its metadata or among its tensors; empty where it has none.
std::string testIn(const Archive& archive);
/// The tensors of a test vector.
std::vector<const Tensor*> testTensors(const Archive& archive);
/// The test vector in JSON; nullopt where it is not as above.
std::optional<TestVector> readTest(const std::string& text);
/// The answer to `ids` as JSON; empty when the model cannot read them.
std::string makeTest(const Model& model, const std::vector<int>& ids);

/// The largest difference between the stored and the computed answer of the file's test vector;
/// nullopt where the file has none, infinity where it cannot be run, or was cancelled.
std::optional<double> verify(const Model& model, Watch& watch);

} // namespace rnnscope
