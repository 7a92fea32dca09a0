#include "ui/view/dialform.h"

#include "ui/view/choices.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace rnnscope {

DialForm::DialForm(QWidget* parent)
    : QScrollArea(parent)
{
    auto* body = new QWidget;
    m_grid = new QGridLayout(body);
    m_grid->setContentsMargins(0, 0, 8, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    setWidget(body);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // the dials have it
}

void DialForm::addRow(QWidget* dial, QWidget* beside)
{
    const int row = m_grid->rowCount();
    m_names.push_back(new QLabel(widget()));
    m_names.back()->setBuddy(dial);
    m_grid->addWidget(m_names.back(), row, 0);
    m_grid->addWidget(dial, row, 1, 1, beside ? 1 : 2);
    if (beside)
        m_grid->addWidget(beside, row, 2);
}

void DialForm::addWide(QWidget* widget) { m_grid->addWidget(widget, m_grid->rowCount(), 0, 1, 3); }

QComboBox* DialForm::makeChoice(int count, const std::function<void(int option)>& chosen)
{
    QComboBox* box = makeChooser(widget());
    for (int i = 0; i < count; ++i)
        box->addItem(QString());
    connect(box, &QComboBox::activated, this, chosen);
    return box;
}

void DialForm::end() { m_grid->setRowStretch(m_grid->rowCount(), 1); }

void DialForm::setNames(const QStringList& names)
{
    for (size_t i = 0; i < m_names.size(); ++i)
        m_names[i]->setText(names[static_cast<qsizetype>(i)]);
}

void setOptions(QComboBox& box, const QStringList& texts, const QString& name, const QString& hint)
{
    const QSignalBlocker quiet(box);
    const int chosen = box.currentIndex();
    box.clear();
    box.addItems(texts);
    box.setCurrentIndex(std::max(chosen, 0));
    box.setAccessibleName(name);
    box.setToolTip(hint);
}

void showOption(QComboBox& box, int option)
{
    const QSignalBlocker quiet(box);
    box.setCurrentIndex(option);
}

} // namespace rnnscope
