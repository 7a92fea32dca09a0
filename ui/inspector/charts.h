#pragma once

#include "core/math/spectrum.h"
#include "ui/inspector/pane.h"
#include "ui/paint/chart.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace rnnscope {

/// How often which numbers occur, beside the figures of all of them.
class HistogramPane : public Pane {
    Q_OBJECT

public:
    using Pane::Pane;

    /// The bar at a place, in words; empty beside them.
    QString describe(QPointF place) const;

protected:
    void take() override { }
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    Chart chart() const;
    void drawFigures(QPainter& painter, const QRectF& room) const;
};

/// What the biases of a layer's gates are, above all the forget gate's: it decides how long a
/// network that was not trained yet remembers.
class BiasPane : public Pane {
    Q_OBJECT

public:
    using Pane::Pane;

protected:
    void take() override { }
    void paintEvent(QPaintEvent* event) override;
};

/// A row or a column as a curve.
class CurvePane : public Pane {
    Q_OBJECT

public:
    explicit CurvePane(const Desk& desk, QWidget* parent = nullptr);

    bool busy() const override { return m_job.running(); }
    void retranslate() override;
    const Curve& curve() const { return m_curve; }
    void choose(const Line& line);

protected:
    void take() override;
    void paintEvent(QPaintEvent* event) override;

private:
    void read();
    Line line() const;
    void limit();

    ExhibitPtr m_taken;
    QComboBox* m_which;
    QSpinBox* m_place;
    QLabel* m_hint;
    Curve m_curve;
    QString m_problem;
    Job<Curve> m_job;
};

} // namespace rnnscope
