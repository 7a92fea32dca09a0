#pragma once

#include "core/base/watch.h"
#include "core/load/statedict.h"
#include "core/pack/archive.h"

#include <functional>
#include <map>

namespace rnnscope {

/// The numbers of a storage, by its key.
using StorageSource = std::function<Result<Data>(const std::string& key)>;

/// Makes tensors of a PyTorch file from their storages. A tensor is a view: it begins at an offset,
/// has strides, and may share its storage with others. Only where its numbers do not lie one after
/// another are they copied.
class Storages {
public:
    /// @param big whether numbers are stored big-endian
    /// @param fileSize bounds what tensors that share or repeat storage may grow to
    Storages(
        const Pickle& pickle, StorageSource source, bool big, uint64_t fileSize, std::string file);

    /// Adds all that was found to the archive, and to its metadata what cannot be read.
    std::optional<Error> addTo(Archive& archive, const StateDict& found, Watch& watch);

    /// The tensor that the Object `ref` describes; nullopt for kinds that are no plain array of
    /// numbers (sparse, quantised, complex). Fails when the description does not fit its storage.
    Result<std::optional<Tensor>> tensor(Pickle::Ref ref, const std::string& name);

private:
    /// A tensor as described, not yet checked.
    struct View {
        std::string key; ///< of the storage
        Type type;
        int64_t count; ///< items of the storage
        int64_t offset;
        std::vector<int64_t> shape;
        std::vector<int64_t> strides;
    };

    std::optional<View> viewOf(Pickle::Ref ref) const;
    std::vector<Pickle::Ref> argumentsOf(Pickle::Ref ref, int depth) const;
    std::optional<std::vector<int64_t>> numbersOf(Pickle::Ref tuple) const;
    Result<Data> storage(const View& view, const std::string& where);

    const Pickle& m_pickle;
    StorageSource m_source;
    bool m_big;
    uint64_t m_budget;
    std::string m_file;
    std::map<std::string, Data> m_read;
};

/// The type of a Storage's items; nullopt where it is counted in bytes, or unknown.
std::optional<Type> itemTypeOf(const Pickle& pickle, const Pickle::Node& storage);

} // namespace rnnscope
