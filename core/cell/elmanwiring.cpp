#include "core/base/words.h"
#include "core/cell/affine.h"
#include "core/cell/elman.h"

namespace rnnscope {

/// Memory runs straight through from left to right; the input joins it from below.
Wiring elmanWiring(const ElmanKind& kind)
{
    enum { There = -1, Mix, Squash, Predict };
    enum { HiddenState };
    enum { H0, X, U, W, A, H, H1, Y };
    using enum Carrier;
    const std::string shown
        = kind.activation == hyperbolic ? "tanh a_t" : applied(kind.activation, "a_t");
    return {
        {
            {Part::Before, Hidden, There, {8, 28}, {13, 9}, HiddenState},
            {Part::Input, Input, There, {41, 55.5F}, {13, 9}},
            {Part::Operation, Hidden, Mix, {22.5F, 28}, {6, 7}, -1, "U", "U h_{t−1}"},
            {Part::Operation, Input, Mix, {41, 45.5F}, {6, 6}, -1, "W", "W x_t"},
            {Part::Sum, Gate, Mix, {41, 28}, {22, 24}, HiddenState, "a",
                "a_t = W x_t + U h_{t−1} + b", {{30, 11}, {24, 4}},
                QT_TRANSLATE_NOOP("cell", "weighted sum")},
            {Part::Layer, Hidden, Squash, {68, 28}, {22, 24}, HiddenState, "", "h_t = " + shown,
                {{57, 11}, {22, 4}}},
            {Part::After, Hidden, Squash, {93, 28}, {13, 9}, HiddenState},
            {Part::Output, Hidden, Predict, {83, 5}, {13, 9}},
        },
        {
            {H0, U, Hidden, {{8, 28}, {22.5F, 28}}},
            {X, W, Input, {{41, 55.5F}, {41, 45.5F}}},
            {U, A, Hidden, {{22.5F, 28}, {41, 28}}},
            {W, A, Input, {{41, 45.5F}, {41, 28}}},
            {A, H, Gate, {{41, 28}, {68, 28}}},
            {H, H1, Hidden, {{68, 28}, {93, 28}}},
            {H, Y, Hidden, {{68, 28}, {83, 28}, {83, 5}}},
        },
    };
}

} // namespace rnnscope
