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

/// The error for a file that no reader takes: it names the format where the content tells it.
Error foreignFormat(Bytes file, std::string_view name);

} // namespace rnnscope
