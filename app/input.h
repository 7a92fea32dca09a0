#pragma once

#include "app/choices.h"
#include "core/model/depth.h"
#include "core/model/sequence.h"
#include "ui/state/source.h"

namespace rnnscope {

/// The built-in network that stands in where FILE may be left out.
inline constexpr auto defaultModel = "poem-lstm";

/// What FILE is, for --help.
inline constexpr auto fileText = "a saved model, or a built-in one: poem-rnn, poem-lstm, poem-gru";
/// Declares FILE.
void declareFile(Options& options);
/// What is in a saved model, or in a built-in one by its name ("poem-lstm").
Result<Contents> contentsOfModel(const QString& file);

/// All bytes of a file.
Result<std::string> readFile(const QString& path);

/// Rows of numbers in a .npy or .csv file; dimensions of one are left out.
Result<Matrix> readRows(const QString& path);

/// Declares INPUT, what the model is to read: one of inputNames(), with what sets these; and
/// --layer.
void declareInput(Options& options);
QStringList inputNames();

/// A model as it is to run and what it reads.
struct Run {
    Model model;
    Sequence sequence;
    Source source = {};
    int first = 0; ///< depth in the file of the model's first layer
    std::shared_ptr<const Contents> contents = {}; ///< of the file
    Choices choices = {}; ///< that were made where it does not say

    /// A layer's name in output files: its depth in the file, and its direction.
    std::string nameOf(size_t layer) const
    {
        return layerId(model, static_cast<int>(layer), first);
    }
};
/// Opens FILE with its choices or the default model, starts at --layer where given, and makes the
/// sequence.
/// @param otherwise read when no INPUT was given and the model can read text
Result<Run> readRun(const Options& options, const std::string& otherwise = {});

} // namespace rnnscope
