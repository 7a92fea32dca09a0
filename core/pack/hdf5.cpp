#include "core/pack/hdf5.h"

#include "core/pack/hdf5groups.h"
#include "core/pack/hdf5store.h"
#include "core/pack/limits.h"

#include <set>

namespace rnnscope {

namespace {

/// Walks through a file and gathers what it holds; the first problem ends it.
class Walk {
public:
    Walk(const Data& data, std::string_view name, Watch& watch)
        : m_data(data)
        , m_image(data.inMemory())
        , m_name(name)
        , m_watch(watch)
        , m_budget(limits::hdf5Unpacked(data.size()))
    {
        if (const auto root = m_image.root())
            visit(*root, "", 0);
        else
            refuse("", "expected an HDF5 file, found damaged data or less than it says");
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
    bool refuse(const std::string& path, const Error& error);
    bool visit(uint64_t address, const std::string& path, size_t depth);
    bool enter(const hdf5::Header& group, const std::string& path, size_t depth);
    bool readTexts(const hdf5::Header& header, const std::string& path, hdf5::Texts& texts);
    bool readDataset(const hdf5::Header& dataset, const std::string& path);
    bool take(uint64_t bytes, const std::string& path);
    bool countOne(const std::string& path);

    const Data& m_data;
    hdf5::Image m_image;
    hdf5::Heaps m_heaps{m_image};
    std::string m_name;
    Watch& m_watch;
    uint64_t m_budget; ///< bytes that may still be unpacked
    size_t m_objects = 0;
    std::set<uint64_t> m_entered; ///< headers
    Hdf5 m_found;
    std::optional<Error> m_problem;
};

bool Walk::refuse(const std::string& path, std::string found, std::string advice)
{
    const std::string what = path.empty() ? m_name : "“" + path + "” in " + m_name;
    m_problem = Error{Fault::Format, "Cannot read " + what, std::move(found), std::move(advice)};
    return false;
}

bool Walk::refuse(const std::string& path, const Error& error)
{
    return refuse(path, error.found, error.advice);
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
    if (++m_objects > limits::hdf5Objects)
        return refuse(path,
            "expected at most " + std::to_string(limits::hdf5Objects)
                + " groups, datasets and attributes, found more");
    return take(path.size(), path);
}

bool Walk::visit(uint64_t address, const std::string& path, size_t depth)
{
    if (!m_entered.insert(address).second)
        return true;
    const hdf5::Header header(m_image, address);
    if (!header.failed() && hdf5::isGroup(header))
        return enter(header, path, depth);
    if (!header.failed() && hdf5::isDataset(header))
        return readDataset(header, path);
    const bool type = !header.failed() && header.find(hdf5::Message::Datatype);
    return type || refuse(path, "expected a group or numbers, found damaged data");
}

bool Walk::enter(const hdf5::Header& group, const std::string& path, size_t depth)
{
    if (depth > limits::hdf5Depth)
        return refuse(path,
            "expected at most " + std::to_string(limits::hdf5Depth)
                + " groups in each other, found more");
    if (!readTexts(group, path, m_found.groups[path]))
        return false;
    const auto links = hdf5::linksOf(m_image, group);
    if (!links)
        return refuse(path, links.error());
    for (const auto& [name, hard, header] : *links) {
        const std::string whole = path.empty() ? name : path + "/" + name;
        if (!hard)
            return refuse(whole, "expected a group or numbers, found a link that leads elsewhere",
                "Save the model as one file without links");
        if (!countOne(whole) || !visit(header, whole, depth + 1))
            return false;
    }
    return true;
}

bool Walk::readTexts(const hdf5::Header& header, const std::string& path, hdf5::Texts& texts)
{
    auto found = hdf5::textsIn(header, m_heaps, m_budget);
    if (!found)
        return refuse(path,
            "expected attributes in its header, in proportion to the file; found damaged data, or "
            "a newer form of the format",
            "Copy the file again, or write it with h5py's default libver");
    texts = std::move(*found);
    m_objects += texts.size();
    return true;
}

bool Walk::readDataset(const hdf5::Header& dataset, const std::string& path)
{
    hdf5::Texts texts;
    if (!readTexts(dataset, path, texts))
        return false;
    const auto said = texts.find("dtype"); // how Keras marks what NumPy has no type for
    const bool brain = said != texts.end() && said->second == std::vector<std::string>{"bfloat16"};
    const auto described = hdf5::storedIn(dataset, brain);
    if (!described)
        return refuse(path, described.error());
    const auto& stored = *described;
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
    auto numbers = hdf5::numbersIn(m_image, dataset, *stored, bytes, m_data, m_budget);
    if (!numbers)
        return refuse(path, numbers.error());
    if (!numbers->shared && !take(bytes, path))
        return false;
    m_found.tensors.push_back({path, stored->type, stored->shape, std::move(numbers->data)});
    return true;
}

} // namespace

bool isHdf5(Bytes file) { return textOf(file).starts_with("\x89HDF\r\n\x1a\n"); }

Result<Hdf5> readHdf5(const Data& file, std::string_view name, Watch& watch)
{
    return Walk(file, name, watch).result();
}

} // namespace rnnscope
