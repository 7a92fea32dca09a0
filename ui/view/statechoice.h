#pragma once

#include "ui/view/chip.h"

#include <vector>

namespace rnnscope {

/// Which of the states that a cell carries a view shows: its cell state, where it has one, or its
/// hidden state. A chip for each, where there are both.
class StateChoice : public QObject {
    Q_OBJECT

public:
    StateChoice(const Desk& desk, QWidget* view);

    /// Offers the states of that cell, in the present language; of none: nothing.
    void offer(const Cell* cell);
    /// The chosen track of the cell that is offered; −1 where none is.
    int track() const;
    /// Those to be seen.
    const std::vector<Chip*>& chips() const { return m_chips; }

signals:
    void chosen();

private:
    void makeChips();

    const Desk& m_desk;
    QWidget* m_view;
    const Cell* m_cell = nullptr;
    Role m_role = Role::Cell;
    std::vector<Chip*> m_chips;
    std::vector<int> m_tracks; ///< one a chip
};

/// The name of a track in the present language.
QString trackName(const Track& track);

} // namespace rnnscope
