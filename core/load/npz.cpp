// NumPy's .npz, a zip of arrays, and .npy, one array.

#include "core/load/formats.h"
#include "core/load/parts.h"
#include "core/pack/npy.h"
#include "core/pack/zip.h"

#include <algorithm>
#include <unordered_set>

namespace rnnscope {

namespace {

constexpr std::string_view suffix = ".npy";

std::string_view withoutSuffix(std::string_view name)
{
    return name.substr(0, name.size() - (name.ends_with(suffix) ? suffix.size() : 0));
}

/// A zip's arrays; what is no array of numbers is named in the metadata.
class Arrays {
public:
    Arrays(Zip zip, const std::string& file)
        : m_zip(std::move(zip))
        , m_archive{file, "NumPy (npz)", {}, {}, {}}
    {
    }

    /// Reads one entry; fails where it is damaged.
    std::optional<Error> add(const std::string& entry)
    {
        if (!entry.ends_with(suffix)) {
            m_skipped.push_back(entry);
            return std::nullopt;
        }
        if (!m_seen.insert(entry).second)
            return Error{Fault::Format, "Cannot read “" + entry + "” in " + m_archive.file,
                "expected every array once, found it twice", "Save the arrays again"};
        auto bytes = m_zip.read(entry);
        if (!bytes)
            return bytes.error();
        const auto keep = std::make_shared<const std::vector<std::byte>>(std::move(*bytes));
        auto tensor = readNpy(*keep, entry + " in " + m_archive.file, keep);
        if (!tensor) {
            m_skipped.push_back(entry);
            m_problem = tensor.error();
            return std::nullopt;
        }
        tensor->name = withoutSuffix(entry);
        m_archive.tensors.push_back(std::move(*tensor));
        return std::nullopt;
    }

    /// Fails where nothing at all could be read.
    Result<Contents> finish()
    {
        if (m_archive.tensors.empty() && m_problem)
            return *m_problem;
        if (!m_skipped.empty())
            m_archive.metadata["not read"] = shortened(m_skipped);
        return Contents{std::move(m_archive)};
    }

    const Zip& zip() const { return m_zip; }

private:
    Zip m_zip;
    Archive m_archive;
    std::unordered_set<std::string> m_seen;
    std::vector<std::string> m_skipped;
    std::optional<Error> m_problem;
};

} // namespace

bool sniffNpz(Bytes file)
{
    const auto zip
        = textOf(file).starts_with("PK\3\4") ? Zip::open(file, "") : Result<Zip>(Error{});
    return zip && std::ranges::any_of(zip->entries(), [](const std::string& entry) {
        return entry.ends_with(suffix);
    });
}

Result<Contents> readNpz(const Input& input, Watch& watch)
{
    auto zip = Zip::open(input.bytes, input.name);
    if (!zip)
        return zip.error();
    Arrays arrays(std::move(*zip), input.name);
    const std::vector<std::string> entries = arrays.zip().entries();
    for (const std::string& entry : entries) {
        if (watch.cancelled())
            return cancelled("Reading " + input.name);
        if (const auto error = arrays.add(entry))
            return *error;
    }
    return arrays.finish();
}

bool sniffNpy(Bytes file) { return textOf(file).starts_with("\x93NUMPY"); }

Result<Contents> readNpyArray(const Input& input, Watch&)
{
    auto tensor = readNpy(input.bytes, input.name, input.keep);
    if (!tensor)
        return tensor.error();
    tensor->name = withoutSuffix(input.name);
    Contents contents{{input.name, "NumPy (npy)", {}, {}, {}}};
    contents.archive.tensors.push_back(std::move(*tensor));
    return contents;
}

} // namespace rnnscope
