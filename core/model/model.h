#pragma once

#include "core/cell/cell.h"
#include "core/model/phrase.h"
#include "core/model/vocabulary.h"

#include <map>
#include <memory>

namespace rnnscope {

/// How the hidden states of two directions become one.
enum class Merge { Concat, Sum, Product, Average };

/// One recurrent layer, in one direction.
struct Layer {
    CellPtr cell;
    Weights weights;
    bool backward = false; ///< reads the sequence from its end
    bool second = false; ///< the other direction of the layer before it in the list: both read the
                         ///< same, and what follows reads both
    Merge merge = Merge::Concat; ///< of a second direction: how the two become one, first on top
    std::vector<Matrix> start = {}; ///< stored initial state: per track units × 1; empty for zeros
};

/// A dense layer, each step by itself: φ(w x + b).
struct Dense {
    std::string name; ///< in the file
    Matrix w; ///< outputs × inputs
    Vector b; ///< outputs
    Activation activation = linear;
};

/// A linear map from what the top hands on: logits = w h + b. What the file says becomes of the
/// logits stands beside it and is no part of any loss or gradient.
struct Head {
    Matrix w; ///< outputs × units
    Vector b; ///< outputs; zero where the file has none
    Activation activation = linear; ///< of the logits
    bool softmax = false; ///< instead of the activation

    bool empty() const { return w.size() == 0; }
};

/// How a sequence enters layer 0.
enum class Entry { Values, OneHot, Embedding };

/// Something the model card says: read from the file, or assumed because the file does not say.
/// `what` is English and translatable in the context "card".
struct Note {
    const char* what;
    Saying said;
    bool assumed = false;
    std::string choice = {}; ///< by what name it can be chosen otherwise; empty where it cannot
    std::vector<std::string> options = {}; ///< what can be chosen, as it is shown
    size_t chosen = 0; ///< the option that was taken
    bool warning = false; ///< that something is wrong with the file
};

/// A recurrent network as the program runs it. A plain value; shared as shared_ptr<const Model>.
struct Model {
    std::string title; ///< file or example name
    Entry entry = Entry::Values;
    Matrix embedding; ///< dimensions × tokens, one column a token; empty unless entry is Embedding
    std::vector<Dense> before; ///< what the input passes before layer 0, in order; usually none
    std::vector<Layer> layers; ///< at least one, in depth order; each reads the hidden states of
                               ///< the one before it, or both directions of them
    std::vector<Dense> after; ///< between the top layer and the head, in order; usually none
    Head head; ///< may be empty
    Vocabulary vocabulary; ///< may be empty
    std::map<std::string, std::string> metadata; ///< as stored in the file
    std::vector<Note> notes; ///< what was read and inferred, for the model card

    /// How many token ids exist; 0 when the model reads values.
    Index tokens() const;
    /// Numbers a step that the model reads: of a value, one-hot token or embedded token.
    Index reads() const { return before.empty() ? inputs() : before.front().w.cols(); }
    /// Numbers a step that enter layer 0.
    Index inputs() const { return layers.front().weights.inputs(); }
    /// Numbers a step that leave layer `layer`, its other direction included.
    Index width(size_t layer) const;
    /// Numbers a step that leave: the head's, or what it would read.
    Index outputs() const;
    /// Number of parameters, all parts together.
    Index parameters() const;
    /// Whether the head predicts the next token, by a softmax of its logits.
    bool predictsTokens() const
    {
        return !head.empty() && head.w.rows() == tokens() && head.activation == linear;
    }
};

using ModelPtr = std::shared_ptr<const Model>;

/// The last phase of a step in a model with a head: output from the hidden state.
const Phase& predictPhase();
/// Its equation, as mark-up.
std::string_view predictEquation();

/// The phases of one step of the model's layer: the cell's own and, at the top of a model with a
/// head, the prediction.
std::vector<const Phase*> phases(const Model& model, int layer);

} // namespace rnnscope
