#pragma once

#include "ui/panel/playactions.h"

class QLabel;
class QSlider;

namespace rnnscope {

class Scrubber;

/// The bar that moves through the sequence: buttons, where we are in words, the scrubber, the
/// speed.
class Transport : public QWidget {
    Q_OBJECT

public:
    Transport(const Desk& desk, PlayActions& actions, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeButtons();
    QWidget* makeSpeed();
    void retranslate();
    void tellPosition();
    void tellSpeed();
    QString positionText(int step, int steps, int phase, int phases) const;

    const Desk& m_desk;
    PlayActions& m_actions;
    QLabel* m_position;
    Scrubber* m_scrubber;
    QSlider* m_speed;
    QLabel* m_speedText;
};

} // namespace rnnscope
