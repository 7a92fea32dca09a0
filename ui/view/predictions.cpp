#include "ui/view/predictions.h"

#include "core/pack/tensor.h"
#include "core/run/dense.h"
#include "core/run/loss.h"
#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"
#include "ui/view/background.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

constexpr Index mostRows = 48;

/// What the outputs can be, or ± what they are.
Scale rangeOf(const Activation& activation, std::span<const double> numbers)
{
    if (std::isfinite(activation.low()) && std::isfinite(activation.high()))
        return {activation.low(), activation.high()};
    return roundScale(numbers);
}

}

Predictions::Predictions(const Desk& desk, QWidget* parent)
    : TimeView(desk, parent)
{
    setMinimumSize(320, 180);
}

Predictions::Kind Predictions::kind() const
{
    if (!m_model || m_model->head.empty())
        return Kind::None;
    const bool chances = m_model->predictsTokens() || m_model->head.softmax
        || lossOf(*m_model, *m_sequence) == Loss::CrossEntropy;
    return chances ? Kind::Probabilities : Kind::Numbers;
}

void Predictions::takeIn()
{
    if (trace() && trace() != m_trace) {
        m_trace = trace();
        m_model = model();
        m_sequence = desk().session->sequence();
        m_known = kind() == Kind::Probabilities
            && std::ranges::any_of(m_sequence->targets, [](int target) { return target >= 0; });
        m_chances = {};
        m_answer = {};
        m_weighing.drop();
        m_answering.drop();
        if (kind() == Kind::Numbers)
            answer();
    }
    m_gutter = ready() ? gutterFor() : 0;
    weigh();
}

/// Makes the numbers that the model answers.
void Predictions::answer()
{
    constexpr Index quick = 1'000'000; // numbers
    const auto work
        = [model = m_model, trace = m_trace, sequence = m_sequence](
              Watch&) -> Result<Answer> { return answerOver(*model, *trace, *sequence); };
    doOrStart<Answer>(
        m_answering, m_trace->logits.size() <= quick, work, [this](Result<Answer> answer) {
            if (answer)
                m_answer = std::move(*answer);
            redraw();
        });
}

Predictions::Answer Predictions::answerOver(
    const Model& model, const Trace& trace, const Sequence& sequence)
{
    Answer answer{rnnscope::answerOf(model, trace)};
    std::vector<double> numbers;
    for (const Matrix* values : {static_cast<const Matrix*>(&answer.values), &sequence.goals})
        std::ranges::copy_if(std::span(values->data(), static_cast<size_t>(values->size())),
            std::back_inserter(numbers), [](double number) { return std::isfinite(number); });
    answer.range = rangeOf(model.head.activation, numbers);
    if (!numbers.empty()) {
        answer.least = std::ranges::min(numbers);
        answer.most = std::ranges::max(numbers);
    }
    return answer;
}

/// Whether the probabilities are those of the shown page.
bool Predictions::weighed() const
{
    const TimeAxis now = axis();
    return m_chances.first == now.first && m_chances.steps() == now.count;
}

/// Makes the probabilities of the page.
void Predictions::weigh()
{
    if (kind() != Kind::Probabilities || weighed())
        return;
    constexpr Index quick = 200'000; // exponentials
    const TimeAxis now = axis();
    const auto work
        = [trace = m_trace, sequence = m_sequence, now](Watch& watch) -> Result<Chances> {
        return chancesOf(trace->logits, sequence->targets, now.first, now.count, mostRows, watch);
    };
    doOrStart<Chances>(m_weighing, m_trace->logits.rows() * now.count <= quick, work,
        [this](Result<Chances> chances) {
            if (chances)
                m_chances = std::move(*chances);
            redraw();
        });
}

void Predictions::turnPage()
{
    weigh();
    redraw();
}

void Predictions::resizeEvent(QResizeEvent* event)
{
    if (ready())
        weigh();
    TimeView::resizeEvent(event);
}

/// Whether there are numbers of the page to be seen.
bool Predictions::shown() const
{
    return kind() == Kind::Probabilities ? weighed()
                                         : kind() == Kind::Numbers && m_answer.values.size() > 0;
}

QString Predictions::nameOf(int output) const
{
    return m_model->predictsTokens() ? shownToken(m_model->vocabulary, output)
                                     : QString::number(output);
}

/// In a low view rows of tokens say more than the curve of the true ones.
bool Predictions::hasCurve() const
{
    constexpr int low = 240;
    return height() >= low;
}

/// As wide as the tokens of the sequence and everything else that stands there.
double Predictions::gutterFor() const
{
    const QFontMetricsF metrics(scaled(font(), small));
    double widest = 0;
    for (const QString& text : {tr("others"), tr("step"), tr("p(true)"), laneName(0)})
        widest = std::max(widest, metrics.horizontalAdvance(text));
    if (m_model->predictsTokens()) {
        std::vector<int> truths;
        std::ranges::copy_if(
            m_sequence->targets, std::back_inserter(truths), [](int id) { return id >= 0; });
        widest = std::max(widest, widestToken(m_model->vocabulary, truths, metrics, 90));
    }
    return widest + 8;
}

/// The area, `high` pixels high.
QRectF Predictions::areaOf(double high) const
{
    const double left = margin + m_gutter;
    return QRectF(
        left, QFontMetricsF(font()).height() + 26, width() - margin - scaleWidth - 8 - left, high)
        .toRect();
}

QRectF Predictions::area() const
{
    const double line = QFontMetricsF(scaled(font(), small)).height();
    return areaOf(height() - areaOf(0).top() - readingHeight() - line - 8);
}

ChanceGrid Predictions::grid() const
{
    const QRectF all = area();
    const double line = QFontMetricsF(scaled(font(), small)).height();
    ChanceGrid grid{axis(), {}, {}, all};
    if (m_known) {
        const double curve = hasCurve() ? std::min(std::round(0.25 * all.height()), 80.0) : 0;
        grid.curve = {all.left(), all.top(), all.width(), curve};
        grid.signs = {all.left(), all.top() + (curve > 0 ? curve + 2 : 0), all.width(), line};
        grid.rows.setTop(grid.signs.bottom() + 2);
    }
    const auto fit = std::max<Index>(2, static_cast<Index>(grid.rows.height() / (line * 0.95)));
    grid.others = m_trace->logits.rows() > std::min(fit, mostRows);
    grid.shown = std::min<Index>(std::ssize(m_chances.outputs), fit - grid.others);
    return grid;
}

OutputLanes Predictions::lanes() const
{
    OutputLanes lanes{axis(), m_answer.values.rows(), m_answer.range};
    if (lanes.asCurves() && m_answer.least >= 0)
        lanes.range.low = std::max(lanes.range.low, 0.0);
    else if (lanes.asCurves() && m_answer.most <= 0)
        lanes.range.high = std::min(lanes.range.high, 0.0);
    return lanes;
}

/// How the lane of an output is called.
QString Predictions::laneName(Index output) const
{
    return m_trace->logits.rows() == 1 ? tr("output") : tr("output %1").arg(output);
}

std::vector<Tensor> Predictions::numbers() const
{
    if (!ready() || !shown())
        return {};
    if (kind() == Kind::Numbers)
        return {tensorOf("outputs", m_answer.values.transpose())};
    const ChanceGrid now = grid();
    Matrix ids(now.shown, 1), given(m_chances.steps(), 1);
    for (Index row = 0; row < now.shown; ++row)
        ids(row, 0) = static_cast<Real>(m_chances.outputs[static_cast<size_t>(row)]);
    for (Index i = 0; i < given.rows(); ++i)
        given(i, 0) = static_cast<Real>(m_chances.given[static_cast<size_t>(i)]);
    return {tensorOf("rows", ids), tensorOf("probabilities", rowShares(m_chances, now).transpose()),
        tensorOf("probability.true", given)};
}

QString Predictions::stepText(int step) const
{
    if (m_sequence->ids.empty())
        return tr("step %1").arg(step + 1);
    return tr("step %1, after “%2”")
        .arg(step + 1)
        .arg(shownToken(m_model->vocabulary, m_sequence->ids[static_cast<size_t>(step)]));
}

QString Predictions::describe(QPointF place) const
{
    if (!shown() || !area().contains(place))
        return {};
    const int step = axis().stepAt(place.x());
    if (kind() == Kind::Numbers)
        return describeNumber(place, step);
    return grid().rows.contains(place) ? describeChance(place, step) : describeTruth(step);
}

QString Predictions::describeChance(QPointF place, int step) const
{
    const ChanceGrid now = grid();
    const auto row = std::clamp<Index>(
        static_cast<Index>((place.y() - now.rows.top()) / now.rowHeight()), 0, now.rowCount() - 1);
    const auto i = static_cast<size_t>(step - m_chances.first);
    const double share = rowShares(m_chances, now)(row, static_cast<Index>(i));
    if (row == now.shown)
        return tr("%1: all others together %2").arg(stepText(step), fixedNumber(share, 3));
    const int output = m_chances.outputs[static_cast<size_t>(row)];
    QString text = tr("%1: “%2” %3").arg(stepText(step), nameOf(output), fixedNumber(share, 3));
    if (output == m_chances.best[i])
        text += u'\n' + tr("the most probable");
    if (output == m_chances.truths[i])
        text += u'\n' + tr("the true one");
    return text;
}

QString Predictions::describeTruth(int step) const
{
    const auto i = static_cast<size_t>(step - m_chances.first);
    if (m_chances.truths[i] < 0)
        return tr("%1: no true next one is known").arg(stepText(step));
    return tr("%1: “%2” was true, “%3” predicted")
               .arg(stepText(step), nameOf(m_chances.truths[i]), nameOf(m_chances.best[i]))
        + u'\n'
        + tr("probability of the true one %1, −log p = %2 nats")
              .arg(fixedNumber(m_chances.given[i], 3),
                  fixedNumber(-std::log(m_chances.given[i]), 2));
}

QString Predictions::describeNumber(QPointF place, int step) const
{
    const OutputLanes now = lanes();
    const auto output = std::clamp<Index>(
        static_cast<Index>((place.y() - now.axis.area.top()) / now.laneOf(0).height()), 0,
        now.outputs - 1);
    QString text = tr("%1: output %2 is %3")
                       .arg(stepText(step))
                       .arg(output)
                       .arg(signedNumber(m_answer.values(output, step), 3));
    if (m_sequence->goals.rows() > output && std::isfinite(m_sequence->goals(output, step)))
        text += u'\n' + tr("it should be %1").arg(signedNumber(m_sequence->goals(output, step), 3));
    return text;
}

} // namespace rnnscope
