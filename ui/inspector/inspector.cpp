#include "ui/inspector/inspector.h"

#include "ui/inspector/overview.h"
#include "ui/inspector/tree.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace rnnscope {

namespace {

constexpr size_t fewLayers = 4; ///< so that all can be unfolded

}

Inspector::Inspector(const Desk& desk, QWidget* parent)
    : View(desk, parent)
    , m_catalog(new CatalogModel(this))
    , m_found(new QSortFilterProxyModel(this))
    , m_stack(new QStackedWidget)
    , m_overview(new Overview(desk))
    , m_details(new Details(desk))
{
    m_found->setSourceModel(m_catalog);
    m_found->setRecursiveFilteringEnabled(true);
    m_found->setAutoAcceptChildRows(true);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_found->setFilterKeyColumn(-1);
    m_stack->addWidget(m_overview);
    m_stack->addWidget(m_details);
    auto* split = new QSplitter(Qt::Horizontal);
    split->setChildrenCollapsible(false);
    split->addWidget(makeLeft());
    split->addWidget(m_stack);
    split->setStretchFactor(1, 1);
    split->setSizes({430, 900});
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(8, 8, 8, 8);
    box->addWidget(split);
    connect(m_details, &Details::failed, this, &Inspector::failed);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& index) {
            choose(CatalogModel::entryOf(m_found->mapToSource(index)));
        });
    for (const auto chosenAgain : {&QTreeView::clicked, &QTreeView::activated})
        connect(m_tree, chosenAgain, this, [this](const QModelIndex& index) {
            if (!m_details->shown().problem.isEmpty())
                choose(CatalogModel::entryOf(m_found->mapToSource(index)));
        });
    retranslate();
    choose(0);
}

Inspector::~Inspector() = default;

QWidget* Inspector::makeLeft()
{
    auto* left = new QWidget;
    m_search = new QLineEdit;
    m_search->setObjectName("search");
    m_search->setClearButtonEnabled(true);
    m_tree = new QTreeView;
    m_tree->setModel(m_found);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setTextElideMode(Qt::ElideMiddle); // names differ at their ends
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(CatalogModel::Name, QHeaderView::Stretch);
    const QFontMetrics metrics = fontMetrics();
    m_tree->setColumnWidth(CatalogModel::Shape, metrics.horizontalAdvance("000 × 00 × 000"));
    m_tree->setColumnWidth(CatalogModel::Stored, metrics.horizontalAdvance("BOOL0"));
    m_tree->setColumnWidth(CatalogModel::Bytes, metrics.horizontalAdvance("000 bytes0"));
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_search);
    column->addWidget(m_tree, 1);
    m_buttons = new QHBoxLayout;
    column->addLayout(m_buttons);
    connect(m_search, &QLineEdit::textChanged, this, &Inspector::filter);
    return left;
}

void Inspector::retranslate()
{
    m_search->setPlaceholderText(tr("Search names, shapes, types (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search"));
    m_tree->setAccessibleName(tr("What the file holds"));
    m_details->retranslate();
    if (m_contents && !m_networks.running())
        take(m_contents, m_network); // its names are of the language
}

bool Inspector::busy() const { return m_networks.running() || m_details->busy(); }

void Inspector::refresh(Changes changes)
{
    const ContentsPtr followed = followedContents();
    const bool other
        = followed != m_followed || (m_scene && desk().session->origin().choices != m_choices);
    if (other)
        m_given = nullptr;
    if (other || changes & Change::Cell)
        follow();
    if (changes & Change::Look)
        retranslate();
}

/// What the file of the session's chosen model holds.
ContentsPtr Inspector::followedContents() const { return desk().session->origin().contents; }

/// Shows the chosen model's file, with its parts when they were found in it.
void Inspector::follow()
{
    m_scene = m_given ? nullptr : desk().session->scene();
    m_model = m_scene ? model() : nullptr;
    m_followed = followedContents();
    m_choices = desk().session->origin().choices;
    const ContentsPtr contents = m_given ? m_given : m_followed;
    m_networks.drop();
    if (!m_model || !contents)
        return take(contents, {});
    m_networks.start(
        [contents, choices = m_choices](Watch& watch) -> Result<Network> {
            auto network = takenFrom(*contents, choices, watch);
            return network ? Network(std::move(*network)) : Network();
        },
        [this, contents](
            const Result<Network>& network) { take(contents, network ? *network : Network()); });
}

void Inspector::open(ContentsPtr contents)
{
    m_given = std::move(contents);
    follow();
}

/// What was chosen stays chosen where it still exists.
void Inspector::take(ContentsPtr contents, Network network)
{
    const CatalogPtr before = m_catalog->catalog();
    const QString kept = before && contents == m_contents ? before->path(m_entry) : QString();
    m_contents = std::move(contents);
    m_network = network;
    m_catalog->show(m_contents ? std::make_shared<const Catalog>(m_contents, network) : nullptr);
    m_overview->show(m_contents, m_scene, m_model);
    if (!m_contents)
        return choose(0);
    const auto& entries = m_catalog->catalog()->entries();
    if (!network)
        m_tree->expandAll();
    else if (network->layers.size() <= fewLayers)
        for (const int child : entries.front().children)
            if (entries[static_cast<size_t>(child)].kind == Catalog::Entry::Kind::Layer)
                m_tree->expand(m_found->mapFromSource(m_catalog->indexOf(child)));
    // In another language the names are others, the places are the same.
    const bool alike = !kept.isEmpty() && before->entries().size() == entries.size();
    const int entry = alike ? m_entry : std::max(m_catalog->catalog()->find(kept), 1);
    const QModelIndex index = m_found->mapFromSource(m_catalog->indexOf(entry));
    index.isValid() ? m_tree->setCurrentIndex(index) : choose(entry);
}

bool Inspector::select(const QString& name)
{
    const int entry = m_catalog->catalog() ? m_catalog->catalog()->find(name) : 0;
    if (entry == 0)
        return false;
    m_search->clear();
    const QModelIndex index = m_found->mapFromSource(m_catalog->indexOf(entry));
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
    return true;
}

void Inspector::add(QWidget* button) { m_buttons->addWidget(button); }

void Inspector::search()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool Inspector::clearSearch()
{
    const bool searched = !m_search->text().isEmpty();
    m_search->clear();
    return searched;
}

void Inspector::filter(const QString& text)
{
    m_found->setFilterFixedString(text);
    if (!text.isEmpty())
        m_tree->expandAll();
    else if (const QModelIndex index = m_tree->currentIndex(); index.isValid())
        m_tree->scrollTo(index);
}

void Inspector::choose(int entry)
{
    const CatalogPtr& catalog = m_catalog->catalog();
    if (entry == 0 && catalog)
        return; // nothing is found: what was shown stays
    m_entry = entry;
    const ExhibitPtr exhibit = catalog ? catalog->exhibit(entry) : nullptr;
    m_details->show(exhibit);
    m_stack->setCurrentWidget(exhibit ? static_cast<QWidget*>(m_details) : m_overview);
}

void Inspector::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().card);
}

} // namespace rnnscope
