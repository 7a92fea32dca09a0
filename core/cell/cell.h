#pragma once

#include "core/base/watch.h"
#include "core/cell/weights.h"
#include "core/cell/wiring.h"
#include "core/trace/record.h"
#include "core/trace/track.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rnnscope {

/// A part of one step that is shown on its own. Texts are English, translatable in the context
/// "cell".
struct Phase {
    std::string_view id; ///< "store"
    const char* name; ///< one word: "store"
    const char* title; ///< "Input gate: what to store"
    const char* hint; ///< what to look for, one or two sentences
    std::vector<int> tracks; ///< tracks computed in this phase, the main one first
};

/// One summand or factor of a value: the numbers behind an equation for one unit.
struct Term {
    std::string symbol; ///< mark-up as in Track: "U_f h_{t−1}"
    double value;
};

/// How one value of one unit at one step came about. The terms, joined by `join`, give `argument`;
/// `function` ("σ", "tanh" or empty) of it gives `value`.
struct Explanation {
    std::vector<Term> terms;
    char join = '+'; ///< '+' or '*'
    std::string function;
    double argument = 0;
    double value = 0;
};

/// A kind of recurrent cell: what it computes, how it describes itself, how it is drawn. Stateless
/// and immutable; one object per kind lives in cells(). No virtual call is made per step.
class Cell {
public:
    virtual ~Cell() = default;

    virtual std::string_view id() const = 0; ///< "lstm"
    virtual std::string_view name() const = 0; ///< "LSTM"
    virtual std::span<const Track> tracks() const = 0;
    virtual std::span<const Phase> phases() const = 0;
    virtual const Wiring& wiring() const = 0;
    virtual int blocks() const = 0; ///< row blocks of W, U and the biases

    /// Computes every track of every step.
    /// @param x inputs × steps
    /// @param start per track its value before step 0, see noStart()
    /// @param out is overwritten; incomplete when `watch` is cancelled
    virtual void forward(const Weights& weights, const Matrix& x, const std::vector<Vector>& start,
        LayerTrace& out, Watch& watch) const = 0;

    /// Adjoint of forward. On entry `grad.tracks` of the hidden track holds the direct ∂L/∂h_t of
    /// every step (from the layer above); every other track is zero. On return all of `grad` holds
    /// total derivatives, and `dx` (inputs × steps) holds ∂L/∂x.
    /// @param weightGrad receives ∂L/∂W, ∂L/∂U, ∂L/∂b, ∂L/∂d added to it; nullptr leaves them out
    virtual void backward(const Weights& weights, const Matrix& x, const LayerTrace& values,
        LayerTrace& grad, Matrix& dx, Weights* weightGrad, Watch& watch) const = 0;

    /// The numbers behind one value: track, unit and step must exist in `values`.
    virtual Explanation explain(const Weights& weights, const Matrix& x, const LayerTrace& values,
        int track, Index unit, Index step) const = 0;

    /// The track that leaves the cell.
    int hidden() const { return indexOf(Role::Hidden); }
    /// The first track of that role, or −1.
    int indexOf(Role role) const;
    /// The track of that id, or −1.
    int indexOf(std::string_view id) const;
    /// A start of zeros, as PyTorch's default.
    std::vector<Vector> noStart(Index units) const;
    /// A trace of the right shapes, all zero.
    LayerTrace zeroTrace(Index units, Index steps) const;
};

} // namespace rnnscope
