#include "ui/inspector/inspector.h"

#include "core/load/sheetfile.h"
#include "ui/inspector/charts.h"
#include "ui/inspector/heat.h"
#include "ui/inspector/numbers.h"
#include "ui/inspector/overview.h"
#include "ui/inspector/spectrumpane.h"
#include "ui/inspector/tree.h"
#include "ui/state/save.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <array>

namespace rnnscope {

namespace {

constexpr std::array paneIds{"heat", "numbers", "curve", "histogram", "biases", "spectrum"};
constexpr size_t fewLayers = 4; ///< so that all can be unfolded
constexpr size_t biases = 4, spectrum = 5; ///< places among them

QLabel* makeLabel()
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    return label;
}

}

Inspector::Inspector(const Desk& desk, QWidget* parent)
    : View(desk, parent)
    , m_catalog(new CatalogModel(this))
    , m_found(new QSortFilterProxyModel(this))
    , m_timer(new QTimer(this))
{
    m_found->setSourceModel(m_catalog);
    m_found->setRecursiveFilteringEnabled(true);
    m_found->setAutoAcceptChildRows(true);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_found->setFilterKeyColumn(-1);
    auto* split = new QSplitter(Qt::Horizontal);
    split->setChildrenCollapsible(false);
    split->addWidget(makeLeft());
    split->addWidget(makeRight());
    split->setStretchFactor(1, 1);
    split->setSizes({380, 900});
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(8, 8, 8, 8);
    box->addWidget(split);
    m_timer->setInterval(100);
    connect(m_timer, &QTimer::timeout, this, &Inspector::watchJobs);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& index) {
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
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(CatalogModel::Name, QHeaderView::Stretch);
    const QFontMetrics metrics = fontMetrics();
    m_tree->setColumnWidth(CatalogModel::Shape, metrics.horizontalAdvance("00000 × 0000"));
    m_tree->setColumnWidth(CatalogModel::Stored, metrics.horizontalAdvance("BOOL000"));
    m_tree->setColumnWidth(CatalogModel::Bytes, metrics.horizontalAdvance("000 bytes00"));
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_search);
    column->addWidget(m_tree, 1);
    connect(m_search, &QLineEdit::textChanged, this, &Inspector::filter);
    return left;
}

QWidget* Inspector::makeRight()
{
    m_title = makeLabel();
    m_remark = makeLabel();
    m_figures = makeLabel();
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    m_stop = new QToolButton;
    m_copy = new QPushButton;
    m_export = new QPushButton;
    m_stack = new QStackedWidget;
    m_overview = new Overview(desk());
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_heat = new HeatPane(desk());
    m_numbers = new NumbersPane;
    m_panes = {m_heat, new CurvePane(desk()), new HistogramPane(desk()), new BiasPane(desk()),
        new SpectrumPane(desk())};
    for (Pane* pane : m_panes)
        m_tabs->addTab(pane, {});
    m_tabs->insertTab(1, m_numbers, {});
    m_stack->addWidget(m_overview);
    m_stack->addWidget(m_tabs);

    m_buttons = new QHBoxLayout;
    m_buttons->addWidget(m_progress, 1);
    for (QWidget* button : std::initializer_list<QWidget*>{m_stop, m_copy, m_export})
        m_buttons->addWidget(button);
    m_buttons->insertStretch(1);
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(8, 0, 0, 0);
    for (QLabel* label : {m_title, m_remark, m_figures})
        column->addWidget(label);
    column->addWidget(m_stack, 1);
    column->addLayout(m_buttons);
    for (QWidget* waiting : std::initializer_list<QWidget*>{m_progress, m_stop})
        waiting->hide();
    connect(m_heat, &HeatPane::picked, this, [this](int64_t row, int64_t place) {
        m_tabs->setCurrentWidget(m_numbers);
        m_numbers->goTo(row, place);
    });
    connect(m_copy, &QPushButton::clicked, this, &Inspector::copy);
    connect(m_export, &QPushButton::clicked, this, &Inspector::askForExport);
    connect(m_stop, &QToolButton::clicked, this, [this] {
        m_digests.cancel();
        m_exports.cancel();
    });
    return right;
}

void Inspector::add(QWidget* button) { m_buttons->addWidget(button); }

void Inspector::retranslate()
{
    m_search->setPlaceholderText(tr("Search names, shapes, types (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search"));
    m_tree->setAccessibleName(tr("What the file holds"));
    m_copy->setText(tr("&Copy"));
    m_copy->setToolTip(tr("What is selected in the table, or all numbers, as text"));
    m_export->setText(tr("&Export…"));
    m_export->setToolTip(tr("As a NumPy file in the stored type, or as text with commas"));
    m_stop->setText(tr("Stop"));
    const QStringList names{tr("Heat map"), tr("Numbers"), tr("Curve"), tr("Histogram"),
        tr("Biases"), tr("Spectrum of U")};
    for (int i = 0; i < m_tabs->count(); ++i)
        m_tabs->setTabText(i, names[i]);
    for (Pane* pane : m_panes)
        pane->retranslate();
    m_numbers->retranslate();
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, colours().dim);
    m_remark->setPalette(dim);
}

void Inspector::refresh(Changes changes)
{
    if (changes & Change::Look)
        retranslate();
    const ContentsPtr followed = followedContents();
    const bool other = followed != m_followed
        || (m_scene && desk().session->scene()->choices != m_scene->choices);
    if (other)
        m_given = nullptr;
    if (other || changes & (Change::Cell | Change::Look))
        follow();
}

/// What the file of the session's chosen model holds.
ContentsPtr Inspector::followedContents() const
{
    const ScenePtr scene = desk().session->scene();
    const auto place = static_cast<size_t>(desk().session->chosen());
    return scene && place < scene->contents.size() ? scene->contents[place] : nullptr;
}

/// Shows the chosen model's file, with its parts when they were found in it.
void Inspector::follow()
{
    m_scene = m_given ? nullptr : desk().session->scene();
    m_model = m_scene ? model() : nullptr;
    m_followed = followedContents();
    const ContentsPtr contents = m_given ? m_given : m_followed;
    m_networks.drop();
    if (!m_model || !contents)
        return take(contents, {});
    m_networks.start(
        [contents, choices = m_scene->choices](Watch& watch) -> Result<Network> {
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
void Inspector::take(ContentsPtr contents, const Network& network)
{
    const CatalogPtr before = m_catalog->catalog();
    const bool same = before && contents == m_contents;
    const int kept = same && m_entry < std::ssize(before->entries()) ? m_entry : 0;
    m_contents = std::move(contents);
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
    const int entry = kept < std::ssize(entries) ? std::max(kept, 1) : 1;
    m_tree->setCurrentIndex(m_found->mapFromSource(m_catalog->indexOf(entry)));
    choose(entry);
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

bool Inspector::openPane(const QString& id)
{
    for (int i = 0; i < m_tabs->count(); ++i)
        if (id == paneIds[static_cast<size_t>(i)] && m_tabs->isTabVisible(i))
            return m_tabs->setCurrentIndex(i), true;
    return false;
}

void Inspector::search()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
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
    if (entry == 0 && m_catalog->catalog())
        return; // nothing is found: what was shown stays
    m_entry = entry;
    m_digests.drop();
    m_shown = {m_catalog->catalog() && entry > 0 ? m_catalog->catalog()->subject(entry) : nullptr,
        nullptr};
    const bool numbers = m_shown.subject != nullptr;
    m_stack->setCurrentIndex(numbers ? 1 : 0);
    for (QWidget* part :
        std::initializer_list<QWidget*>{m_title, m_remark, m_figures, m_copy, m_export})
        part->setVisible(numbers);
    if (!numbers)
        return;
    m_tabs->setTabVisible(biases, !m_shown.subject->biases.empty());
    m_tabs->setTabVisible(spectrum, !m_shown.subject->recurrent.empty());
    m_numbers->show(m_shown.subject);
    showPanes();
    describe();
    digest();
}

void Inspector::digest()
{
    m_digests.start(
        [subject = m_shown.subject](Watch& watch) -> Result<std::shared_ptr<const Digest>> {
            auto digest = digestOf(subject->sheet, watch);
            if (!digest)
                return digest.error();
            return std::make_shared<const Digest>(std::move(*digest));
        },
        [this](Result<std::shared_ptr<const Digest>> digest) {
            if (digest)
                m_shown.digest = std::move(*digest);
            showPanes();
            describe(digest ? QString() : QString::fromStdString(digest.error().text()));
        });
    m_timer->start();
}

void Inspector::showPanes()
{
    for (Pane* pane : m_panes)
        pane->show(m_shown);
}

void Inspector::describe(const QString& problem)
{
    m_title->setText(m_shown.subject->title);
    m_remark->setText(m_shown.subject->remark);
    QString said = problem;
    if (m_shown.digest) {
        const Summary& all = m_shown.digest->summary;
        const auto figure
            = [](double number) { return QString::number(number, 'g', 4).replace(u'-', u'−'); };
        const auto count = [](int64_t number) { return QLocale().toString(qlonglong(number)); };
        said = tr("min %1 · mean %2 · max %3 · std %4 · zeros %5 · NaN %6")
                   .arg(figure(all.min), figure(all.mean), figure(all.max), figure(all.std()),
                       count(all.zeros), count(all.nan));
        if (all.infinite > 0)
            said += tr(" · infinite %1").arg(count(all.infinite));
    }
    m_figures->setText(said);
}

/// Says how far the work is that takes longer than a moment.
void Inspector::watchJobs()
{
    const JobBase* job = m_exports.running() ? static_cast<JobBase*>(&m_exports) : &m_digests;
    m_progress->setVisible(job->running());
    m_stop->setVisible(job->running());
    m_progress->setValue(static_cast<int>(100 * job->progress()));
    m_export->setEnabled(!m_exports.running());
    if (!job->running())
        m_timer->stop();
}

bool Inspector::busy() const
{
    return m_networks.running() || m_digests.running() || m_exports.running()
        || std::ranges::any_of(m_panes, &Pane::busy);
}

void Inspector::copy()
{
    const Sheet& sheet = m_shown.subject->sheet;
    const std::optional<Window> chosen
        = m_tabs->currentWidget() == m_numbers ? m_numbers->selected() : std::nullopt;
    const Window window = chosen.value_or(Window{0, 0, sheet.rows(), sheet.columns()});
    if (window.count() > mostCopied)
        return describe(tr("More than a million numbers are not copied as text: export them."));
    QGuiApplication::clipboard()->setText(QString::fromStdString(textOf(sheet, window, '\t')));
}

void Inspector::askForExport()
{
    QSettings settings;
    QString name = m_shown.subject->title;
    for (const QChar sign : QStringLiteral("/\\:·,“” "))
        name.replace(sign, '_');
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the numbers"),
        settings.value("exportFolder").toString() + '/' + name + ".npy",
        tr("NumPy, in the stored type") + " (*.npy);;" + tr("Text with commas") + " (*.csv)");
    if (path.isEmpty())
        return;
    settings.setValue("exportFolder", QFileInfo(path).absolutePath());
    exportTo(path);
}

void Inspector::exportTo(const QString& path)
{
    m_exports.start(
        [subject = m_shown.subject, path](Watch& watch) -> Result<bool> {
            const auto error = exportSheet(subject->sheet, path, watch);
            return error ? Result<bool>(*error) : true;
        },
        [this, path](const Result<bool>& done) {
            if (done)
                describe(tr("Written: %1").arg(path));
            else if (done.error().fault != Fault::Cancelled)
                emit failed(done.error());
        });
    m_timer->start();
}

void Inspector::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().card);
}

} // namespace rnnscope
