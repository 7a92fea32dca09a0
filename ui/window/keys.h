#pragma once

#include <QAction>

namespace rnnscope {

/// Shows every action that has a key, with its keys, until dismissed.
void showKeys(const QList<QAction*>& actions, QWidget* parent);

} // namespace rnnscope
