#pragma once

#include "core/cell/explanation.h"
#include "core/cell/pass.h"
#include "core/cell/weights.h"
#include "core/cell/wiring.h"
#include "core/math/activation.h"
#include "core/trace/record.h"
#include "core/trace/track.h"

#include <memory>
#include <optional>
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

/// What makes a track of its argument.
struct Squash {
    Activation function;
    Real clip; ///< the argument is clamped to ±clip; 0: not
};

/// A kind of recurrent cell: what it computes, how it describes itself, how it is drawn. Immutable;
/// a variant of a kind (other activations, a projection) is an object of its own. One virtual call
/// is made per layer and sequence, none per step.
class Cell {
public:
    virtual ~Cell() = default;

    virtual std::string_view id() const = 0; ///< "lstm"
    virtual std::string_view name() const = 0; ///< "LSTM"
    virtual const Wiring& wiring() const = 0;
    virtual int blocks() const = 0; ///< row blocks of W, U and the biases

    std::span<const Track> tracks() const { return m_tracks; }
    std::span<const Phase> phases() const { return m_phases; }

    /// Computes every track of every step.
    /// @param x inputs × columns
    /// @param out prepared by prepare(); its tracks are overwritten from pass.from on. Incomplete
    /// when the pass is cancelled.
    virtual void forward(
        const Weights& weights, const Matrix& x, LayerTrace& out, Pass& pass) const = 0;

    /// Adjoint of forward. On entry `grad` is prepared and its hidden track holds the direct
    /// ∂L/∂h_t of every step (from the layer above). On return all of it holds total derivatives.
    /// @param weightGrad receives the gradient of every parameter added to it; nullptr leaves it
    /// out
    /// @return ∂L/∂x, inputs × columns; incomplete when the pass is cancelled
    virtual Matrix backward(const Weights& weights, const Matrix& x, const LayerTrace& values,
        LayerTrace& grad, Weights* weightGrad, Pass& pass) const = 0;

    /// The step Jacobian J_t = ∂s_t/∂s_{t−1}, states × states; s is h, and below it c where there
    /// is one. Without a projection ∂s_t/∂c_{t−1} is diagonal in each half: the cell line is
    /// elementwise.
    /// @param jacobian is overwritten
    virtual void jacobian(const Weights& weights, const LayerTrace& values, const Held& held,
        Index step, Matrix& jacobian) const = 0;

    /// ∂c_t/∂c_{t−1} along the cell line, every gate fixed, one factor a unit; 0 where c is held,
    /// empty where there is no c.
    virtual Vector line(const LayerTrace&, const Held&, Index) const { return {}; }

    /// The numbers behind one value that is not held: track, unit and step must exist in `values`.
    virtual Explanation explain(const Weights& weights, const Matrix& x, const LayerTrace& values,
        int track, Index unit, Index step) const = 0;

    /// Nothing for a track without an argument of its own.
    virtual std::optional<Squash> squash(int track) const = 0;
    /// Where a gradient holds ∂L/∂(U h_{t−1} + d), rows of U × columns.
    virtual const Matrix& byRecurrent(const LayerTrace& gradient) const { return gradient.pre; }
    /// How many rows of U, the last ones, read `kept` and not h_{t−1}.
    virtual Index readKept(const Weights&) const { return 0; }

    /// The track that leaves the cell.
    int hidden() const { return indexOf(Role::Hidden); }
    /// The first track of that role, or −1.
    int indexOf(Role role) const;
    /// The track of that id, or −1.
    int indexOf(std::string_view id) const;
    /// Units of a track: outputs for the hidden state, else units.
    Index height(const Weights& weights, int track) const;
    /// Rows of LayerTrace::kept in a trace, or in a gradient.
    virtual Index kept(const Weights& weights, bool gradient) const = 0;
    /// A start of zeros, as PyTorch's default, for a batch of sequences.
    std::vector<Matrix> noStart(const Weights& weights, Index batch = 1) const;
    /// Gives a trace or a gradient its shapes; its numbers are left to be overwritten.
    void prepare(
        const Weights& weights, Index columns, LayerTrace& out, bool gradient = false) const;

protected:
    Cell(std::vector<Track> tracks, std::vector<Phase> phases)
        : m_tracks(std::move(tracks))
        , m_phases(std::move(phases))
    {
    }

private:
    std::vector<Track> m_tracks;
    std::vector<Phase> m_phases;
};

using CellPtr = std::shared_ptr<const Cell>;

} // namespace rnnscope
