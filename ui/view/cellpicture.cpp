#include "ui/view/cellpicture.h"

#include "core/model/depth.h"
#include "core/pack/tensor.h"
#include "ui/paint/cellwires.h"

#include <algorithm>

namespace rnnscope {

void CellPicture::take(const ScenePtr& scene, size_t model, int layer)
{
    m_from = scene;
    m_model = model;
    m_layer = layer;
    m_step = -1;
    m_scene = {};
    m_resting = {};
    m_light = {};
    if (scene)
        m_scales = nodeScales(*scene->models[model], *scene->traces[model], layer);
}

void CellPicture::read(int step)
{
    if (!m_from || step == m_step)
        return;
    m_step = step;
    m_resting = {};
    m_light = {};
    m_scene = cellScene({model(), sequence(), trace(), m_layer, step}, m_scales);
}

void CellPicture::arrange(const QRectF& room, const QFont& font)
{
    constexpr double tallest = 0.85; // beyond that a drawing falls apart
    QRectF area = room;
    area.setHeight(std::min(room.height(), tallest * room.width()));
    area.moveCenter(room.center());
    m_resting = {};
    m_area = area.toAlignedRect().adjusted(-3, -3, 3, 3); // lines at the edges are thick
    if (!empty())
        m_layout = layOut(m_scene, area, font);
}

void CellPicture::draw(
    QPainter& painter, double phase, const CellMarks& marks, const Palette& palette)
{
    const double ratio = painter.device()->devicePixelRatioF();
    const std::vector<int> stages = m_scene.choreography.stages(phase);
    if (m_resting.picture.isNull() || m_resting.stages != stages || m_resting.marks != marks
        || m_resting.theme != palette.theme || m_resting.ratio != ratio) {
        m_resting = {QPixmap(m_area.size() * ratio), stages, marks, palette.theme, ratio};
        m_resting.picture.setDevicePixelRatio(ratio);
        m_resting.picture.fill(Qt::transparent);
        QPainter still(&m_resting.picture);
        still.translate(-m_area.topLeft());
        drawResting(still, m_scene, m_layout, phase, marks, palette);
    }
    drawWires(painter, m_scene, m_layout, phase, palette);
    drawLitWires(painter, m_layout, m_light, palette);
    painter.drawPixmap(m_area.topLeft(), m_resting.picture);
    drawActing(painter, m_scene, m_layout, phase, marks, palette);
    drawLitNodes(painter, m_scene, m_layout, m_light, palette);
}

void CellPicture::print(
    QPainter& painter, double phase, const CellMarks& marks, const Palette& palette) const
{
    drawCell(painter, m_scene, m_layout, phase, marks, m_light, palette);
}

std::optional<CellHit> CellPicture::hit(QPointF place) const
{
    return empty() ? std::nullopt : m_layout.hit(m_scene, place);
}

namespace {

/// What stands at a node, as a name in a file.
std::string nameOf(const Node& node, const NodeContent& content, const Cell& cell)
{
    if (node.part == Part::Operation)
        return content.formula;
    if (content.track < 0)
        return node.part == Part::Input ? "x" : "y";
    const std::string track(cell.tracks()[static_cast<size_t>(content.track)].id);
    return node.part == Part::Before ? track + " before"
        : node.part == Part::Sum     ? track + " sum"
                                     : track;
}

}

std::vector<Tensor> CellPicture::numbers() const
{
    std::vector<Tensor> all;
    for (size_t i = 0; i < m_scene.nodes.size(); ++i) {
        const NodeContent& content = m_scene.nodes[i];
        if (content.empty())
            continue;
        const Layer& layer = model().layers[static_cast<size_t>(m_layer)];
        const std::string name = layerId(model(), m_layer) + "/"
            + nameOf(m_scene.wiring->nodes[i], content, *layer.cell);
        if (std::ranges::find(all, name, &Tensor::name) == all.end())
            all.push_back(tensorOf(name, content.values.transpose()));
    }
    return all;
}

} // namespace rnnscope
