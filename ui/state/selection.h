#pragma once

#include <QObject>

namespace rnnscope {

/// Which losses a gradient starts from: all of them, the last one, or the one at the current step.
enum class Losses { Every, Last, Current };

/// What is looked at: a layer, one of its tracks, one of its units, which term of that value is
/// open, and which loss the gradient starts from. Kept within the chosen model by the Session's
/// owner through limit().
class Selection : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    int layer() const { return m_layer; }
    int track() const { return m_track; } ///< index into the layer's Cell::tracks()
    int unit() const { return m_unit; }
    Losses losses() const { return m_losses; }
    /// The term whose origin is shown, of the selected value or of the prediction; −1: none.
    /// Another layer, track or unit closes it.
    int term() const { return m_term; }
    bool ofPrediction() const { return m_ofPrediction; }

    void setLayer(int layer);
    void setTrack(int track);
    void setUnit(int unit);
    void setLosses(Losses losses);
    /// All three at once; told even where they were chosen already, because a click means it.
    void choose(int layer, int track, int unit);
    void openTerm(int term, bool ofPrediction);
    void closeTerm() { openTerm(-1, false); }
    /// Brings everything into the given ranges; the track becomes `fallback` where it does not
    /// exist.
    void limit(int layers, int tracks, int units, int fallback);

signals:
    void changed();

private:
    void set(int& member, int value);

    int m_layer = 0;
    int m_track = -1; ///< none chosen yet
    int m_unit = 0;
    int m_term = -1;
    bool m_ofPrediction = false;
    Losses m_losses = Losses::Last;
};

} // namespace rnnscope
