#pragma once

#include "core/run/sources.h"

namespace rnnscope {

/// A place that was walked to, and how it was left.
struct Stop {
    Origin origin; ///< what is explained there
    int layer, track, unit; ///< selected
    double position; ///< of the playback
    int term = -1; ///< that was open
};

/// The way that was walked from value to value, and where on it we are. A plain value.
class Trail {
public:
    bool empty() const { return m_stops.empty(); }
    const std::vector<Stop>& stops() const { return m_stops; }
    int place() const { return m_place; }
    const Stop& here() const { return m_stops[static_cast<size_t>(m_place)]; }
    bool canGo(int by) const
    {
        return m_place + by >= 0 && m_place + by < static_cast<int>(m_stops.size());
    }

    /// Leaves `from` for `to`; what lay ahead is forgotten.
    void walk(const Stop& from, const Stop& to)
    {
        m_stops.resize(static_cast<size_t>(m_place));
        m_stops.push_back(from);
        m_stops.push_back(to);
        m_place = static_cast<int>(m_stops.size()) - 1;
    }
    void goTo(int place) { m_place = place; }
    void clear() { *this = {}; }

private:
    std::vector<Stop> m_stops;
    int m_place = 0;
};

} // namespace rnnscope
