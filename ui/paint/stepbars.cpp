#include "ui/paint/stepbars.h"

#include "ui/paint/steppaint.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rnnscope {

namespace {

/// Pixels of the screen in a row.
Index pixels(const StepRow& band, double density)
{
    return std::max<Index>(1, static_cast<Index>(band.height * density));
}

QImage shaded(const Matrix& means, const Scale& scale, const Palette& palette)
{
    std::vector<int> order(static_cast<size_t>(means.rows()));
    std::iota(order.begin(), order.end(), 0);
    return heatImage(means, order, 0, means.cols(), scale, palette);
}

/// 1 where a prediction is right: 1 × steps.
Matrix rights(const Unrolled& all, Index first, Index count, const Watch& watch)
{
    Matrix right(1, count);
    for (Index step = 0; step < count && !watch.cancelled(); ++step)
        right(0, step) = all.verdict(first + step) == Verdict::Right ? 1 : 0;
    return right;
}

/// A bar in each column, as high as its share.
QImage shareBars(const Matrix& shares, Index height, const QColor& colour)
{
    QImage image(static_cast<int>(shares.cols()), static_cast<int>(height),
        QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    for (int column = 0; column < image.width(); ++column) {
        const double top = image.height() * (1 - static_cast<double>(shares(0, column)));
        for (int y = static_cast<int>(std::lround(top)); y < image.height(); ++y)
            image.setPixel(column, y, colour.rgb());
    }
    return image;
}

}

Matrix pooled(
    const Matrix& values, Index first, Index count, Index rows, Index columns, const Watch& watch)
{
    rows = std::min(rows, values.rows());
    columns = std::min(columns, count);
    Matrix means = Matrix::Zero(rows, columns);
    for (Index column = 0; column < columns && !watch.cancelled(); ++column) {
        const Index from = first + column * count / columns;
        const Index steps = first + (column + 1) * count / columns - from;
        const Vector units = values.middleCols(from, steps).rowwise().mean();
        for (Index row = 0; row < rows; ++row) {
            const Index top = row * values.rows() / rows;
            means(row, column) = units.segment(top, (row + 1) * values.rows() / rows - top).mean();
        }
    }
    return means;
}

StepBars barsOf(const Unrolled& all, Index first, Index count, Index columns, const StepRows& rows,
    double density, const Palette& palette, const Watch& watch)
{
    const auto picture = [&](const Matrix& values, const StepRow& band, const Scale& scale) {
        return shaded(
            pooled(values, first, count, pixels(band, density), columns, watch), scale, palette);
    };
    const auto symmetric = [](double range) { return Scale{-range, range}; };
    StepBars bars{first, count, {}, {}, {}};
    for (size_t layer = 0; layer < rows.layers.size(); ++layer)
        bars.layers.push_back(
            picture(all.hidden(static_cast<int>(layer)), rows.layers[layer], all.scale));
    if (all.tint) {
        const auto [layer, track, unit, scale] = *all.tint;
        const Matrix values = all.trace->layers[static_cast<size_t>(layer)]
                                  .tracks[static_cast<size_t>(track)]
                                  .row(unit)
                                  .middleCols(first, count);
        bars.input = shaded(pooled(values, 0, count, 1, columns, watch), scale, palette);
    } else if (all.sequence->ids.empty()) {
        bars.input = picture(all.sequence->values, rows.input, symmetric(all.inputRange));
    }
    if (all.model->predictsTokens())
        bars.output
            = shareBars(pooled(rights(all, first, count, watch), 0, count, 1, columns, watch),
                pixels(rows.output, density), palette.output);
    else if (rows.output.height > 0)
        bars.output = picture(all.trace->logits, rows.output, symmetric(all.outputRange));
    return bars;
}

void drawStepBars(QPainter& painter, const StepBars& bars, const Unrolled& all,
    const StepRows& rows, double origin, double pitch, double position, const Palette& palette)
{
    const double left = origin + static_cast<double>(bars.first) * pitch;
    const double width = static_cast<double>(bars.count) * pitch;
    const double now = std::max(left, origin + position * pitch);
    QColor veil = palette.card;
    veil.setAlphaF(static_cast<float>(1 - pale));
    const auto row = [&](const StepRow& band, const QImage& image, bool there) {
        painter.drawImage(band.at(left, width), image);
        if (!there && now < left + width)
            painter.fillRect(band.at(now, left + width - now), veil);
    };
    for (size_t layer = 0; layer < bars.layers.size(); ++layer)
        row(rows.layers[layer], bars.layers[layer], whole(*all.model, static_cast<int>(layer)));
    const bool read = readsBack(*all.model);
    if (bars.input.isNull()) { // that tokens are read
        painter.fillRect(QRectF(left, rows.input.middle() - 1, width, 2), palette.input);
        if (!read)
            row(rows.input, {}, false);
    } else {
        row(rows.input, bars.input, read);
    }
    if (rows.output.height > 0) {
        row(rows.output, bars.output, false);
        painter.fillRect(QRectF(left, rows.output.bottom(), width, 1), palette.border);
    }
}

} // namespace rnnscope
