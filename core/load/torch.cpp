#include "core/load/formats.h"
#include "core/load/statedict.h"
#include "core/load/storages.h"

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

} // namespace

bool sniffTorch(Bytes file)
{
    if (!textOf(file).starts_with("PK\3\4"))
        return false;
    const auto zip = Zip::open(file, "");
    return !zip || !rootOf(*zip).empty(); // a damaged zip is told by the reader
}

Result<Archive> readTorch(Bytes file, std::string_view name, Watch& watch)
{
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
    Archive archive{std::string(name), script ? "TorchScript (zip)" : "PyTorch (zip)", {},
        std::move(found->attributes), std::move(found->vocabularies)};
    Storages storages(*pickle, *zip, root + "data/", *big, file.size(), archive.file);
    for (const StateDict::Entry& entry : found->tensors) {
        if (watch.cancelled())
            return cancelled("Reading " + archive.file);
        auto tensor = storages.tensor(entry.tensor, entry.name);
        if (!tensor)
            return tensor.error();
        if (*tensor)
            archive.tensors.push_back(std::move(**tensor));
        else
            archive.metadata["not read"] += entry.name + " ";
        watch.report(static_cast<double>(&entry - found->tensors.data() + 1)
            / static_cast<double>(found->tensors.size()));
    }
    return archive;
}

} // namespace rnnscope
