#pragma once

#include "ui/state/trail.h"
#include "ui/view/chip.h"

namespace rnnscope {

/// The way that was walked, from where it began to where it is; with steps back and forward.
class TrailBar : public QWidget {
    Q_OBJECT

public:
    TrailBar(const Desk& desk, QWidget* parent);

    void setTrail(const Trail& trail);
    QSize sizeHint() const override;
    /// A stop in mark-up, its step as a subscript: "f_{14}[3]".
    std::string crumb(const Stop& stop) const;
    /// Where a stop is drawn; empty where there is no room for it.
    QRectF placeOf(int stop) const;

signals:
    void chosen(int stop);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    int stopAt(QPointF place) const;
    QString nameOf(const Stop& stop) const;

    const Desk& m_desk;
    Chip* m_back;
    Chip* m_forward;
    Trail m_trail;
};

} // namespace rnnscope
