#include "core/load/formats.h"
#include "core/load/reader.h"
#include "core/load/shown.h"

#include <array>

namespace rnnscope {

namespace {

constexpr std::array table = {
    Reader{"safetensors", "safetensors", "*.safetensors", sniffSafetensors, readSafetensors},
    Reader{"torch", "PyTorch (zip)", "*.pt *.pth *.ckpt *.bin", sniffTorch, readTorch},
    Reader{"torch-legacy", "PyTorch (before 1.6)", "*.pt *.pth *.ckpt *.bin", sniffLegacyTorch,
        readLegacyTorch},
    Reader{"keras-hdf5", "Keras (HDF5)", "*.h5 *.hdf5 *.keras", sniffHdf5, readKerasHdf5},
    Reader{"keras", "Keras (zip)", "*.keras", sniffKeras, readKeras},
    Reader{"tfjs", "TensorFlow.js layers", "*.json", sniffTfjs, readTfjs},
    Reader{"sharded", "safetensors in several files", "*.index.json", sniffSharded, readSharded},
    Reader{"npz", "NumPy (npz)", "*.npz", sniffNpz, readNpz},
    Reader{"npy", "NumPy (npy)", "*.npy", sniffNpy, readNpyArray},
    Reader{"char-rnn", "TensorFlow (raw float32 with manifest.json)", "manifest.json", sniffCharRnn,
        readCharRnn},
    Reader{"rtneural", "RTNeural, AIDA-X", "*.json *.aidax", sniffRtneural, readRtneural},
    Reader{"guitarml", "GuitarML", "*.json", sniffGuitarml, readGuitarml},
    Reader{"torch-json", "PyTorch (JSON)", "*.json", sniffStateJson, readStateJson},
    Reader{"nam", "NAM", "*.nam", sniffNam, readNam},
    Reader{"onnx", "ONNX", "*.onnx", sniffOnnx, readOnnx},
};

} // namespace

std::span<const Reader> readers() { return table; }

Result<Contents> readContents(const Input& input, Watch& watch)
{
    for (const Reader& reader : table)
        if (reader.sniff(input.bytes))
            return fitToShow(reader.read(input, watch));
    return fitToShow(foreignFormat(input.bytes, input.name));
}

Input inputOf(std::string bytes, std::string name)
{
    const auto keep = std::make_shared<const std::string>(std::move(bytes));
    return {std::move(name), bytesOf(*keep), keep};
}

Result<Input> siblingOf(const Input& input, const std::string& name)
{
    if (input.sibling)
        return input.sibling(name);
    return Error{Fault::File, "Cannot read " + input.name,
        "expected “" + name + "” in the same folder, found no folder",
        "Open the file from a folder that holds all parts of the model"};
}

} // namespace rnnscope
