#pragma once

#include "core/base/watch.h"
#include "core/math/real.h"

#include <span>
#include <vector>

namespace rnnscope {

/// By what the rows of a heat map are ordered.
enum class OrderBy { Memory, Similarity, Number };

/// How an order is offered and spoken of. Texts are English, translatable in the context
/// "rnnscope::HeatMap".
struct OrderInfo {
    OrderBy by;
    const char* symbol; ///< where there is no room for the name
    const char* name; ///< "by memory"
    const char* hint; ///< what it does
    const char* remark; ///< "units by memory half-life"
};

/// All orders, in the order of OrderBy.
std::span<const OrderInfo> orderInfos();

/// The units of a track from the top row to the bottom row.
/// @param values units × steps
/// @param lives memory half-life of each unit
std::vector<int> unitsInOrder(
    OrderBy by, const Matrix& values, const std::vector<double>& lives, const Watch& watch = {});

/// How long each unit remembers, and the units from the top row to the bottom row.
struct UnitRows {
    std::vector<double> lives; ///< memory half-lives in steps; empty until they are made
    std::vector<int> order;
};
UnitRows unitRowsOf(OrderBy by, const Matrix& values, const Watch& watch = {});

/// Whether that takes longer than a frame.
bool takesLong(OrderBy by, const Matrix& values);

} // namespace rnnscope
