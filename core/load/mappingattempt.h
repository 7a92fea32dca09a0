#pragma once

#include "core/load/mappinglayer.h"

namespace rnnscope {

/// Holds one layer against the tensors, either with its rows or with its columns as the gates'
/// units. What is known of its sides grows with every role.
class MappingAttempt {
public:
    MappingAttempt(const MappedLayer& layer, const Cell& cell, bool transposed, int64_t below,
        const Archive& archive, const TensorIndex& index);

    /// Looks at every tensor until one does not fit.
    void run();

    const MappedSides& sides() const { return m_sides; }
    const std::optional<Error>& problem() const { return m_problem; }
    /// How many of the tensors were found to fit.
    int fitting() const { return m_fitting; }
    /// Where nothing is missing: row blocks as if the gates lay in the cell's own order.
    std::vector<StoredBlock> blocks() const;
    Piece projection() const { return m_pieces[size_t(TensorRole::P)].front(); }

private:
    std::string_view name(TensorRole role) const { return nameOf(role, m_layer.hiddenFirst); }
    const char* across() const { return m_sides.transposed ? " columns" : " rows"; }
    const char* along() const { return m_sides.transposed ? " rows" : " columns"; }
    /// How many gates share a tensor of that role.
    int64_t gatesIn(TensorRole role) const { return m_layer.of(role).size() == 1 ? m_gates : 1; }

    bool refuse(TensorRole role, const Piece& piece, const std::string& expected);

    /// Fetches the tensors of a role and holds each against `fits`; places not named are left out.
    template <class Fits>
    bool take(TensorRole role, const Fits& fits);

    /// A side is what is known of it, or becomes known.
    static bool agree(int64_t& known, int64_t found)
    {
        if (known == 0)
            known = found;
        return known == found;
    }
    bool unitsFit(int64_t rows, int64_t gates);
    std::string unitsText(int64_t gates) const;

    bool takeU();
    bool takeProjection();
    bool takeKernel();
    bool takeW();
    bool takeBias(TensorRole role);
    bool takeInputs(TensorRole role, const Piece& piece, int64_t inputs);

    const MappedLayer& m_layer;
    int64_t m_gates;
    int64_t m_below;
    const Archive& m_archive;
    const TensorIndex& m_index;
    MappedSides m_sides;
    std::array<std::vector<Piece>, layerRoles> m_pieces;
    bool m_bothBiases = false; ///< one tensor holds b and below it d
    std::optional<Error> m_problem;
    int m_fitting = 0;
};

} // namespace rnnscope
