#pragma once

#include "ui/view/measureview.h"

namespace rnnscope {

/// M5: the rates at which changes of the memory grow or fade, the leading Lyapunov exponents of a
/// layer by their number, from λ₁ on. They need no loss.
class GradientRates : public MeasureView {
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
    std::pair<double, double> rangeOf(std::span<const PlotLine> lines) const override;
    int first() const override { return 1; }
    bool dots() const override { return true; }
    QString placeText(Index place) const override;
    QString numberText(double rate) const override;
    std::vector<FieldWords> words() const override;
};

} // namespace rnnscope
