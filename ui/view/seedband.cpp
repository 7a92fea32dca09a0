#include "ui/view/seedband.h"

#include "core/pack/doubles.h"
#include "core/task/learn.h"

#include <QCoreApplication>

#include <cmath>
#include <limits>

namespace rnnscope {

SeedBand seedBand(const std::vector<std::vector<double>>& curves)
{
    SeedBand band;
    for (size_t place = 0; place < curves.front().size(); ++place) {
        std::vector<double> values;
        for (const std::vector<double>& curve : curves)
            if (std::isfinite(curve[place]))
                values.push_back(curve[place]);
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        const Band here = values.empty() ? Band{none, none, none} : bandOf(std::move(values));
        band.low.push_back(here.low);
        band.median.push_back(here.median);
        band.high.push_back(here.high);
    }
    return band;
}

std::vector<PlotLine> withBand(PlotLine line, const SeedBand& band)
{
    if (band.empty())
        return {std::move(line)};
    PlotLine median{{}, line.pen, false, band.median};
    median.pen.setWidthF(1);
    median.pen.setStyle(Qt::DotLine);
    line.low = band.low;
    line.high = band.high;
    return {std::move(line), std::move(median)};
}

FieldWords bandWords(int seeds)
{
    return {QCoreApplication::translate(
                "SeedBand", "band: %1 seeds, lowest to highest; dotted: their median")
                .arg(seeds),
        {Qt::AlignRight | Qt::AlignTop, Qt::AlignLeft | Qt::AlignTop,
            Qt::AlignLeft | Qt::AlignBottom, Qt::AlignRight | Qt::AlignBottom}};
}

void addBand(std::vector<Tensor>& arrays, const std::string& name, const SeedBand& band)
{
    if (band.empty())
        return;
    arrays.push_back(doublesOf(name + ".low", band.low));
    arrays.push_back(doublesOf(name + ".median", band.median));
    arrays.push_back(doublesOf(name + ".high", band.high));
}

} // namespace rnnscope
