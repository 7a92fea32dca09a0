#pragma once

#include <QToolButton>

namespace rnnscope {

/// A flat button that shows an arrow for its action.
QToolButton* makeArrowButton(QAction* action, Qt::ArrowType arrow, QWidget* parent);

} // namespace rnnscope
