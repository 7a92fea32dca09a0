#pragma once

#include "core/base/result.h"
#include "core/base/watch.h"
#include "core/model/model.h"
#include "core/pack/archive.h"

#include <optional>

namespace rnnscope {

/// A matrix of numbers inside a stored tensor. Its number at (row, column) is element
/// `offset + n` of the tensor, n = row · rowStep + column · columnStep; where the numbers lie in
/// runs, element `offset + (n / run) · runStep + n % run`.
struct Piece {
    int tensor = -1; ///< its place in Archive::tensors; −1: there is none
    int64_t offset = 0;
    int64_t rows = 0;
    int64_t columns = 0;
    int64_t rowStep = 0;
    int64_t columnStep = 0;
    int64_t run = 0; ///< 0: one run
    int64_t runStep = 0;

    bool empty() const { return tensor < 0; }
    Piece transposed() const;
    /// Rows [first, first + count), and columns.
    Piece rowsFrom(int64_t first, int64_t count) const;
    Piece columnsFrom(int64_t first, int64_t count) const;
};

/// All of a tensor: of one dimension as a single column; of more than two, the last is the columns
/// and the others together are the rows. Empty where the tensor is none of real numbers.
Piece wholeOf(const Archive& archive, int tensor);
/// The place of a tensor of that name, −1 where there is none.
int placeOf(const Archive& archive, std::string_view name);

/// Whether every number of the piece lies within its tensor, which is one of real numbers.
bool lieWithin(const Piece& piece, const Archive& archive);
/// A matrix for the numbers of a piece, with no values yet. Where it is large, its memory is there
/// already, in large pages: these fault less, are written across columns without missing the page
/// table's cache, and are given back at once. A cancel is heard meanwhile.
Matrix roomFor(Index rows, Index columns, const Watch& watch);
/// Puts the numbers of a piece that lies within its tensor into `out`, rows × columns. Fails when
/// they cannot be read because the file was changed since it was opened, and when cancelled.
std::optional<Error> gather(
    const Piece& piece, const Archive& archive, Eigen::Ref<Matrix> out, const Watch& watch);

/// The weights of one gate (one block of rows of W, U, b and d, see Weights).
struct StoredBlock {
    Piece w; ///< units × inputs
    Piece u; ///< units × outputs
    Piece b; ///< units × 1; may be empty, which is zeros
    Piece d; ///< units × 1; may be empty
};

/// What a file does not say of a layer, so that it is assumed.
namespace unsaid {
inline constexpr unsigned activation = 1; ///< tanh or relu, of the candidate or the RNN
inline constexpr unsigned gate = 2; ///< sigmoid or one of the hard ones
inline constexpr unsigned reset = 4; ///< before or after the product, of a GRU
inline constexpr unsigned order = 8; ///< of the gates
inline constexpr unsigned forgetBias = 16; ///< whether 1 is added to it at run time
}

/// A recurrent layer as it lies in a file, in one direction.
struct StoredLayer {
    std::string name; ///< in the file: "lstm_1", "encoder.rnn"
    CellPtr cell; ///< with all that the file says of it: activations, projection, …
    std::vector<StoredBlock> blocks; ///< one for each block of the cell, in the cell's order
    std::string order; ///< the gates as stored: "i f c o"; empty where there is one block
    std::vector<Piece> peeps; ///< of an LSTM with peepholes: i, f, o, each units × 1
    Piece projection; ///< outputs × units; empty without one
    Piece startHidden; ///< a stored h_0: outputs × 1; may be empty
    Piece startCell; ///< a stored c_0: units × 1; may be empty
    double forgetBias = 0; ///< added to the forget gate's bias at run time
    unsigned unsaid = 0;
    bool backward = false; ///< these as in Layer
    bool second = false;
    Merge merge = Merge::Concat;
};

/// A dense layer as it lies in a file.
struct StoredDense {
    std::string name;
    Piece w; ///< outputs × inputs
    Piece b; ///< outputs × 1; may be empty
    Activation activation = linear;
    bool softmax = false; ///< instead of the activation
};

/// Recurrent layers on top of each other, and what lies around them.
struct StoredNetwork {
    std::string name; ///< shown: "encoder.rnn"
    std::vector<StoredLayer> layers; ///< in depth order, as Model::layers
    std::string prefix; ///< what stands before its tensors' names: "encoder.rnn."
    bool joined = false; ///< whether modules were put on top of each other by their names
    /// Whether the file describes what is around the layers: then these are taken as they are.
    /// Otherwise embedding and head are looked for among the tensors.
    bool described = false;
    Piece embedding; ///< tokens × inputs
    std::vector<StoredDense> before; ///< between the values and layer 0
    std::vector<StoredDense> after; ///< above the top layer, the head last
    std::string obstacle; ///< why it cannot be stepped; empty when it can
    std::optional<Error> fault = {}; ///< what is wrong with its tensors
    std::vector<std::string> around; ///< what else the file says is there and is not reproduced:
                                     ///< "LayerNormalization “norm” after the layers"
};

} // namespace rnnscope
