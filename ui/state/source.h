#pragma once

#include "core/load/feed.h"
#include "core/model/signal.h"

#include <QString>

#include <variant>

namespace rnnscope {

/// A stretch of a file.
struct FromFile {
    FeedPtr feed;
    Take take;
};

/// Where a sequence came from, for the window to say and to change.
struct Source {
    std::variant<std::monostate, Signal, FromFile> what = {}; ///< nothing: typed or given
    int spell = 0; ///< changes of one spell are undone together; 0 stands alone

    const Signal* signal() const { return std::get_if<Signal>(&what); }
    const FromFile* file() const { return std::get_if<FromFile>(&what); }
};

/// The sequence of a signal or a file. Fails where the model cannot read it, and on so many steps
/// that their trace would pass the memory budget.
Result<Sequence> sequenceOf(const Model& model, const Source& source);

/// Whether a file on disk is input rather than a saved model, by its beginning; false where it
/// cannot be read.
bool isFeed(const QString& path);

/// Reads a file of input. Fails on a folder, a device, and what is too large.
Result<FeedPtr> openFeed(const QString& path);

} // namespace rnnscope
