#include "ui/inspector/catalog.h"

#include "core/load/layout.h"
#include "ui/paint/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace rnnscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Catalog)
};

QString plain(std::string_view text) { return QString::fromUtf8(text.data(), std::ssize(text)); }

QString layerTitle(const StoredLayer& layer, int depth)
{
    const StoredBlock& first = layer.blocks.front();
    QString title = Texts::tr("layer %1: %2, %3 → %4")
                        .arg(depth)
                        .arg(plain(layer.cell->name()))
                        .arg(first.w.columns)
                        .arg(first.w.rows);
    if (!layer.projection.empty())
        title += QStringLiteral(" → %1").arg(first.u.columns);
    return layer.backward ? Texts::tr("%1, backward").arg(title) : title;
}

/// The pieces of one kind, one a gate.
struct Side {
    Piece StoredBlock::*piece;
    const char* symbol;
    QString name;
};

/// W, U and the biases that there are.
std::vector<Side> sidesOf(const StoredLayer& layer)
{
    std::vector<Side> sides{{&StoredBlock::w, "W", Texts::tr("W, input weights")},
        {&StoredBlock::u, "U", Texts::tr("U, recurrent weights")}};
    const auto has = [&](Piece StoredBlock::*piece) {
        return std::ranges::any_of(
            layer.blocks, [&](const StoredBlock& block) { return !(block.*piece).empty(); });
    };
    const bool both = has(&StoredBlock::d);
    if (has(&StoredBlock::b))
        sides.push_back(
            {&StoredBlock::b, "b", both ? Texts::tr("b, input bias") : Texts::tr("b, bias")});
    if (both)
        sides.push_back({&StoredBlock::d, "d", Texts::tr("d, recurrent bias")});
    return sides;
}

}

QString shapeText(const Sheet& sheet)
{
    QStringList sides;
    for (const int64_t side : sheet.shape())
        sides += QString::number(side);
    return sides.isEmpty() ? Texts::tr("one number") : sides.join(QStringLiteral(" × "));
}

Catalog::Catalog(ContentsPtr contents, const std::optional<StoredNetwork>& network)
    : m_contents(std::move(contents))
    , m_network(network)
    , m_entries(1)
{
    add(0, {Entry::Kind::Overview, Texts::tr("Overview")});
    if (m_network)
        addNetwork();
    addTensors();
}

int Catalog::add(int parent, Entry entry)
{
    const int place = static_cast<int>(m_entries.size());
    entry.parent = parent;
    std::vector<int>& children = m_entries[static_cast<size_t>(parent)].children;
    entry.place = static_cast<int>(children.size());
    children.push_back(place);
    m_entries.push_back(std::move(entry));
    return place;
}

Sheet::Part Catalog::partOf(const Piece& piece, int64_t row, int64_t column) const
{
    return {m_contents->archive.tensors[static_cast<size_t>(piece.tensor)], piece, row, column};
}

void Catalog::addPiece(int parent, const QString& name, const Piece& piece)
{
    if (lieWithin(piece, m_contents->archive))
        add(parent, {Entry::Kind::Part, name, -1, -1, -1, {partOf(piece)}});
}

void Catalog::addNetwork()
{
    addPiece(0, Texts::tr("embedding"), m_network->embedding);
    const auto addDense = [&](const std::vector<StoredDense>& layers) {
        for (const StoredDense& dense : layers) {
            const int group = add(
                0, {Entry::Kind::Group, Texts::tr("dense layer “%1”").arg(plain(dense.name))});
            addPiece(group, Texts::tr("W, weights"), dense.w);
            addPiece(group, Texts::tr("b, bias"), dense.b);
        }
    };
    addDense(m_network->before);
    int depth = 0;
    for (size_t place = 0; place < m_network->layers.size(); ++place)
        addLayer(place, depth += !m_network->layers[place].second);
    addDense(m_network->after);
}

void Catalog::addLayer(size_t place, int depth)
{
    const StoredLayer& layer = m_network->layers[place];
    const int number = static_cast<int>(place);
    const int top = add(0, {Entry::Kind::Layer, layerTitle(layer, depth), -1, -1, number});
    const int64_t units = layer.blocks.front().w.rows;
    Entry whole;
    for (const Side& side : sidesOf(layer)) {
        const int64_t column
            = whole.columns.empty() ? 0 : whole.columns.back().first + whole.columns.back().count;
        whole.columns.push_back({side.symbol, column, (layer.blocks.front().*side.piece).columns});
        const int entry = add(top, {Entry::Kind::Part, side.name, -1, -1, number});
        if (side.piece != &StoredBlock::u)
            m_entries.back().layer = -1;
        std::vector<Sheet::Part> parts;
        for (size_t i = 0; i < layer.blocks.size(); ++i) {
            const Piece& piece = layer.blocks[i].*side.piece;
            if (piece.empty())
                continue;
            const auto row = static_cast<int64_t>(i) * units;
            parts.push_back(partOf(piece, row));
            whole.parts.push_back(partOf(piece, row, column));
            const QString gate = gateName(*layer.cell, static_cast<int>(i));
            if (!gate.isEmpty())
                add(entry, {Entry::Kind::Part, gate, -1, -1, -1, {partOf(piece)}});
            if (side.piece == &StoredBlock::u && !gate.isEmpty())
                whole.rows.push_back({gate, row, units});
        }
        m_entries[static_cast<size_t>(entry)].parts = std::move(parts);
    }
    for (const int child : m_entries[static_cast<size_t>(top)].children)
        m_entries[static_cast<size_t>(child)].rows = whole.rows;
    m_entries[static_cast<size_t>(top)].parts = std::move(whole.parts);
    m_entries[static_cast<size_t>(top)].rows = std::move(whole.rows);
    m_entries[static_cast<size_t>(top)].columns = std::move(whole.columns);
    for (size_t i = 0; i < layer.peeps.size(); ++i)
        addPiece(top, Texts::tr("peephole weights of %1").arg(QString("ifo"[i])), layer.peeps[i]);
    addPiece(top, Texts::tr("P, projection"), layer.projection);
    addPiece(top, Texts::tr("initial hidden state"), layer.startHidden);
    addPiece(top, Texts::tr("initial cell state"), layer.startCell);
}

void Catalog::addTensors()
{
    const auto& tensors = m_contents->archive.tensors;
    m_entries.reserve(m_entries.size() + tensors.size() + 1);
    const int group = add(0,
        {Entry::Kind::Group,
            Texts::tr("All tensors of the file (%1)")
                .arg(QLocale().toString(static_cast<qulonglong>(tensors.size())))});
    for (size_t i = 0; i < tensors.size(); ++i)
        add(group, {Entry::Kind::Tensor, plain(tensors[i].name), -1, static_cast<int>(i)});
}

QString Catalog::path(int entry) const
{
    QStringList names;
    for (int up = entry; up > 0; up = m_entries[static_cast<size_t>(up)].parent)
        names.prepend(m_entries[static_cast<size_t>(up)].name);
    return names.join('/');
}

int Catalog::find(const QString& name) const
{
    for (int entry = 1; entry < std::ssize(m_entries); ++entry)
        if (m_entries[static_cast<size_t>(entry)].name == name || path(entry) == name)
            return entry;
    return 0;
}

ExhibitPtr Catalog::exhibit(int place) const
{
    const Entry& entry = m_entries[static_cast<size_t>(place)];
    if (place == 0 || entry.kind == Entry::Kind::Overview || entry.kind == Entry::Kind::Group)
        return nullptr;
    Exhibit exhibit;
    const Archive& archive = m_contents->archive;
    exhibit.rows = entry.rows;
    exhibit.columns = entry.columns;
    if (entry.tensor >= 0) {
        exhibit.sheet = Sheet::of(archive.tensors[static_cast<size_t>(entry.tensor)]);
        if (m_network)
            markTensor(*m_network, archive, entry.tensor, exhibit.rows, exhibit.columns);
    } else {
        exhibit.sheet = Sheet(entry.parts);
    }
    exhibit.title = entry.name;
    for (int up = entry.parent; entry.tensor < 0 && up > 0;
         up = m_entries[static_cast<size_t>(up)].parent)
        exhibit.title.prepend(m_entries[static_cast<size_t>(up)].name + " · ");
    exhibit.remark = remarkOf(entry, exhibit.sheet);
    exhibit.recurrent = recurrentOf(entry);
    if (entry.kind == Entry::Kind::Layer)
        exhibit.biases = biasesOf(m_network->layers[static_cast<size_t>(entry.layer)]);
    return std::make_shared<const Exhibit>(std::move(exhibit));
}

/// A layer's or its U's gates; of one gate of U the gate alone.
std::vector<GateSheet> Catalog::recurrentOf(const Entry& entry) const
{
    const Entry& above = m_entries[static_cast<size_t>(entry.parent)];
    if (entry.layer < 0 && above.layer >= 0 && above.kind == Entry::Kind::Part)
        return {{entry.name, Sheet(entry.parts)}};
    if (entry.layer < 0)
        return {};
    const StoredLayer& layer = m_network->layers[static_cast<size_t>(entry.layer)];
    std::vector<GateSheet> all;
    for (size_t i = 0; i < layer.blocks.size(); ++i)
        all.push_back(
            {gateName(*layer.cell, static_cast<int>(i)), Sheet({partOf(layer.blocks[i].u)})});
    return all;
}

/// Only of gates, whose two biases are added: of a GRU's candidate they are not.
std::vector<GateBias> Catalog::biasesOf(const StoredLayer& layer) const
{
    std::vector<GateBias> all;
    for (const Track& track : layer.cell->tracks()) {
        if (track.block < 0 || (layer.blocks.size() > 1 && track.role != Role::Gate))
            continue;
        const StoredBlock& block = layer.blocks[static_cast<size_t>(track.block)];
        GateBias bias{gateName(*layer.cell, track.block), track.id == "forget",
            std::vector<double>(static_cast<size_t>(block.w.rows))};
        if (bias.name.isEmpty())
            bias.name = QCoreApplication::translate("cell", track.name);
        for (const Piece* piece : {&block.b, &block.d}) {
            if (piece->empty())
                continue;
            const std::vector<double> numbers
                = Sheet({partOf(*piece)}).numbers({0, 0, piece->rows, 1});
            std::ranges::transform(bias.numbers, numbers, bias.numbers.begin(), std::plus());
        }
        for (double& number : bias.numbers)
            number += bias.forget ? layer.forgetBias : 0;
        all.push_back(std::move(bias));
    }
    return all;
}

QString Catalog::remarkOf(const Entry& entry, const Sheet& sheet) const
{
    QStringList said{plain(nameOf(sheet.type())), shapeText(sheet),
        bytesText(static_cast<uint64_t>(sheet.count()) * sizeOf(sheet.type()))};
    std::vector<std::string> names;
    for (const Sheet::Part& part : sheet.parts())
        if (std::ranges::find(names, part.tensor.name) == names.end())
            names.push_back(part.tensor.name);
    if (entry.tensor < 0 && names.size() == 1) {
        const Sheet::Part& first = sheet.parts().front();
        said += plain(first.tensor.name)
            + (sheet.parts().size() == 1 ? ", " + placeText(first.piece, first.tensor) : QString());
    }
    if (entry.layer >= 0) {
        const StoredLayer& layer = m_network->layers[static_cast<size_t>(entry.layer)];
        if (!layer.order.empty())
            said += Texts::tr("stored in the order %1").arg(plain(layer.order));
    }
    return said.join(QStringLiteral(" · "));
}

} // namespace rnnscope
