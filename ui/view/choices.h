#pragma once

#include "ui/view/view.h"

#include <map>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace rnnscope {

/// What a file leaves open: a row for everything that can be chosen, the networks first, with what
/// was taken, whether that was assumed, and the way back to what was assumed.
class ChoiceForm : public QWidget {
    Q_OBJECT

public:
    explicit ChoiceForm(const Desk& desk, QWidget* parent = nullptr);

    /// Shows what the chosen model's file leaves open; hides where that is nothing.
    void refresh();
    /// Whether a note of the model of that place is shown here.
    static bool shows(const Scene& scene, size_t place, const Note& note);

signals:
    /// A vocabulary is to be given by hand.
    void vocabularyAsked();

private:
    struct Row {
        QLabel* name;
        QComboBox* options;
        QLabel* assumed;
        QToolButton* back;
        QLabel* more; ///< what else is said
    };
    Row makeRow(const std::string& id);
    void fill(Row& row, const Note& note, bool chosen);
    void place(const Row& row, int line);
    void drop(const Row& row);
    void retranslate(bool any, bool tokens);

    const Desk& m_desk;
    QGridLayout* m_grid;
    QLabel* m_title;
    QPushButton* m_vocabulary;
    QPushButton* m_all;
    std::map<std::string, Row> m_rows; ///< by Note::choice
};

/// A box of options that scrolls past under the wheel, and has the keys while it has the focus.
QComboBox* makeChooser(QWidget* parent);
/// Shows the options of a note in a box, in the present language.
void showOptions(QComboBox& box, const Note& note);
/// The note that lets a network be chosen; nullptr where there is but one.
const Note* networkNote(const Model& model);

} // namespace rnnscope
