#include "ui/inspector/tree.h"

#include "ui/paint/text.h"

namespace rnnscope {

void CatalogModel::show(CatalogPtr catalog)
{
    beginResetModel();
    m_catalog = std::move(catalog);
    endResetModel();
}

QModelIndex CatalogModel::indexOf(int entry) const
{
    if (!m_catalog || entry <= 0)
        return {};
    return createIndex(
        m_catalog->entries()[static_cast<size_t>(entry)].place, 0, static_cast<quintptr>(entry));
}

QModelIndex CatalogModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!m_catalog || row < 0 || row >= rowCount(parent) || column < 0 || column >= Columns)
        return {};
    return createIndex(
        row, column, static_cast<quintptr>(at(parent).children[static_cast<size_t>(row)]));
}

QModelIndex CatalogModel::parent(const QModelIndex& index) const
{
    return index.isValid() ? indexOf(at(index).parent) : QModelIndex();
}

int CatalogModel::rowCount(const QModelIndex& parent) const
{
    if (!m_catalog || parent.column() > 0)
        return 0;
    return static_cast<int>(at(parent).children.size());
}

QString CatalogModel::text(const Catalog::Entry& entry, int column) const
{
    if (column == Name)
        return entry.name;
    if (entry.tensor < 0 && entry.kind != Catalog::Entry::Kind::Part)
        return {};
    const auto& tensors = m_catalog->contents().archive.tensors;
    const Sheet sheet = entry.tensor < 0 ? Sheet(entry.parts)
                                         : Sheet::of(tensors[static_cast<size_t>(entry.tensor)]);
    if (column == Shape)
        return shapeText(sheet);
    if (column == Bytes)
        return bytesText(static_cast<uint64_t>(sheet.count()) * sizeOf(sheet.type()));
    return QString::fromUtf8(nameOf(sheet.type()).data(), std::ssize(nameOf(sheet.type())));
}

QVariant CatalogModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return text(at(index), index.column());
    if (role == Qt::ToolTipRole)
        return at(index).name;
    if (role == Qt::TextAlignmentRole && index.column() == Bytes)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant CatalogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("Name"), tr("Shape"), tr("Type"), tr("Size")};
    return names[section];
}

} // namespace rnnscope
