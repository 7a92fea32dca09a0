#pragma once

#include "ui/view/account.h"
#include "ui/view/view.h"

#include <functional>

class QSpinBox;

namespace rnnscope {

/// The current phase of the current step in words: its name, its equation, the equation with the
/// numbers of the selected unit, and what to look for.
class Words : public View {
    Q_OBJECT

public:
    explicit Words(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;

    /// What is shown.
    const Account& account() const { return m_account; }
    /// Where the lowest line ends, in pixels.
    double bottom() const { return m_areas.empty() ? 0 : m_areas.back().bottom(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Something that stands below what came before it.
    struct Block {
        double gap; ///< above it; shrinks where the view is low
        double height;
        std::function<void(QPainter&, const QRectF&)> draw;
    };

    /// What is shown of a step: the account changes with it, not with every position.
    struct Place {
        int step, phase, phases;
        bool operator==(const Place&) const = default;
    };

    Place placeNow() const;
    void takeIn();
    void chooseUnit(int unit);
    enum class Hint { Titled, Plain, None };
    void arrange();
    void arrange(Hint hint);
    void addText(const QString& text, const QFont& font, double gap);
    void addEquations();
    void addSubject();
    void addRow(const AccountRow& row, bool result);
    void drawRow(QPainter& painter, const QRectF& area, const AccountRow& row, bool result) const;
    void stack();

    QSpinBox* m_unit;
    Place m_place{};
    int m_steps = 0;
    Account m_account;
    std::vector<Block> m_blocks;
    std::vector<QRectF> m_areas; ///< of the blocks
    size_t m_subject = 0; ///< the block that says whose numbers follow
};

} // namespace rnnscope
