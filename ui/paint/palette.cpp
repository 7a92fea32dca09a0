#include "ui/paint/palette.h"

#include <array>

namespace rnnscope {

namespace {

// Roles and curves after Okabe and Ito, “Color Universal Design” (2008); in the dark theme lighter,
// and further from each other than theirs would be.
const Palette light{
    .theme = Theme::Light,
    .scheme = Scheme::Standard,
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
    .third = "#cc79a7",
    .gateLow = "#ffffff",
    .gateHigh = "#26344d",
    .shutter = "#b3bcc9",
    .negative = "#1f5fb4",
    .zero = "#ffffff",
    .positive = "#b2182b",
    .lost = "#fbe9e7",
    .good = "#00795a",
    .bad = "#b3261e",
};

const Palette dark{
    .theme = Theme::Dark,
    .scheme = Scheme::Standard,
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
    .output = "#e8762a",
    .cellLine = "#f7c948",
    .third = "#f2b0d0",
    .gateLow = "#262c36",
    .gateHigh = "#e4ebf5",
    .shutter = "#5b6573",
    .negative = "#5aa2f2",
    .zero = "#20242c",
    .positive = "#f2716b",
    .lost = "#3a2426",
    .good = "#5fe0b8",
    .bad = "#ff8070",
};

// Roles and curves after Paul Tol, “Colour Schemes” (SRON/EPS/TN/09-002, issue 3.2, 2021), chosen
// among his qualitative schemes, and in the dark theme also among those of Okabe and Ito, for the
// most distance and contrast.
const Palette strongLight{
    .theme = Theme::Light,
    .scheme = Scheme::Strong,
    .window = "#e4e7ec",
    .card = "#ffffff",
    .border = "#8d96a5",
    .text = "#000000",
    .dim = "#414957",
    .faint = "#d3d8e0",
    .accent = "#000000",
    .accentText = "#ffffff",
    .input = "#225522",
    .memory = "#0077bb",
    .output = "#bb5566",
    .cellLine = "#997700",
    .third = "#882255",
    .gateLow = "#ffffff",
    .gateHigh = "#0a1224",
    .shutter = "#8d96a5",
    .negative = "#004488",
    .zero = "#ffffff",
    .positive = "#a50026",
    .lost = "#ffe3de",
    .good = "#067462",
    .bad = "#8b1a10",
};

const Palette strongDark{
    .theme = Theme::Dark,
    .scheme = Scheme::Strong,
    .window = "#1c2028",
    .card = "#000000",
    .border = "#5d6677",
    .text = "#ffffff",
    .dim = "#c9d0db",
    .faint = "#3a414d",
    .accent = "#ffffff",
    .accentText = "#000000",
    .input = "#44bb99",
    .memory = "#99ddff",
    .output = "#d55e00",
    .cellLine = "#f0e442",
    .third = "#cc79a7",
    .gateLow = "#000000",
    .gateHigh = "#ffffff",
    .shutter = "#4d5766",
    .negative = "#5fb0ff",
    .zero = "#000000",
    .positive = "#ff7766",
    .lost = "#4a1a1d",
    .good = "#7ff0dc",
    .bad = "#ff7a55",
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
    const std::array<QPen, 3> pens{
        QPen(output, 2.2, Qt::DotLine, Qt::RoundCap),
        QPen(memory, 2.4, Qt::SolidLine, Qt::RoundCap),
        QPen(third, 2.2, Qt::DashLine, Qt::FlatCap),
    };
    return pens[static_cast<size_t>(cell) % pens.size()];
}

const Palette& palette(Theme theme, Scheme scheme)
{
    if (scheme == Scheme::Strong)
        return theme == Theme::Dark ? strongDark : strongLight;
    return theme == Theme::Dark ? dark : light;
}

QColor mix(const QColor& first, const QColor& second, double part)
{
    const auto channel = [&](int a, int b) { return qRound(part * a + (1 - part) * b); };
    return {channel(first.red(), second.red()), channel(first.green(), second.green()),
        channel(first.blue(), second.blue())};
}

} // namespace rnnscope
