#include "ui/view/card.h"

#include "ui/view/cardtext.h"
#include "ui/view/choices.h"

namespace rnnscope {

ModelCard::ModelCard(const Desk& desk, QWidget* parent)
    : Page(desk, parent)
    , m_form(new ChoiceForm(desk, this))
{
    setAbove(m_form);
    connect(m_form, &ChoiceForm::vocabularyAsked, this, &ModelCard::vocabularyAsked);
}

void ModelCard::refresh(Changes changes)
{
    if (!(changes & (Change::Scene | Change::Cell | Change::Look)))
        return;
    m_form->refresh();
    const ScenePtr scene = desk().session->scene();
    if (const ModelPtr shown = model())
        setPage(tr("Model"), QString::fromStdString(shown->title), cardText(*scene, *shown, false),
            cardText(*scene, *shown, true));
    else
        setPage(tr("Model"), {},
            paragraph("dim", tr("Here you will see what the network is made of.")));
}

} // namespace rnnscope
