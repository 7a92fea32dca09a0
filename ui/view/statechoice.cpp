#include "ui/view/statechoice.h"

#include <QCoreApplication>

#include <utility>

namespace rnnscope {

StateChoice::StateChoice(const Desk& desk, QWidget* view)
    : QObject(view)
    , m_desk(desk)
    , m_view(view)
{
}

void StateChoice::offer(const Cell* cell)
{
    if (std::exchange(m_cell, cell) != cell)
        makeChips();
    for (size_t i = 0; i < m_chips.size(); ++i) {
        m_chips[i]->setText(trackName(m_cell->tracks()[static_cast<size_t>(m_tracks[i])]));
        m_chips[i]->setChecked(m_tracks[i] == track());
    }
}

int StateChoice::track() const
{
    if (!m_cell)
        return -1;
    const int wanted = m_cell->indexOf(m_role);
    return wanted >= 0 ? wanted : m_cell->hidden();
}

void StateChoice::makeChips()
{
    for (Chip* chip : m_chips) {
        chip->hide();
        chip->deleteLater(); // it may have been clicked just now
    }
    m_chips.clear();
    m_tracks.clear();
    if (!m_cell || m_cell->indexOf(Role::Cell) < 0)
        return;
    for (const Role role : {Role::Cell, Role::Hidden}) {
        const int place = m_cell->indexOf(role);
        auto* chip = new Chip(
            m_desk, std::string(m_cell->tracks()[static_cast<size_t>(place)].symbol), m_view);
        connect(chip, &Chip::clicked, this, [this, role] {
            m_role = role;
            emit chosen();
        });
        chip->show();
        m_chips.push_back(chip);
        m_tracks.push_back(place);
    }
}

QString trackName(const Track& track) { return QCoreApplication::translate("cell", track.name); }

} // namespace rnnscope
