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
    const auto recurrent = [](const Weights& weights, const std::vector<Vector>& in) -> Vector {
        return weights.u * in.front();
    };
    const auto input = [](const Weights& weights, const std::vector<Vector>& in) -> Vector {
        return weights.w * in.front();
    };
    return {
        {
            {Part::Before, Hidden, There, {6.5F, 28}, {11, 9}, HiddenState},
            {Part::Input, Input, There, {42.5F, 55.5F}, {12, 9}},
            {.part = Part::Operation,
                .carrier = Hidden,
                .phase = Mix,
                .centre = {15.5F, 28},
                .size = {5, 7},
                .sign = "U",
                .formula = "U h_{t−1}",
                .note = {{18.4F, 18.4F}, {13, 4}},
                .panel = {{18.4F, 23.2F}, {13, 9.6F}},
                .compute = recurrent},
            {.part = Part::Operation,
                .carrier = Input,
                .phase = Mix,
                .centre = {42.5F, 45.3F},
                .size = {5, 6},
                .sign = "W",
                .formula = "W x_t",
                .note = {{60, 43.3F}, {9, 4}},
                .panel = {{45.8F, 41.4F}, {13, 7.8F}},
                .compute = input},
            {Part::Sum, Gate, Mix, {42.5F, 28}, {18, 24}, HiddenState, "a",
                "a_t = W x_t + U h_{t−1} + b", {{33.5F, 11}, {25, 4}},
                QT_TRANSLATE_NOOP("cell", "weighted sum")},
            {Part::Layer, Hidden, Squash, {68.5F, 28}, {18, 24}, HiddenState, "", "h_t = " + shown,
                {{59.5F, 11}, {22, 4}}},
            {Part::After, Hidden, Squash, {93.5F, 28}, {12, 9}, HiddenState},
            {Part::Output, Hidden, Predict, {84, 5}, {12, 9}},
        },
        {
            {H0, U, Hidden, {{6.5F, 28}, {15.5F, 28}}},
            {X, W, Input, {{42.5F, 55.5F}, {42.5F, 45.3F}}},
            {U, A, Hidden, {{15.5F, 28}, {42.5F, 28}}},
            {W, A, Input, {{42.5F, 45.3F}, {42.5F, 28}}},
            {A, H, Gate, {{42.5F, 28}, {68.5F, 28}}},
            {H, H1, Hidden, {{68.5F, 28}, {93.5F, 28}}},
            {H, Y, Hidden, {{68.5F, 28}, {84, 28}, {84, 5}}},
        },
    };
}

} // namespace rnnscope
