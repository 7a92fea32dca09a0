#pragma once

#include <string>
#include <string_view>

namespace rnnscope {

/// What the numbers of a result are; said wherever they are shown. Every gradient is that of the
/// losses as they stand, before any clipping.
struct Measure {
    std::string_view id; ///< "M2"
    std::string quantity; ///< "‖∂s_T/∂s_k‖₂", T and k as in the result
    std::string losses; ///< which losses it starts from: "the loss at step 5"; empty: none

    bool operator==(const Measure&) const = default;
};

} // namespace rnnscope
