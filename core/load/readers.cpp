#include "core/load/formats.h"
#include "core/load/reader.h"

#include <array>

namespace rnnscope {

namespace {

constexpr std::array table = {
    Reader{"safetensors", "safetensors", "*.safetensors", sniffSafetensors, readSafetensors},
    Reader{"torch", "PyTorch (zip)", "*.pt *.pth *.ckpt *.bin", sniffTorch, readTorch},
    Reader{"torch-legacy", "PyTorch (before 1.6)", "*.pt *.pth *.ckpt *.bin", sniffLegacyTorch,
        readLegacyTorch},
};

} // namespace

std::span<const Reader> readers() { return table; }

Result<Archive> readArchive(std::span<const std::byte> file, std::string_view name, Watch& watch)
{
    for (const Reader& reader : table)
        if (reader.sniff(file))
            return reader.read(file, name, watch);
    return foreignFormat(file, name);
}

} // namespace rnnscope
