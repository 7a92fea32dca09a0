#pragma once

#include "ui/paint/cellpaint.h"
#include "ui/state/session.h"

#include <QPixmap>

namespace rnnscope {

struct Tensor;

/// The drawing of a layer's cell at a step, in a part of a view.
class CellPicture {
public:
    /// Takes in a model of the scene, or nothing.
    void take(const ScenePtr& scene, size_t model, int layer);
    /// Brings the drawing to a step, of which there is one.
    void read(int step);
    /// Places it in the middle of that room; after take() and read().
    void arrange(const QRectF& room, const QFont& font);
    /// What of it lights up until it is given anew or the step changes.
    void setLight(CellLight light) { m_light = std::move(light); }
    const CellLight& light() const { return m_light; }
    /// Draws a frame on the screen; what rests is kept as a picture until it changes.
    void draw(QPainter& painter, double phase, const CellMarks& marks, const Palette& palette);
    /// Draws it anew, in vectors where the painter can.
    void print(
        QPainter& painter, double phase, const CellMarks& marks, const Palette& palette) const;

    bool empty() const { return !m_scene.wiring; }
    int step() const { return m_step; }
    const Model& model() const { return *m_from->models[m_model]; }
    const Trace& trace() const { return *m_from->traces[m_model]; }
    const Sequence& sequence() const { return *m_from->sequences[m_model]; }
    int layer() const { return m_layer; }
    const CellScene& scene() const { return m_scene; }
    const CellLayout& layout() const { return m_layout; }
    std::optional<CellHit> hit(QPointF place) const;
    /// What is shown at every node, one row each.
    std::vector<Tensor> numbers() const;

private:
    ScenePtr m_from;
    size_t m_model = 0;
    int m_layer = 0;
    int m_step = -1;
    std::vector<Scale> m_scales; ///< of the scene's nodes, for all steps
    CellScene m_scene;
    CellLayout m_layout;
    CellLight m_light;
    QRect m_area;
    /// What rests, and what it depends on beside the scene and its layout.
    struct Resting {
        QPixmap picture; ///< null: to be drawn anew
        std::vector<int> stages;
        CellMarks marks;
        Theme theme;
        double ratio;
    };
    Resting m_resting{};
};

} // namespace rnnscope
