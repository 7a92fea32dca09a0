#include "ui/view/account.h"

#include "core/cell/affine.h"
#include "core/run/join.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"

#include <QCoreApplication>

#include <algorithm>

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

void addNumbers(Account& account, const Model& model, const Trace& trace, const std::string& symbol)
{
    account.explanation = explain(model, trace, account.origin);
    const Explanation& explanation = account.explanation;
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

void addPrediction(Account& account, const Model& model, const Trace& trace)
{
    const bool tokens = model.predictsTokens(), chance = tokens || model.head.softmax;
    account.equations = {chance ? std::string(predictEquation())
                                : "y_t = " + applied(model.head.activation, "V h_t + a")};
    const int id = static_cast<int>(account.origin.unit);
    account.subject = tokens
        ? Texts::tr("“%1”, the most probable, in numbers").arg(shownToken(model.vocabulary, id))
        : Texts::tr("output %1, in numbers").arg(id);
    if (!chance)
        account.hint = Texts::tr("A linear layer turns the hidden state into the outputs.");
    if (paired(model, static_cast<int>(model.layers.size()) - 1))
        account.hint += u' ' + Texts::tr("Here h is what both directions hand on together.");
    if (!model.after.empty())
        account.hint += u' ' + Texts::tr("Dense layers stand in between: h is what they make.");
    addNumbers(account, model, trace, "y_t");
}

}

Account accountOf(
    const Model& model, const Sequence& sequence, const Trace& trace, const Place& place)
{
    const Phase& phase = *phases(model, place.layer)[static_cast<size_t>(place.phase)];
    Account account;
    account.title = inCell(phase.title);
    account.hint = inCell(phase.hint);
    account.origin = explained(
        model, trace, {Origin::Value, place.layer, place.track, place.unit, place.step}, phase);
    if (phase.tracks.empty()) {
        addPrediction(account, model, trace);
        return account;
    }
    account.track = account.origin.track;
    std::vector<int> shown = phase.tracks;
    const auto main = std::ranges::find(shown, account.track);
    std::rotate(shown.begin(), main, main + 1);

    const auto layer = static_cast<size_t>(place.layer);
    const Cell& cell = *model.layers[layer].cell;
    for (int track : shown)
        account.equations.push_back(
            asRead(model.layers[layer], cell.tracks()[static_cast<size_t>(track)].equation));
    const Track& track = cell.tracks()[static_cast<size_t>(account.track)];
    account.units
        = static_cast<int>(trace.layers[layer].tracks[static_cast<size_t>(account.track)].rows());
    account.unit = static_cast<int>(account.origin.unit);
    addNumbers(account, model, trace, std::string(track.symbol) + "_t");
    for (AccountRow& row : account.terms) {
        row.note = noteOf(row.symbol, model, sequence, place.layer, place.step);
        row.symbol = asRead(model.layers[layer], row.symbol);
    }
    addOrder(account, model.layers[layer], trace.layers[layer], place.step);
    return account;
}

} // namespace rnnscope
