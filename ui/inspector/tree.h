#pragma once

#include "ui/inspector/catalog.h"

#include <QAbstractItemModel>

namespace rnnscope {

/// A catalog for a tree view: name, shape, type and bytes of every entry.
class CatalogModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Name, Shape, Stored, Bytes, Columns };

    using QAbstractItemModel::QAbstractItemModel;

    void show(CatalogPtr catalog);
    const CatalogPtr& catalog() const { return m_catalog; }
    QModelIndex indexOf(int entry) const;
    static int entryOf(const QModelIndex& index)
    {
        return index.isValid() ? static_cast<int>(index.internalId()) : 0;
    }

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex&) const override { return Columns; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Catalog::Entry& at(const QModelIndex& index) const
    {
        return m_catalog->entries()[static_cast<size_t>(entryOf(index))];
    }
    QString text(const Catalog::Entry& entry, int column) const;

    CatalogPtr m_catalog;
};

} // namespace rnnscope
