#include "core/load/mappingfit.h"

#include "core/load/mappinglayer.h"

namespace rnnscope {

Result<Piece> namedPiece(const std::string& name, std::string_view role, const Archive& archive,
    const TensorIndex& index)
{
    const std::string where
        = "Cannot map “" + name + "” to " + std::string(role) + " in " + archive.file;
    const auto found = index.find(name);
    if (found == index.end())
        return Error{Fault::Model, where,
            "expected the name of one of its " + std::to_string(archive.tensors.size())
                + " tensors, found another",
            "“rnnscope inspect” and File ▸ Map tensors by hand list the names"};
    const Piece whole = wholeOf(archive, static_cast<int>(found->second - archive.tensors.data()));
    if (whole.empty())
        return Error{Fault::Model, where,
            "expected real numbers, found " + std::string(nameOf(found->second->type)) + ", "
                + found->second->shapeText(),
            "Choose another tensor"};
    return whole;
}

Piece columnOf(const Piece& whole)
{
    if (whole.columns > 1 && whole.rows > 2)
        return whole;
    return {whole.tensor, 0, whole.rows * whole.columns, 1, 1, 1};
}

Error wrongShape(
    const Piece& piece, std::string_view role, const std::string& expected, const Archive& archive)
{
    const Tensor& tensor = archive.tensors[static_cast<size_t>(piece.tensor)];
    return {Fault::Model,
        "Cannot map “" + tensor.name + "” to " + std::string(role) + " in " + archive.file,
        "expected " + expected + ", found " + tensor.shapeText(),
        "Choose another tensor or another cell"};
}

MappingFitter::MappingFitter(const Archive& archive)
    : m_archive(archive)
    , m_index(indexOf(archive))
{
}

namespace {

/// What lies around the layers, held against their sides.
class Around {
public:
    Around(const Mapping& mapping, const MappingFit& fit, const Archive& archive,
        const TensorIndex& index)
        : m_mapping(mapping)
        , m_inputs(fit.sides.front().inputs)
        , m_outputs(fit.sides.back().outputs)
        , m_archive(archive)
        , m_index(index)
    {
    }

    std::optional<Error> addTo(StoredNetwork& network) const
    {
        if (auto error = takeEmbedding(network))
            return error;
        if (auto error = takeHead(network))
            return error;
        network.described = !network.embedding.empty() || !network.after.empty();
        return {};
    }

private:
    Result<Piece> piece(TensorRole role) const
    {
        return namedPiece(m_mapping.of(role), nameOf(role), m_archive, m_index);
    }

    /// Turns a matrix so that it has that many columns; 0: any.
    bool turn(Piece& piece, int64_t columns) const
    {
        if (columns > 0 && piece.columns != columns)
            piece = piece.transposed();
        return columns == 0 || piece.columns == columns;
    }

    std::optional<Error> takeEmbedding(StoredNetwork& network) const
    {
        if (m_mapping.of(TensorRole::Embedding).empty())
            return {};
        auto table = piece(TensorRole::Embedding);
        if (!table)
            return table.error();
        if (!turn(*table, m_inputs))
            return wrongShape(*table, nameOf(TensorRole::Embedding),
                "tokens × " + std::to_string(m_inputs) + ", the inputs of layer 1", m_archive);
        network.embedding = *table;
        return {};
    }

    std::optional<Error> takeHead(StoredNetwork& network) const
    {
        int64_t rows = 0;
        if (!m_mapping.of(TensorRole::Head).empty()) {
            auto w = piece(TensorRole::Head);
            if (!w)
                return w.error();
            if (!turn(*w, m_outputs))
                return wrongShape(*w, nameOf(TensorRole::Head),
                    "outputs × " + std::to_string(m_outputs) + ", the units of the top layer",
                    m_archive);
            network.after.push_back({m_mapping.of(TensorRole::Head), *w, {}, linear, false});
            rows = w->rows;
        }
        if (m_mapping.of(TensorRole::HeadBias).empty())
            return {};
        const auto whole = piece(TensorRole::HeadBias);
        if (!whole)
            return whole.error();
        const Piece b = columnOf(*whole);
        if (rows != b.rows || b.columns > 1)
            return wrongShape(b, nameOf(TensorRole::HeadBias),
                rows > 0 ? std::to_string(rows) + " numbers" : std::string("a head beside it"),
                m_archive);
        network.after.back().b = b;
        return {};
    }

    const Mapping& m_mapping;
    int64_t m_inputs, m_outputs;
    const Archive& m_archive;
    const TensorIndex& m_index;
};

} // namespace

MappingFit MappingFitter::fit(const Mapping& mapping) const
{
    MappingFit fit;
    for (const MappedLayer& layer : mapping.layers) {
        const int64_t below = fit.sides.empty() ? 0 : fit.sides.back().outputs;
        LayerFit one = fitLayer(layer, fit.sides.size(), below, m_archive, m_index);
        fit.sides.push_back(one.sides);
        if ((fit.problem = one.problem))
            return fit;
        if (!fit.missing)
            fit.missing = one.missing;
        fit.network.layers.push_back(std::move(one.layer));
    }
    if (fit.sides.empty())
        fit.missing = Error{Fault::Model, "Cannot map tensors in " + m_archive.file,
            "expected a layer, found none", "Add one"};
    else
        fit.problem = Around(mapping, fit, m_archive, m_index).addTo(fit.network);
    return fit;
}

std::optional<Error> MappingFitter::misfit(
    Mapping mapping, const Spot& spot, const std::string& name) const
{
    mapping.at(spot) = name;
    return fit(mapping).problem;
}

Result<StoredNetwork> networkOf(const Mapping& mapping, const Archive& archive)
{
    MappingFit fit = MappingFitter(archive).fit(mapping);
    if (fit.problem)
        return *fit.problem;
    if (fit.missing)
        return *fit.missing;
    return std::move(fit.network);
}

} // namespace rnnscope
