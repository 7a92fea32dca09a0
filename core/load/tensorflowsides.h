#pragma once

#include "core/load/stored.h"

#include <unordered_map>

namespace rnnscope {

/// The tensors of an archive by their names without the “:0” of TensorFlow's variables. For as long
/// as the archive stays as it is.
class PlainNames {
public:
    explicit PlainNames(const Archive& archive);

    static std::string_view plain(std::string_view name)
    {
        return name.substr(0, name.size() - (name.ends_with(":0") ? 2 : 0));
    }
    /// −1 where there is none of that name.
    int placeOf(std::string_view name) const
    {
        const auto found = m_places.find(name);
        return found == m_places.end() ? -1 : found->second;
    }

private:
    std::unordered_map<std::string_view, int> m_places;
};

/// Finds the embedding below a network of TensorFlow and the dense layer above it, by names and
/// shapes; the network is described when it has one of them.
void findSides(StoredNetwork& network, const Archive& archive, const PlainNames& names);

} // namespace rnnscope
