#pragma once

#include "ui/view/view.h"

class QAction;
class QLabel;
class QSlider;

namespace rnnscope {

/// The bar that moves through the epochs of a training, above the one that moves through the
/// sequence. Only there while the networks of the training are on the desk.
class EpochBar : public QWidget {
    Q_OBJECT

public:
    /// @param back, forward shown as buttons at either side of the slider
    EpochBar(const Desk& desk, QAction* back, QAction* forward, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void follow();

    const Desk& m_desk;
    QAction *m_back, *m_forward;
    QLabel* m_text;
    QSlider* m_slider;
};

} // namespace rnnscope
