#include "ui/view/chiprow.h"

#include <utility>

namespace rnnscope {

namespace {

constexpr int chipGap = 4;

/// Gives a chip its size. Returns its width.
int fitted(Chip* chip, bool named, const QFont& font)
{
    chip->setFont(font);
    chip->setNamed(named);
    chip->resize(chip->sizeHint());
    return chip->width();
}

}

int placeChips(const std::vector<Chip*>& left, const std::vector<Chip*>& right, const QRect& line,
    const QFont& font)
{
    int end = line.left();
    for (const auto& [leftNamed, rightNamed] :
        {std::pair(true, true), std::pair(false, true), std::pair(false, false)}) {
        int start = line.left() + line.width();
        for (size_t i = right.size(); i-- > 0;) {
            start -= fitted(right[i], rightNamed, font);
            right[i]->move(start, line.top());
            start -= chipGap;
        }
        end = line.left();
        for (Chip* chip : left) {
            const int width = fitted(chip, leftNamed, font);
            chip->move(end, line.top());
            end += width + chipGap;
        }
        if (end <= start)
            break;
    }
    return end;
}

} // namespace rnnscope
