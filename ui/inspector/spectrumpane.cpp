#include "ui/inspector/spectrumpane.h"

#include "ui/paint/chart.h"
#include "ui/paint/text.h"

#include <QPushButton>

#include <algorithm>

namespace rnnscope {

namespace {

constexpr double margin = 16;

bool large(const Subject& subject)
{
    return std::ranges::any_of(subject.recurrent, [](const GateSheet& gate) {
        return std::max(gate.sheet.rows(), gate.sheet.columns()) > manyRows;
    });
}

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
{
    m_begin->hide();
    connect(m_begin, &QPushButton::clicked, this, &SpectrumPane::compute);
    retranslate();
}

void SpectrumPane::retranslate()
{
    m_begin->setText(tr("Compute"));
    resizeEvent(nullptr);
}

void SpectrumPane::resizeEvent(QResizeEvent*)
{
    const QSize size = m_begin->sizeHint();
    m_begin->setGeometry(
        QRect({(width() - size.width()) / 2, height() / 2 + 3 * fontMetrics().height()}, size));
}

void SpectrumPane::take()
{
    if (!shown().subject || m_taken == shown().subject)
        return;
    m_taken = shown().subject;
    m_spectra.clear();
    m_problem.clear();
    m_job.drop();
    const bool asks = large(*m_taken);
    m_begin->setVisible(asks);
    if (!asks && !m_taken->recurrent.empty())
        compute();
}

void SpectrumPane::compute()
{
    m_begin->hide();
    m_job.start(
        [subject = m_taken](Watch& watch) -> Result<Spectra> {
            Spectra spectra;
            for (const GateSheet& gate : subject->recurrent) {
                spectra.push_back(spectrumOf(matrixOf(gate.sheet), watch));
                watch.report(static_cast<double>(spectra.size())
                    / static_cast<double>(subject->recurrent.size()));
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
            update();
        });
    update();
}

QString SpectrumPane::waiting() const
{
    if (!m_problem.isEmpty())
        return m_problem;
    if (m_job.running())
        return tr("Computing eigenvalues and singular values…");
    const Sheet& sheet = m_taken->recurrent.front().sheet;
    return tr(
        "%1 × %2: eigenvalues and singular values of so large a matrix take a minute or more. "
        "The window can be used meanwhile.")
        .arg(sheet.rows())
        .arg(sheet.columns());
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
        tr("Above: eigenvalues; on the circle nothing grows or fades when U is applied again and "
           "again; squares lie outside. Below: singular values, by how much one application "
           "stretches."));
    const double top = 10 + 2.3 * line;
    const double width = (this->width() - 8) / static_cast<double>(m_spectra.size());
    for (size_t gate = 0; gate < m_spectra.size(); ++gate)
        drawGate(
            painter, {4 + static_cast<double>(gate) * width, top, width, height() - top - 4}, gate);
}

void SpectrumPane::drawGate(QPainter& painter, const QRectF& frame, size_t gate) const
{
    const double line = painter.fontMetrics().height();
    const QRectF heading(frame.left() + 12, frame.top(), frame.width() - 20, line);
    painter.setPen(colours().text);
    painter.drawText(heading, Qt::AlignLeft, m_taken->recurrent[gate].name);
    const QRectF plane(
        frame.left(), frame.top() + line, frame.width(), (frame.height() - line) * 0.56);
    const QRectF below(
        frame.left(), plane.bottom(), frame.width(), frame.bottom() - plane.bottom());
    const std::optional<Spectrum>& found = m_spectra[gate];
    if (!found) {
        painter.setPen(colours().dim);
        painter.drawText(
            plane, Qt::AlignCenter | Qt::TextWordWrap, tr("some numbers are not finite"));
        return;
    }
    if (found->eigenvalues.empty()) {
        painter.setPen(colours().dim);
        painter.drawText(
            plane, Qt::AlignCenter | Qt::TextWordWrap, tr("not square: it has no eigenvalues"));
    } else {
        const double reach = 1.1 * std::max(found->radius(), 1.0);
        Chart chart{Chart::fieldIn(plane, painter.font()), -reach, reach, -reach, reach};
        chart.makeEqual();
        drawAxes(painter, chart,
            tr("real part; spectral radius %1").arg(found->radius(), 0, 'f', 3),
            tr("imaginary part"), colours());
        drawEigenvalues(painter, chart, found->eigenvalues, colours());
    }
    const Chart chart{Chart::fieldIn(below, painter.font()), -1,
        static_cast<double>(found->singular.size()), 0, 1.08 * std::max(found->norm(), 1e-30)};
    drawAxes(painter, chart, tr("place; the largest is %1").arg(found->norm(), 0, 'f', 3),
        tr("singular value"), colours());
    drawStems(painter, chart, found->singular, colours());
}

} // namespace rnnscope
