#pragma once

#include "ui/view/cellpicture.h"
#include "ui/view/chip.h"
#include "ui/view/phasebar.h"

namespace rnnscope {

/// One of the models that are compared: its name and size, what it predicts at this step and
/// whether that is right, and its cell with its own phases. A press on it or its name chooses it.
class ComparedCell : public QWidget {
    Q_OBJECT

public:
    ComparedCell(const Desk& desk, int place, QWidget* parent);

    /// Takes in the model at its place of the scene.
    void takeIn();
    /// Brings it to the step of the playback.
    void follow();

    /// Draws it in vectors where the painter can.
    void print(QPainter& painter) const;

    const CellPicture& picture() const { return m_picture; }
    /// "predicts “s” 0.98 ✓ right"; empty for a model that predicts no tokens.
    const QString& prediction() const { return m_said; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    const Model& model() const { return m_picture.model(); }
    bool chosen() const { return m_desk.session->chosen() == m_place; }
    int layer() const;
    QString sizeText() const;
    QString predictionText() const;
    double predicted() const;
    CellMarks marks() const;
    void arrange();
    void drawFrame(QPainter& painter) const;
    void drawWords(QPainter& painter) const;

    const Desk& m_desk;
    int m_place;
    CellPicture m_picture;
    Chip* m_name;
    PhaseBar* m_phases;
    QString m_size; ///< units and parameters
    QString m_said; ///< what it predicts at the step
    bool m_drawn = false; ///< whether there is room for the cell
    bool m_below = false; ///< whether the prediction has a line of its own
    bool m_beside = false; ///< whether the phases stand in the line of the name
};

} // namespace rnnscope
