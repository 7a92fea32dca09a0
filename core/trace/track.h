#pragma once

#include "core/math/real.h"

#include <limits>
#include <string>
#include <string_view>

namespace rnnscope {

/// What a track is to its cell; the ui chooses colours by it and never by name.
enum class Role { Gate, Candidate, Cell, Hidden };

/// One named quantity of a cell: one value per unit and step. A cell describes itself by its
/// tracks.
///
/// `symbol` and `equation` are mark-up of core/trace: `_t` or `_{t−1}` is a subscript.
/// `name` is English and translatable in the context "cell".
struct Track {
    std::string_view id; ///< name in files and commands: "forget"
    std::string_view symbol; ///< "f"
    const char* name; ///< "forget gate"
    std::string equation; ///< "f_t = σ(W_f x_t + U_f h_{t−1} + b_f)"
    Role role;
    Real low; ///< smallest possible value, or −unbounded
    Real high; ///< largest possible value, or unbounded
    int block; ///< its block of rows in W and U, or −1 when it is computed from other tracks

    bool carried() const { return role == Role::Cell || role == Role::Hidden; }
};

inline constexpr Real unbounded = std::numeric_limits<Real>::infinity();

} // namespace rnnscope
