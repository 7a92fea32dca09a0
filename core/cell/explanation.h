#pragma once

#include "core/math/real.h"

#include <string>
#include <vector>

namespace rnnscope {

/// Numbers that a term multiplies, and where they stand.
struct Operand {
    enum From { Input, Before, Now };
    From from; ///< what the layer reads; a track as the step before left it, or of this step
    int track; ///< place in Cell::tracks(); −1: the input
    std::string symbol; ///< mark-up of what is multiplied: "h_{t−1}", "(1 − z_t)"
    Vector values; ///< what is multiplied, not always the track itself: 1 − z_t
    Index unit = 0; ///< whose the first value is; the others follow
};

/// A parameter that is added by itself.
struct Addend {
    std::string symbol; ///< mark-up: "b_f"
    double value;
};

/// One summand or factor of a value: the numbers behind an equation for one unit.
/// value = Π common · (Σ_k weights_k Π each_k + Σ addends); what is in brackets is 1 where there
/// are neither weights nor addends.
struct Term {
    std::string symbol; ///< mark-up as in Track: "U_f h_{t−1}"
    double value;
    std::vector<Operand> common = {}; ///< one value each
    std::vector<Operand> each = {}; ///< one value a weight
    std::string weight = {}; ///< mark-up of the weights: "U_f"
    Vector weights = {};
    std::vector<Addend> addends = {};
};

/// How one value of one unit at one step came about. The terms, joined by `join`, give `argument`;
/// `function` (an Activation::text(): "σ", "tanh" or empty) of it gives `value`.
struct Explanation {
    std::vector<Term> terms;
    char join = '+'; ///< '+' or '*'
    std::string function;
    double argument = 0;
    double value = 0;
};

/// weights · operand: "U_f h_{t−1}".
Term weighted(std::string weight, Vector weights, Operand operand);
/// The product of single values: "f_t c_{t−1}".
Term product(std::vector<Operand> operands);
/// The sum of parameters, under a symbol of its own.
Term added(std::string symbol, std::vector<Addend> addends);

/// Sums the terms and applies nothing.
Explanation sum(std::vector<Term> terms);

} // namespace rnnscope
