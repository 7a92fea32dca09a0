#include "ui/view/sourcelines.h"

#include "core/model/depth.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(SourceLine)
};

/// A number as it is written, in thousandths, so that what is written can be added up.
qint64 written(double value) { return qRound64(QString::number(value, 'f', 3).toDouble() * 1000); }

QString signedText(qint64 thousandths) { return signedNumber(double(thousandths) / 1000, 3); }

/// A number of a product, as wide with a sign as without.
std::string aligned(double value)
{
    const QString text = fixedNumber(value, 3);
    return (text.startsWith(u'−') ? text : QChar(0x2007) + text).toStdString(); // figure space
}

QString tokenAt(const Model& model, const Sequence& sequence, const Origin& origin)
{
    return QStringLiteral("“%1”").arg(
        shownToken(model.vocabulary, sequence.ids[static_cast<size_t>(origin.step)]));
}

bool oneHot(const Model& model, const Origin& origin)
{
    return origin.kind == Origin::Token && model.entry == Entry::OneHot;
}

/// Makes the lines of one term.
class Writer {
public:
    Writer(const Model& model, const Origin& of, const Sources& sources)
        : m_model(model)
        , m_of(of)
        , m_sources(sources)
    {
    }

    std::vector<SourceLine> lines(const Term& term, size_t most);

private:
    std::string symbolOf(const Factor& factor) const;
    QString noteOf(const Origin& origin) const;
    QString handedOn(int layer) const;
    void add(const Factor& factor, bool first);
    void addCommon();
    void addProduct(const Contribution& one);
    void addRest(const std::vector<const Contribution*>& left, qint64 sum);

    const Model& m_model;
    const Origin& m_of;
    const Sources& m_sources;
    double m_largest = 0;
    std::vector<SourceLine> m_lines;
};

std::string Writer::symbolOf(const Factor& factor) const
{
    const Layer& layer = m_model.layers[static_cast<size_t>(m_of.layer)];
    const std::string unit = "[" + std::to_string(factor.origin.unit) + "]";
    return asRead(layer, factor.symbol) + (oneHot(m_model, factor.origin) ? "" : unit);
}

QString Writer::noteOf(const Origin& origin) const
{
    switch (origin.kind) {
    case Origin::Value:
        return handedOn(origin.layer);
    case Origin::Start:
        return Texts::tr("start");
    case Origin::Dense:
        return Texts::tr("dense");
    case Origin::Output:
    case Origin::Token: // stands at the term
    case Origin::Number:
    case Origin::Parameter:
        break;
    }
    return {};
}

/// Which layer below, or which of its directions; nothing within the layer itself.
QString Writer::handedOn(int layer) const
{
    if (layer == m_of.layer && m_of.kind != Origin::Output)
        return {};
    if (paired(m_model, layer))
        return m_model.layers[static_cast<size_t>(layer)].backward ? Texts::tr("backward")
                                                                   : Texts::tr("forward");
    return m_model.layers.size() > 1 ? layerName(m_model, layer) : QString();
}

void Writer::add(const Factor& factor, bool first)
{
    m_lines.push_back({(first ? "" : "× ") + symbolOf(factor), aligned(factor.value)});
    m_lines.back().note = noteOf(factor.origin);
    m_lines.back().origin = factor.origin;
}

void Writer::addCommon()
{
    for (const Factor& factor : m_sources.common) {
        add(factor, true);
        m_lines.back().note = Texts::tr("× all of these");
    }
}

void Writer::addProduct(const Contribution& one)
{
    for (const Factor& factor : one.factors)
        add(factor, &factor == one.factors.data());
    if (one.factors.empty()) {
        m_lines.push_back({one.weight, m_sources.common.empty() ? "" : aligned(one.multiplier)});
        m_lines.back().origin = Origin{Origin::Parameter};
    } else if (!one.weight.empty()) {
        m_lines.back().detail += " × " + one.weight + " " + aligned(one.multiplier);
    } else if (one.factors.size() == 1) {
        m_lines.back().detail.clear(); // it is the product
    }
    m_lines.back().value = signedText(written(one.product));
    m_lines.back().share = m_largest > 0 ? one.product / m_largest : 0;
}

/// @param sum of their products, as far as it is written
void Writer::addRest(const std::vector<const Contribution*>& left, qint64 sum)
{
    SourceLine rest;
    rest.rest = !left.empty();
    const auto count = static_cast<int>(left.size());
    if (count > 0 && count == static_cast<int>(m_sources.contributions.size()))
        rest.note = Texts::tr("all %1 numbers are 0").arg(count);
    else if (count > 0)
        rest.note = count == 1 ? Texts::tr("1 other") : Texts::tr("%1 others").arg(count);
    else
        rest.note = Texts::tr("rounding");
    if (count > 0 && !left.front()->factors.empty())
        rest.origin = left.front()->factors.front().origin;
    rest.value = signedText(sum);
    rest.share = m_largest > 0 ? std::clamp(double(sum) / 1000 / m_largest, -1.0, 1.0) : 0;
    m_lines.push_back(std::move(rest));
}

std::vector<SourceLine> Writer::lines(const Term& term, size_t most)
{
    std::vector<const Contribution*> order;
    for (const Contribution& one : m_sources.contributions)
        order.push_back(&one);
    std::ranges::stable_sort(order, [](const Contribution* a, const Contribution* b) {
        return std::abs(a->product) > std::abs(b->product);
    });
    m_largest = std::abs(order.front()->product);
    addCommon();
    qint64 left = written(term.value);
    size_t shown = 0;
    const bool only = order.size() == 1;
    while (shown < std::min(most, order.size()) && (only || order[shown]->product != 0)) {
        addProduct(*order[shown]);
        left -= written(order[shown++]->product);
    }
    order.erase(order.begin(), order.begin() + static_cast<ptrdiff_t>(shown));
    if (!order.empty() || left != 0)
        addRest(order, left);
    return std::move(m_lines);
}

}

std::vector<SourceLine> sourceLines(
    const Model& model, const Origin& of, const Term& term, const Sources& sources, size_t most)
{
    return Writer(model, of, sources).lines(term, most);
}

QString endOfWalk(const Model& model, const Sequence& sequence, const Origin& origin)
{
    const int step = static_cast<int>(origin.step) + 1;
    const int unit = static_cast<int>(origin.unit);
    switch (origin.kind) {
    case Origin::Value:
    case Origin::Output:
        return {};
    case Origin::Start:
        return Texts::tr("The walk ends here: the state before the first step that is read.");
    case Origin::Token:
        return oneHot(model, origin)
            ? Texts::tr("The walk ends here: the token %1, read at step %2.")
                  .arg(tokenAt(model, sequence, origin))
                  .arg(step)
            : Texts::tr("The walk ends here: number %1 of the embedding of %2, read at step %3.")
                  .arg(QString::number(unit), tokenAt(model, sequence, origin))
                  .arg(step);
    case Origin::Number:
        return Texts::tr("The walk ends here: number %1 of what was read at step %2.")
            .arg(unit)
            .arg(step);
    case Origin::Dense:
        return Texts::tr("The walk ends here: dense layers made this number at step %1.").arg(step);
    case Origin::Parameter:
        break;
    }
    return Texts::tr("The walk ends here: a number of the network itself, the same at every step.");
}

} // namespace rnnscope
