#include "core/load/formats.h"
#include "core/load/storages.h"
#include "core/pack/zip.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// The folder that holds data.pkl, with its slash; empty where there is none.
std::string rootOf(const Zip& zip)
{
    constexpr std::string_view file = "data.pkl";
    for (const std::string& entry : zip.entries())
        if (entry.ends_with("/data.pkl"))
            return entry.substr(0, entry.size() - file.size());
    return {};
}

/// Whether the numbers are stored big-endian; files before PyTorch 2.1 do not say and are not.
Result<bool> bigEndian(Zip& zip, const std::string& root)
{
    if (!zip.has(root + "byteorder"))
        return false;
    const auto order = zip.read(root + "byteorder");
    if (!order)
        return order.error();
    return textOf(*order) == "big";
}

/// What the code of a script calls for its RNNs, "RNN_TANH" or "RNN_RELU"; nothing where it calls
/// neither or both.
std::string modeOf(Zip& zip)
{
    bool relu = false, tanh = false;
    for (const std::string& entry : zip.entries()) {
        if (entry.find("/code/") == entry.npos || !entry.ends_with(".py"))
            continue;
        const auto code = zip.read(entry);
        const std::string_view text = code ? textOf(*code) : std::string_view();
        relu |= text.find("torch.rnn_relu") != text.npos;
        tanh |= text.find("torch.rnn_tanh") != text.npos;
    }
    return relu == tanh ? std::string() : relu ? "RNN_RELU" : "RNN_TANH";
}

} // namespace

bool sniffTorch(Bytes file)
{
    if (!textOf(file).starts_with("PK\3\4"))
        return false;
    const auto zip = Zip::open(file, "");
    return !zip || !rootOf(*zip).empty(); // a damaged zip is told by the reader
}

Result<Contents> readTorch(const Input& input, Watch& watch)
{
    const Bytes file = input.bytes;
    const std::string& name = input.name;
    auto zip = Zip::open(file, name);
    if (!zip)
        return zip.error();
    const std::string root = rootOf(*zip);
    const auto code = zip->read(root + "data.pkl");
    if (!code)
        return code.error();
    const auto pickle = readPickle(*code, "data.pkl in " + std::string(name));
    if (!pickle)
        return pickle.error();
    auto found = findStateDict(*pickle, name);
    const auto big = bigEndian(*zip, root);
    if (!found || !big)
        return found ? big.error() : found.error();
    const bool script = zip->has(root + "constants.pkl");
    Archive archive{name, script ? "TorchScript (zip)" : "PyTorch (zip)", {},
        std::move(found->attributes), std::move(found->vocabularies)};
    const auto source = [&](const std::string& key) {
        return zip->share(root + "data/" + key, input.keep, input.file);
    };
    if (const std::string mode = script ? modeOf(*zip) : std::string(); !mode.empty())
        archive.metadata["mode"] = mode;
    Storages storages(*pickle, source, *big, file.size(), archive.file);
    if (auto error = storages.addTo(archive, *found, watch))
        return *error;
    return Contents{std::move(archive)};
}

} // namespace rnnscope
