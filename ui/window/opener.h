#pragma once

#include <QString>

class QWidget;

namespace rnnscope {

/// Asks for a model file, beginning in the folder of the last one. Empty when dismissed.
QString chooseFile(QWidget* parent, const QString& title);

/// Asks for a file of input, beginning in the folder of the last one. Empty when dismissed.
QString chooseInput(QWidget* parent);

} // namespace rnnscope
