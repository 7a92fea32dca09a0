#include "ui/window/views.h"

#include "ui/inspector/inspector.h"
#include "ui/view/adjoints.h"
#include "ui/view/card.h"
#include "ui/view/compare.h"
#include "ui/view/constant.h"
#include "ui/view/cost.h"
#include "ui/view/diagram.h"
#include "ui/view/gatebars.h"
#include "ui/view/gradient.h"
#include "ui/view/heatmap.h"
#include "ui/view/labdials.h"
#include "ui/view/leaning.h"
#include "ui/view/learning.h"
#include "ui/view/output.h"
#include "ui/view/powers.h"
#include "ui/view/predictions.h"
#include "ui/view/rates.h"
#include "ui/view/reach.h"
#include "ui/view/reading.h"
#include "ui/view/ribbon.h"
#include "ui/view/saturation.h"
#include "ui/view/shares.h"
#include "ui/view/spectrum.h"
#include "ui/view/trainingdials.h"
#include "ui/view/trajectory.h"
#include "ui/view/triangle.h"
#include "ui/view/unitcurves.h"
#include "ui/view/words.h"

namespace rnnscope {

namespace {

template <class V>
View* make(const Desk& desk, QWidget* parent)
{
    return new V(desk, parent);
}

/// The key of a view of the gradient lab.
int lab(Qt::Key digit)
{
    return QKeyCombination(Qt::ControlModifier | Qt::AltModifier, digit).toCombined();
}

}

std::span<const ViewInfo> views()
{
    static const ViewInfo all[]{
        {"sequence", QT_TRANSLATE_NOOP("view", "Sequence"), Qt::Key_1, make<Ribbon>, Home::Stage,
            {}},
        {"cell", QT_TRANSLATE_NOOP("view", "Cell"), Qt::Key_2, make<CellDiagram>, Home::Stage, {}},
        {"words", QT_TRANSLATE_NOOP("view", "Words and numbers"), Qt::Key_3, make<Words>,
            Home::Stage, {}},
        {"output", QT_TRANSLATE_NOOP("view", "Next token"), Qt::Key_4, make<NextToken>, Home::Stage,
            {}},
        {"gradient", QT_TRANSLATE_NOOP("view", "Gradient through time"), Qt::Key_5,
            make<GradientPlot>, Home::Stage, {}},
        {"heatmap", QT_TRANSLATE_NOOP("view", "Heat map"), Qt::Key_6, make<HeatMap>, Home::Stage,
            {}},
        {"constant", QT_TRANSLATE_NOOP("view", "What is held constant"), Qt::Key_7,
            make<HeldConstant>, Home::Stage, {}},
        {"card", QT_TRANSLATE_NOOP("view", "Model card"), Qt::Key_8, make<ModelCard>, Home::Stage,
            "constant"},
        {"inspector", QT_TRANSLATE_NOOP("view", "Inside the file"), Qt::Key_9, make<Inspector>,
            Home::Window},
        {"compare", QT_TRANSLATE_NOOP("view", "Compare"), Qt::ALT | Qt::Key_1, make<Compare>,
            Home::Demand, "cell"},
        {"curves", QT_TRANSLATE_NOOP("view", "Curves of units"), Qt::ALT | Qt::Key_2,
            make<UnitCurves>},
        {"gates", QT_TRANSLATE_NOOP("view", "Gates"), Qt::ALT | Qt::Key_3, make<GateBars>},
        {"saturation", QT_TRANSLATE_NOOP("view", "Saturation"), Qt::ALT | Qt::Key_4,
            make<SaturationMap>},
        {"trajectory", QT_TRANSLATE_NOOP("view", "State trajectory"), Qt::ALT | Qt::Key_5,
            make<Trajectory>},
        {"probabilities", QT_TRANSLATE_NOOP("view", "Predictions over time"), Qt::ALT | Qt::Key_6,
            make<Predictions>, Home::Demand, "gradient"},
        {"text", QT_TRANSLATE_NOOP("view", "Text by unit"), Qt::ALT | Qt::Key_7, make<TextByUnit>,
            Home::Demand, "sequence"},
        {"reach", QT_TRANSLATE_NOOP("view", "Reach of the memory"), lab(Qt::Key_1), make<Reach>,
            Home::Demand, "gradient"},
        {"shares", QT_TRANSLATE_NOOP("view", "Share of the weight gradient"), lab(Qt::Key_2),
            make<GradientShares>, Home::Demand, "gradient"},
        {"rates", QT_TRANSLATE_NOOP("view", "Rates of growth"), lab(Qt::Key_3), make<GradientRates>,
            Home::Demand, "gradient"},
        {"spectrum", QT_TRANSLATE_NOOP("view", "Eigenvalues of U"), lab(Qt::Key_4),
            make<RecurrentSpectrum>, Home::Demand, "gradient"},
        {"leaning", QT_TRANSLATE_NOOP("view", "What the prediction leans on"), lab(Qt::Key_5),
            make<InputLeaning>, Home::Demand, "sequence"},
        {"dials", QT_TRANSLATE_NOOP("view", "Dials of the gradient lab"), Qt::Key_0,
            make<LabDials>},
        {"triangle", QT_TRANSLATE_NOOP("view", "Gradient triangle"), lab(Qt::Key_6),
            make<GradientTriangle>, Home::Demand, "gradient"},
        {"adjoints", QT_TRANSLATE_NOOP("view", "Gradient by unit"), lab(Qt::Key_7),
            make<AdjointMap>, Home::Demand, "gradient"},
        {"training", QT_TRANSLATE_NOOP("view", "Training"), Qt::ALT | Qt::Key_8,
            make<TrainingDials>},
        {"learning", QT_TRANSLATE_NOOP("view", "How they learn"), Qt::ALT | Qt::Key_9,
            make<LearningView>, Home::Demand, "cell"},
        {"cost", QT_TRANSLATE_NOOP("view", "What it costs"), lab(Qt::Key_8), make<CostView>,
            Home::Demand, "gradient"},
        {"powers", QT_TRANSLATE_NOOP("view", "A weight to the power n"), lab(Qt::Key_9),
            make<Powers>, Home::Demand, "gradient"},
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
