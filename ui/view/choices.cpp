#include "ui/view/choices.h"

#include "core/load/vocabularyfile.h"
#include "ui/view/wording.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

/// What makes the model, and leaves it open to assumptions as a file does.
bool isMapping(const Choices::value_type& one) { return one.first == choice::mapping; }

class Chooser : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    bool event(QEvent* event) override
    {
        const bool shortcut = event->type() == QEvent::ShortcutOverride;
        if (shortcut && belongs(*static_cast<QKeyEvent*>(event))) {
            event->accept(); // so that it is no key of the window
            return true;
        }
        return QComboBox::event(event);
    }
    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            showPopup();
        else
            QComboBox::keyPressEvent(event);
    }
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }

private:
    /// Whether a key moves among the options, opens them or is the beginning of one.
    static bool belongs(const QKeyEvent& key)
    {
        constexpr std::array moving = {Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_End,
            Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_F4, Qt::Key_Return, Qt::Key_Enter};
        const auto held = key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
        const bool typed = !key.text().isEmpty() && key.text().front().isPrint();
        return held == Qt::NoModifier && (typed || std::ranges::count(moving, key.key()) > 0);
    }
};

}

QComboBox* makeChooser(QWidget* parent)
{
    auto* box = new Chooser(parent);
    box->setFocusPolicy(Qt::StrongFocus);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    box->setMaxVisibleItems(16);
    return box;
}

void showOptions(QComboBox& box, const Note& note)
{
    const QSignalBlocker quiet(box);
    box.clear();
    for (const std::string& option : note.options)
        box.addItem(wordedOption(option), QString::fromStdString(option));
    box.setCurrentIndex(static_cast<int>(note.chosen));
    for (int i = 0; i < box.count(); ++i) // where a name is cut
        box.setItemData(i, box.itemText(i), Qt::ToolTipRole);
    box.setToolTip(box.currentText());
    box.setAccessibleName(QCoreApplication::translate("card", note.what));
}

const Note* networkNote(const Model& model)
{
    const auto found = std::ranges::find(model.notes, choice::network, &Note::choice);
    return found == model.notes.end() || found->options.size() < 2 ? nullptr : &*found;
}

ChoiceForm::ChoiceForm(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_grid(new QGridLayout)
    , m_title(new QLabel(this))
    , m_vocabulary(new QPushButton(this))
    , m_all(new QPushButton(this))
{
    m_grid->setColumnStretch(1, 1);
    m_grid->setVerticalSpacing(4);
    m_grid->setHorizontalSpacing(8);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_vocabulary);
    buttons->addWidget(m_all);
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 8, 8);
    column->addWidget(m_title);
    column->addLayout(m_grid);
    column->addLayout(buttons);
    for (QPushButton* button : {m_vocabulary, m_all})
        button->setAutoDefault(false);
    connect(m_vocabulary, &QPushButton::clicked, this, &ChoiceForm::vocabularyAsked);
    connect(m_all, &QPushButton::clicked, this, [this] {
        Choices kept = m_desk.session->origin().choices;
        std::erase_if(kept, [](const auto& one) { return !isMapping(one); });
        m_desk.session->assume(kept);
    });
    // What could not be made is not what the boxes should go on showing.
    connect(desk.session, &Session::failed, this, &ChoiceForm::refresh);
    hide();
}

bool ChoiceForm::shows(const Scene& scene, size_t place, const Note& note)
{
    return scene.adjustable(place) && note.options.size() > 1;
}

ChoiceForm::Row ChoiceForm::makeRow(const std::string& id)
{
    Row row{new QLabel(this), makeChooser(this), new QLabel(this), new QToolButton(this),
        new QLabel(this)};
    row.name->setWordWrap(true);
    row.name->setForegroundRole(QPalette::PlaceholderText);
    row.name->setBuddy(row.options);
    row.more->setWordWrap(true);
    row.more->setTextFormat(Qt::PlainText);
    row.more->setForegroundRole(QPalette::PlaceholderText);
    row.assumed->setAutoFillBackground(true);
    row.assumed->setContentsMargins(4, 0, 4, 0);
    row.back->setAutoRaise(true);
    row.back->setFocusPolicy(Qt::StrongFocus);
    connect(row.options, &QComboBox::activated, this, [this, id, box = row.options](int index) {
        m_desk.session->assume(id, box->itemData(index).toString().toStdString());
    });
    connect(row.back, &QToolButton::clicked, this, [this, id, box = row.options] {
        box->setFocus();
        m_desk.session->assumeUsual(id);
    });
    return row;
}

void ChoiceForm::drop(const Row& row)
{
    for (QWidget* widget :
        std::initializer_list<QWidget*>{row.name, row.options, row.assumed, row.back, row.more})
        widget->deleteLater();
}

void ChoiceForm::fill(Row& row, const Note& note, bool chosen)
{
    const QString name = QCoreApplication::translate("card", note.what);
    const QString more = wordedAfterOption(note);
    row.name->setText(name);
    showOptions(*row.options, note);
    row.options->setAccessibleDescription((note.assumed ? tr("assumed") + ". " : QString()) + more);
    row.assumed->setText(tr("assumed"));
    row.assumed->setVisible(note.assumed);
    QPalette mark = palette();
    mark.setColor(QPalette::Window, m_desk.colours().accent);
    mark.setColor(QPalette::WindowText, m_desk.colours().accentText);
    row.assumed->setPalette(mark);
    row.back->setText(tr("undo"));
    row.back->setToolTip(tr("Back to what was assumed"));
    row.back->setAccessibleName(tr("%1: back to what was assumed").arg(name));
    row.back->setVisible(chosen);
    row.more->setText(more);
    row.more->setVisible(!more.isEmpty());
}

void ChoiceForm::place(const Row& row, int line)
{
    m_grid->addWidget(row.name, 2 * line, 0);
    m_grid->addWidget(row.options, 2 * line, 1);
    m_grid->addWidget(row.assumed, 2 * line, 2, Qt::AlignVCenter);
    m_grid->addWidget(row.back, 2 * line, 2, Qt::AlignVCenter);
    m_grid->addWidget(row.more, 2 * line + 1, 1, 1, 2);
}

void ChoiceForm::refresh()
{
    const ScenePtr scene = m_desk.session->scene();
    const ModelPtr model = m_desk.session->model();
    const auto chosen = static_cast<size_t>(m_desk.session->chosen());
    const Choices choices = m_desk.session->origin().choices;
    std::map<std::string, Row> before = std::exchange(m_rows, {});
    int line = 0;
    for (const Note& note : model ? model->notes : std::vector<Note>()) {
        if (!shows(*scene, chosen, note) || m_rows.contains(note.choice))
            continue;
        const auto kept = before.extract(note.choice);
        Row& row = m_rows[note.choice] = kept.empty() ? makeRow(note.choice) : kept.mapped();
        fill(row, note, choices.contains(note.choice));
        place(row, line++);
        setTabOrder(row.options, row.back);
    }
    for (const auto& [id, row] : before)
        drop(row);
    const bool tokens = model && scene->adjustable(chosen) && expectedTokens(*model) > 1;
    const bool any = !std::ranges::all_of(choices, isMapping);
    retranslate(any, tokens);
    setVisible(!m_rows.empty() || tokens);
}

void ChoiceForm::retranslate(bool any, bool tokens)
{
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setText(tr("What the file leaves open"));
    m_title->setVisible(!m_rows.empty());
    m_vocabulary->setText(tr("Vocabulary…"));
    m_vocabulary->setToolTip(tr("Give the tokens their names, from a file or by hand"));
    m_vocabulary->setVisible(tokens);
    m_all->setText(tr("All as assumed"));
    m_all->setToolTip(tr("Take back everything that was chosen"));
    m_all->setVisible(any);
}

} // namespace rnnscope
