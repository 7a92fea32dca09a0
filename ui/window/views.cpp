#include "ui/window/views.h"

#include "ui/inspector/inspector.h"
#include "ui/view/card.h"
#include "ui/view/constant.h"
#include "ui/view/diagram.h"
#include "ui/view/gradient.h"
#include "ui/view/heatmap.h"
#include "ui/view/output.h"
#include "ui/view/ribbon.h"
#include "ui/view/words.h"

namespace rnnscope {

namespace {

template <class V>
View* make(const Desk& desk, QWidget* parent)
{
    return new V(desk, parent);
}

}

std::span<const ViewInfo> views()
{
    static const ViewInfo all[]{
        {"sequence", QT_TRANSLATE_NOOP("view", "Sequence"), make<Ribbon>},
        {"cell", QT_TRANSLATE_NOOP("view", "Cell"), make<CellDiagram>},
        {"words", QT_TRANSLATE_NOOP("view", "Words and numbers"), make<Words>},
        {"output", QT_TRANSLATE_NOOP("view", "Next token"), make<NextToken>},
        {"gradient", QT_TRANSLATE_NOOP("view", "Gradient through time"), make<GradientPlot>},
        {"heatmap", QT_TRANSLATE_NOOP("view", "Heat map"), make<HeatMap>},
        {"constant", QT_TRANSLATE_NOOP("view", "What is held constant"), make<HeldConstant>},
        {"card", QT_TRANSLATE_NOOP("view", "Model card"), make<ModelCard>},
        {"inspector", QT_TRANSLATE_NOOP("view", "Inside the file"), make<Inspector>},
    };
    return all;
}

const ViewInfo* findView(std::string_view id)
{
    for (const ViewInfo& view : views())
        if (view.id == id)
            return &view;
    return nullptr;
}

} // namespace rnnscope
