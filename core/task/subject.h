#pragma once

#include "core/run/chunks.h"
#include "core/run/network.h"
#include "core/run/score.h"

#include <optional>
#include <string>

namespace rnnscope {

/// Something to be learned, a text or a drill at one distance, in the form that training asks for.
struct Subject {
    Frame frame; ///< of the networks that learn it
    Vocabulary vocabulary; ///< of these; empty where numbers are read
    Judge judge;
    /// Minibatches for training. A drill makes up new ones without end; a text is read in turn.
    std::function<Supply(int batch, unsigned seed)> supply;
    /// What is judged: sequences of a drill that training with the same seed has not drawn; or the
    /// text itself, which is learned by heart.
    std::function<std::vector<Sequence>(unsigned seed)> test;
};

/// @param distance of a drill, within its range; not used with a text
/// nullopt where there is no task or drill of that id.
std::optional<Subject> findSubject(std::string_view id, int distance);

/// A sequence of the drill that the model was trained on, as its metadata say: one that training
/// has not drawn, with what it asks. Fails for other models, where it does not fit, and on a sample
/// that is not there.
/// @param sample place among those of Subject::test, from 0
Result<Sequence> sequenceOfDrill(const Model& model, int sample = 0);

} // namespace rnnscope
