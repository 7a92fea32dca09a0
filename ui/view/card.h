#pragma once

#include "ui/view/page.h"

namespace rnnscope {

/// What the chosen network is: its parts with their sizes, what its file says, and what had to be
/// assumed because the file does not say.
class ModelCard : public Page {
    Q_OBJECT

public:
    using Page::Page;

    void refresh(Changes changes) override;
};

/// The text of the card, rich text for Page.
QString cardText(const Model& model);

} // namespace rnnscope
