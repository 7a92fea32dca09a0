#pragma once

#include "ui/view/cellpicture.h"
#include "ui/view/explained.h"
#include "ui/view/phasebar.h"

namespace rnnscope {

/// The wiring of the selected layer's cell with the values of the current step, animated by the
/// phase of the step. A click on a box selects its track, on a value its unit, and goes to where
/// that is made. What the open term of the words read is lit.
class CellDiagram : public View {
    Q_OBJECT

public:
    explicit CellDiagram(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    QSize minimumSizeHint() const override { return {560, 230}; }
    QSize sizeHint() const override { return {1040, 400}; }

    void print(QPainter& painter) override;
    std::vector<Tensor> numbers() const override { return m_picture.numbers(); }

    const CellScene& scene() const { return m_picture.scene(); } ///< what is drawn
    const CellLayout& layout() const { return m_picture.layout(); } ///< and where
    const CellLight& light() const { return m_picture.light(); } ///< of the open term
    const PhaseBar& phaseBar() const { return *m_phases; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void readLight();
    std::optional<Origin> originAt(const CellHit& hit) const;
    void press(const Origin& value);
    void arrange();
    void describeStep();
    void drawFrame(QPainter& painter) const;
    QString remark() const;
    QString hinted(const QString& remark) const;
    double headingWidth(const QString& remark) const;
    CellMarks marks() const { return {desk().selection->track(), desk().selection->unit()}; }

    CellPicture m_picture;
    Explained m_explained; ///< whose term lights up
    PhaseBar* m_phases;
};

} // namespace rnnscope
