#pragma once

#include "ui/view/measureview.h"

namespace rnnscope {

/// M2: how much the state some steps ago can still matter, by lag, along all paths and, where a
/// cell has a cell line, along that line only. It needs no loss.
class Reach : public MeasureView {
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
    bool logarithmic() const override { return true; }
    QString placeText(Index lag) const override;
};

} // namespace rnnscope
