#pragma once

#include "core/cell/pass.h"
#include "core/math/packed.h"

namespace rnnscope {

/// The order in which a loop goes over the steps of a sequence.
struct Walk {
    Index steps;
    Index batch;
    bool down; ///< from the last step to the first
    Index step(Index i) const { return down ? steps - 1 - i : i; }
};

/// Columns that a product reads, one for each sequence of a batch; without data they are zero.
struct Columns {
    const Real* data = nullptr;
    Index stride = 0;

    static Columns of(const Matrix& m, Index j) { return {m.data() + j * m.rows(), m.rows()}; }
};

/// A part of a step: the product of a matrix with `source(j)`, and with it `finish(slice, j, sum)`
/// for every slice of units of every column; sum holds a slice of lanes for each block of rows.
template <class Source, class Finish>
struct ScanStage {
    const Packed& matrix;
    Source source;
    Finish finish;

    /// Flat: a slice of lanes stays in registers only where no function is called.
    [[gnu::flatten]] void operator()(
        const Walk& walk, Index j, const Share& tiles, Real* sums) const
    {
        const Columns from = source(j);
        for (Index tile = tiles.begin; tile < tiles.end; ++tile) {
            if (!from.data)
                std::fill_n(sums, matrix.rows() * walk.batch, Real(0));
            else if (walk.batch == 1)
                matrix.apply(tile, from.data, sums);
            else
                matrix.apply(tile, from.data, from.stride, walk.batch, sums);
            const Slice slice = Slice::at(tile, matrix.units());
            for (Index i = 0; i < walk.batch; ++i)
                if (slice.count == laneCount) // most of them: known to be whole when compiled
                    finish(Slice{slice.first}, j + i, sums + i * matrix.rows());
                else
                    finish(slice, j + i, sums + i * matrix.rows());
        }
    }
};

template <class Source, class Finish>
ScanStage(const Packed&, Source, Finish) -> ScanStage<Source, Finish>;

/// Goes over the steps from pass.from on. At each it runs the stages in turn; every member of the
/// team does its share of units, and all wait for each other after every stage.
template <class... Stages>
void scan(const Walk& walk, Pass& pass, const Stages&... stages)
{
    std::atomic<Index> end = walk.steps;
    const Index rows = std::max({stages.matrix.rows()...});
    pass.team.run([&](int member) {
        Vector sums(rows * walk.batch);
        for (Index i = pass.from; i < end.load(std::memory_order_relaxed); ++i) {
            if (member == 0 && pass.stopped(i, walk.steps))
                end.store(i + 1, std::memory_order_relaxed); // all of them do this step, then end
            const Index j = walk.step(i) * walk.batch;
            ((stages(walk, j, Share(stages.matrix.tiles(), member, pass.team), sums.data()),
                 pass.team.meet()),
                ...);
        }
    });
}

} // namespace rnnscope
