#pragma once

#include "ui/view/view.h"

#include <QAbstractSlider>

namespace rnnscope {

/// A slider over the tokens of the sequence: the tokens are written along it, or the numbers of
/// some steps where tokens do not fit. A drag sets the position as a real number; its value, in
/// whole steps read, is for the keys and for screen readers.
class Scrubber : public QAbstractSlider {
    Q_OBJECT

public:
    explicit Scrubber(const Desk& desk, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {400, 44}; }
    QSize minimumSizeHint() const override { return {160, 44}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void measure();
    void follow();
    void act(int action);
    QString tokenAt(int step) const;
    double xOf(double position) const;
    void drawTokens(QPainter& painter) const;
    void drawGroove(QPainter& painter) const;

    const Desk& m_desk;
    double m_slot = 16; ///< pixels that a token needs
};

} // namespace rnnscope
