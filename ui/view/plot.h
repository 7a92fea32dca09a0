#pragma once

#include "ui/paint/palette.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace rnnscope {

/// Curves over the steps of a sequence on a logarithmic axis, named where they run, with a cursor
/// and a band below a threshold. Steps are counted from 0 here and shown from 1. It wraps the
/// plotting library, whose header only plot.cpp includes.
class LogPlot : public QWidget {
    Q_OBJECT

public:
    struct Curve {
        QString label;
        QColor ink; ///< of the label
        bool strong; ///< whether the label is bold
        QPen pen;
        std::vector<double> values; ///< one a step; not positive or not finite: a gap
    };

    explicit LogPlot(QWidget* parent = nullptr);
    ~LogPlot() override;

    /// Colours and, from the widget, the font.
    void setLook(const Palette& palette);
    void setAxes(int steps, double low, double high, const QString& stepLabel);
    /// Fills what lies below `threshold`.
    void setBand(double threshold, const QString& label);
    void setCurves(const std::vector<Curve>& curves);
    /// Paints what the calls above changed.
    void replot();
    /// Moves the cursor and paints nothing else.
    void setCursorStep(int step);

    /// Where a value of a step is drawn, in this widget's pixels.
    QPointF pixel(int step, double value) const;
    /// Draws the plot at its own size as lines and text.
    void print(QPainter& painter);

signals:
    void picked(int step); ///< pressed or dragged to, with the left button
    void hovered(int step, const QPoint& globalPosition);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int stepAt(double x) const;
    void point(QMouseEvent* event);
    void placeTexts();

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace rnnscope
