#pragma once

#include "core/run/sources.h"

#include <QString>

#include <optional>

namespace rnnscope {

/// One line of what a term came from: one number of a product. The last line of a product has its
/// value; the values of all lines, as they are written, add up to the term as it is written.
struct SourceLine {
    std::string symbol; ///< mark-up: "h_{t−1}[17]"
    std::string detail; ///< mark-up of the arithmetic: "0.931 × U_f −1.203"
    QString note = {}; ///< what else there is to say: a layer, a direction, "start"
    QString value = {}; ///< the product; empty before its last line
    double share = 0; ///< of the largest product, −1 to 1
    bool rest = false; ///< the sum of those that are not listed
    std::optional<Origin> origin = {}; ///< where the number stands; of the rest, the first of them
};

/// The `most` largest products, the rest in one line, and what rounding leaves in another.
std::vector<SourceLine> sourceLines(
    const Model& model, const Origin& of, const Term& term, const Sources& sources, size_t most);

/// Why the walk ends there, in words; empty where it goes on.
QString endOfWalk(const Model& model, const Sequence& sequence, const Origin& origin);

} // namespace rnnscope
