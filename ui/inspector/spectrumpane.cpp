#include "ui/inspector/spectrumpane.h"

#include "core/base/apart.h"
#include "ui/paint/chart.h"
#include "ui/paint/text.h"

#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

constexpr double margin = 16;

bool large(const Exhibit& exhibit)
{
    return std::ranges::any_of(exhibit.recurrent, [](const GateSheet& gate) {
        return std::max(gate.sheet.rows(), gate.sheet.columns()) > manyRows;
    });
}

/// How long a matrix of so many rows takes, as it was measured.
double secondsFor(int64_t rows) { return 18 * std::pow(static_cast<double>(rows) / 1000, 3); }

Eigen::MatrixXd matrixOf(const Sheet& sheet)
{
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const std::vector<double> numbers = sheet.numbers({0, 0, sheet.rows(), sheet.columns()});
    return Eigen::Map<const RowMajor>(numbers.data(), sheet.rows(), sheet.columns());
}

}

SpectrumPane::SpectrumPane(const Desk& desk, QWidget* parent)
    : Pane(desk, parent)
    , m_begin(new QPushButton(this))
    , m_timer(new QTimer(this))
{
    m_begin->hide();
    m_timer->setInterval(200);
    connect(m_timer, &QTimer::timeout, this, [this] { update(); });
    connect(&m_job, &JobBase::runningChanged, this, &SpectrumPane::retranslate);
    connect(m_begin, &QPushButton::clicked, this, [this] { m_job.running() ? stop() : compute(); });
    retranslate();
}

void SpectrumPane::retranslate()
{
    m_begin->setText(m_job.running() ? tr("Stop") : tr("Compute"));
    m_job.running() ? m_timer->start() : m_timer->stop();
    resizeEvent(nullptr);
}

/// Nothing more is heard of what is under way.
void SpectrumPane::stop()
{
    m_job.drop();
    retranslate();
    update();
}

void SpectrumPane::resizeEvent(QResizeEvent*)
{
    const QSize size = m_begin->sizeHint();
    m_begin->setGeometry(
        QRect({(width() - size.width()) / 2, height() / 2 + 3 * fontMetrics().height()}, size));
}

void SpectrumPane::take()
{
    if (!shown().exhibit || m_taken == shown().exhibit)
        return;
    m_taken = shown().exhibit;
    m_spectra.clear();
    m_problem.clear();
    stop();
    const bool asks = large(*m_taken);
    m_begin->setVisible(asks);
    if (!asks && !m_taken->recurrent.empty())
        compute();
}

void SpectrumPane::compute()
{
    m_job.start(
        [exhibit = m_taken](Watch& watch) -> Result<Spectra> {
            Spectra spectra;
            for (const GateSheet& gate : exhibit->recurrent) {
                auto spectrum = apart(
                    [matrix = matrixOf(gate.sheet)] { return spectrumOf(matrix, Watch()); }, watch);
                spectra.push_back(spectrum ? std::move(*spectrum) : std::nullopt);
                watch.report(static_cast<double>(spectra.size())
                    / static_cast<double>(exhibit->recurrent.size()));
                if (watch.cancelled())
                    return cancelled("Computing eigenvalues");
                if (gate.sheet.changed())
                    return changedFile("the recurrent weights");
            }
            return spectra;
        },
        [this](Result<Spectra> spectra) {
            if (spectra)
                m_spectra = std::move(*spectra);
            else
                m_problem = QString::fromStdString(spectra.error().text());
            m_begin->hide();
            update();
        });
    update();
}

QString SpectrumPane::waiting() const
{
    if (!m_problem.isEmpty())
        return m_problem;
    if (m_job.running())
        return tr("Computing eigenvalues and singular values: %1 %")
            .arg(static_cast<int>(100 * m_job.progress()));
    const Sheet& sheet = m_taken->recurrent.front().sheet;
    return tr("%1 × %2: eigenvalues and singular values of so large a matrix take about %3 seconds "
              "a gate. The window can be used meanwhile.")
        .arg(sheet.rows())
        .arg(sheet.columns())
        .arg(std::ceil(secondsFor(std::max(sheet.rows(), sheet.columns()))));
}

void SpectrumPane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().card);
    if (!m_taken || m_taken->recurrent.empty())
        return;
    if (m_spectra.empty())
        return drawRemark(painter, waiting());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(scaled(font(), 0.85));
    const double line = painter.fontMetrics().height();
    painter.setPen(colours().dim);
    painter.drawText(QRectF(margin, 10, width() - 2 * margin, 2 * line), Qt::TextWordWrap,
        tr("Eigenvalues with the unit circle: on it nothing grows or fades when U is applied again "
           "and again; squares lie outside. Singular values: by how much one application "
           "stretches."));
    const QRectF room = rect().toRectF().adjusted(4, 10 + 2.3 * line, -4, -4);
    const size_t across = m_spectra.size() > 1 ? 2 : 1;
    const auto down = static_cast<double>((m_spectra.size() + across - 1) / across);
    const QSizeF cell(room.width() / static_cast<double>(across), room.height() / down);
    for (size_t gate = 0; gate < m_spectra.size(); ++gate)
        drawGate(painter,
            {room.topLeft()
                    + QPointF(static_cast<double>(gate % across) * cell.width(),
                        static_cast<double>(gate / across) * cell.height()),
                cell},
            gate);
}

void SpectrumPane::drawGate(QPainter& painter, const QRectF& frame, size_t gate) const
{
    const std::optional<Spectrum>& found = m_spectra[gate];
    const double line = painter.fontMetrics().height();
    const QRectF below = frame.adjusted(0, line, 0, 0);
    QStringList heading{m_taken->recurrent[gate].name};
    if (found && !found->eigenvalues.empty())
        heading += tr("spectral radius %1").arg(found->radius(), 0, 'f', 3);
    if (found)
        heading += tr("largest singular value %1").arg(found->norm(), 0, 'f', 3);
    heading.removeAll(QString());
    painter.setPen(colours().text);
    painter.drawText(frame.adjusted(12, 0, -8, 0), Qt::AlignLeft,
        painter.fontMetrics().elidedText(
            heading.join(QStringLiteral(" · ")), Qt::ElideRight, int(frame.width()) - 20));
    if (!found) {
        painter.setPen(colours().dim);
        painter.drawText(below, Qt::AlignCenter | Qt::TextWordWrap,
            tr("not computed: some numbers are not finite, or no end was found"));
        return;
    }
    const QRectF plane = drawPlane(painter, below, *found);
    QRectF beside = below.adjusted(plane.width() + 4, 0, 0, 0);
    beside.setBottom(plane.bottom());
    const Chart chart{Chart::fieldIn(beside, painter.font()), -1,
        static_cast<double>(found->singular.size()), 0, 1.08 * std::max(found->norm(), 1e-30)};
    drawAxes(painter, chart, tr("place"), tr("singular value"), colours());
    drawStems(painter, chart, found->singular, colours());
}

/// At the left of the frame, its field a square, so that a circle is one. Returns what it took.
QRectF SpectrumPane::drawPlane(
    QPainter& painter, const QRectF& frame, const Spectrum& spectrum) const
{
    QRectF taken(frame.topLeft(), QSizeF(0.6 * frame.width(), frame.height()));
    if (spectrum.eigenvalues.empty()) {
        painter.setPen(colours().dim);
        painter.drawText(taken.adjusted(12, 0, 0, 0), Qt::AlignCenter | Qt::TextWordWrap,
            tr("not square: it has no eigenvalues"));
        return taken;
    }
    QRectF field = Chart::fieldIn(taken, painter.font());
    const double side = std::min(field.width(), field.height());
    taken.adjust(0, 0, side - field.width(), side - field.height());
    field.setSize({side, side});
    const double reach = 1.1 * std::max(spectrum.radius(), 1.0);
    const Chart chart{field, -reach, reach, -reach, reach};
    drawAxes(painter, chart, tr("real part"), tr("imaginary part"), colours());
    drawEigenvalues(painter, chart, spectrum.eigenvalues, colours());
    return taken;
}

} // namespace rnnscope
