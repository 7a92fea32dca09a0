#include "ui/paint/steprows.h"

#include "core/model/depth.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

/// Divides `room` among the layers, upwards: `gap` pixels between depths, less between directions.
std::vector<StepRow> layerRows(const Model& model, const StepRow& room, double gap, double within)
{
    const auto count = static_cast<int>(model.layers.size());
    const int depths = depthCount(model);
    const double gaps = (depths - 1) * gap + (count - depths) * within;
    const double height = (room.height - gaps) / count;
    std::vector<StepRow> rows;
    double bottom = room.bottom();
    for (const Layer& layer : model.layers) {
        if (!rows.empty())
            bottom = rows.back().top - (layer.second ? within : gap);
        rows.push_back({bottom - height, height});
    }
    return rows;
}

}

int StepRows::layerAt(double y) const
{
    const auto nearest
        = std::min_element(layers.begin(), layers.end(), [y](const StepRow& a, const StepRow& b) {
              return std::abs(a.middle() - y) < std::abs(b.middle() - y);
          });
    return static_cast<int>(nearest - layers.begin());
}

double StepRows::below(int layer) const
{
    const StepRow& lower = layer > 0 ? layers[static_cast<size_t>(layer) - 1] : input;
    return lower.top - layers[static_cast<size_t>(layer)].bottom();
}

StepRows stepRows(const Model& model, const StepRow& room, double print, double folding)
{
    const auto count = static_cast<double>(model.layers.size());
    const bool predicts = !model.head.empty();
    constexpr double smallest = 17; // in which text is read
    const double circle
        = std::clamp(room.height * 0.19, smallest, std::max(smallest, 34 - 3 * (count - 1)));
    StepRows rows;
    rows.truth = {room.top, predicts && model.predictsTokens() ? print : 0};
    rows.output = {rows.truth.bottom(), predicts ? circle : 0};
    rows.input = {room.bottom() - circle, circle};

    const double each = (rows.input.top - rows.output.bottom()) / (count + 1);
    const double gap = std::min(0.4 * each, std::clamp(room.height * 0.07, 5.0, 12.0));
    const double loop = std::max(gap, std::min(0.55 * each, 18.0)); // where a loop has to pass
    const double wide = gap + folding * (loop - gap);
    const double within = 0.5 * gap + folding * (loop - 0.5 * gap);
    const double top = rows.output.bottom() + (predicts ? gap : 0);
    rows.layers = layerRows(model, {top, rows.input.top - wide - top}, wide, within);
    return rows;
}

QRectF blockIn(const Model& model, int layer, const QRectF& area)
{
    constexpr double least = 14; // narrower steps have no lines
    if (!paired(model, layer) || area.width() < least)
        return area;
    const double lane = 0.22 * area.width();
    return model.layers[static_cast<size_t>(layer)].second ? area.adjusted(lane, 0, 0, 0)
                                                           : area.adjusted(0, 0, -lane, 0);
}

} // namespace rnnscope
