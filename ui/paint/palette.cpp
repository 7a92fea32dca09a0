#include "ui/paint/palette.h"

#include <array>

namespace rnnscope {

namespace {

const Palette light{
    .theme = Theme::Light,
    .window = "#eef0f3",
    .card = "#ffffff",
    .border = "#dfe3e8",
    .text = "#1b2030",
    .dim = "#646c7c",
    .faint = "#e9ecf0",
    .accent = "#1b2030",
    .accentText = "#ffffff",
    .input = "#009e73",
    .memory = "#0072b2",
    .output = "#d55e00",
    .cellLine = "#e69f00",
    .gateLow = "#ffffff",
    .gateHigh = "#26344d",
    .negative = "#1f5fb4",
    .zero = "#ffffff",
    .positive = "#b2182b",
    .lost = "#fbe9e7",
    .good = "#00795a",
    .bad = "#b3261e",
};

const Palette dark{
    .theme = Theme::Dark,
    .window = "#14171d",
    .card = "#1d2129",
    .border = "#343b47",
    .text = "#eceff4",
    .dim = "#a2abba",
    .faint = "#2b313b",
    .accent = "#eceff4",
    .accentText = "#14171d",
    .input = "#2bc79a",
    .memory = "#4aa8e0",
    .output = "#f58a3c",
    .cellLine = "#f0b429",
    .gateLow = "#262c36",
    .gateHigh = "#e4ebf5",
    .negative = "#5aa2f2",
    .zero = "#20242c",
    .positive = "#f2716b",
    .lost = "#3a2426",
    .good = "#3fcf9f",
    .bad = "#ff8a80",
};

}

QColor Palette::carrier(Carrier carrier) const
{
    switch (carrier) {
    case Carrier::Input:
        return input;
    case Carrier::Hidden:
        return memory;
    case Carrier::Cell:
        return cellLine;
    case Carrier::Gate:
        break;
    }
    return text;
}

QPen Palette::curve(int cell) const
{
    const bool bright = theme == Theme::Dark;
    const std::array<QPen, 3> pens{
        QPen(output, 2.2, Qt::DotLine, Qt::RoundCap),
        QPen(memory, 2.4, Qt::SolidLine, Qt::RoundCap),
        QPen(QColor(bright ? "#e79ac4" : "#cc79a7"), 2.2, Qt::DashLine, Qt::FlatCap),
    };
    return pens[static_cast<size_t>(cell) % pens.size()];
}

const Palette& palette(Theme theme) { return theme == Theme::Dark ? dark : light; }

QColor mix(const QColor& first, const QColor& second, double part)
{
    const auto channel = [&](int a, int b) { return qRound(part * a + (1 - part) * b); };
    return {channel(first.red(), second.red()), channel(first.green(), second.green()),
        channel(first.blue(), second.blue())};
}

} // namespace rnnscope
