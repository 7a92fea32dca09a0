#pragma once

#include "core/base/watch.h"
#include "core/pack/tensor.h"

#include <QStringList>

namespace rnnscope {

/// The suffixes of saved numbers: csv, npz.
const QStringList& valueSuffixes();

/// Writes arrays by the suffix of the path: all of them, or nothing. Fails where there are none,
/// and where text with commas cannot hold them because they differ in their rows; also when
/// cancelled.
/// @param rows what their rows are called in text
std::optional<Error> saveValues(const std::vector<Tensor>& arrays, const QString& path,
    Watch& watch, std::string_view rows = "row");

} // namespace rnnscope
