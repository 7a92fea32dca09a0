#include "core/load/kerasstore.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <set>

namespace rnnscope {

namespace {

/// The parts of a name between slashes, without the last.
std::set<std::string> scopesOf(const std::string& name)
{
    std::set<std::string> scopes;
    size_t from = 0;
    for (size_t slash = name.find('/'); slash != name.npos; slash = name.find('/', from)) {
        scopes.insert(name.substr(from, slash - from));
        from = slash + 1;
    }
    return scopes;
}

/// Cuts a list into parts of the sizes they should have, or else into equal ones.
std::vector<std::vector<int>> split(
    const std::vector<int>& tensors, const std::vector<KerasPart>& parts)
{
    if (parts.size() < 2)
        return {tensors};
    size_t sum = 0;
    for (const KerasPart& part : parts)
        sum += part.count;
    const bool equal = sum != tensors.size();
    if (equal && tensors.size() % parts.size() != 0)
        return {};
    std::vector<std::vector<int>> split;
    auto from = tensors.begin();
    for (const KerasPart& part : parts) {
        const size_t count = equal ? tensors.size() / parts.size() : part.count;
        const auto to = from + static_cast<std::ptrdiff_t>(count);
        split.emplace_back(from, to);
        from = to;
    }
    return split;
}

/// The number of a variable, for sorting; those that are none come last.
int numberOf(const std::string& text)
{
    int number = -1;
    const char* end = text.data() + text.size();
    const auto [rest, problem] = std::from_chars(text.data(), end, number);
    return problem == std::errc() && rest == end ? number : INT32_MAX;
}

/// The variables of a file by group, and what the groups say they are called.
struct Groups {
    std::map<std::string, std::vector<int>> variables;
    std::map<std::string, std::string> names; ///< of the layer, by its group's path
    std::map<std::string, std::string> places; ///< the group, by container and name

    /// Where a layer lies: there where it is looked for, if that says nothing else.
    std::string placeOf(const KerasLayer& layer) const;
};

std::string Groups::placeOf(const KerasLayer& layer) const
{
    const auto said = names.find(layer.place);
    if (said != names.end() && said->second == layer.name)
        return layer.place;
    const std::string container = layer.place.substr(0, layer.place.rfind('/') + 1);
    if (const auto other = places.find(container + layer.name); other != places.end())
        return other->second;
    return said == names.end() ? layer.place : "";
}

} // namespace

KerasWeights listedWeights(const std::vector<KerasEntry>& entries)
{
    const auto lists = std::make_shared<std::map<std::string, std::vector<int>>>();
    for (const KerasEntry& entry : entries) {
        (*lists)[entry.layer] = entry.tensors;
        for (size_t i = 0; i < entry.names.size(); ++i)
            for (const std::string& scope : scopesOf(entry.names[i]))
                (*lists)[entry.layer + "/" + scope].push_back(entry.tensors[i]);
    }
    return [lists](const KerasLayer& layer, const std::vector<KerasPart>& parts) {
        const bool inner = layer.outer != layer.name;
        const auto found = lists->find(inner ? layer.outer + "/" + layer.name : layer.name);
        return found == lists->end() ? std::vector<std::vector<int>>()
                                     : split(found->second, parts);
    };
}

std::string pathOf(std::string path)
{
    constexpr std::string_view old = "_layer_checkpoint_dependencies";
    std::ranges::replace(path, '\\', '/');
    for (size_t at = path.find(old); at != path.npos; at = path.find(old, at))
        path.replace(at, old.size(), "layers");
    return path;
}

std::map<std::string, std::vector<int>> variablesOf(const std::vector<Tensor>& tensors)
{
    std::map<std::string, std::vector<std::pair<int, int>>> numbered;
    for (size_t i = 0; i < tensors.size(); ++i) {
        const std::string path = pathOf(tensors[i].name);
        const size_t at = path.rfind("/vars/");
        if (at != path.npos)
            numbered[path.substr(0, at)].emplace_back(
                numberOf(path.substr(at + 6)), static_cast<int>(i));
    }
    std::map<std::string, std::vector<int>> variables;
    for (auto& [path, list] : numbered) {
        std::ranges::sort(list);
        for (const auto& [number, place] : list)
            variables[path].push_back(place);
    }
    return variables;
}

KerasWeights groupedWeights(const Hdf5& file, const std::vector<Tensor>& tensors)
{
    const auto groups = std::make_shared<Groups>();
    groups->variables = variablesOf(tensors);
    for (const auto& [stored, texts] : file.groups) {
        const std::string path = pathOf(stored);
        const auto name = texts.find("name");
        if (!path.ends_with("/vars") || name == texts.end() || name->second.size() != 1)
            continue;
        const std::string group = path.substr(0, path.size() - 5);
        groups->names[group] = name->second[0];
        groups->places[group.substr(0, group.rfind('/') + 1) + name->second[0]] = group;
    }
    return [groups](const KerasLayer& layer, const std::vector<KerasPart>& parts) {
        const std::string place = groups->placeOf(layer);
        std::vector<std::vector<int>> all;
        for (const KerasPart& part : parts) {
            const auto found
                = groups->variables.find(part.path.empty() ? place : place + "/" + part.path);
            all.push_back(found == groups->variables.end() ? std::vector<int>() : found->second);
        }
        return all;
    };
}

} // namespace rnnscope
