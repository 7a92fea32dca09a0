#include "ui/state/history.h"

namespace rnnscope {

namespace {
constexpr int most = 100; ///< sequences that are kept
}

void History::add(Entry entry)
{
    m_entries.resize(static_cast<size_t>(m_place + 1));
    if (entry.source.spell != 0 && has(m_place) && at(m_place).source.spell == entry.source.spell)
        m_entries.pop_back();
    m_entries.push_back(std::move(entry));
    if (size() > most)
        m_entries.pop_front();
    m_place = size() - 1;
}

} // namespace rnnscope
