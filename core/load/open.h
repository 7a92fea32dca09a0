#pragma once

#include "core/load/reader.h"
#include "core/model/model.h"

#include <filesystem>
#include <optional>

namespace rnnscope {

/// Finds the recurrent layers, the embedding, the head and the vocabulary among the tensors. What
/// the names and shapes do not say is assumed and noted in Model::notes. Fails when no layer is
/// found or the parts do not fit together.
Result<Model> assemble(const Archive& archive);

/// A file as opened: what is in it, and the network made of it.
struct Opened {
    Archive archive;
    Model model;
};

/// Reads, assembles and, where the file carries a test vector, verifies (the card says the result).
Result<Opened> openFile(const std::filesystem::path& path, Watch& watch);
Result<Opened> openBytes(std::span<const std::byte> file, std::string_view name, Watch& watch);

/// The model as a safetensors file with PyTorch's tensor names, and metadata: architecture,
/// vocabulary, `metadata` of the model, and a test vector made by running `test` (token ids).
std::string saveSafetensors(const Model& model, const std::vector<int>& test);

/// The largest difference between the stored and the computed logits of the file's test vector;
/// nullopt where the file has none.
std::optional<double> verify(const Model& model);

} // namespace rnnscope
