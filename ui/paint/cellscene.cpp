#include "ui/paint/cellscene.h"

#include "core/cell/nodes.h"
#include "core/math/activation.h"
#include "core/run/join.h"
#include "ui/paint/formula.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"

#include <QCoreApplication>

#include <algorithm>

namespace rnnscope {

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

const Layer& layerOf(const CellMoment& moment)
{
    return moment.model.layers[static_cast<size_t>(moment.layer)];
}

const Cell& cellOf(const CellMoment& moment) { return *layerOf(moment).cell; }

const LayerTrace& valuesOf(const CellMoment& moment)
{
    return moment.trace.layers[static_cast<size_t>(moment.layer)];
}

const Track& trackOf(const CellMoment& moment, const Node& node)
{
    return cellOf(moment).tracks()[static_cast<size_t>(node.track)];
}

QString quoted(const CellMoment& moment, int id)
{
    return QStringLiteral("“%1”").arg(shownToken(moment.model.vocabulary, id));
}

NodeContent inputContent(const CellMoment& moment, const NodeValues& values)
{
    NodeContent content{QCoreApplication::translate("CellScene", "input"), "x_t"};
    const int source = below(moment.model, moment.layer);
    if (source >= 0)
        content.name = depthName(depthOf(moment.model, source));
    if (source >= 0 || moment.sequence.ids.empty())
        content.values = values.value;
    else
        content.text = quoted(moment, moment.sequence.ids[static_cast<size_t>(moment.step)]);
    return content;
}

NodeContent outputContent(const CellMoment& moment)
{
    if (!onTop(moment.model, moment.layer))
        return {QCoreApplication::translate("CellScene", "upwards"), "h_t",
            depthName(depthOf(moment.model, moment.layer) + 1)};
    NodeContent content{QCoreApplication::translate("CellScene", "output"), "y_t"};
    const Head& head = moment.model.head;
    if (head.empty()) {
        content.symbol = "h_t";
        content.track = cellOf(moment).hidden();
        content.values
            = valuesOf(moment).tracks[static_cast<size_t>(content.track)].col(moment.step);
    } else if (moment.model.predictsTokens()) {
        const Vector likely = softmax(moment.trace.logits.col(moment.step));
        Index best = 0;
        const double sure = likely.maxCoeff(&best);
        content.text = quoted(moment, static_cast<int>(best));
        content.aside = fixedNumber(sure, 2);
    } else {
        content.values = moment.trace.logits.col(moment.step);
        if (head.softmax || head.activation != linear)
            content.name = QCoreApplication::translate("CellScene", "before %1")
                               .arg(QString::fromStdString(
                                   head.softmax ? "softmax" : head.activation.text()));
    }
    return content;
}

/// A track, or its sum before the activation, where it is computed: all its units and their mean.
NodeContent boxContent(const CellMoment& moment, const Node& node, const NodeValues& values)
{
    const Track& track = trackOf(moment, node);
    const bool sum = node.part == Part::Sum;
    NodeContent content{QCoreApplication::translate("cell", sum ? node.name : track.name),
        sum ? node.sign : std::string(track.symbol)};
    content.values = values.value;
    if (const auto squash = cellOf(moment).squash(node.track); squash && !sum)
        content.function = text(squash->function.text());
    content.remark = QCoreApplication::translate("CellScene", "mean %1")
                         .arg(fixedNumber(values.value.mean(), 2));
    return content;
}

NodeContent carriedContent(const CellMoment& moment, const Node& node, const NodeValues& values)
{
    const Track& track = trackOf(moment, node);
    const char* when = node.part == Part::Before ? "_{t−1}" : "_t";
    NodeContent content{QCoreApplication::translate("cell", track.name),
        asRead(layerOf(moment), std::string(track.symbol) + when)};
    content.values = values.value;
    return content;
}

/// An operation, with what comes to it and what it makes of that.
NodeContent operationContent(const CellMoment& moment, const Node& node, const NodeValues& values)
{
    NodeContent content{{}, asRead(layerOf(moment), node.formula), text(node.sign)};
    content.values = values.value;
    content.terms = values.terms;
    return content;
}

NodeContent contentOf(const CellMoment& moment, const Node& node, const NodeValues& values)
{
    switch (node.part) {
    case Part::Input:
        return inputContent(moment, values);
    case Part::Before:
    case Part::After:
        return carriedContent(moment, node, values);
    case Part::Sum:
    case Part::Layer:
        return boxContent(moment, node, values);
    case Part::Operation:
        return operationContent(moment, node, values);
    case Part::Output:
        break;
    }
    return outputContent(moment);
}

/// Mark-up without its subscripts: a quantity whatever the step.
std::string bare(const std::string& markup)
{
    std::string result;
    for (size_t i = 0; i < markup.size(); ++i)
        if (markup[i] != '_')
            result += markup[i];
        else
            i = markup[i + 1] == '{' ? markup.find('}', i) : i + 1;
    return result;
}

/// Every scale once, with the symbols of what is drawn in it. An operation stands there where
/// nothing else has its scale.
std::vector<ScaleKey> keysOf(const CellScene& scene)
{
    std::vector<ScaleKey> keys;
    const auto add = [&](const NodeContent& content, bool always) {
        const std::string symbol = bare(content.symbol);
        const auto key = std::ranges::find_if(
            keys, [&](const ScaleKey& k) { return k.scale == content.scale; });
        if (key == keys.end())
            keys.push_back({content.scale, symbol});
        else if (always && key->symbols.find(symbol) == std::string::npos)
            key->symbols += " " + symbol;
    };
    for (const bool operations : {false, true})
        for (size_t i = 0; i < scene.nodes.size(); ++i)
            if (!scene.nodes[i].empty()
                && (scene.wiring->nodes[i].part == Part::Operation) == operations)
                add(scene.nodes[i], !operations);
    return keys;
}

/// Tells which term of a product opens the way for the other.
void addValves(CellScene& scene)
{
    const Wiring& wiring = *scene.wiring;
    for (size_t i = 0; i < scene.nodes.size(); ++i) {
        if (wiring.nodes[i].gate < 0)
            continue;
        std::vector<int> sources;
        for (const Wire& wire : wiring.wires)
            if (wire.to == static_cast<int>(i))
                sources.push_back(wire.from);
        NodeContent& content = scene.nodes[i];
        content.gate = sources[0] == wiring.nodes[i].gate ? 0 : 1;
        content.entry
            = scene.nodes[static_cast<size_t>(sources[static_cast<size_t>(1 - content.gate)])]
                  .scale;
    }
}

}

CellScene cellScene(const CellMoment& moment, const std::vector<Scale>& scales)
{
    const Layer& layer = layerOf(moment);
    CellScene scene;
    scene.wiring = &layer.cell->wiring();
    scene.units = layer.weights.units();
    for (const Matrix& track : valuesOf(moment).tracks)
        scene.heights.push_back(track.rows());
    const Vector x = inputOf(moment.model, moment.trace, moment.layer).col(moment.step);
    const std::vector<NodeValues> values
        = nodeValues(*layer.cell, layer.weights, x, valuesOf(moment), moment.step);
    for (size_t i = 0; i < scales.size(); ++i) {
        const Node& node = scene.wiring->nodes[i];
        NodeContent& content = scene.nodes.emplace_back(contentOf(moment, node, values[i]));
        if (node.track >= 0)
            content.track = node.track;
        content.formula = asRead(layer, node.formula);
        content.scale = scales[i];
    }
    addValves(scene);
    scene.keys = keysOf(scene);
    scene.choreography
        = choreograph(*scene.wiring, static_cast<int>(phases(moment.model, moment.layer).size()));
    return scene;
}

bool CellScene::showsUnitsOf(size_t node, int track) const
{
    return showsUnits(node) && track >= 0
        && nodes[node].values.size() == heights[static_cast<size_t>(track)];
}

namespace {

/// "0.884 × −0.520 = " before the value that an operation makes of one unit's terms; empty where
/// its terms are others than that unit's.
QString calculation(const NodeContent& content, int unit)
{
    QStringList terms;
    for (const Vector& term : content.terms) {
        if (term.size() != content.values.size())
            return {};
        terms << fixedNumber(term[unit], 3);
    }
    if (terms.size() == 2)
        return terms.join(u' ' + content.text + u' ') + QStringLiteral(" = ");
    if (terms.isEmpty() || content.text.size() == 1) // of all units: by a matrix
        return {};
    const bool word = content.text.back().isLetter();
    return content.text + (word ? u'(' + terms[0] + u')' : u' ' + terms[0]) + QStringLiteral(" = ");
}

}

QString describe(const CellScene& scene, size_t node, int unit)
{
    const NodeContent& content = scene.nodes[node];
    const QString name = content.name.toHtmlEscaped();
    const QString what = (name.isEmpty() ? name : name + u' ') + formulaHtml(content.symbol);
    if (!content.empty() && unit >= 0)
        return (scene.showsUnits(node)
                ? QCoreApplication::translate("CellScene", "%1, unit %2: %3")
                : QCoreApplication::translate("CellScene", "%1, number %2: %3"))
            .arg(what)
            .arg(unit)
            .arg(calculation(content, unit) + fixedNumber(content.values[unit], 3));
    return content.empty() && !content.name.isEmpty()
        ? what + QStringLiteral(": ") + content.said().toHtmlEscaped()
        : what;
}

} // namespace rnnscope
