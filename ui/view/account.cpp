#include "ui/view/account.h"

#include "core/run/dense.h"
#include "core/run/join.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"
#include "ui/view/output.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Account)
};

QString inCell(const char* text) { return QCoreApplication::translate("cell", text); }

/// What enters at that step, for the term of x_t.
QString noteOf(
    const std::string& symbol, const Model& model, const Sequence& sequence, int layer, int step)
{
    if (below(model, layer) >= 0 || sequence.ids.empty() || !symbol.ends_with("x_t"))
        return {};
    return QStringLiteral("“%1”").arg(
        shownToken(model.vocabulary, sequence.ids[static_cast<size_t>(step)]));
}

AccountRow resultOf(const Explanation& explanation, const std::string& symbol)
{
    std::string left = symbol;
    if (explanation.function == "softmax") // of one score among all
        left = "p = exp(" + fixedNumber(explanation.argument, 3).toStdString() + ") / Σ_j exp(y_j)";
    else if (!explanation.function.empty())
        left += " = " + explanation.function + '('
            + fixedNumber(explanation.argument, 3).toStdString() + ')';
    return {left, {}, fixedNumber(explanation.value, 3)};
}

/// The numbers of one output: its row of the head times what the head reads, and its offset.
Explanation explainOutput(const Model& model, const Trace& trace, int output, int step)
{
    const auto h = headInput(model, trace).col(step);
    Explanation explanation;
    explanation.terms = {{"V h_t", model.head.w.row(output).dot(h)}, {"a", model.head.b(output)}};
    explanation.argument = explanation.value = trace.logits(output, step);
    const Head& head = model.head;
    if (model.predictsTokens() || head.softmax) {
        explanation.function = "softmax";
        explanation.value = std::exp(-surprise(trace.logits.col(step), output));
    } else if (head.activation != linear) {
        explanation.function = head.activation.symbol();
        explanation.value = head.activation.of(Lanes::Constant(Real(explanation.argument)))[0];
    }
    return explanation;
}

void addNumbers(Account& account, const Explanation& explanation, const std::string& symbol)
{
    const bool product = explanation.join == '*';
    for (const Term& term : explanation.terms) {
        const bool first = account.terms.empty();
        account.terms.push_back({(product && !first ? "× " : "") + term.symbol, {},
            product ? fixedNumber(term.value, 3) : signedNumber(term.value, 3)});
    }
    account.result = resultOf(explanation, symbol);
}

/// Which step a layer that reads from the end has read before this one.
void addOrder(Account& account, const Layer& layer, const LayerTrace& trace, int step)
{
    if (!layer.backward)
        return;
    const Index before = trace.before(step);
    account.order = before < 0 ? Texts::tr("its numbers, read first of all")
                               : Texts::tr("its numbers, read after step %1").arg(before + 1);
}

void addPrediction(Account& account, const Model& model, const Trace& trace, int step)
{
    const bool tokens = model.predictsTokens(), chance = tokens || model.head.softmax;
    Index output = 0;
    if (chance)
        trace.logits.col(step).maxCoeff(&output);
    const std::string function(model.head.activation.symbol());
    account.equations = {chance ? std::string(predictEquation())
            : function.empty()  ? "y_t = V h_t + a"
                                : "y_t = " + function + "(V h_t + a)"};
    const int id = static_cast<int>(output);
    account.subject = tokens
        ? Texts::tr("“%1”, the most probable, in numbers").arg(shownToken(model.vocabulary, id))
        : Texts::tr("output %1, in numbers").arg(id);
    if (!chance)
        account.hint = Texts::tr("A linear layer turns the hidden state into the outputs.");
    if (paired(model, static_cast<int>(model.layers.size()) - 1))
        account.hint += u' ' + Texts::tr("Here h is what both directions hand on together.");
    if (!model.after.empty())
        account.hint += u' ' + Texts::tr("Dense layers stand in between: h is what they make.");
    addNumbers(account, explainOutput(model, trace, id, step), "y_t");
}

}

Account accountOf(
    const Model& model, const Sequence& sequence, const Trace& trace, const Place& place)
{
    const Phase& phase = *phases(model, place.layer)[static_cast<size_t>(place.phase)];
    Account account;
    account.title = inCell(phase.title);
    account.hint = inCell(phase.hint);
    if (phase.tracks.empty()) {
        addPrediction(account, model, trace, place.step);
        return account;
    }
    std::vector<int> shown = phase.tracks;
    const auto selected = std::find(shown.begin(), shown.end(), place.track);
    if (selected != shown.end())
        std::rotate(shown.begin(), selected, selected + 1);

    const auto layer = static_cast<size_t>(place.layer);
    const Cell& cell = *model.layers[layer].cell;
    for (int track : shown)
        account.equations.push_back(
            asRead(model.layers[layer], cell.tracks()[static_cast<size_t>(track)].equation));
    account.track = shown.front();
    const Track& track = cell.tracks()[static_cast<size_t>(account.track)];
    account.units
        = static_cast<int>(trace.layers[layer].tracks[static_cast<size_t>(account.track)].rows());
    account.unit = std::clamp(place.unit, 0, account.units - 1);
    addNumbers(account,
        cell.explain(model.layers[layer].weights, inputOf(model, trace, place.layer),
            trace.layers[layer], account.track, account.unit, place.step),
        std::string(track.symbol) + "_t");
    for (AccountRow& row : account.terms) {
        row.note = noteOf(row.symbol, model, sequence, place.layer, place.step);
        row.symbol = asRead(model.layers[layer], row.symbol);
    }
    addOrder(account, model.layers[layer], trace.layers[layer], place.step);
    return account;
}

} // namespace rnnscope
