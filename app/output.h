#pragma once

#include "app/options.h"
#include "core/pack/tensor.h"

namespace rnnscope {

/// Declares -o OUT, which has to be given, and --force.
void declareOutput(Options& options, const QString& description);
/// An exit status when `path` has none of the suffixes: wrong usage.
std::optional<int> checkSuffix(
    const Options& options, const QString& path, const QStringList& suffixes);
/// Before the work: an error when the folder of `path` is missing, or when `path` exists and
/// --force is not given.
std::optional<Error> checkTarget(const Options& options, const QString& path);

/// Writes the whole file or nothing.
std::optional<Error> write(const QString& path, std::string_view bytes);
/// The same, and tells an error. Returns the exit status.
int save(const QString& path, std::string_view bytes);
/// Arrays of equally many steps as .npz or .csv, by the suffix of `path`.
int save(const QString& path, const std::vector<Tensor>& arrays);

} // namespace rnnscope
