#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// How much a file may ask for. Genuine files stay far below; a hostile one must not take the
/// machine with it.
namespace rnnscope::limits {

inline constexpr uint64_t fileBytes = 2'000'000'000; ///< largest file that is read
inline constexpr uint64_t copiedBytes = 64'000'000; ///< largest file that is copied to be read
inline constexpr size_t shownName = 200; ///< bytes of a name in a file that are shown
inline constexpr size_t shownText = 1'000; ///< and of what is said of one
inline constexpr size_t siblings = 200; ///< other files that one may ask for
inline constexpr uint64_t inputBytes = 500'000'000; ///< largest file of numbers, sound or text
inline constexpr uint64_t jsonHeader = 100'000'000; ///< safetensors' own limit
inline constexpr size_t jsonDepth = 64; ///< nested objects and arrays
inline constexpr size_t jsonTensors = 10'000; ///< of a state dictionary written as JSON
inline constexpr size_t jsonFacts = 1'000; ///< texts and numbers beside the tensors
inline constexpr size_t jsonName = 200; ///< bytes of a name that is kept
inline constexpr size_t zipEntries = 100'000;
inline constexpr size_t pickleNodes = 2'000'000; ///< values in one pickle
inline constexpr size_t pickleMarks = 1'000; ///< containers begun and not ended
inline constexpr size_t pickleDepth = 64; ///< containers entered in search of tensors
inline constexpr size_t pickleVisits = 1'000'000; ///< values looked at in that search
inline constexpr int64_t layers = 1'000; ///< of a network that a file describes
inline constexpr size_t hdf5Depth = 32; ///< nested groups; levels of a tree
inline constexpr size_t hdf5Objects = 200'000; ///< groups, datasets and attributes together
inline constexpr size_t hdf5Chunks = 100'000; ///< pieces of one dataset
inline constexpr size_t hdf5Name = 1'000; ///< bytes of one name
inline constexpr size_t hdf5Compact = 65'536; ///< bytes of numbers beside their description
inline constexpr size_t kerasLayers = 10'000; ///< in one model, nested ones included
inline constexpr size_t kerasLine = 100; ///< of its layers looked at from one on
inline constexpr size_t kerasNotes = 5; ///< layers above a network that are named
inline constexpr size_t kerasInputs = 100; ///< of a nested model
inline constexpr size_t tfjsShards = 10'000; ///< files of one group of weights
inline constexpr size_t onnxDepth = 60; ///< messages in each other; a subgraph is three deeper
inline constexpr size_t onnxCalls = 16; ///< of functions, in each other
inline constexpr size_t onnxFarthest = 2'000; ///< steps looked at from one network on
inline constexpr size_t onnxFiles = 200; ///< that hold tensors beside the model
inline constexpr size_t rank = 16; ///< dimensions of a tensor
inline constexpr uint64_t vocabularyBytes = 50'000'000; ///< of a file of tokens
inline constexpr uint64_t vocabularyBesideBytes = 5'000'000; ///< of one that was not asked for
inline constexpr size_t vocabularyTokens = 2'000'000;
inline constexpr size_t testNumbers = 2'000'000; ///< of a stored test vector
inline constexpr size_t testSteps = 1'000; ///< tokens of a stored test vector

/// What may be unpacked from a file of that size: weights hardly compress, and tensors that share
/// or broadcast their storage do not grow much.
inline constexpr uint64_t unpackedBytes(uint64_t packed) { return 8 * packed + 64'000'000; }

/// The same for an HDF5 file, of which next to nothing is packed: its names, texts and chunks.
inline constexpr uint64_t hdf5Unpacked(uint64_t size) { return 3 * size + 16'000'000; }
/// Memory for the nodes, names and typed numbers of an ONNX model of that size; weights that are
/// stored as bytes are none of it.
inline constexpr uint64_t onnxObjects(uint64_t size) { return 6 * size + 40'000'000; }
/// Memory for the weights that an ONNX model of that size computes from what it stores.
inline constexpr uint64_t onnxFolded(uint64_t size) { return 4 * size + 8'000'000; }
/// Nodes, values and settings of an ONNX model of that size, with those of functions wherever they
/// are called.
inline constexpr size_t onnxNodes(size_t size) { return size / 8 + 50'000; }
/// What the process that reads a file of that size may take: of memory, of what it hands back, and
/// of time.
inline constexpr uint64_t readingBytes(uint64_t size) { return 10 * size + 256'000'000; }
inline constexpr uint64_t handedBytes(uint64_t size) { return 2 * unpackedBytes(size); }
inline constexpr std::chrono::seconds readingTime(uint64_t size)
{
    constexpr uint64_t each = 25'000'000; // bytes a second, from a slow disk
    return std::chrono::seconds(4 + size / each);
}

} // namespace rnnscope::limits
