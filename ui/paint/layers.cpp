#include "ui/paint/layers.h"

#include <QCoreApplication>

namespace rnnscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Layers)
};

const Layer& at(const Model& model, int layer) { return model.layers[static_cast<size_t>(layer)]; }

/// The name with the direction, where that has to be said.
QString directed(const Model& model, int layer, const QString& name)
{
    if (at(model, layer).backward)
        return Texts::tr("%1, backward").arg(name);
    return paired(model, layer) ? Texts::tr("%1, forward").arg(name) : name;
}

} // namespace

QString depthName(int depth) { return Texts::tr("layer %1").arg(depth + 1); }

QString layerName(const Model& model, int layer)
{
    return directed(model, layer, depthName(depthOf(model, layer)));
}

QString layerPlace(const Model& model, int layer)
{
    if (depthCount(model) == 1)
        return layerName(model, layer);
    return directed(model, layer,
        Texts::tr("layer %1 of %2").arg(depthOf(model, layer) + 1).arg(depthCount(model)));
}

QString readingNote(const Layer& layer)
{
    return layer.backward ? Texts::tr("reads from the end: needs the whole sequence") : QString();
}

std::string asRead(const Layer& layer, std::string markup)
{
    static const std::string before = "t−1", after = "t+1";
    for (size_t at = markup.find(before); layer.backward && at != std::string::npos;
         at = markup.find(before, at))
        markup.replace(at, before.size(), after);
    return markup;
}

} // namespace rnnscope
