#pragma once

#include <QScrollArea>

#include <functional>

class QComboBox;
class QGridLayout;
class QLabel;

namespace rnnscope {

/// Dials below each other with their names, scrolling where there is little room.
class DialForm : public QScrollArea {
    Q_OBJECT

public:
    explicit DialForm(QWidget* parent = nullptr);

    /// A dial with its name, and what belongs to it at the right.
    void addRow(QWidget* dial, QWidget* beside = nullptr);
    /// Something without a name, over the whole width.
    void addWide(QWidget* widget);
    /// A box with so many options that are told by their place.
    QComboBox* makeChoice(int count, const std::function<void(int option)>& chosen);
    /// No more rows follow.
    void end();
    /// Of the rows, in their order.
    void setNames(const QStringList& names);

private:
    QGridLayout* m_grid;
    std::vector<QLabel*> m_names;
};

/// Gives the options of a box their texts, in their order, without telling of it.
void setOptions(QComboBox& box, const QStringList& texts, const QString& name, const QString& hint);
/// Shows an option without telling of it.
void showOption(QComboBox& box, int option);

} // namespace rnnscope
