#include "ui/state/selection.h"

#include <algorithm>

namespace rnnscope {

void Selection::set(int& member, int value)
{
    if (member == value)
        return;
    member = value;
    m_term = -1;
    emit changed();
}

void Selection::setLayer(int layer) { set(m_layer, layer); }
void Selection::setTrack(int track) { set(m_track, track); }
void Selection::setUnit(int unit) { set(m_unit, unit); }

void Selection::setLosses(Losses losses)
{
    if (m_losses == losses)
        return;
    m_losses = losses;
    emit changed();
}

void Selection::choose(int layer, int track, int unit)
{
    if (layer != m_layer || track != m_track || unit != m_unit)
        m_term = -1;
    m_layer = layer;
    m_track = track;
    m_unit = unit;
    emit changed();
}

void Selection::openTerm(int term, bool ofPrediction)
{
    if (m_term == term && m_ofPrediction == ofPrediction)
        return;
    m_term = term;
    m_ofPrediction = ofPrediction;
    emit changed();
}

void Selection::limit(int layers, int tracks, int units, int fallback)
{
    setLayer(std::min(m_layer, layers - 1));
    setTrack(m_track >= 0 && m_track < tracks ? m_track : fallback);
    setUnit(std::min(m_unit, units - 1));
}

} // namespace rnnscope
