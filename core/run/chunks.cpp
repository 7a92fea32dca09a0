#include "core/run/chunks.h"

#include <cassert>

namespace rnnscope {

namespace {

/// Steps up to and with the last one that has a target.
Index learnedSteps(const Sequence& sequence)
{
    Index steps = static_cast<Index>(sequence.targets.size());
    while (steps > 0 && sequence.targets[static_cast<size_t>(steps - 1)] < 0)
        --steps;
    return steps;
}

Sequence cut(const Sequence& sequence, Index from, Index to)
{
    Sequence part;
    if (sequence.ids.empty())
        part.values = sequence.values.middleCols(from, to - from);
    else
        part.ids.assign(sequence.ids.begin() + from, sequence.ids.begin() + to);
    part.targets.assign(sequence.targets.begin() + from, sequence.targets.begin() + to);
    return part;
}

} // namespace

Chunks::Chunks(const std::vector<Sequence>& data, Index length)
{
    for (const Sequence& sequence : data) {
        const Index steps = learnedSteps(sequence);
        const Index pieces = (steps + length - 1) / length;
        for (Index i = 0; i < pieces; ++i)
            m_chunks.push_back(
                {cut(sequence, i * steps / pieces, (i + 1) * steps / pieces), i == 0});
    }
    assert(!m_chunks.empty());
}

const Chunks::Chunk& Chunks::next()
{
    const Chunk& chunk = m_chunks[m_next];
    m_next = (m_next + 1) % m_chunks.size();
    return chunk;
}

} // namespace rnnscope
