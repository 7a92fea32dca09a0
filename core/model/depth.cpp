#include "core/model/depth.h"

namespace rnnscope {

namespace {

int places(const Model& model) { return static_cast<int>(model.layers.size()); }

bool isSecond(const Model& model, int place)
{
    return place < places(model) && model.layers[static_cast<size_t>(place)].second;
}

} // namespace

int depthOf(const Model& model, int place)
{
    int depth = -1;
    for (int i = 0; i <= place; ++i)
        depth += !isSecond(model, i);
    return depth;
}

int depthCount(const Model& model) { return depthOf(model, places(model) - 1) + 1; }

int placeOfDepth(const Model& model, int depth)
{
    int place = 0;
    while (place < places(model) && (isSecond(model, place) || depthOf(model, place) < depth))
        ++place;
    return place;
}

bool paired(const Model& model, int place)
{
    return isSecond(model, place) || isSecond(model, place + 1);
}

bool onTop(const Model& model, int place) { return depthOf(model, place) == depthCount(model) - 1; }

std::string layerId(const Model& model, int place, int first)
{
    const std::string number = std::to_string(first + depthOf(model, place));
    return isSecond(model, place) ? number + ".reverse" : number;
}

} // namespace rnnscope
