#include "ui/view/mappingrows.h"

#include "core/cell/cells.h"
#include "core/load/card.h"
#include "ui/view/tensorchooser.h"
#include "ui/view/tensorpicture.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>
#include <array>
#include <map>

namespace rnnscope {

namespace {

constexpr size_t mostOffered = 1000; ///< tensors of a file

/// The expectation alone: what was found is seen.
QString obstacleIn(const Error& error)
{
    const QString found = QString::fromStdString(error.found);
    return found.left(found.indexOf(QStringLiteral(", found")));
}

QString wordedRole(TensorRole role)
{
    const std::array<QString, allRoles> names = {MappingRows::tr("U, recurrent weights"),
        MappingRows::tr("P, projection"), MappingRows::tr("W and U, all weights"),
        MappingRows::tr("W, input weights"), MappingRows::tr("b, bias"),
        MappingRows::tr("d, recurrent bias"), MappingRows::tr("Embedding"),
        MappingRows::tr("Layer on top"), MappingRows::tr("Its bias")};
    return names[size_t(role)];
}

bool isOfLayer(TensorRole role) { return size_t(role) < layerRoles; }

/// The places of a layer, from top to bottom.
std::vector<TensorRole> rolesOf(const MappedLayer& layer)
{
    const bool joined = !layer.of(TensorRole::Kernel).empty();
    std::vector<TensorRole> roles
        = joined ? std::vector{TensorRole::Kernel} : std::vector{TensorRole::W, TensorRole::U};
    roles.insert(roles.end(), {TensorRole::B, TensorRole::D});
    if (layer.cell == "lstm")
        roles.push_back(TensorRole::P);
    return roles;
}

}

QStringList gatesOf(const MappedLayer& layer)
{
    const CellPtr cell = findCell(layer.cell);
    if (cell->blocks() == 1)
        return {QString()};
    return QString::fromStdString(layer.order.empty() ? gateOrder(*cell) : layer.order).split(u' ');
}

MappingRows::MappingRows(const MappingFitter& fitter, const Palette& colours, QWidget* parent)
    : QWidget(parent)
    , m_fitter(fitter)
    , m_colours(colours)
    , m_grid(new QGridLayout)
    , m_around(new QLabel(tr("Around the layers"), this))
{
    m_around->setForegroundRole(QPalette::PlaceholderText);
    m_around->setContentsMargins(0, 8, 0, 0);
    m_grid->setColumnStretch(1, 1);
    m_grid->setVerticalSpacing(4);
    m_grid->setHorizontalSpacing(12);
    auto* column = new QVBoxLayout(this);
    column->addLayout(m_grid);
    column->addStretch();
}

void MappingRows::rebuild(const Mapping& mapping, size_t place)
{
    for (const Row& row : std::exchange(m_rows, {}))
        for (QWidget* widget : std::initializer_list<QWidget*>{row.name, row.tensor, row.picture}) {
            widget->hide();
            widget->deleteLater();
        }
    m_layer = place;
    const MappedLayer& layer = mapping.layers[place];
    for (const TensorRole role : rolesOf(layer)) {
        const size_t count = std::max<size_t>(1, layer.of(role).size());
        for (size_t gate = 0; gate < count; ++gate)
            add({role, place, gate},
                count == 1
                    ? wordedRole(role)
                    : tr("%1: gate %2")
                          .arg(wordedRole(role), gatesOf(layer)[static_cast<qsizetype>(gate)]));
    }
    m_grid->addWidget(m_around, static_cast<int>(m_rows.size()), 0, 1, 3);
    for (const TensorRole role : {TensorRole::Embedding, TensorRole::Head, TensorRole::HeadBias})
        add({role}, wordedRole(role));
}

void MappingRows::add(const Spot& spot, const QString& name)
{
    Row row{
        spot, new QLabel(name, this), new TensorChooser(this), new TensorPicture(m_colours, this)};
    row.name->setBuddy(row.tensor);
    row.tensor->setAccessibleName(name);
    // Queued: the lists are made anew, also the one that speaks.
    connect(
        row.tensor, &TensorChooser::chosen, this,
        [this, spot](const QString& tensor) { emit chosen(spot, tensor); }, Qt::QueuedConnection);
    const int line = static_cast<int>(m_rows.size()) + !isOfLayer(spot.role);
    m_grid->addWidget(row.name, line, 0);
    m_grid->addWidget(row.tensor, line, 1);
    m_grid->addWidget(row.picture, line, 2);
    m_rows.push_back(row);
}

void MappingRows::refresh(const Mapping& mapping, const MappingFit& fit)
{
    const bool transposed = fit.sides.size() > m_layer && fit.sides[m_layer].transposed;
    for (const Row& row : m_rows)
        refreshRow(row, mapping, transposed);
}

void MappingRows::refreshRow(const Row& row, const Mapping& mapping, bool transposed)
{
    const Archive& archive = m_fitter.archive();
    const auto used = namesIn(mapping);
    const std::string& present = mapping.at(row.spot);
    std::vector<TensorOffer> offers;
    std::map<std::vector<int64_t>, QString> obstacles; // many tensors have the same shape
    for (const Tensor& tensor : archive.tensors) {
        const bool taken = tensor.name == present;
        if (!isFloat(tensor.type) || tensor.elements() == 0
            || (offers.size() >= mostOffered && !taken))
            continue;
        const auto [known, fresh] = obstacles.try_emplace(tensor.shape);
        if (const auto misfit
            = fresh ? m_fitter.misfit(mapping, row.spot, tensor.name) : std::nullopt)
            known->second = obstacleIn(*misfit);
        offers.push_back(
            {QString::fromStdString(tensor.name), QString::fromStdString(tensor.shapeText()),
                known->second, !taken && used.contains(tensor.name)});
    }
    row.tensor->offer(offers, QString::fromStdString(present));
    const MappedLayer& layer = mapping.layers[m_layer];
    const bool shared = isOfLayer(row.spot.role) && row.spot.role != TensorRole::P
        && layer.of(row.spot.role).size() < 2 && layer.cell != "rnn";
    row.picture->show(archive, present, shared ? gatesOf(layer) : QStringList(), transposed);
}

QStringList MappingRows::missing(const Mapping& mapping) const
{
    QStringList names;
    for (const Row& row : m_rows) {
        const bool weights = isOfLayer(row.spot.role) && row.spot.role != TensorRole::P
            && row.spot.role != TensorRole::B && row.spot.role != TensorRole::D;
        const bool begun = isOfLayer(row.spot.role) && mapping.layers[m_layer].has(row.spot.role);
        if (mapping.at(row.spot).empty() && (weights || begun))
            names += row.name->text();
    }
    return names;
}

} // namespace rnnscope
