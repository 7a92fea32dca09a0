#include "ui/inspector/details.h"

#include "core/load/digest.h"
#include "core/load/sheetfile.h"
#include "ui/inspector/charts.h"
#include "ui/inspector/heat.h"
#include "ui/inspector/numbers.h"
#include "ui/inspector/spectrumpane.h"
#include "ui/paint/text.h"
#include "ui/panel/savepath.h"
#include "ui/state/save.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

constexpr std::array paneIds{"heat", "numbers", "curve", "histogram", "biases", "spectrum"};
constexpr int biases = 4, spectrum = 5; ///< places among them

QLabel* makeLabel()
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    return label;
}

}

Details::Details(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_title(makeLabel())
    , m_remark(makeLabel())
    , m_figures(makeLabel())
    , m_timer(new QTimer(this))
{
    makeTabs();
    makeButtons();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 0, 0, 0);
    for (QLabel* label : {m_title, m_remark, m_figures})
        column->addWidget(label);
    column->addWidget(m_tabs, 1);
    column->addLayout(m_buttons);
    m_timer->setInterval(100);
    connect(m_timer, &QTimer::timeout, this, &Details::watchJobs);
    retranslate();
}

void Details::makeTabs()
{
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_heat = new HeatPane(m_desk);
    m_numbers = new NumbersPane;
    m_panes = {m_heat, new CurvePane(m_desk), new HistogramPane(m_desk), new BiasPane(m_desk),
        new SpectrumPane(m_desk)};
    for (Pane* pane : m_panes)
        m_tabs->addTab(pane, {});
    m_tabs->insertTab(1, m_numbers, {});
    connect(m_heat, &HeatPane::picked, this, [this](int64_t row, int64_t column) {
        m_tabs->setCurrentWidget(m_numbers);
        m_numbers->goTo(row, column);
    });
}

void Details::makeButtons()
{
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    m_stop = new QToolButton;
    m_copy = new QPushButton;
    m_export = new QPushButton;
    m_buttons = new QHBoxLayout;
    m_buttons->addWidget(m_progress, 1);
    m_buttons->addStretch();
    for (QWidget* button : std::initializer_list<QWidget*>{m_stop, m_copy, m_export})
        m_buttons->addWidget(button);
    for (QWidget* waiting : std::initializer_list<QWidget*>{m_progress, m_stop})
        waiting->hide();
    connect(m_copy, &QPushButton::clicked, this, &Details::copy);
    connect(m_export, &QPushButton::clicked, this, &Details::askForExport);
    connect(m_stop, &QToolButton::clicked, this, [this] {
        m_digests.cancel();
        m_exports.cancel();
    });
}

void Details::retranslate()
{
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
    dim.setColor(QPalette::WindowText, m_desk.colours().dim);
    m_remark->setPalette(dim);
}

void Details::show(const ExhibitPtr& exhibit)
{
    m_digests.drop();
    m_shown = {exhibit, nullptr, {}};
    if (!exhibit)
        return;
    m_tabs->setTabVisible(biases, !exhibit->biases.empty());
    m_tabs->setTabVisible(spectrum, !exhibit->recurrent.empty());
    m_numbers->show(exhibit);
    showPanes();
    describe();
    digest();
}

bool Details::busy() const
{
    return m_digests.running() || m_exports.running() || std::ranges::any_of(m_panes, &Pane::busy);
}

bool Details::openPane(const QString& id)
{
    for (int i = 0; i < m_tabs->count(); ++i)
        if (id == paneIds[static_cast<size_t>(i)] && m_tabs->isTabVisible(i))
            return m_tabs->setCurrentIndex(i), true;
    return false;
}

void Details::digest()
{
    m_digests.start(
        [exhibit = m_shown.exhibit](Watch& watch) -> Result<std::shared_ptr<const Digest>> {
            auto digest = digestOf(exhibit->sheet, watch);
            if (!digest)
                return digest.error();
            return std::make_shared<const Digest>(std::move(*digest));
        },
        [this](Result<std::shared_ptr<const Digest>> digest) {
            if (digest)
                m_shown.digest = std::move(*digest);
            else
                m_shown.problem = digest.error().fault == Fault::Cancelled
                    ? tr("Stopped. Choose it again to read its numbers.")
                    : QString::fromStdString(digest.error().text());
            showPanes();
            describe(m_shown.problem);
        });
    m_timer->start();
}

void Details::showPanes()
{
    for (Pane* pane : m_panes)
        pane->show(m_shown);
}

void Details::describe(const QString& problem)
{
    m_title->setText(m_shown.exhibit->title);
    m_remark->setText(m_shown.exhibit->remark);
    QString said = problem;
    if (m_shown.digest) {
        const Summary& all = m_shown.digest->summary;
        const auto figure = [](double number) { return briefNumber(number, 4); };
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
void Details::watchJobs()
{
    const JobBase* job = m_exports.running() ? static_cast<JobBase*>(&m_exports) : &m_digests;
    m_progress->setVisible(job->running());
    m_stop->setVisible(job->running());
    m_progress->setValue(static_cast<int>(100 * job->progress()));
    m_export->setEnabled(!m_exports.running());
    if (!job->running())
        m_timer->stop();
}

void Details::copy()
{
    const Sheet& sheet = m_shown.exhibit->sheet;
    const std::optional<Window> chosen
        = m_tabs->currentWidget() == m_numbers ? m_numbers->selected() : std::nullopt;
    const Window window = chosen.value_or(Window{0, 0, sheet.rows(), sheet.columns()});
    if (window.count() > mostCopied)
        return describe(tr("More than a million numbers are not copied as text: export them."));
    const std::string text = textOf(sheet, window, '\t');
    if (sheet.changed())
        return emit failed(changedFile("the numbers"));
    QGuiApplication::clipboard()->setText(QString::fromStdString(text));
}

void Details::askForExport()
{
    QString name = m_shown.exhibit->title;
    for (const QChar sign : QStringLiteral("/\\:·,“” "))
        name.replace(sign, '_');
    const QString path = askForPath(this, tr("Export the numbers"), name,
        {tr("NumPy, in the stored type") + " (*.npy)", tr("Text with commas") + " (*.csv)"});
    if (!path.isEmpty())
        exportTo(path);
}

void Details::exportTo(const QString& path)
{
    m_exports.start(
        [exhibit = m_shown.exhibit, path](Watch& watch) -> Result<bool> {
            const auto error = exportSheet(exhibit->sheet, path, watch);
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

} // namespace rnnscope
