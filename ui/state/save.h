#pragma once

#include "core/load/sheetfile.h"

#include <QStringList>

namespace rnnscope {

/// Writes a file in parts: all of it, or nothing where `write` gives false or a part cannot be
/// written. The error is of the disk's.
/// @param write hands on the file's bytes; false to leave it
std::optional<Error> saveWhole(const QString& path, const std::function<bool(const Put&)>& write);

/// The suffixes that exportSheet() knows: npy, csv.
const QStringList& exportSuffixes();

/// Writes a sheet by the suffix of the path. Fails also when cancelled, and when the file that the
/// numbers come from was changed.
std::optional<Error> exportSheet(const Sheet& sheet, const QString& path, Watch& watch);

} // namespace rnnscope
