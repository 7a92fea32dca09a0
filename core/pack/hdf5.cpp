#include "core/pack/hdf5.h"

#include "core/pack/hdf5store.h"
#include "core/pack/limits.h"

#include <cstring>
#include <mutex>
#include <set>

namespace rnnscope {

namespace {

using hdf5::Id;

/// Walks through a file and gathers what it holds; the first problem ends it.
class Walk {
public:
    Walk(hid_t file, const Data& data, std::string_view name, Watch& watch)
        : m_data(data)
        , m_name(name)
        , m_watch(watch)
        , m_budget(limits::unpackedBytes(data.size()))
    {
        visit(file, "/", "", 0);
    }

    Result<Hdf5> result() &&
    {
        if (m_problem)
            return *m_problem;
        return std::move(m_found);
    }

private:
    /// Remembers what is wrong with `path`; the answer is false.
    bool refuse(const std::string& path, std::string found,
        std::string advice = "Copy or download the file again");
    bool enter(const Id& group, uint64_t header, const std::string& path, size_t depth);
    bool visit(hid_t group, const std::string& link, const std::string& path, size_t depth);
    bool readTexts(uint64_t header, const std::string& path, hdf5::Texts& texts);
    bool readDataset(const Id& dataset, uint64_t header, const std::string& path);
    bool take(uint64_t bytes, const std::string& path);
    bool countOne(const std::string& path);

    const Data& m_data;
    std::string m_name;
    Watch& m_watch;
    uint64_t m_budget; ///< bytes that may still be unpacked
    size_t m_objects = 0;
    std::set<haddr_t> m_entered;
    Hdf5 m_found;
    std::optional<Error> m_problem;
};

bool Walk::refuse(const std::string& path, std::string found, std::string advice)
{
    const std::string what = path.empty() ? m_name : "“" + path + "” in " + m_name;
    m_problem = Error{Fault::Format, "Cannot read " + what, std::move(found), std::move(advice)};
    return false;
}

bool Walk::take(uint64_t bytes, const std::string& path)
{
    if (bytes > m_budget)
        return refuse(path,
            "expected at most " + std::to_string(m_budget) + " bytes unpacked, found "
                + std::to_string(bytes));
    m_budget -= bytes;
    return true;
}

bool Walk::countOne(const std::string& path)
{
    if (m_watch.cancelled()) {
        m_problem = cancelled("Reading " + m_name);
        return false;
    }
    return ++m_objects <= limits::hdf5Objects
        || refuse(path,
            "expected at most " + std::to_string(limits::hdf5Objects)
                + " groups, datasets and attributes, found more");
}

/// The names of the links of a group.
struct Links {
    std::vector<std::pair<std::string, H5L_type_t>> links;
    bool tooMany = false;

    static herr_t add(hid_t, const char* name, const H5L_info_t* info, void* data)
    {
        auto& self = *static_cast<Links*>(data);
        self.links.emplace_back(name, info->type);
        self.tooMany
            = self.links.size() > limits::hdf5Objects || std::strlen(name) > limits::hdf5Name;
        return self.tooMany ? 1 : 0;
    }
};

bool Walk::enter(const Id& group, uint64_t header, const std::string& path, size_t depth)
{
    if (depth > limits::hdf5Depth)
        return refuse(path,
            "expected at most " + std::to_string(limits::hdf5Depth)
                + " groups in each other, found more");
    if (!readTexts(header, path, m_found.groups[path]))
        return false;
    Links found;
    const herr_t done = H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, Links::add, &found);
    if (found.tooMany || done < 0)
        return refuse(path,
            found.tooMany ? "expected fewer and shorter names, found too many or too long ones"
                          : "expected a list of what is in it, found damaged data");
    for (const auto& [name, type] : found.links) {
        const std::string whole = path.empty() ? name : path + "/" + name;
        if (type != H5L_TYPE_HARD)
            return refuse(whole, "expected a group or numbers, found a link that leads elsewhere",
                "Save the model as one file without links");
        if (!countOne(whole) || !visit(group, name, whole, depth + 1))
            return false;
    }
    return true;
}

bool Walk::visit(hid_t group, const std::string& link, const std::string& path, size_t depth)
{
    const Id object(H5Oopen(group, link.c_str(), H5P_DEFAULT), H5Oclose);
    H5O_info_t info;
    if (!object || H5Oget_info2(object, &info, H5O_INFO_BASIC) < 0)
        return refuse(path, "expected a group or numbers, found damaged data");
    if (!m_entered.insert(info.addr).second)
        return true;
    if (info.type == H5O_TYPE_GROUP)
        return enter(object, info.addr, path, depth);
    return info.type != H5O_TYPE_DATASET || readDataset(object, info.addr, path);
}

bool Walk::readTexts(uint64_t header, const std::string& path, hdf5::Texts& texts)
{
    auto found = hdf5::textsAt(m_data.inMemory(), header, m_budget);
    if (!found)
        return refuse(path,
            "expected attributes in its header, in proportion to the file; found damaged data, or "
            "a newer form of the format",
            "Copy the file again, or write it with h5py's default libver");
    uint64_t kept = 0;
    for (const auto& [name, values] : *found)
        for (const std::string& value : values)
            kept += value.size() + 1;
    texts = std::move(*found);
    m_objects += texts.size();
    return take(kept, path);
}

bool Walk::readDataset(const Id& dataset, uint64_t header, const std::string& path)
{
    hdf5::Texts texts;
    if (!readTexts(header, path, texts))
        return false;
    const auto said = texts.find("dtype"); // how Keras marks what NumPy has no type for
    const bool brain = said != texts.end() && said->second == std::vector<std::string>{"bfloat16"};
    const auto stored = hdf5::storedIn(dataset, brain);
    if (!stored) {
        m_found.skipped.push_back(path);
        return true;
    }
    const auto elements = elementsOf(stored->shape, sizeOf(stored->type));
    const uint64_t bytes = static_cast<uint64_t>(elements.value_or(0)) * sizeOf(stored->type);
    if (!elements || bytes > m_budget)
        return refuse(path,
            "expected a shape in proportion to the file, found "
                + Tensor{path, stored->type, stored->shape, {}}.shapeText());
    auto numbers = hdf5::numbersIn(dataset, *stored, bytes, m_data, m_budget);
    if (!numbers.data)
        return refuse(path, numbers.complaint, numbers.advice);
    if (!numbers.shared && !take(bytes, path))
        return false;
    m_found.tensors.push_back({path, stored->type, stored->shape, std::move(*numbers.data)});
    return true;
}

} // namespace

bool isHdf5(Bytes file) { return textOf(file).starts_with("\x89HDF\r\n\x1a\n"); }

Result<Hdf5> readHdf5(const Data& file, std::string_view name, Watch& watch)
{
    static std::mutex one; // the library has state of its own, and is not everywhere built for more
    const std::lock_guard guard(one);
    const bool plain = hdf5::plainAddresses(file.inMemory());
    const Id opened = hdf5::openImage(plain ? file.inMemory() : Bytes());
    if (!opened)
        return Error{Fault::Format, "Cannot read " + std::string(name),
            "expected an HDF5 file, found damaged data or less than it says",
            "Copy or download the file again"};
    return Walk(opened, file, name, watch).result();
}

} // namespace rnnscope
