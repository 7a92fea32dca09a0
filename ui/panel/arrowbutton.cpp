#include "ui/panel/arrowbutton.h"

namespace rnnscope {

QToolButton* makeArrowButton(QAction* action, Qt::ArrowType arrow, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setArrowType(arrow);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAutoRaise(true);
    return button;
}

} // namespace rnnscope
