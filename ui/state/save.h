#pragma once

#include "core/load/sheetfile.h"

#include <QSaveFile>
#include <QStringList>

namespace rnnscope {

/// A file that is written in parts and appears whole when it is kept, or not at all. May be written
/// and kept on another thread than it was made on.
class WholeFile {
public:
    explicit WholeFile(const QString& path)
        : m_file(path)
    {
    }

    /// False where the disk refuses.
    bool put(std::string_view bytes);
    /// The error is of the disk's; afterwards nothing more can be put.
    std::optional<Error> keep();
    /// What keeps the file from being written.
    Error trouble() const;

private:
    bool open();

    QSaveFile m_file;
    int m_code = 0; ///< of the system's last error
};

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
