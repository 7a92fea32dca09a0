#pragma once

#include "ui/view/view.h"

#include <QAbstractButton>

#include <string>

namespace rnnscope {

/// What an AccountLine shows.
struct LineText {
    enum Sign { None, Closed, Open, Back }; ///< opens, closes, or leads back to what was before

    std::string symbol; ///< mark-up, at the left
    QString note; ///< dim, beside it
    QString value; ///< at the right
    std::string detail = {}; ///< mark-up, between
    double detailAt = 0; ///< pixels from the left of the line's text
    double share = 0; ///< of a signed bar before the value, −1 to 1
    double bar = 0; ///< its width, pixels; 0: there is none
    bool strong = false; ///< bold, under a strong rule
    bool inner = false; ///< of what came from an open term: indented, without a rule
    Sign sign = None; ///< None: it cannot be pressed
    QString help = {}; ///< what a press does; tool tip and description
};

/// One line of numbers in the words. Reached by Tab or the arrow keys, pressed by Return.
class AccountLine : public QAbstractButton {
    Q_OBJECT

public:
    static constexpr int margin = 16; ///< beside the texts
    static constexpr int indent = 12; ///< of inner lines

    AccountLine(const Desk& desk, QWidget* parent);

    /// Pixels that the value takes at the right, with space before it.
    static double valueRoom(const QFont& font);

    void setLine(const LineText& line);
    const LineText& line() const { return m_line; }

signals:
    void left(int direction); ///< an arrow key asks for the line above (−1) or below (1)

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF inside() const;
    void drawBack(QPainter& painter) const;
    void drawSign(QPainter& painter) const;
    void drawBar(QPainter& painter, double right) const;

    const Desk& m_desk;
    LineText m_line;
};

} // namespace rnnscope
