#pragma once

#include "core/load/assume.h"
#include "core/load/child.h"
#include "core/load/reader.h"
#include "core/model/model.h"

#include <filesystem>
#include <optional>

namespace rnnscope {

// What a file of this program says of itself, as safetensors metadata (text by key). Where these
// are present they win over guesses, and are held against the tensors.
//
// rnnscope.architecture  JSON {"entry": "embedding" | "onehot" | "values", "cells": ["lstm", …] and
//                        "units": [64, …] in depth order, "inputs": of layer 0, "outputs": of the
//                        head, 0 without one}
// rnnscope.vocabulary    JSON array of the tokens in the order of their ids
// rnnscope.test          JSON {"ids": [token ids], "logits": [the answer after the last of them;
//                        the top hidden state where there is no head]}; see verify.h
// rnnscope.task, rnnscope.seed, …   Model::metadata is stored as it is
//
// The tensors are embedding.weight, rnn.weight_ih_l0, rnn.weight_hh_l0, rnn.bias_ih_l0,
// rnn.bias_hh_l0, …, head.weight and head.bias, for a PyTorch module with members of these names.

/// Finds the recurrent layers, the embedding, the head and the vocabulary among the tensors. What
/// the file does not say is assumed and noted in Model::notes, or as was chosen. Fails when no
/// layer is found or the parts do not fit together.
Result<Model> assemble(const Contents& contents, const Choices& choices, Watch& watch);

/// The network that assemble() makes its model of, as it lies in the file: gates in the chosen
/// order, and the embedding and dense layers that were found around it.
Result<StoredNetwork> takenFrom(const Contents& contents, const Choices& choices, Watch& watch);

/// A file as opened: what is in it, and the network made of it.
struct Opened {
    Contents contents;
    Model model;
};

/// Assembles and, where the file carries a test vector, verifies (the card says the result).
Result<Model> modelOf(const Contents& contents, const Choices& choices, Watch& watch);
Result<Model> modelOf(const Contents& contents, const Choices& choices = {});

/// Reads (see contentsOf) and assembles.
Result<Opened> openFile(
    const std::filesystem::path& path, Watch& watch, const Choices& choices = {});
Result<Opened> openInput(const Input& input, Watch& watch, const Choices& choices = {});

/// The model as a safetensors file with PyTorch's tensor names, and metadata: architecture,
/// vocabulary, `metadata` of the model, and a test vector made by running `test` (token ids; none
/// is stored when the model cannot read them).
std::string saveSafetensors(const Model& model, const std::vector<int>& test);

} // namespace rnnscope
