#include "ui/view/leaning.h"

#include "core/pack/doubles.h"
#include "core/run/loss.h"
#include "ui/paint/lines.h"
#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"
#include "ui/paint/unrolled.h"
#include "ui/view/background.h"
#include "ui/view/stillview.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

/// Whether one output is what the model predicts, and not all of them together.
bool choosesOne(const Model& model, const Sequence& sequence)
{
    return !model.head.empty()
        && (model.predictsTokens() || model.head.softmax || model.outputs() == 1
            || lossOf(model, sequence) == Loss::CrossEntropy);
}

/// Whether following one output back takes no more than a part of a frame.
bool quick(const Model& model, Index steps, bool one)
{
    constexpr double most = 1e6; // multiplications
    const double outputs = one ? 1 : static_cast<double>(model.outputs());
    return static_cast<double>(model.parameters()) * static_cast<double>(steps) * outputs < most;
}

QString percent(double share)
{
    return fixedNumber(100 * share, share < 0.1 ? 1 : 0) + QStringLiteral(" %");
}

/// A norm with three digits.
QString sizeText(double norm)
{
    constexpr double plain = 1e-3, much = 1e4;
    if (std::isnan(norm))
        return QStringLiteral("NaN");
    return norm >= plain && norm < much ? briefNumber(norm, 3) : scientific(norm);
}

}

void InputLeaning::refresh(Changes changes)
{
    if (!onlyMoves(changes)) {
        setAccessibleName(title());
        if (trace() && trace() != m_trace) {
            m_trace = trace();
            m_found.reset();
            m_problem.clear();
            m_measuring.drop();
            takeText(model(), desk().session->sequence());
        }
        redraw();
    }
    if (ready()) {
        if (!busy())
            measure();
        follow();
    }
    update();
}

std::optional<Index> InputLeaning::outputAt(Index step) const
{
    if (!choosesOne(*shownModel(), *shownSequence()))
        return {};
    Index best = 0;
    m_trace->logits.col(step).maxCoeff(&best);
    return best;
}

/// Makes the current step, unless it is there; one at a time, whatever else is asked meanwhile.
void InputLeaning::measure()
{
    const int wanted = step();
    if (wanted == leaningStep() || !m_problem.isEmpty())
        return;
    const auto output = outputAt(wanted);
    const auto work
        = [model = shownModel(), trace = m_trace, wanted, output](Watch& watch) -> Result<Found> {
        const auto found = leaning(*model, *trace, wanted, output, watch, {.threads = 1});
        if (!found)
            return found.error();
        Found result{*found, output};
        for (Index k = 0; k < std::ssize(found->norms); ++k)
            if (const double norm = found->norms[size_t(k)];
                std::isfinite(norm) && norm > result.most) {
                result.most = norm;
                result.peak = k;
            }
        return result;
    };
    doOrStart<Found>(m_measuring, quick(*shownModel(), wanted + 1, output.has_value()), work,
        [this](Result<Found> found) {
            m_problem = found ? QString() : QString::fromStdString(found.error().text());
            m_found = found ? std::optional(std::move(*found)) : std::nullopt;
            if (m_found)
                setAccessibleDescription(remark());
            redraw();
            if (m_found && isVisible() && m_trace == trace())
                measure();
        });
}

QString InputLeaning::title() const { return tr("What the prediction leans on"); }

QString InputLeaning::emptyText() const
{
    return tr("Here you will see which of the tokens read so far the prediction comes from.");
}

/// An output as a person calls it.
QString InputLeaning::outputText(Index output) const
{
    const int number = static_cast<int>(output);
    return shownModel()->predictsTokens()
        ? tr("“%1”").arg(shownToken(shownModel()->vocabulary, number))
        : QString::number(number);
}

QString InputLeaning::remark() const
{
    if (!m_found)
        return busy() ? tr("measuring …") : m_problem;
    const Found& found = *m_found;
    const QString place = placeText(leaningStep());
    const QString what = found.output
        ? tr("step %1: most probable output %2").arg(place, outputText(*found.output))
        : tr("step %1: all outputs").arg(place);
    const QString peak = found.most > 0
        ? tr("largest %1 at step %2").arg(sizeText(found.most), placeText(int(found.peak)))
        : tr("no input moves it");
    return what + QStringLiteral(" · ") + peak + QStringLiteral(" · ")
        + (found.output ? tr("||∂logit/∂xₖ||") : tr("||∂outputs/∂xₖ||"));
}

QString InputLeaning::hint() const
{
    return shownSequence()->ids.empty() ? tr("The stronger the colour of a step, the more a small "
                                             "change of its input would move this output.")
                                        : tr("The stronger the colour of a token, the more a small "
                                             "change of its input would move this output.");
}

/// No colour: what cannot matter, and what is not measured.
QColor InputLeaning::ground(int step) const
{
    if (!m_found || m_found->most == 0 || step >= readCount())
        return colours().card;
    const double norm = m_found->leaning.norms[static_cast<size_t>(step)];
    return std::isfinite(norm)
        ? QColor::fromRgb(Scale{0, 1}.colour(norm / m_found->most, colours()))
        : colours().card;
}

void InputLeaning::drawLegend(QPainter& painter, const QRectF& area) const
{
    const double line = painter.fontMetrics().height();
    drawScale(painter, area.adjusted(0, 0, 0, -line - 4), {0, 1}, colours());
    if (m_found && m_found->most > 0)
        painter.drawText(QRectF(area.left(), area.bottom() - line, area.width(), line),
            Qt::AlignLeft | Qt::TextDontClip, QStringLiteral("× ") + sizeText(m_found->most));
}

/// A layer that reads from the end lets what comes later matter too.
int InputLeaning::readCount() const
{
    return readsBack(*shownModel()) ? static_cast<int>(m_trace->steps()) : leaningStep() + 1;
}

QString InputLeaning::describe(int step) const
{
    const QString place = tr("step %1").arg(placeText(step));
    if (!m_found)
        return place;
    if (step >= readCount())
        return place + u'\n' + tr("read after the prediction: it cannot matter");
    const double norm = m_found->leaning.norms[static_cast<size_t>(step)];
    return place + u'\n'
        + (m_found->output ? tr("||∂logit/∂x|| = %1") : tr("||∂outputs/∂x|| = %1"))
              .arg(sizeText(norm))
        + (m_found->most > 0 ? tr(", %1 of the largest").arg(percent(norm / m_found->most))
                             : QString());
}

std::vector<Tensor> InputLeaning::numbers() const
{
    if (!m_found)
        return {};
    return {doublesOf("M3", m_found->leaning.norms)};
}

} // namespace rnnscope
