#include "ui/view/mapping.h"

#include "core/cell/cells.h"
#include "core/load/mappingedit.h"
#include "core/load/mappingguess.h"
#include "ui/view/choices.h"
#include "ui/view/mappingrows.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QTabBar>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

/// Who stores the gates so.
struct OrderOf {
    const char *order, *who;
};
constexpr std::array knownUsers = {OrderOf{"i f g o", "PyTorch, Keras"}, OrderOf{"i o f g", "ONNX"},
    OrderOf{"i g f o", "TensorFlow 1"}, OrderOf{"r z n", "PyTorch"},
    OrderOf{"z r n", "Keras, ONNX"}};

QString wordedOrder(const std::string& order)
{
    const auto known = std::ranges::find(knownUsers, order, &OrderOf::order);
    const QString text = QString::fromStdString(order);
    return known == knownUsers.end() ? text : QStringLiteral("%1 (%2)").arg(text, known->who);
}

/// Chooses the entry with that data without telling anybody.
void setChosen(QComboBox& box, const QVariant& data)
{
    const QSignalBlocker quiet(box);
    box.setCurrentIndex(std::max(0, box.findData(data)));
}

}

MappingDialog::MappingDialog(
    const Desk& desk, ContentsPtr contents, Mapping present, QWidget* parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_contents(std::move(contents))
    , m_fitter(m_contents->archive)
    , m_mapping(std::move(present))
    , m_layers(new QTabBar(this))
    , m_add(new QToolButton(this))
    , m_remove(new QToolButton(this))
    , m_cell(makeChooser(this))
    , m_joined(makeChooser(this))
    , m_byGate(makeChooser(this))
    , m_order(makeChooser(this))
    , m_side(makeChooser(this))
    , m_rows(new MappingRows(m_fitter, desk.colours()))
    , m_said(new QLabel(this))
{
    setWindowTitle(tr("Map tensors by hand"));
    auto* about = new QLabel(
        tr("Which tensors of %1 are the weights of a recurrent cell? Those that fit what is chosen "
           "already stand first in each list; type a part of a name to find one.")
            .arg(QString::fromStdString(m_contents->archive.file)));
    about->setWordWrap(true);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_rows);
    scroll->setWidgetResizable(true);
    m_said->setWordWrap(true);
    m_said->setMinimumHeight(2 * fontMetrics().lineSpacing());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    auto* column = new QVBoxLayout(this);
    column->addWidget(about);
    column->addLayout(layerRow());
    column->addLayout(boxRow());
    column->addWidget(scroll, 1);
    column->addWidget(m_said);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (m_mapping.layers.empty() || m_fitter.fit(m_mapping).problem)
        m_mapping = guessedMapping(m_fitter);
    if (m_mapping.layers.empty())
        m_mapping.layers.emplace_back();
    connectBoxes();
    goTo(0);
    resize(820, 720);
}

QLayout* MappingDialog::layerRow()
{
    m_add->setText(QStringLiteral("+"));
    m_add->setToolTip(tr("A layer on top"));
    m_remove->setText(QStringLiteral("−"));
    m_remove->setToolTip(tr("Remove the top layer"));
    for (QToolButton* button : {m_add, m_remove}) {
        button->setAccessibleName(button->toolTip());
        button->setFocusPolicy(Qt::StrongFocus);
    }
    m_layers->setExpanding(false);
    m_layers->setDrawBase(false);
    m_layers->setAccessibleName(tr("Layers"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_layers);
    row->addWidget(m_add);
    row->addWidget(m_remove);
    row->addStretch();
    return row;
}

QLayout* MappingDialog::boxRow()
{
    for (const CellPtr& cell : cells())
        m_cell->addItem(QString::fromUtf8(cell->name()), QString::fromUtf8(cell->id()));
    m_joined->addItem(tr("W and U apart"), 0);
    m_joined->addItem(tr("One tensor on [x, h]"), 1);
    m_joined->addItem(tr("One tensor on [h, x]"), 2);
    m_byGate->addItem(tr("All in one tensor"), false);
    m_byGate->addItem(tr("A tensor for each"), true);
    m_side->addItem(tr("Rows"), false);
    m_side->addItem(tr("Columns"), true);
    m_order->setMinimumContentsLength(18); // the longest is seen whole
    auto* grid = new QGridLayout;
    int column = 0;
    for (const auto& [box, name] :
        {std::pair(m_cell, tr("Cell")), {m_joined, tr("Weights")}, {m_byGate, tr("Gates")},
            {m_order, tr("Gate order")}, {m_side, tr("Units lie along")}}) {
        auto* label = new QLabel(name, this);
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setBuddy(box);
        box->setAccessibleName(name);
        grid->addWidget(label, 0, column);
        grid->addWidget(box, 1, column++);
    }
    return grid;
}

void MappingDialog::connectBoxes()
{
    connect(m_layers, &QTabBar::currentChanged, this, [this](int index) {
        if (index >= 0)
            goTo(static_cast<size_t>(index));
    });
    connect(m_rows, &MappingRows::chosen, this, [this](const Spot& spot, const QString& name) {
        m_mapping.at(spot) = name.toStdString();
        refresh();
    });
    connect(m_add, &QToolButton::clicked, this, [this] {
        addLayer(m_mapping, m_fitter);
        goTo(m_mapping.layers.size() - 1);
    });
    connect(m_remove, &QToolButton::clicked, this, [this] {
        removeLayer(m_mapping, m_fitter);
        goTo(std::min(m_place, m_mapping.layers.size() - 1));
    });
    connect(m_cell, &QComboBox::activated, this, [this] {
        changeCell(m_mapping, m_place, m_cell->currentData().toString().toStdString(), m_fitter);
        goTo(m_place);
    });
    for (QComboBox* box : {m_joined, m_byGate})
        connect(box, &QComboBox::activated, this, [this] {
            const int joined = m_joined->currentData().toInt();
            changeShape(layer(), {joined > 0, joined == 2, m_byGate->currentData().toBool()});
            rebuild();
        });
    connect(m_order, &QComboBox::activated, this, [this] {
        layer().order = m_order->currentData().toString().toStdString();
        refresh();
    });
    connect(m_side, &QComboBox::activated, this, [this] {
        layer().transposed = m_side->currentData().toBool();
        refresh();
    });
}

void MappingDialog::goTo(size_t place)
{
    m_place = place;
    const QSignalBlocker quiet(m_layers);
    while (m_layers->count() > 0)
        m_layers->removeTab(0);
    for (size_t i = 0; i < m_mapping.layers.size(); ++i)
        m_layers->addTab(tr("Layer %1").arg(i + 1));
    m_layers->setCurrentIndex(static_cast<int>(place));
    m_remove->setEnabled(m_mapping.layers.size() > 1);
    rebuild();
}

QStringList MappingDialog::gates() const { return gatesOf(m_mapping.layers[m_place]); }

void MappingDialog::rebuild()
{
    m_rows->rebuild(m_mapping, m_place);
    refresh();
}

void MappingDialog::refresh()
{
    if (MappingFit fit = m_fitter.fit(m_mapping);
        fit.sides.size() > m_place && !fit.sides[m_place].either)
        layer().transposed.reset(); // the shapes tell
    const MappingFit fit = m_fitter.fit(m_mapping);
    m_rows->refresh(m_mapping, fit);
    refreshBoxes(fit);
    say(fit);
}

void MappingDialog::refreshBoxes(const MappingFit& fit)
{
    const MappedLayer& one = layer();
    const bool gated = gates().size() > 1;
    const WeightShape shape = shapeOf(one);
    setChosen(*m_cell, QString::fromStdString(one.cell));
    setChosen(*m_joined, !shape.joined ? 0 : shape.hiddenFirst ? 2 : 1);
    setChosen(*m_byGate, shape.byGate);
    m_byGate->setEnabled(gated);
    const QSignalBlocker quiet(m_order);
    m_order->clear();
    const QString present = gates().join(u' ');
    if (gated)
        for (const std::string& order : knownOrders(static_cast<size_t>(gates().size())))
            m_order->addItem(wordedOrder(order), QString::fromStdString(order));
    if (gated && m_order->findData(present) < 0)
        m_order->addItem(present, present);
    setChosen(*m_order, present);
    m_order->setEnabled(gated && !shape.byGate);
    const bool known = fit.sides.size() > m_place;
    setChosen(*m_side, known && fit.sides[m_place].transposed);
    m_side->setEnabled(known && fit.sides[m_place].either);
    m_side->setToolTip(m_side->isEnabled() ? QString() : tr("The shapes leave one way only"));
}

QString MappingDialog::wordedLayers(const MappingFit& fit) const
{
    QStringList said;
    const QLocale locale;
    for (size_t i = 0; i < fit.sides.size(); ++i)
        said += tr("%1, %2 units, %3 inputs")
                    .arg(QString::fromUtf8(findCell(m_mapping.layers[i].cell)->name()),
                        locale.toString(qlonglong(fit.sides[i].units)),
                        locale.toString(qlonglong(fit.sides[i].inputs)));
    return said.join(QStringLiteral(" → "));
}

/// What comes of the mapping, what it lacks, or what is wrong with it.
void MappingDialog::say(const MappingFit& fit)
{
    QPalette colours = palette();
    m_accept->setEnabled(!fit.problem && !fit.missing);
    if (m_accept->isEnabled()) {
        colours.setColor(QPalette::WindowText, m_desk.colours().good);
        QString said = QStringLiteral("✓ ") + tr("It fits: %1").arg(wordedLayers(fit));
        QStringList twice;
        for (const std::string& name : usedTwice(m_mapping))
            twice += QString::fromStdString(name);
        if (!twice.isEmpty())
            said += QStringLiteral("\n⚠ ")
                + tr("In two places: %1").arg(twice.join(QStringLiteral(", ")));
        m_said->setText(said);
    } else if (fit.problem) {
        colours.setColor(QPalette::WindowText, m_desk.colours().bad);
        m_said->setText(QStringLiteral("✗ ")
            + QString::fromStdString(fit.problem->where + ": " + fit.problem->found));
    } else {
        const QStringList missing = m_rows->missing(m_mapping);
        m_said->setText(missing.isEmpty()
                ? tr("Another layer is not complete yet")
                : tr("Still to be chosen: %1").arg(missing.join(QStringLiteral("; "))));
    }
    m_said->setPalette(colours);
}

/// Return chooses in the lists and is no OK there.
void MappingDialog::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter || qobject_cast<QPushButton*>(focusWidget()))
        QDialog::keyPressEvent(event);
}

} // namespace rnnscope
