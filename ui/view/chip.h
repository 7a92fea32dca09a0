#pragma once

#include "ui/view/view.h"

#include <QAbstractButton>

#include <string>

namespace rnnscope {

/// A small button: a symbol in mark-up, a text, or both. One of several choices: clicking chooses
/// it, taking the choice away is up to whoever chooses another. Or a switch, which a click turns on
/// and off. Reached by Tab, pressed by Return.
class Chip : public QAbstractButton {
    Q_OBJECT

public:
    Chip(const Desk& desk, std::string symbol, QWidget* parent);

    /// Whether the text stands beside the symbol, or only in the tool tip.
    void setNamed(bool named);
    void makeSwitch() { m_switch = true; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void nextCheckState() override { setChecked(!m_switch || !isChecked()); }

private:
    QString shownText() const { return m_named || m_symbol.empty() ? text() : QString(); }

    const Desk& m_desk;
    std::string m_symbol;
    bool m_named = true;
    bool m_switch = false;
};

} // namespace rnnscope
