#pragma once

#include "core/model/sequence.h"

#include <vector>

namespace rnnscope {

/// Deals out sequences in consecutive pieces for truncated BPTT, in turn, round and round.
class Chunks {
public:
    struct Chunk {
        Sequence sequence;
        bool first; ///< begins its sequence
    };

    /// Pieces have at most `length` steps and, within one sequence, equal lengths up to one step.
    /// Steps after the last target are left out.
    Chunks(const std::vector<Sequence>& data, Index length);

    const Chunk& next();
    size_t size() const { return m_chunks.size(); }

private:
    std::vector<Chunk> m_chunks;
    size_t m_next = 0;
};

} // namespace rnnscope
