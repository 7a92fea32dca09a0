#include "ui/view/output.h"

#include "core/pack/tensor.h"
#include "core/run/dense.h"
#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rnnscope {

namespace {

constexpr double margin = 16;
constexpr double valueWidth = 44;
constexpr double checkWidth = 18;

/// log Σ exp of the outputs, without overflow.
double logSum(const Vector& logits)
{
    const double largest = logits.maxCoeff();
    return largest + std::log((logits.cast<double>().array() - largest).exp().sum());
}

/// Whether every token is one character, so that it may be called one.
bool isOfCharacters(const Vocabulary& vocabulary)
{
    return !vocabulary.empty()
        && std::all_of(
            vocabulary.tokens().begin(), vocabulary.tokens().end(), [](const std::string& token) {
                return QString::fromStdString(token).toUcs4().size() == 1;
            });
}

}

double surprise(const Vector& logits, int token) { return logSum(logits) - logits[token]; }

std::vector<OutputBar> nextTokens(const Vector& logits, int truth, int count)
{
    std::vector<int> ids(static_cast<size_t>(logits.size()));
    std::iota(ids.begin(), ids.end(), 0);
    const auto kept = std::min<size_t>(static_cast<size_t>(count), ids.size());
    std::partial_sort(ids.begin(), ids.begin() + static_cast<ptrdiff_t>(kept), ids.end(),
        [&](int a, int b) { return logits[a] != logits[b] ? logits[a] > logits[b] : a < b; });
    ids.resize(kept);
    if (truth >= 0 && std::find(ids.begin(), ids.end(), truth) == ids.end())
        ids.back() = truth;
    std::vector<OutputBar> bars;
    const double sum = logSum(logits);
    for (int id : ids)
        bars.push_back({id, std::exp(logits[id] - sum), id == truth});
    return bars;
}

NextToken::NextToken(const Desk& desk, QWidget* parent)
    : View(desk, parent)
{
    setMinimumSize(240, 130);
}

void NextToken::refresh(Changes changes)
{
    if (trace() && changes & (Change::Scene | Change::Cell))
        takeIn();
    update();
}

void NextToken::takeIn()
{
    m_model = model();
    m_trace = trace();
    m_sequence = desk().session->sequence();
    m_answer = chances() ? Matrix() : answerOf(*m_model, *m_trace);
    m_range = m_answer.size() == 0 || m_answer.isZero() ? 1 : m_answer.array().abs().maxCoeff();
}

QString NextToken::title() const
{
    if (m_model && !m_model->predictsTokens())
        return tr("Output");
    return m_model && isOfCharacters(m_model->vocabulary) ? tr("Next character") : tr("Next token");
}

QString NextToken::remark() const
{
    if (m_sequence->ids.empty())
        return tr("after step %1").arg(step() + 1);
    return tr("after “%1”")
        .arg(shownToken(m_model->vocabulary, m_sequence->ids[static_cast<size_t>(step())]));
}

QString NextToken::labelOf(const OutputBar& bar) const
{
    return m_model->predictsTokens() ? shownToken(m_model->vocabulary, bar.output)
                                     : QString::number(bar.output);
}

/// Whether the outputs are probabilities, of tokens or of classes.
bool NextToken::chances() const { return m_model->predictsTokens() || m_model->head.softmax; }

/// How much of the step's last phase, the prediction, is done.
double NextToken::done() const
{
    const int top = static_cast<int>(m_model->layers.size()) - 1;
    const auto count = static_cast<double>(phases(*m_model, top).size());
    return std::clamp(desk().playback->phase() * count - (count - 1), 0.0, 1.0);
}

int NextToken::step() const
{
    return std::min(desk().playback->step(), static_cast<int>(m_trace->steps()) - 1);
}

int NextToken::truth() const
{
    return m_sequence->targets.empty() ? -1 : m_sequence->targets[static_cast<size_t>(step())];
}

/// What stands below the bars.
QString NextToken::verdict() const
{
    if (!chances())
        return tr("bars reach from −%1 to %1").arg(fixedNumber(m_range, 2));
    const double top = nextTokens(m_trace->logits.col(step()), -1, 1).front().value;
    const QString sure = tr("how sure: %1").arg(fixedNumber(top, 2));
    if (!m_model->predictsTokens())
        return sure;
    if (truth() < 0)
        return sure + QStringLiteral(" · ") + tr("no true next one is known");
    return sure + QStringLiteral(" · ")
        + tr("✓ true one: −log p = %1 nats")
              .arg(fixedNumber(surprise(m_trace->logits.col(step()), truth()), 2));
}

std::vector<OutputBar> NextToken::bars(int count) const
{
    if (chances())
        return nextTokens(m_trace->logits.col(step()), truth(), count);
    const Vector outputs = m_answer.col(step());
    std::vector<OutputBar> first;
    for (int output = 0; output < std::min<Index>(count, outputs.size()); ++output)
        first.push_back({output, outputs[output], false});
    return first;
}

std::vector<Tensor> NextToken::numbers() const
{
    if (!m_model || m_model->head.empty())
        return {};
    if (!chances())
        return {tensorOf("outputs", m_answer.col(step()).transpose())};
    const Vector logits = m_trace->logits.col(step());
    const auto chance = (logits.cast<double>().array() - logSum(logits)).exp();
    return {tensorOf("probabilities", chance.cast<Real>().matrix().transpose())};
}

void NextToken::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool empty = !m_model || m_model->head.empty();
    const double top = drawHeading(painter, title(), empty ? QString() : remark());
    if (empty) {
        drawEmpty(painter, top);
        return;
    }
    painter.setFont(scaled(font(), 0.85));
    const double line = painter.fontMetrics().height();
    const QRectF footer(margin, height() - 10 - line, width() - 2 * margin, line);
    painter.setPen(colours().dim);
    painter.setOpacity(0.6 + 0.4 * done());
    painter.drawText(footer, Qt::AlignLeft,
        painter.fontMetrics().elidedText(verdict(), Qt::ElideRight, qRound(footer.width())));
    painter.setFont(font());
    drawBars(painter, {margin, top + 2, footer.width(), footer.top() - top - 4});
}

void NextToken::drawEmpty(QPainter& painter, double top) const
{
    const QString text = m_model
        ? tr("This model has no head: it has no prediction to show.")
        : tr("Here stands what the network expects next, once there is a sequence.");
    painter.setPen(colours().dim);
    painter.drawText(QRectF(margin, top, width() - 2 * margin, height() - top - margin),
        Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
}

void NextToken::drawBars(QPainter& painter, const QRectF& area) const
{
    const double line = painter.fontMetrics().height();
    const int room = std::clamp(static_cast<int>(area.height() / (0.86 * line)), 1, 6);
    const std::vector<OutputBar> rows = bars(room);
    double labels = 0;
    for (const OutputBar& bar : rows)
        labels = std::max<double>(labels, painter.fontMetrics().horizontalAdvance(labelOf(bar)));
    labels = std::clamp(labels, 20.0, area.width() / 3);
    const double pitch = std::min(area.height() / room, line + 6);
    for (size_t row = 0; row < rows.size(); ++row)
        drawBar(painter,
            {area.left(), area.top() + pitch * static_cast<double>(row), area.width(), pitch},
            rows[row], row == 0, labels);
}

/// Label, bar, number, and a sign at the true one.
void NextToken::drawBar(
    QPainter& painter, const QRectF& row, const OutputBar& bar, bool strong, double labels) const
{
    QFont face = font();
    face.setBold(bar.truth);
    painter.setFont(face);
    painter.setPen(colours().text);
    painter.drawText(QRectF(row.left(), row.top(), labels, row.height()), Qt::AlignCenter,
        painter.fontMetrics().elidedText(labelOf(bar), Qt::ElideRight, qRound(labels)));

    const bool chance = chances();
    const double room
        = std::max(valueWidth, QFontMetricsF(face).horizontalAdvance(signedNumber(-m_range, 2)));
    const QRectF number(row.right() - checkWidth - room, row.top(), room, row.height());
    painter.drawText(number, Qt::AlignRight | Qt::AlignVCenter,
        chance ? fixedNumber(bar.value, 2) : signedNumber(bar.value, 2));
    if (bar.truth) {
        painter.setPen(colours().good);
        painter.drawText(QRectF(number.right(), row.top(), checkWidth, row.height()),
            Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("✓"));
    }

    const QRectF track(row.left() + labels + 8, row.center().y() - row.height() * 0.32,
        number.left() - row.left() - labels - 12, row.height() * 0.64);
    const double zero = chance ? track.left() : track.center().x();
    const double length = bar.value / m_range * (track.right() - zero);
    QColor colour = colours().output;
    colour.setAlphaF(strong || !chance ? 1 : 0.4F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const QRectF shape = QRectF(zero, track.top(), length, track.height()).normalized();
    const double radius = std::min(3.0, shape.width() / 2);
    painter.drawRoundedRect(shape, radius, radius);
    if (!chance)
        painter.fillRect(QRectF(zero - 0.5, row.top(), 1, row.height()), colours().border);
}

} // namespace rnnscope
