#pragma once

#include "ui/paint/unrolled.h"
#include "ui/view/proseview.h"

namespace rnnscope {

/// Each token on the colour of the selected unit of the selected track when that token was read.
/// What is still to come is paler.
class TextByUnit : public ProseView {
    Q_OBJECT

public:
    using ProseView::ProseView;

    void refresh(Changes changes) override;
    std::vector<Tensor> numbers() const override;
    /// What was read at a step and what the unit made of it, in words.
    QString describe(int step) const override;
    QString remark() const override;

protected:
    QString title() const override;
    QString hint() const override;
    QString emptyText() const override;
    QColor ground(int step) const override;
    void drawLegend(QPainter& painter, const QRectF& area) const override;
    int readCount() const override;
    TracePtr shownTrace() const override { return m_all ? m_all->trace : nullptr; }

private:
    const Tint& tint() const { return *m_all->tint; }
    const Layer& shownLayer() const { return m_all->model->layers[size_t(tint().layer)]; }
    const Track& shownTrack() const { return shownLayer().cell->tracks()[size_t(tint().track)]; }
    const Matrix& values() const;
    void takeIn();

    std::optional<Unrolled> m_all; ///< as it was when last refreshed, with its tint
    double m_life = 0; ///< memory half-life of the unit, in steps
};

} // namespace rnnscope
