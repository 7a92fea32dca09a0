#pragma once

class QWidget;

namespace rnnscope {

/// Says what the program is, its version and licence.
void tellAbout(QWidget* parent);

} // namespace rnnscope
