#include "core/cell/cell.h"

namespace rnnscope {

namespace {

template <class Match>
int find(std::span<const Track> tracks, Match match)
{
    const auto found = std::ranges::find_if(tracks, match);
    return found == tracks.end() ? -1 : static_cast<int>(found - tracks.begin());
}

} // namespace

int Cell::indexOf(Role role) const
{
    return find(tracks(), [&](const Track& track) { return track.role == role; });
}

int Cell::indexOf(std::string_view id) const
{
    return find(tracks(), [&](const Track& track) { return track.id == id; });
}

Index Cell::height(const Weights& weights, int track) const
{
    return track == hidden() ? weights.outputs() : weights.units();
}

std::vector<Matrix> Cell::noStart(const Weights& weights, Index batch) const
{
    std::vector<Matrix> start(m_tracks.size());
    for (size_t i = 0; i < start.size(); ++i)
        if (m_tracks[i].carried())
            start[i] = Matrix::Zero(height(weights, static_cast<int>(i)), batch);
    return start;
}

void Cell::prepare(const Weights& weights, Index columns, LayerTrace& out, bool gradient) const
{
    out.tracks.resize(m_tracks.size());
    for (size_t i = 0; i < m_tracks.size(); ++i)
        out.tracks[i].resize(height(weights, static_cast<int>(i)), columns);
    out.pre.resize(blocks() * weights.units(), columns);
    out.kept.resize(kept(weights, gradient), columns);
}

} // namespace rnnscope
