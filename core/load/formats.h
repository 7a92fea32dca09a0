#pragma once

#include "core/load/reader.h"

namespace rnnscope {

// The readers behind the table in readers.cpp; each is described in Reader.

bool sniffSafetensors(Bytes file);
/// Of several rules all must hold: the tensors fill the data without a hole or an overlap, in
/// exactly the file's size, and no key stands twice.
Result<Contents> readSafetensors(const Input& input, Watch& watch);

bool sniffTorch(Bytes file);
/// A zip made by torch.save, or TorchScript: data.pkl with the tensors of a state dictionary, a
/// checkpoint or a whole module, and their numbers in data/.
Result<Contents> readTorch(const Input& input, Watch& watch);

bool sniffLegacyTorch(Bytes file);
/// What torch.save wrote before PyTorch 1.6, and writes when it is asked to.
Result<Contents> readLegacyTorch(const Input& input, Watch& watch);

bool sniffHdf5(Bytes file);
/// What Keras 1 and 2 save, with the model's configuration or without; then it may stand in a file
/// beside it. Also the weights alone of Keras 3, and any other HDF5 file of numbers.
Result<Contents> readKerasHdf5(const Input& input, Watch& watch);

bool sniffKeras(Bytes file);
/// A zip made by Keras 3, or TensorFlow since 2.12: configuration and weights.
Result<Contents> readKeras(const Input& input, Watch& watch);

bool sniffTfjs(Bytes file);
/// A layers model of TensorFlow.js: model.json, with its weights in files beside it.
Result<Contents> readTfjs(const Input& input, Watch& watch);

bool sniffSharded(Bytes file);
/// An index of safetensors or PyTorch files in the same folder: model.safetensors.index.json. A
/// shard that is missing, or lacks a tensor, is named.
Result<Contents> readSharded(const Input& input, Watch& watch);

bool sniffNpz(Bytes file);
/// A zip of NumPy arrays. What is no array of numbers is named in the metadata “not read”.
Result<Contents> readNpz(const Input& input, Watch& watch);

bool sniffNpy(Bytes file);
/// One NumPy array, by the name of the file.
Result<Contents> readNpyArray(const Input& input, Watch& watch);

bool sniffCharRnn(Bytes file);
/// manifest.json of a folder of raw float32 files, one a tensor, with a vocabulary in vocab.json.
Result<Contents> readCharRnn(const Input& input, Watch& watch);

bool sniffRtneural(Bytes file);
/// Layers with their weights in the order of Keras, and what AIDA-X writes beside them.
Result<Contents> readRtneural(const Input& input, Watch& watch);

bool sniffGuitarml(Bytes file);
/// A state dictionary of PyTorch as JSON, and what the module was made with.
Result<Contents> readGuitarml(const Input& input, Watch& watch);

bool sniffStateJson(Bytes file);
/// A state dictionary of PyTorch as JSON, as RTNeural's helpers read it.
Result<Contents> readStateJson(const Input& input, Watch& watch);

bool sniffNam(Bytes file);
/// Neural Amp Modeler. Its LSTM is read; the other architectures are named.
Result<Contents> readNam(const Input& input, Watch& watch);

bool sniffOnnx(Bytes file);
/// The nodes LSTM, GRU and RNN of the graph, its subgraphs and functions, with what is around them.
/// Weights that the graph computes of stored ones become tensors too. Tensors may lie in files of
/// the same folder.
Result<Contents> readOnnx(const Input& input, Watch& watch);

/// The error for a file that no reader takes: it names the format where the content tells it.
Error foreignFormat(Bytes file, std::string_view name);

} // namespace rnnscope
