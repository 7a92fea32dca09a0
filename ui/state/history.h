#pragma once

#include "core/model/sequence.h"
#include "ui/state/source.h"

#include <deque>

namespace rnnscope {

/// What has been read since a model was opened, to go back to and forward again. A plain value.
class History {
public:
    struct Entry {
        SequencePtr sequence;
        Source source;
    };

    /// Goes on from the present entry with another; what lay ahead is forgotten. One of the same
    /// spell as the present one takes its place.
    void add(Entry entry);
    void goTo(int place) { m_place = place; }

    int place() const { return m_place; }
    int size() const { return static_cast<int>(m_entries.size()); }
    bool has(int place) const { return place >= 0 && place < size(); }
    const Entry& at(int place) const { return m_entries[static_cast<size_t>(place)]; }

private:
    std::deque<Entry> m_entries;
    int m_place = -1;
};

} // namespace rnnscope
