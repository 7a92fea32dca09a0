#include "ui/paint/cellscene.h"

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

/// A quantity without bounds of its own.
const Track free{"", "", "", "", Role::Cell, -unbounded, unbounded, -1};

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

/// The values of a track before its activation, units × steps.
auto sumsOf(const Track& track, const LayerTrace& values)
{
    return values.pre.middleRows(track.block * values.units(), values.units());
}

QString quoted(const CellMoment& moment, int id)
{
    return QStringLiteral("“%1”").arg(shownToken(moment.model.vocabulary, id));
}

NodeContent inputContent(const CellMoment& moment)
{
    NodeContent content{QCoreApplication::translate("CellScene", "input"), "x_t"};
    const int source = below(moment.model, moment.layer);
    if (source >= 0)
        content.name = depthName(depthOf(moment.model, source));
    if (source >= 0 || moment.sequence.ids.empty())
        content.values = inputOf(moment.model, moment.trace, moment.layer).col(moment.step);
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
        content.text = QStringLiteral("%1 %2").arg(
            quoted(moment, static_cast<int>(best)), fixedNumber(sure, 2));
    } else {
        content.values = moment.trace.logits.col(moment.step);
        if (head.softmax || head.activation != linear)
            content.name = QCoreApplication::translate("CellScene", "before %1")
                               .arg(QString::fromStdString(
                                   head.softmax ? "softmax" : head.activation.text()));
    }
    return content;
}

QString meanText(const Vector& values)
{
    return QCoreApplication::translate("CellScene", "mean %1").arg(fixedNumber(values.mean(), 2));
}

/// A track where it is computed: all its units, its activation and its mean.
NodeContent layerContent(const CellMoment& moment, const Node& node)
{
    const Track& track = trackOf(moment, node);
    const LayerTrace& values = valuesOf(moment);
    NodeContent content{QCoreApplication::translate("cell", track.name), std::string(track.symbol)};
    content.values = values.tracks[static_cast<size_t>(node.track)].col(moment.step);
    if (const auto squash = cellOf(moment).squash(node.track))
        content.function = text(squash->function.text());
    content.remark = meanText(content.values);
    return content;
}

NodeContent sumContent(const CellMoment& moment, const Node& node)
{
    NodeContent content{QCoreApplication::translate("cell", node.name), node.sign};
    content.values = sumsOf(trackOf(moment, node), valuesOf(moment)).col(moment.step);
    content.remark = meanText(content.values);
    return content;
}

NodeContent carriedContent(const CellMoment& moment, const Node& node)
{
    const Track& track = trackOf(moment, node);
    const bool before = node.part == Part::Before;
    NodeContent content{QCoreApplication::translate("cell", track.name),
        asRead(layerOf(moment), std::string(track.symbol) + (before ? "_{t−1}" : "_t"))};
    if (before)
        content.values = valuesOf(moment).previous(node.track, moment.step);
    else
        content.values = valuesOf(moment).tracks[static_cast<size_t>(node.track)].col(moment.step);
    return content;
}

NodeContent contentOf(const CellMoment& moment, const Node& node)
{
    switch (node.part) {
    case Part::Input:
        return inputContent(moment);
    case Part::Before:
    case Part::After:
        return carriedContent(moment, node);
    case Part::Sum:
        return sumContent(moment, node);
    case Part::Layer:
        return layerContent(moment, node);
    case Part::Operation:
        return {{}, asRead(layerOf(moment), node.formula), text(node.sign)};
    case Part::Output:
        break;
    }
    return outputContent(moment);
}

/// The symbol of a quantity whatever the step.
std::string bare(const std::string& symbol) { return symbol.substr(0, symbol.find('_')); }

std::vector<ScaleKey> keysOf(const CellScene& scene)
{
    std::vector<ScaleKey> keys;
    for (const NodeContent& content : scene.nodes) {
        if (content.empty())
            continue;
        const std::string symbol = bare(content.symbol);
        const auto key = std::ranges::find_if(keys, [&](const ScaleKey& k) {
            return k.scale.low == content.scale.low && k.scale.high == content.scale.high
                && k.scale.clipped == content.scale.clipped;
        });
        if (key == keys.end())
            keys.push_back({content.scale, symbol});
        else if (key->symbols.find(symbol) == std::string::npos)
            key->symbols += " " + symbol;
    }
    return keys;
}

}

std::vector<Scale> nodeScales(const Model& model, const Trace& trace, int layer)
{
    const Cell& cell = *model.layers[static_cast<size_t>(layer)].cell;
    const LayerTrace& values = trace.layers[static_cast<size_t>(layer)];
    const auto trackScale = [&](int track) {
        return scaleOf(
            cell.tracks()[static_cast<size_t>(track)], values.tracks[static_cast<size_t>(track)]);
    };
    std::vector<Scale> scales;
    for (const Node& node : cell.wiring().nodes) {
        if (node.part == Part::Sum)
            scales.push_back(
                scaleOf(free, sumsOf(cell.tracks()[static_cast<size_t>(node.track)], values)));
        else if (node.track >= 0)
            scales.push_back(trackScale(node.track));
        else if (node.part == Part::Input)
            scales.push_back(scaleOf(free, inputOf(model, trace, layer)));
        else if (node.part == Part::Output && onTop(model, layer) && !model.head.empty())
            scales.push_back(scaleOf(free, trace.logits));
        else
            scales.push_back(trackScale(cell.hidden()));
    }
    return scales;
}

CellScene cellScene(const CellMoment& moment, const std::vector<Scale>& scales)
{
    CellScene scene;
    scene.wiring = &cellOf(moment).wiring();
    scene.units = layerOf(moment).weights.units();
    for (const Matrix& track : valuesOf(moment).tracks)
        scene.heights.push_back(track.rows());
    for (size_t i = 0; i < scales.size(); ++i) {
        const Node& node = scene.wiring->nodes[i];
        scene.nodes.push_back(contentOf(moment, node));
        if (node.track >= 0)
            scene.nodes.back().track = node.track;
        scene.nodes.back().formula = asRead(layerOf(moment), node.formula);
        scene.nodes.back().scale = scales[i];
    }
    scene.keys = keysOf(scene);
    scene.choreography
        = choreograph(*scene.wiring, static_cast<int>(phases(moment.model, moment.layer).size()));
    return scene;
}

bool CellScene::showsUnitsOf(size_t node, int track) const
{
    const auto height = [this](int of) { return heights[static_cast<size_t>(of)]; };
    return showsUnits(node) && track >= 0 && height(nodes[node].track) == height(track);
}

QString describe(const CellScene& scene, size_t node, int unit)
{
    const NodeContent& content = scene.nodes[node];
    const QString what = content.name.toHtmlEscaped() + u' ' + formulaHtml(content.symbol);
    if (!content.empty() && unit >= 0)
        return (scene.showsUnits(node)
                ? QCoreApplication::translate("CellScene", "%1, unit %2: %3")
                : QCoreApplication::translate("CellScene", "%1, number %2: %3"))
            .arg(what)
            .arg(unit)
            .arg(fixedNumber(content.values[unit], 3));
    return content.empty() && !content.name.isEmpty()
        ? what + QStringLiteral(": ") + content.text.toHtmlEscaped()
        : what;
}

} // namespace rnnscope
