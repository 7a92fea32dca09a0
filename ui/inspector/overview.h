#pragma once

#include "ui/view/page.h"

namespace rnnscope {

/// What a file holds as a whole, and the model that was made of it.
class Overview : public Page {
    Q_OBJECT

public:
    using Page::Page;

    void refresh(Changes) override { }
    /// @param model null where no network was recognised
    void show(const ContentsPtr& contents, const ScenePtr& scene, const ModelPtr& model);
};

} // namespace rnnscope
