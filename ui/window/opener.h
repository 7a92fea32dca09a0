#pragma once

#include <QString>

class QMimeData;
class QWidget;

namespace rnnscope {

/// Asks for a model file, beginning in the folder of the last one. Empty when dismissed.
QString chooseFile(QWidget* parent);

/// Asks for a file of input, beginning in the folder of the last one. Empty when dismissed.
QString chooseInput(QWidget* parent);

/// The one local file that is being dropped; empty where it is none or several.
QString droppedFile(const QMimeData* data);

} // namespace rnnscope
