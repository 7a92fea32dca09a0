#include "ui/view/dial.h"

#include <QBoxLayout>
#include <QDoubleSpinBox>
#include <QKeyEvent>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <array>
#include <cmath>

namespace rnnscope {

namespace {

constexpr int places = 1000; ///< of the slider

/// Has the keys that move it while it has the focus, before the window.
class DialSlider : public QSlider {
public:
    using QSlider::QSlider;

protected:
    bool event(QEvent* event) override
    {
        constexpr std::array moving = {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down,
            Qt::Key_Home, Qt::Key_End, Qt::Key_PageUp, Qt::Key_PageDown};
        if (event->type() == QEvent::ShortcutOverride) {
            const auto* key = static_cast<QKeyEvent*>(event);
            if (!(key->modifiers() & ~Qt::KeypadModifier)
                && std::ranges::count(moving, key->key()) > 0) {
                event->accept();
                return true;
            }
        }
        return QSlider::event(event);
    }
    void wheelEvent(QWheelEvent* event) override { event->ignore(); } // scrolls the dials
};

}

Dial::Dial(double low, double high, int decimals, Scale scale, QWidget* parent)
    : QWidget(parent)
    , m_scale(scale)
    , m_slider(new DialSlider(Qt::Horizontal, this))
    , m_number(new QDoubleSpinBox(this))
{
    m_slider->setRange(0, places);
    m_slider->setPageStep(places / 10);
    m_slider->setMinimumWidth(44);
    m_number->setDecimals(decimals);
    m_number->setRange(low, high);
    m_number->setSingleStep(decimals == 0 ? 1 : std::pow(10, 1 - decimals));
    m_number->setKeyboardTracking(false);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_slider, 1);
    row->addWidget(m_number);
    setFocusProxy(m_slider);
    connect(m_slider, &QSlider::valueChanged, this, [this](int place) {
        const QSignalBlocker quiet(m_number);
        m_number->setValue(at(place));
        emit turned(value());
    });
    connect(m_number, &QDoubleSpinBox::valueChanged, this, [this](double number) {
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue(placeOf(number));
        emit turned(number);
    });
}

double Dial::value() const { return m_number->value(); }

void Dial::setValue(double value)
{
    const QSignalBlocker quietNumber(m_number), quietSlider(m_slider);
    m_number->setValue(value);
    if (at(m_slider->value()) != value)
        m_slider->setValue(placeOf(value));
}

void Dial::setHigh(double high) { setRange(m_number->minimum(), high); }

void Dial::setRange(double low, double high)
{
    const QSignalBlocker quiet(m_number);
    m_number->setRange(low, high);
}

void Dial::setName(const QString& name, const QString& hint)
{
    m_slider->setAccessibleName(name);
    m_number->setAccessibleName(name);
    m_slider->setToolTip(hint);
    m_number->setToolTip(hint);
}

double Dial::at(int place) const
{
    const double low = m_number->minimum(), high = m_number->maximum();
    const double part = static_cast<double>(place) / places;
    const double number
        = m_scale == Scale::Even ? low + part * (high - low) : low * std::pow(high / low, part);
    const double digits = std::pow(10, m_number->decimals());
    return std::round(number * digits) / digits;
}

int Dial::placeOf(double value) const
{
    const double low = m_number->minimum(), high = m_number->maximum();
    const double part = m_scale == Scale::Even
        ? (value - low) / (high - low)
        : std::log(std::max(value, low) / low) / std::log(high / low);
    return static_cast<int>(std::lround(part * places));
}

} // namespace rnnscope
