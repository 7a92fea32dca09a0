#include "core/cell/explanation.h"

namespace rnnscope {

Term weighted(std::string weight, Vector weights, Operand operand)
{
    Term term{weight + " " + operand.symbol, weights.dot(operand.values)};
    term.each = {std::move(operand)};
    term.weight = std::move(weight);
    term.weights = std::move(weights);
    return term;
}

Term product(std::vector<Operand> operands)
{
    Term term{{}, 1};
    for (const Operand& operand : operands) {
        term.symbol += (term.symbol.empty() ? "" : " ") + operand.symbol;
        term.value *= static_cast<double>(operand.values(0));
    }
    term.common = std::move(operands);
    return term;
}

Term added(std::string symbol, std::vector<Addend> addends)
{
    Term term{std::move(symbol), 0};
    for (const Addend& addend : addends)
        term.value += addend.value;
    term.addends = std::move(addends);
    return term;
}

Explanation sum(std::vector<Term> terms)
{
    Explanation explanation;
    for (const Term& term : terms)
        explanation.argument += term.value;
    explanation.value = explanation.argument;
    explanation.terms = std::move(terms);
    return explanation;
}

} // namespace rnnscope
