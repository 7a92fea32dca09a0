#include "ui/view/spectrum.h"

#include "core/math/spectrum.h"
#include "core/pack/doubles.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/view/background.h"

#include <QCoreApplication>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

constexpr int chipGap = 4;

std::span<const double> spanOf(const Eigen::VectorXd& numbers)
{
    return {numbers.data(), static_cast<size_t>(numbers.size())};
}

bool large(const Layer& layer) { return layer.weights.units() > manyRows; }

bool quick(const Layer& layer, Index steps)
{
    constexpr double most = 1.2e6; // operations that take no longer than a frame
    const auto units = static_cast<double>(layer.weights.units());
    return layer.cell->blocks() * units * (units * units + static_cast<double>(steps)) < most;
}

}

RecurrentSpectrum::RecurrentSpectrum(const Desk& desk, QWidget* parent)
    : StillView(desk, parent)
    , m_begin(new QPushButton(this))
{
    setMinimumSize(320, 180);
    m_begin->hide();
    connect(m_begin, &QPushButton::clicked, this, [this] {
        m_begin->hide();
        measure();
        redraw();
    });
}

const Layer& RecurrentSpectrum::shownLayer() const
{
    return m_found->model->layers[static_cast<size_t>(m_found->source.layer)];
}

const Track& RecurrentSpectrum::trackOf(const BlockSpectrum& block) const
{
    return shownLayer().cell->tracks()[static_cast<size_t>(block.track)];
}

void RecurrentSpectrum::takeIn()
{
    setAccessibleName(tr("Eigenvalues of U"));
    const Source source{trace(), desk().selection->layer()};
    if (source.trace && source != m_asked) {
        m_asked = source;
        large(layer()) ? askFirst() : measure();
    }
    arrange();
}

/// Nothing that takes many seconds is begun unasked.
void RecurrentSpectrum::askFirst()
{
    m_measuring.drop();
    m_found.reset();
    m_problem.clear();
    makeChips();
    m_begin->show();
}

void RecurrentSpectrum::measure()
{
    m_begin->hide();
    const auto work = [source = m_asked, model = model()](Watch& watch) -> Result<Found> {
        auto found = why(*model, *source.trace, source.layer, watch);
        if (!found)
            return found.error();
        return Found{source, model, std::move(*found)};
    };
    doOrStart<Found>(
        m_measuring, quick(layer(), m_asked.trace->steps()), work, [this](Result<Found> found) {
            const bool same = found && m_found && found->model == m_found->model;
            m_problem = found ? QString() : QString::fromStdString(found.error().text());
            m_found = found ? std::optional(std::move(*found)) : std::nullopt;
            if (!same)
                makeChips();
            widen();
            arrange();
            redraw();
        });
    showProgress();
}

void RecurrentSpectrum::makeChips()
{
    qDeleteAll(m_chips);
    m_chips.clear();
    if (!m_found)
        return;
    for (const BlockSpectrum& one : m_found->why.blocks) {
        m_chips.push_back(new Chip(desk(), std::string(trackOf(one).symbol), this));
        connect(m_chips.back(), &Chip::clicked, this,
            [this, track = one.track] { desk().selection->setTrack(track); });
        m_chips.back()->show();
    }
}

/// The selected track's, where it is of what is shown and has one.
void RecurrentSpectrum::chooseBlock()
{
    const auto& blocks = m_found->why.blocks;
    m_block = std::min(m_block, blocks.size() - 1);
    if (m_found->source == m_asked)
        for (size_t i = 0; i < blocks.size(); ++i)
            if (blocks[i].track == desk().selection->track())
                m_block = i;
}

/// The scales hold while the same models are turned about.
void RecurrentSpectrum::widen()
{
    if (!m_found)
        return;
    if (std::exchange(m_opening, desk().session->openings()) != desk().session->openings())
        m_reach = m_most = 1;
    for (const BlockSpectrum& one : m_found->why.blocks) {
        if (std::isfinite(one.radius))
            m_reach = std::max(m_reach, one.radius);
        if (one.singular.allFinite())
            m_most = std::max(m_most, one.singular[0]);
    }
}

/// Everything that depends on the selection, the language or the size.
void RecurrentSpectrum::arrange()
{
    m_begin->setText(tr("Compute"));
    const QSize size = m_begin->sizeHint();
    m_begin->setGeometry(
        QRect({(width() - size.width()) / 2, height() - size.height() - 24}, size));
    if (!m_found)
        return;
    chooseBlock();
    placeChips();
    placeCharts();
    setAccessibleDescription(remark() + QStringLiteral(". ") + facts());
}

/// At the right of the heading; with names where there is room.
void RecurrentSpectrum::placeChips()
{
    constexpr double part = 0.45; // of the width
    for (const bool named : {true, false}) {
        int right = width() - static_cast<int>(margin);
        for (size_t i = m_chips.size(); i-- > 0;) {
            Chip* chip = m_chips[i];
            chip->setText(
                QCoreApplication::translate("cell", trackOf(m_found->why.blocks[i]).name));
            chip->setFont(scaled(font(), small));
            chip->setNamed(named);
            chip->setChecked(i == m_block);
            chip->resize(chip->sizeHint());
            chip->move(right - chip->width(), 12 + (fontMetrics().height() - chip->height()) / 2);
            right = chip->x() - chipGap;
        }
        if (width() - right < part * width())
            return;
    }
}

/// The plane is a square, so that a circle is one; the rest of the width is the other's.
void RecurrentSpectrum::placeCharts()
{
    constexpr double part = 0.48, room = 1.08;
    const QFont print = scaled(font(), small);
    const double top = QFontMetricsF(font()).height() + 16;
    const QRectF frame(margin, top, width() - 2 * margin, height() - top - readingHeight());
    QRectF plane = Chart::fieldIn(frame, print);
    const double side = std::floor(std::min(plane.height(), part * frame.width() - plane.left()));
    plane.setSize({side, side});
    QRectF fall = Chart::fieldIn(
        {plane.right() + margin, top, frame.right() - plane.right() - margin, frame.height()},
        print);
    fall.setBottom(plane.bottom());
    const double reach = room * m_reach;
    const auto count = static_cast<double>(block().singular.size());
    m_plane = {plane.toRect(), -reach, reach, -reach, reach};
    m_fall = {fall.toRect(), 0.5, count + 0.5, 0, room * m_most, true};
}

void RecurrentSpectrum::resizeEvent(QResizeEvent* event)
{
    arrange();
    StillView::resizeEvent(event);
}

QString RecurrentSpectrum::eigenvalueAt(QPointF place) const
{
    constexpr double near = 9; // pixels
    const std::complex<double>* found = nullptr;
    double least = near;
    for (const std::complex<double>& value : block().eigenvalues) {
        const QPointF off = m_plane.at(value.real(), value.imag()) - place;
        const double distance = std::hypot(off.x(), off.y());
        if (distance < least) {
            least = distance;
            found = &value;
        }
    }
    if (!found)
        return {};
    const QString real = fixedNumber(found->real(), 4);
    const QString imaginary = fixedNumber(std::abs(found->imag()), 4);
    return tr("eigenvalue %1")
               .arg(found->imag() == 0 ? real : QStringLiteral("%1 ± %2 i").arg(real, imaginary))
        + u'\n' + QStringLiteral("|λ| = ") + fixedNumber(std::abs(*found), 4);
}

QString RecurrentSpectrum::singularAt(QPointF place) const
{
    const double part = (place.x() - m_fall.area.left()) / m_fall.area.width();
    const auto number = std::lround(m_fall.left + part * (m_fall.right - m_fall.left));
    const Index count = block().singular.size();
    if (number < 1 || number > count)
        return {};
    return tr("singular value %1 of %2: %3")
        .arg(number)
        .arg(count)
        .arg(fixedNumber(block().singular[number - 1], 4));
}

QString RecurrentSpectrum::describe(QPointF place) const
{
    if (!m_found)
        return {};
    if (place.y() < QFontMetricsF(font()).height() + margin)
        return remark() + u'\n' + facts();
    if (std::isnan(block().radius))
        return {};
    return m_fall.area.contains(place) ? singularAt(place) : eigenvalueAt(place);
}

std::vector<Tensor> RecurrentSpectrum::numbers() const
{
    if (!m_found)
        return {};
    const std::string name = "M6/" + layerId(*m_found->model, m_found->source.layer) + '/'
        + std::string(trackOf(block()).id);
    Eigen::MatrixXd parts(block().eigenvalues.size(), 2);
    parts << block().eigenvalues.real(), block().eigenvalues.imag();
    std::vector<Tensor> arrays{doublesOf(name + "/eigenvalues", parts),
        doublesOf(name + "/singular", spanOf(block().singular))};
    const TrackState& state = m_found->why.tracks[static_cast<size_t>(block().track)];
    for (const auto& [what, numbers] : {std::pair("/mean", &state.mean), {"/slope", &state.slope},
             {"/low", &state.low}, {"/high", &state.high}})
        if (numbers->units.size() > 0)
            arrays.push_back(doublesOf(name + what, spanOf(numbers->units)));
    return arrays;
}

} // namespace rnnscope
