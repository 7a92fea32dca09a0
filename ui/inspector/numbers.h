#pragma once

#include "ui/inspector/catalog.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QWidget>

class QLabel;
class QSpinBox;
class QTableView;

namespace rnnscope {

/// The numbers of a sheet for a table, read as they come into sight. Of very many rows or columns a
/// page is in the table.
class NumbersModel : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr int64_t pageRows = 100'000;
    static constexpr int64_t pageColumns = 4'000;

    explicit NumbersModel(QObject* parent = nullptr);

    void show(ExhibitPtr exhibit);
    /// Brings the page with that number into the table; where it stands in it.
    QModelIndex turnTo(int64_t row, int64_t column);
    /// What cells of the table show of the sheet.
    Window windowOf(const QModelIndex& first, const QModelIndex& last) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// Texts of a square of numbers.
    using Square = std::vector<QString>;
    QString text(int64_t row, int64_t column) const;

    ExhibitPtr m_exhibit;
    int64_t m_row = 0, m_column = 0; ///< where the page begins
    mutable QCache<std::pair<int64_t, int64_t>, Square> m_squares;
};

/// The numbers as a table, with fields to go to a row and a column. What is selected can be copied.
class NumbersPane : public QWidget {
    Q_OBJECT

public:
    explicit NumbersPane(QWidget* parent = nullptr);

    void show(const ExhibitPtr& exhibit);
    void retranslate();
    /// Goes to a number and selects it.
    void goTo(int64_t row, int64_t column);
    /// What is selected, as one window; nothing where that is a single number or none.
    std::optional<Window> selected() const;

private:
    NumbersModel* m_model;
    QTableView* m_table;
    QLabel *m_rowLabel, *m_columnLabel, *m_hint;
    QSpinBox *m_row, *m_column;
};

} // namespace rnnscope
