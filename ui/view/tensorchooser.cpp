#include "ui/view/tensorchooser.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QWheelEvent>

namespace rnnscope {

TensorChooser::TensorChooser(QWidget* parent)
    : QComboBox(parent)
    , m_items(new QStandardItemModel(this))
{
    setModel(m_items);
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setFocusPolicy(Qt::StrongFocus);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(24);
    setMaxVisibleItems(16);
    auto* finder = new QCompleter(m_items, this);
    finder->setFilterMode(Qt::MatchContains);
    finder->setCaseSensitivity(Qt::CaseInsensitive);
    setCompleter(finder);
    connect(this, &QComboBox::activated, this,
        [this](int index) { emit chosen(itemData(index).toString()); });
    connect(lineEdit(), &QLineEdit::returnPressed, this, &TensorChooser::find);
    connect(lineEdit(), &QLineEdit::editingFinished, this, &TensorChooser::settle);
}

void TensorChooser::add(const TensorOffer& offer)
{
    QString text = QStringLiteral("%1 (%2)").arg(offer.name, offer.shape);
    if (!offer.obstacle.isEmpty())
        text += QStringLiteral(" – ") + offer.obstacle;
    else if (offer.used)
        text += QStringLiteral(" – ") + tr("in another place already");
    auto* item = new QStandardItem(text);
    item->setData(offer.name, Qt::UserRole);
    item->setToolTip(text);
    item->setEnabled(offer.obstacle.isEmpty());
    m_items->appendRow(item);
}

void TensorChooser::offer(const std::vector<TensorOffer>& offers, const QString& present)
{
    const QSignalBlocker quiet(this);
    clear();
    addItem(tr("none"), QString());
    for (int rank = 0; rank < 3; ++rank) // free ones, used ones, and those that do not fit
        for (const TensorOffer& one : offers)
            if (rank == (!one.obstacle.isEmpty() ? 2 : one.used ? 1 : 0))
                add(one);
    setCurrentIndex(std::max(0, findData(present)));
    setToolTip(currentText());
    view()->setMinimumWidth(std::min(720, view()->sizeHintForColumn(0) + 32));
    lineEdit()->setCursorPosition(0);
}

/// Chooses the first tensor that fits and whose name holds what was typed.
void TensorChooser::find()
{
    const QString typed = lineEdit()->text();
    if (typed == itemText(currentIndex()))
        return;
    for (const QStandardItem* item : m_items->findItems(typed, Qt::MatchContains))
        if (item->isEnabled() && (item->row() > 0 || typed.isEmpty())) {
            emit chosen(item->data(Qt::UserRole).toString());
            return;
        }
}

/// What was typed and is none of the tensors is not left standing.
void TensorChooser::settle()
{
    if (lineEdit()->text() != itemText(currentIndex()))
        setEditText(itemText(currentIndex()));
    lineEdit()->setCursorPosition(0);
}

void TensorChooser::wheelEvent(QWheelEvent* event) { event->ignore(); }

} // namespace rnnscope
