#pragma once

#include "core/load/mapping.h"

namespace rnnscope {

/// What a layer that is described by hand comes to.
struct MappedSides {
    int64_t inputs = 0, units = 0, outputs = 0; ///< 0: not known yet
    bool transposed = false; ///< as said, or as the shapes tell
    bool either = false; ///< both ways fit
};

/// A mapping held against the tensors of a file.
struct MappingFit {
    std::vector<MappedSides> sides; ///< of the layers that were looked at
    std::optional<Error> problem; ///< of what is named, the first that does not fit
    std::optional<Error> missing; ///< what is to be named yet
    StoredNetwork network; ///< where neither is there
};

/// Holds mappings against the tensors of one archive, which has to stay as it is.
class MappingFitter {
public:
    explicit MappingFitter(const Archive& archive);

    /// Looks at shapes alone; a mapping may lack names.
    MappingFit fit(const Mapping& mapping) const;
    /// Why a tensor cannot stand in that place beside what is mapped already; nullopt: it can.
    std::optional<Error> misfit(Mapping mapping, const Spot& spot, const std::string& name) const;

    const Archive& archive() const { return m_archive; }

private:
    const Archive& m_archive;
    TensorIndex m_index;
};

/// The network that a mapping describes. Everything that a file does not say of a cell is left to
/// be assumed. Fails on what does not fit or is missing.
Result<StoredNetwork> networkOf(const Mapping& mapping, const Archive& archive);

} // namespace rnnscope
