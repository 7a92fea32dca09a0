#pragma once

#include "ui/view/measureview.h"

namespace rnnscope {

/// M4: which part of the gradient of U comes from which lag, of all losses of the sequence: whether
/// learning sees the long range.
class GradientShares : public MeasureView {
    Q_OBJECT

public:
    using MeasureView::MeasureView;

protected:
    Work work(const Subject& subject) const override;
    bool isQuick(const Scene& scene) const override;
    QString title() const override;
    QString remark() const override;
    QString reading() const override;
    QString across() const override;
    QString up() const override;
    bool logarithmic() const override { return false; }
    size_t placesShown(size_t all) const override;
    QString placeText(Index lag) const override;
    QString pointText(const MeasuredCurve& curve, size_t lag) const override;
    QString emptyText() const override;
};

} // namespace rnnscope
