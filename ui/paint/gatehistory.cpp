#include "ui/paint/gatehistory.h"

#include "core/run/sources.h"
#include "core/trace/memory.h"
#include "core/trace/spread.h"
#include "ui/paint/choreography.h"

#include <cmath>

namespace rnnscope {

namespace {

std::vector<int> shownTracks(const Cell& cell)
{
    std::vector<int> gates;
    for (size_t i = 0; i < cell.tracks().size(); ++i)
        if (cell.tracks()[i].role == Role::Gate)
            gates.push_back(static_cast<int>(i));
    return gates.empty() ? std::vector<int>{cell.hidden()} : gates;
}

Scale boundsOf(const GateHistory& history, size_t row)
{
    const Track& track = history.track(row);
    if (std::isfinite(track.low) && std::isfinite(track.high))
        return {track.low, track.high};
    return commonScale(history.shown().cell->tracks(), history.values(), {&history.tracks[row], 1});
}

std::vector<double> livesOf(const GateHistory& history, Watch& watch)
{
    const Cell& cell = *history.shown().cell;
    const int state = cell.indexOf(Role::Cell);
    const Matrix& memory
        = history.values().tracks[static_cast<size_t>(state >= 0 ? state : cell.hidden())];
    std::vector<double> lives;
    for (Index unit = 0; unit < memory.rows() && !watch.cancelled(); ++unit)
        lives.push_back(memoryHalfLives(memory.row(unit)).front());
    return lives;
}

/// When in a step of the layer a track is computed.
Beat beatOf(const Model& model, int layer, int track)
{
    const int phase = phaseOf(model, layer, track);
    const auto count = static_cast<double>(phases(model, layer).size());
    return {phase / count, (phase + 1) / count};
}

}

Result<GateHistoryPtr> gateHistory(ModelPtr model, TracePtr trace, int layer, Watch& watch)
{
    auto history = std::make_shared<GateHistory>();
    history->model = std::move(model);
    history->trace = std::move(trace);
    history->layer = layer;
    history->tracks = shownTracks(*history->shown().cell);
    for (size_t row = 0; row < history->tracks.size(); ++row) {
        history->scales.push_back(boundsOf(*history, row));
        history->ends.push_back(endsOf(history->track(row).low, history->track(row).high));
        history->quartiles.push_back(quartiles(history->values(row), watch));
    }
    history->lives = livesOf(*history, watch);
    if (watch.cancelled())
        return cancelled("Reading the gates");
    return GateHistoryPtr(std::move(history));
}

GateMoment momentOf(const GateHistory& history, size_t row, Index step, double phase)
{
    const double done = beatOf(*history.model, history.layer, history.tracks[row]).done(phase);
    const Matrix& all = history.values(row);
    const auto track = static_cast<size_t>(history.tracks[row]);
    const LayerTrace& trace = history.values();
    const bool first = trace.before(step) < 0 && trace.start[track].size() == 0;
    const Vector now = all.col(step);
    const Vector old
        = first ? Vector(Vector::Zero(now.size())) : trace.previous(history.tracks[row], step);
    return {done == 1 ? now : old + static_cast<Real>(done) * (now - old),
        done > 0    ? now
            : first ? Vector()
                    : old,
        done};
}

GateFigures figuresOf(const Vector& values, const std::optional<Ends>& ends)
{
    GateFigures figures;
    const auto count = static_cast<double>(values.size());
    for (const double value : values) {
        figures.mean += value / count;
        figures.low += ends && value < ends->below ? 1 / count : 0;
        figures.high += ends && value > ends->above ? 1 / count : 0;
    }
    return figures;
}

} // namespace rnnscope
