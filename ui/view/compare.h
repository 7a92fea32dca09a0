#pragma once

#include "ui/view/comparedcell.h"

namespace rnnscope {

/// Every model of the scene side by side at the same step of the same sequence.
class Compare : public View {
    Q_OBJECT

public:
    explicit Compare(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    void print(QPainter& painter) override;
    QSize minimumSizeHint() const override { return {320, 180}; }
    QSize sizeHint() const override { return {1040, 400}; }
    /// Of every model, one after the other; the names begin with the model's number from 0.
    std::vector<Tensor> numbers() const override;

    const std::vector<ComparedCell*>& cells() const { return m_cells; } ///< one a model

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeCells(size_t count);
    void arrange();
    QRectF area() const;
    QString remark() const;
    void drawFrame(QPainter& painter) const;

    std::vector<ComparedCell*> m_cells;
};

} // namespace rnnscope
