#include "ui/view/unitorder.h"

#include "core/trace/memory.h"
#include "core/trace/similarity.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace rnnscope {

std::span<const OrderInfo> orderInfos()
{
    static constexpr OrderInfo all[]{
        {OrderBy::Memory, "½", QT_TRANSLATE_NOOP("rnnscope::HeatMap", "by memory"),
            QT_TRANSLATE_NOOP("rnnscope::HeatMap",
                "Order the units by how long they remember: the lag at which the autocorrelation "
                "of a unit falls below ½"),
            QT_TRANSLATE_NOOP("rnnscope::HeatMap", "units by memory half-life")},
        {OrderBy::Similarity, "≈", QT_TRANSLATE_NOOP("rnnscope::HeatMap", "by similarity"),
            QT_TRANSLATE_NOOP("rnnscope::HeatMap",
                "Put units together whose values rise and fall together: by their correlation over "
                "the steps. Those that never change come last"),
            QT_TRANSLATE_NOOP("rnnscope::HeatMap", "units by similarity")},
        {OrderBy::Number, "#", QT_TRANSLATE_NOOP("rnnscope::HeatMap", "by index"),
            QT_TRANSLATE_NOOP("rnnscope::HeatMap", "Order the units by their number"),
            QT_TRANSLATE_NOOP("rnnscope::HeatMap", "units by index")},
    };
    return all;
}

std::vector<int> unitsInOrder(
    OrderBy by, const Matrix& values, const std::vector<double>& lives, const Watch& watch)
{
    if (by == OrderBy::Similarity)
        return similarityOrder(values, watch);
    std::vector<int> order(lives.size());
    std::iota(order.begin(), order.end(), 0);
    if (by == OrderBy::Memory)
        std::ranges::stable_sort(
            order, std::greater(), [&](int unit) { return lives[static_cast<size_t>(unit)]; });
    return order;
}

UnitRows unitRowsOf(OrderBy by, const Matrix& values, const Watch& watch)
{
    UnitRows rows{memoryHalfLives(values), {}};
    rows.order = unitsInOrder(by, values, rows.lives, watch);
    return rows;
}

bool takesLong(OrderBy by, const Matrix& values)
{
    constexpr Index quick = 64 * 64 * 500; // products; a half-life takes a few for every number
    const Index products = by == OrderBy::Similarity ? values.rows() : 4;
    return products * values.size() > quick;
}

} // namespace rnnscope
