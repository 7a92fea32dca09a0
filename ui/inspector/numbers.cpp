#include "ui/inspector/numbers.h"

#include "core/load/sheetfile.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTableView>

#include <algorithm>
#include <limits>

namespace rnnscope {

namespace {

constexpr int64_t side = 64; ///< of the squares that are read at once
constexpr int squares = 256; ///< kept

int bounded(int64_t number)
{
    return static_cast<int>(std::min<int64_t>(number, std::numeric_limits<int>::max()));
}

}

NumbersModel::NumbersModel(QObject* parent)
    : QAbstractTableModel(parent)
    , m_squares(squares)
{
}

void NumbersModel::show(ExhibitPtr exhibit)
{
    beginResetModel();
    m_exhibit = std::move(exhibit);
    m_row = m_column = 0;
    m_squares.clear();
    endResetModel();
}

QModelIndex NumbersModel::turnTo(int64_t row, int64_t column)
{
    const int64_t firstRow = row / pageRows * pageRows;
    const int64_t firstColumn = column / pageColumns * pageColumns;
    if (firstRow != m_row || firstColumn != m_column) {
        beginResetModel();
        m_row = firstRow;
        m_column = firstColumn;
        endResetModel();
    }
    return index(static_cast<int>(row - m_row), static_cast<int>(column - m_column));
}

Window NumbersModel::windowOf(const QModelIndex& first, const QModelIndex& last) const
{
    return {m_row + first.row(), m_column + first.column(), last.row() - first.row() + 1,
        last.column() - first.column() + 1};
}

int NumbersModel::rowCount(const QModelIndex& parent) const
{
    return m_exhibit && !parent.isValid()
        ? static_cast<int>(std::min(pageRows, m_exhibit->sheet.rows() - m_row))
        : 0;
}

int NumbersModel::columnCount(const QModelIndex& parent) const
{
    return m_exhibit && !parent.isValid()
        ? static_cast<int>(std::min(pageColumns, m_exhibit->sheet.columns() - m_column))
        : 0;
}

/// The number's text, read with its neighbours.
QString NumbersModel::text(int64_t row, int64_t column) const
{
    const Sheet& sheet = m_exhibit->sheet;
    const std::pair key(row / side, column / side);
    const Window window{key.first * side, key.second * side,
        std::min(side, sheet.rows() - key.first * side),
        std::min(side, sheet.columns() - key.second * side)};
    const Square* square = m_squares.object(key);
    if (!square) {
        auto* made = new Square;
        for (const QString& line : QString::fromStdString(textOf(sheet, window, '\t')).split('\n'))
            for (const QString& number : line.split('\t'))
                made->push_back(number);
        m_squares.insert(key, made);
        square = made;
    }
    return (
        *square)[static_cast<size_t>((row - window.row) * window.columns + column - window.column)];
}

QVariant NumbersModel::data(const QModelIndex& index, int role) const
{
    if (role == Qt::DisplayRole)
        return text(m_row + index.row(), m_column + index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant NumbersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (!m_exhibit)
        return {};
    const bool rows = orientation == Qt::Vertical;
    const int64_t place = section + (rows ? m_row : m_column);
    if (role == Qt::DisplayRole)
        return rows ? QString::fromStdString(m_exhibit->sheet.rowName(place))
                    : QString::number(place);
    if (role == Qt::ToolTipRole)
        for (const Mark& mark : rows ? m_exhibit->rows : m_exhibit->columns)
            if (place >= mark.first && place < mark.first + mark.count)
                return QStringLiteral("%1: %2").arg(mark.name).arg(place - mark.first);
    return {};
}

NumbersPane::NumbersPane(QWidget* parent)
    : QWidget(parent)
    , m_model(new NumbersModel(this))
    , m_table(new QTableView)
    , m_rowLabel(new QLabel)
    , m_columnLabel(new QLabel)
    , m_hint(new QLabel)
    , m_row(new QSpinBox)
    , m_column(new QSpinBox)
{
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setDefaultSectionSize(
        fontMetrics().horizontalAdvance(QStringLiteral("−0.0000000000e−00")));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 6, 8, 6);
    bar->setSpacing(8);
    for (QWidget* widget :
        std::initializer_list<QWidget*>{m_rowLabel, m_row, m_columnLabel, m_column, m_hint})
        bar->addWidget(widget);
    bar->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    m_rowLabel->setBuddy(m_row);
    m_columnLabel->setBuddy(m_column);
    for (QSpinBox* field : {m_row, m_column})
        connect(field, &QSpinBox::valueChanged, this,
            [this] { goTo(m_row->value(), m_column->value()); });
    retranslate();
}

void NumbersPane::retranslate()
{
    m_rowLabel->setText(tr("Go to &row"));
    m_columnLabel->setText(tr("&column"));
    m_hint->setText(tr("counted from 0"));
    m_table->setAccessibleName(tr("Numbers"));
}

void NumbersPane::show(const ExhibitPtr& exhibit)
{
    m_model->show(exhibit);
    for (QSpinBox* field : {m_row, m_column}) {
        const QSignalBlocker silent(field);
        const int64_t many = field == m_row ? exhibit->sheet.rows() : exhibit->sheet.columns();
        field->setValue(0);
        field->setRange(0, bounded(std::max<int64_t>(many - 1, 0)));
    }
}

void NumbersPane::goTo(int64_t row, int64_t column)
{
    const QModelIndex place = m_model->turnTo(row, column);
    m_table->selectionModel()->setCurrentIndex(place, QItemSelectionModel::NoUpdate);
    m_table->scrollTo(place, QAbstractItemView::PositionAtCenter);
    for (QSpinBox* field : {m_row, m_column}) {
        const QSignalBlocker silent(field);
        field->setValue(bounded(field == m_row ? row : column));
    }
}

std::optional<Window> NumbersPane::selected() const
{
    const QItemSelection chosen = m_table->selectionModel()->selection();
    if (chosen.isEmpty())
        return std::nullopt;
    const QItemSelectionRange& range = chosen.first();
    return m_model->windowOf(range.topLeft(), range.bottomRight());
}

} // namespace rnnscope
