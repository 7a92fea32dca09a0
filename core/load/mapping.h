#pragma once

#include "core/load/stored.h"

#include <array>
#include <set>

namespace rnnscope {

// A network described by hand, where no name tells which tensor is what. As JSON:
//
// {"layers": [{"cell": "lstm", "W": "enc/k", "U": "enc/r", "b": "enc/b", "order": "i f g o"}],
//  "embedding": "table", "head": "out/w", "head bias": "out/b"}
//
// Instead of W and U may stand "[x,h]" or "[h,x]", one tensor that has both side by side. "d" is a
// second bias, of what U gives; "P" a projection. An array gives each gate its tensor, in the order
// of "order"; that is the cell's own (i f g o, r z n) where it is left out. "transposed" says
// whether the columns of W, U and P are the gates' units, not the rows; else the shapes tell.

/// What a tensor is in a network. Those of a layer stand first, in the order that their shapes are
/// looked at.
enum class TensorRole { U, P, Kernel, W, B, D, Embedding, Head, HeadBias };
inline constexpr size_t layerRoles = 6;
inline constexpr size_t allRoles = 9;

/// A recurrent layer described by hand.
struct MappedLayer {
    std::string cell = "lstm"; ///< an id of cells()
    /// Names of tensors, by TensorRole: none, one, or one for each gate. Empty ones are still to be
    /// named.
    std::array<std::vector<std::string>, layerRoles> names;
    bool hiddenFirst = false; ///< Kernel is on [h, x], not on [x, h]
    std::string order; ///< of the gates as stored: "i o f g"; empty: the cell's own
    std::optional<bool> transposed; ///< the columns are the gates' units, not the rows

    const std::vector<std::string>& of(TensorRole role) const { return names[size_t(role)]; }
    /// Whether a tensor is named for the role.
    bool has(TensorRole role) const;
};

/// A place in a mapping for one tensor.
struct Spot {
    TensorRole role = TensorRole::U;
    size_t layer = 0; ///< of a role of a layer
    size_t gate = 0; ///< where each gate has its tensor
};

/// A network described by hand.
struct Mapping {
    std::vector<MappedLayer> layers;
    std::array<std::string, allRoles - layerRoles> around; ///< names, from TensorRole::Embedding on

    std::string& at(const Spot& spot);
    const std::string& at(const Spot& spot) const; ///< empty where there is none
    const std::string& of(TensorRole role) const { return around[size_t(role) - layerRoles]; }
};

/// Every tensor that it names.
std::set<std::string> namesIn(const Mapping& mapping);

/// The role of a tensor as messages and JSON call it: "U", "[h,x]", "head bias".
std::string_view nameOf(TensorRole role, bool hiddenFirst = false);

/// Fails on what is not as described above; whether its tensors exist is not looked at.
Result<Mapping> readMapping(std::string_view text);
std::string writeMapping(const Mapping& mapping);

} // namespace rnnscope
