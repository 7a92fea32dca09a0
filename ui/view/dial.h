#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QSlider;

namespace rnnscope {

/// A number that is turned with a slider or typed beside it. The slider runs over the range in
/// even parts, or, where the range is positive and asked for so, in even factors.
class Dial : public QWidget {
    Q_OBJECT

public:
    enum class Scale { Even, Factors };
    Dial(double low, double high, int decimals, Scale scale, QWidget* parent = nullptr);

    double value() const;
    /// Shows a number without telling of it.
    void setValue(double value);
    /// The highest number, for one that another dial bounds.
    void setHigh(double high);
    void setRange(double low, double high);
    void setName(const QString& name, const QString& hint);

signals:
    void turned(double value);

private:
    double at(int place) const;
    int placeOf(double value) const;

    Scale m_scale;
    QSlider* m_slider;
    QDoubleSpinBox* m_number;
};

} // namespace rnnscope
